"""One writer for each kind of prompt; each returns `None` where it knows nothing that fits."""

import re
from collections.abc import Iterable, Sequence
from random import Random

from demo_gateway import known_verses, phrases
from demo_gateway.journeys import ANYWHERE, CITIES, TIPS, city_of, place_of
from demo_gateway.known_comparisons import OPEN_QUESTIONS, known_comparison
from demo_gateway.known_lists import ADVICE, KnownList, known_list
from demo_gateway.persona import Style
from demo_gateway.phrasebook import known_phrases, language_of, phrase_of
from demo_gateway.prompt_kinds import READ_UP_TO, topic_of
from demo_gateway.snippets import snippet_for
from demo_gateway.tokens import count_tokens

_TWO = re.compile(r"(.{1,40}?)\s+(?:and|versus|vs\.?|or|with|to)\s+(.{1,40})", re.IGNORECASE)
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
_WANTED = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_NUMBER_WORDS)})\b", re.IGNORECASE)
_RECIPIENT = re.compile(r"\bto (?:my |our |the |a |an )?([a-z]+)\b", re.IGNORECASE)
_ERRAND = re.compile(
    r"\b(asking|ask|requesting|request|declining|decline|thanking|thank|apologi[sz]ing|apologi[sz]e|"
    r"inviting|invite|about|for)\b\s+(.{3,80})",
    re.IGNORECASE,
)
_VERBS = {
    "asking": "I would like to ask", "ask": "I would like to ask",
    "requesting": "I would like to request", "request": "I would like to request",
    "declining": "I am afraid that I have to decline", "decline": "I am afraid I must decline",
    "thanking": "I would like to thank", "thank": "I would like to thank",
    "apologising": "I would like to apologise", "apologizing": "I would like to apologise",
    "apologise": "I would like to apologise", "apologize": "I would like to apologise",
    "inviting": "I would like to invite", "invite": "I would like to invite",
    "about": "I am writing about", "for": "I am writing about",
}  # fmt: skip
_SENTENCE = re.compile(r"[^.!?]+[.!?]+(?=\s|$)")
_SHORTEST_TEXT = 25
_LONGEST_TEXT = 20_000
_TIPS_BY_STYLE = {"thorough": 4, "bulleted": 3, "formal": 3}
_KEPT_SENTENCES = {"concise": 1, "playful": 1}


_LANGUAGE_NAMES = {
    "python": "a piece of Python",
    "javascript": "a piece of JavaScript",
    "sql": "a query",
    "bash": "a shell script",
}


def write_code(prompt: str, style: Style, random: Random) -> str:
    """Return a snippet that fits, or one that is known with a word that it does not."""
    snippet, is_asked_for = snippet_for(prompt[:READ_UP_TO], random)
    what = f"{_LANGUAGE_NAMES[snippet.language]} that {snippet.does}"
    if is_asked_for:
        opening = _opened(style, what, random)
    else:
        opening = f"A script has no code of its own for that. One piece that I do know: {what}."
    blocks = [opening, f"```{snippet.language}\n{snippet.code}```"]
    if snippet.example and style != "concise":
        blocks.append(f"Try it:\n\n```pycon\n{snippet.example}```")
    blocks.append(snippet.remark)
    if snippet.example and style in ("thorough", "technical"):
        blocks.append(
            "Worth testing before you use it:\n\n"
            "1. an empty input,\n2. the largest input you expect,\n3. an input of the wrong type."
        )
    return _joined(blocks)


def write_table(prompt: str, style: Style, random: Random) -> str:
    """Return a known list as a table, or one about the demo itself."""
    known = known_list(prompt[:READ_UP_TO])
    if known is not None and known is not ADVICE:
        items = known.items[: _wanted(prompt, len(known.items), otherwise=5)]
        table = _table(known.heads, [(name, remark.rstrip(".")) for name, remark in items])
        return _joined([_opened(style, "the table", random), table])
    table = _table(("finish_reason", "What it means", "What to do"), phrases.FINISH_REASONS)
    return (
        f"A simulated model has no figures on {topic_of(prompt)}, and making some up would help "
        f"nobody. A table that it can vouch for:\n\n{table}"
    )


