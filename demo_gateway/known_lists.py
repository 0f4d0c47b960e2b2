"""Lists that the scripted models know by heart: true, and in a good order to be cut short."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownList:
    """One list, which can be told as such or as a table."""

    named_by: re.Pattern[str]
    """Finds it in a prompt."""

    heads: tuple[str, str]
    """What its two columns are called in a table."""

    items: tuple[tuple[str, str], ...]
    """Name and remark of each, the one to keep first."""


def _named(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# A list that is asked for of somewhere else, or with a condition, is not known.
_NOT_EUROPE = (
    r"\b(asia|africa|(north |south )?america\w*|australia|world|china|india|japan|russia|brazil|"
    r"canada|france|germany|spain|italy|poland|uk|england|usa?)\b"
)

ADVICE = KnownList(
    named_by=_named(r"\b(tips|advice|ideas|ways|steps|habits|checklist|best practices)\b"),
    heads=("Advice", "Why"),
    items=(
        ("Start small", "one afternoon, one page, one person who will use it."),
        ("Write down the goal", "a sentence that a stranger could check."),
        ("Ask somebody who has done it", "ten minutes of theirs save a week of yours."),
        ("Remove before you add", "the cheapest part is the one that is not there."),
        ("Set a date", "an idea without one is a wish."),
        ("Measure first", "so that there is something to compare with."),
        ("Plan for the boring part", "it takes most of the time."),
        ("Make mistakes cheap", "then make many of them."),
        ("Show it early", "silence teaches nothing."),
        ("Keep the first version", "it shows how far you have come."),
        ("Name things well", "half of thinking is finding the word."),
        ("Stop on time", "good enough today beats perfect next month."),
    ),
)

KNOWN_LISTS: tuple[KnownList, ...] = (
    KnownList(
        named_by=_named(r"\bsleep\w*\b"),
        heads=("Advice", "Why"),
        items=(
            ("Get up at the same time", "on Sundays too; the body likes a rhythm."),
            ("Seek daylight early", "it sets the inner clock."),
            ("No coffee after lunch", "half of the caffeine is still there in the evening."),
            ("Keep the bedroom cool and dark", "the body cools down to sleep."),
            ("Put the screen away", "an hour before, if you can bear it."),
            ("Write tomorrow down", "what is on paper need not be remembered."),
            ("Get up again if it does not work", "and go back when you are tired."),
            ("Move during the day", "tired muscles help a tired head."),
        ),
    ),
    KnownList(
        named_by=_named(r"\bpresent(ation|ing)s?\b|\bpublic speaking\b|\bspeech\b|\btalks?\b"),
        heads=("Advice", "Why"),
        items=(
            ("Say one thing", "nobody remembers three."),
            ("Begin with the end", "people listen better when they know where it goes."),
            ("Show less", "a slide that is read is a talk that is not heard."),
            ("Rehearse aloud", "silent rehearsals are always shorter."),
            ("Learn the first sentence by heart", "the rest follows from it."),
            ("Look at one person at a time", "a crowd is only people."),
            ("Pause", "it feels long to you alone."),
            ("Stop early", "nobody has ever complained."),
        ),
    ),
    KnownList(
        named_by=_named(rf"\brivers?\b(?!.*{_NOT_EUROPE})"),
        heads=("River", "What it is known for"),
        items=(
            ("Volga", "the longest river of Europe; it ends in the Caspian Sea."),
            ("Danube", "from the Black Forest to the Black Sea, through ten countries."),
            ("Rhine", "from the Alps to the North Sea."),
            ("Loire", "the longest river of France."),
            ("Elbe", "from the Giant Mountains through Dresden and Hamburg."),
            ("Vistula", "the longest river of Poland."),
            ("Tagus", "the longest on the Iberian peninsula; it ends at Lisbon."),
            ("Po", "the longest river of Italy."),
            ("Thames", "the river of London."),
            ("Rhône", "from a Swiss glacier to the Mediterranean."),
            ("Seine", "the river of Paris."),
            ("Dnieper", "through Kyiv to the Black Sea."),
        ),
    ),
    KnownList(
        named_by=_named(r"\bplanets?\b|\bsolar system\b"),
        heads=("Planet", "What it is known for"),
        items=(
            ("Mercury", "the smallest, and the closest to the sun."),
            ("Venus", "the hottest, under a blanket of carbon dioxide."),
            ("Earth", "the only one known to have life."),
            ("Mars", "red from rusty dust, with the highest volcano."),
            ("Jupiter", "the largest: more mass than all the others together."),
            ("Saturn", "the one with the brightest rings."),
            ("Uranus", "it rolls around the sun lying on its side."),
            ("Neptune", "the farthest, with the fastest winds."),
        ),
    ),
    KnownList(
        named_by=_named(r"\b(programming|coding|computer) languages?\b"),
        heads=("Language", "What it is good for"),
        items=(
            ("Python", "data, scripts and teaching."),
            ("JavaScript", "everything that happens in a browser."),
            ("SQL", "asking databases questions."),
            ("Java", "large programs that live for decades."),
            ("C", "operating systems and small devices."),
            ("Go", "servers and tools for the command line."),
            ("Rust", "speed without the usual mistakes with memory."),
            ("TypeScript", "JavaScript with types."),
            ("Kotlin", "apps for Android."),
            ("Haskell", "learning to think in functions."),
        ),
    ),
    KnownList(
        named_by=_named(
            rf"\b(capitals?|countries)\b(?!.*(?:{_NOT_EUROPE}|\b(europe|with|that)\b))"
        ),
        heads=("Country", "Capital"),
        items=(
            ("France", "Paris"),
            ("Japan", "Tokyo"),
            ("Kenya", "Nairobi"),
            ("Canada", "Ottawa"),
            ("Brazil", "Brasília"),
            ("Australia", "Canberra"),
            ("Germany", "Berlin"),
            ("Egypt", "Cairo"),
            ("Spain", "Madrid"),
            ("India", "New Delhi"),
            ("Portugal", "Lisbon"),
            ("Italy", "Rome"),
            ("Norway", "Oslo"),
            ("Peru", "Lima"),
        ),
    ),
    KnownList(
        named_by=_named(r"\banimals?\b(?!.*\b(in|of|from|with|that)\b)"),
        heads=("Animal", "What it is known for"),
        items=(
            ("Blue whale", "the largest animal that ever lived."),
            ("Cheetah", "the fastest on land."),
            ("Giraffe", "the tallest."),
            ("African elephant", "the heaviest on land."),
            ("Bat", "the only mammal that really flies."),
            ("Octopus", "three hearts, and blue blood."),
            ("Emperor penguin", "it breeds in the Antarctic winter."),
            ("Arctic tern", "the longest migration, from pole to pole."),
            ("Honeybee", "it dances to say where the flowers are."),
            ("Sloth", "so slow that algae grow in its fur."),
        ),
    ),
    KnownList(
        named_by=_named(r"\b(books|novels)\b(?!.*\b(by|about|on|for|from)\b)"),
        heads=("Book", "Author and year"),
        items=(
            ("Pride and Prejudice", "Jane Austen, 1813."),
            ("Frankenstein", "Mary Shelley, 1818."),
            ("Moby-Dick", "Herman Melville, 1851."),
            ("Middlemarch", "George Eliot, 1871–1872."),
            ("The Time Machine", "H. G. Wells, 1895."),
            ("The Trial", "Franz Kafka, 1925."),
            ("Mrs Dalloway", "Virginia Woolf, 1925."),
            ("Nineteen Eighty-Four", "George Orwell, 1949."),
            ("Things Fall Apart", "Chinua Achebe, 1958."),
            ("One Hundred Years of Solitude", "Gabriel García Márquez, 1967."),
        ),
    ),
    KnownList(
        named_by=_named(
            r"\b(breakfasts?|meals?|dinners?|lunch(es)?|recipes)\b(?!.*\b(with|from)\b)"
        ),
        heads=("Dish", "What is in it"),
        items=(
            ("Porridge with apple", "oats, milk, an apple, cinnamon."),
            ("Lentil soup", "red lentils, carrots, cumin, lemon."),
            ("Tomato omelette", "three eggs, tomatoes, chives."),
            ("Vegetable fried rice", "yesterday's rice, peas, egg, soy sauce."),
            ("Chickpea salad", "chickpeas, cucumber, red onion, parsley."),
            ("Pasta with garlic and oil", "spaghetti, garlic, olive oil, chilli."),
            ("Baked potatoes", "potatoes, quark or yoghurt, spring onions."),
            ("Yoghurt with berries", "yoghurt, berries, nuts, honey."),
        ),
    ),
    KnownList(
        named_by=_named(r"\bnames? for\b"),
        heads=("Name", "What it sounds like"),
        items=(
            ("Juniper", "fresh, and a little wild."),
            ("Marlow", "calm and friendly."),
            ("Ember", "warm and small."),
            ("Quill", "clever, easy to spell."),
            ("Pocket", "handy and modest."),
            ("Saffron", "bright, and not cheap."),
            ("Biscuit", "impossible to be angry at."),
            ("Harbour", "safe, and open to the world."),
        ),
    ),
    ADVICE,
)


def known_list(prompt: str) -> KnownList | None:
    """Return the list that the prompt names; `None` for the many that are not known."""
    return next((known for known in KNOWN_LISTS if known.named_by.search(prompt)), None)