def write_list(prompt: str, style: Style, random: Random) -> str | None:
    """Return a known list, cut to the length asked for."""
    known = known_list(prompt[:READ_UP_TO])
    if known is None:
        return None
    items = known.items[: _wanted(prompt, len(known.items), otherwise=6)]
    title = _list_title(known, len(items))
    if known is ADVICE:
        items = tuple(random.sample(known.items, len(items)))
    opening = _opened(style, title, random) or f"{title[0].upper()}{title[1:]}:"
    return _joined([opening, _told(items, style)])


def _list_title(known: KnownList, count: int) -> str:
    number = _NUMBER_WORDS[count] if count < len(_NUMBER_WORDS) else str(count)
    if known is ADVICE:
        return f"{number} pieces of advice that hold for most things"
    return f"{number} to begin with"


def _told(items: tuple[tuple[str, str], ...], style: Style) -> str:
    if style == "concise":
        return "\n".join(f"{place}. {name}" for place, (name, _) in enumerate(items, 1))
    if style in ("formal", "technical"):
        return "\n".join(
            f"{place}. {name} ({why.rstrip('.')})" for place, (name, why) in enumerate(items, 1)
        )
    return "\n".join(f"{place}. **{name}**: {why}" for place, (name, why) in enumerate(items, 1))


def write_comparison(prompt: str, style: Style, random: Random) -> str:
    """Return a table of both, with facts where they are known and questions where not."""
    known = known_comparison(prompt[:READ_UP_TO])
    if known is not None:
        return _joined(
            [_opened(style, "the two side by side", random),
             _table(("", *known.names), known.rows), known.verdict]
        )  # fmt: skip
    two = _TWO.search(topic_of(prompt).removeprefix("the ").replace("|", "/"))
    first, second = two.groups() if two else ("The first", "The second")
    table = _table(("", first, second), [(question, "?", "?") for question in OPEN_QUESTIONS])
    return (
        "No simulated model knows these two well enough to judge. The questions that usually "
        f"decide, for you to fill in:\n\n{table}"
    )


def write_mathematics(prompt: str, style: Style, random: Random) -> str:
    """Return a worked example; what can be computed has been computed before."""
    del prompt, style
    return (
        "A script can do sums and quadratic equations, and not this one. A piece of mathematics "
        f"that it knows by heart:\n\n{random.choice(phrases.WORKED_MATHEMATICS)}"
    )


def write_translation(prompt: str, style: Style, random: Random) -> str:
    """Return a translation from the phrase book, or what is in it."""
    del random
    language = language_of(prompt[:READ_UP_TO])
    known = known_phrases(language or "french")
    name = (language or "french").capitalize()
    phrase = phrase_of(prompt[:READ_UP_TO])
    found = {ours.lower(): theirs for ours, theirs in known.items()}.get(phrase.lower())
    if found and language:
        if style in ("concise", "technical"):
            return f"**{found}**"
        if style == "playful":
            return f"**{found}**! 🗣️ Say it with a smile, and it is perfect {name}."
        return f"**{found}**\n\nThat is “{phrase}” in {name}."
    wanted = f"“{phrase}”" if phrase and language else "That"
    pairs = "\n".join(f"- {ours}: *{theirs}*" for ours, theirs in known.items())
    return f"{wanted} is not in a simulated model's phrase book. Its {name} page:\n\n{pairs}"


def write_story(prompt: str, *, tokens: int, random: Random) -> str:
    """Return a story that comes back to what the prompt is about, of about this many tokens."""
    topic = topic_of(prompt)
    topic = "the sea" if topic.lower() in ("a story", "story", "a short story") else topic
    middle = known_verses.STORY_MIDDLE
    sizes = {count: count_tokens(" ".join(middle[:count])) for count in range(4, len(middle))}
    count = next((count for count, size in sizes.items() if size > tokens), len(middle))
    kept = sorted(random.sample(range(1, len(middle)), count - 1))
    told = [middle[0], *(middle[place] for place in kept)]
    half = (len(told) + 1) // 2
    return "\n\n".join(
        [
            f"# {topic[0].upper()}{topic[1:]}",
            known_verses.STORY_FIRST.format(topic=topic),
            " ".join(told[:half]),
            " ".join(told[half:]),
            known_verses.STORY_LAST.format(topic=topic),
        ]
    )


def write_poem(prompt: str, style: Style, random: Random) -> str:
    """Return a haiku that fits, or verses that fit everything."""
    del style
    read = prompt[:READ_UP_TO]
    topic = topic_of(prompt)
    title = f"**{topic[0].upper()}{topic[1:]}**"
    if re.search(r"\bhaiku\b", read, re.IGNORECASE):
        fitting = (
            known
            for pattern, known in known_verses.HAIKU.items()
            if re.search(pattern, read, re.IGNORECASE)
        )
        haiku = random.choice(next(fitting, known_verses.HAIKU_FOR_ALL))
        return "\n\n".join([title, "  \n".join(haiku)])
    verses = random.sample(known_verses.VERSES, len(known_verses.VERSES))
    return "\n\n".join([title, *("  \n".join(verse) for verse in verses)])


def write_joke(prompt: str, style: Style, random: Random) -> str:
    """Return a joke."""
    del prompt
    question, answer = random.choice(known_verses.JOKES)
    return f"{question}\n\n{answer}" + (" 🥁" if style == "playful" else "")


def write_email(prompt: str, style: Style, random: Random) -> str:
    """Return a short e-mail about what was asked for."""
    del random
    read = " ".join(prompt[:READ_UP_TO].split()).rstrip(" .!?")
    found = _RECIPIENT.search(read)
    errand = _ERRAND.search(read, found.end() if found else 0) or _ERRAND.search(read)
    about = errand[2] if errand else topic_of(prompt)
    sentence = f"{_VERBS[errand[1].lower()]} {about}" if errand else f"I am writing about {about}"
    subject = re.sub(r"^(for|about|to|me)\s+", "", about)
    greeting = "Hi" if style in ("playful", "concise") else "Dear"
    return "\n\n".join(
        [
            f"**Subject:** {subject[0].upper()}{subject[1:]}",
            f"{greeting} {found[1] if found else 'all'},",
            f"{sentence}.",
            phrases.LAST_LINES_OF_EMAILS[style],
            "Kind regards,  \n[your name]",
        ]
    )


def write_journey(prompt: str, style: Style, random: Random) -> str:
    """Return a plan of a few days, with sights where the city is known."""
    read = prompt[:READ_UP_TO]
    city, place = city_of(read), place_of(read)
    days = CITIES[city] if city else ANYWHERE
    days = (*days, *ANYWHERE[3:]) if city else days
    days = days[: _wanted(read, len(days), otherwise=3)]
    plan = "\n".join(f"{number}. **Day {number}.** {what}" for number, what in enumerate(days, 1))
    where = f"a plan for {place}" if place else "a plan that works nearly anywhere"
    tips = "\n".join(f"- {tip}" for tip in random.sample(TIPS, _TIPS_BY_STYLE.get(style, 1)))
    return _joined([_opened(style, where, random), plan, f"Before you go:\n\n{tips}"])


def write_summary(prompt: str, style: Style, random: Random) -> str | None:
    """Return the sentences of the prompt's own text that carry it; `None` without a text."""
    del random
    _, _, text = prompt[:_LONGEST_TEXT].partition(":" if ":" in prompt[:200] else "\n")
    sentences = [" ".join(found.split()) for found in _SENTENCE.findall(text)]
    if len(text.split()) < _SHORTEST_TEXT or not sentences:
        return None
    # The first sentence mostly says what it is about, and long ones carry the most.
    most = _KEPT_SENTENCES.get(style, 3)
    longest = sorted(range(1, len(sentences)), key=lambda place: -len(sentences[place]))
    kept = [sentences[place] for place in (0, *sorted(longest[: most - 1]))]
    if len(kept) == 1:
        return kept[0]
    return "### Key points\n\n" + "\n".join(f"- {sentence}" for sentence in kept)


def _opened(style: Style, what: str, random: Random) -> str:
    opening = random.choice(phrases.KNOWN_OPENINGS[style]).format(what=what)
    return opening[:1].upper() + opening[1:]


def _joined(blocks: list[str]) -> str:
    return "\n\n".join(block for block in blocks if block)


def _wanted(prompt: str, most: int, *, otherwise: int) -> int:
    found = _WANTED.search(prompt[:READ_UP_TO])
    if found is None:
        return min(otherwise, most)
    word = found[1].lower()
    number = int(word) if word.isdigit() else _NUMBER_WORDS.index(word)
    return max(1, min(number, most))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines: list[Sequence[str]] = [heads, [":--"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
