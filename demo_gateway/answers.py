"""Write the scripted answers: what is said depends on the prompt, how depends on the model.

Deterministic: the same prompt, style, length and random source always give the same text.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random

from demo_gateway import phrases
from demo_gateway.persona import Style
from demo_gateway.prompt_kinds import Kind, kind_of, topic_of
from demo_gateway.subject_answers import write_about
from demo_gateway.subjects import subject_of
from demo_gateway.tokens import count_tokens, split_tokens

_ARITHMETIC = re.compile(r"(?<![\d.])(\d{1,9})\s*([-+*/x×÷])\s*(\d{1,9})(?![\d.])")
_QUOTED = re.compile(r"[\"'“”«]([^\"'“”«»]{1,80})[\"'”»]")
_TWO = re.compile(r"(.{1,40}?)\s+(?:and|versus|vs\.?|or|with|to)\s+(.{1,40})", re.IGNORECASE)
_WANTED = re.compile(r"\b(\d{1,2})\b")


def write_answer(prompt: str, *, style: Style, tokens: tuple[int, int], random: Random) -> str:
    """Return an answer to the prompt of about the given number of tokens."""
    kind = kind_of(prompt)
    topic = topic_of(prompt)
    if kind == "greeting":
        return _greeting(style, random)
    subject = subject_of(prompt)
    if subject is not None and kind in ("question", "table", "list", "summary"):
        return write_about(subject, prompt, style=style, tokens=tokens, random=random)
    blocks = [*_KINDS[kind](prompt, topic, style, random)]
    if kind not in ("story", "poem", "email", "translation"):
        blocks.insert(0, _opening(topic, style, random))
        blocks.append(random.choice(phrases.CLOSINGS[style]))
    return _grown_to(blocks, random.randint(*tokens), kind=kind, style=style, random=random)


def write_thoughts(prompt: str, *, tokens: int, random: Random) -> str:
    """Return reasoning about the prompt, of at least the given number of tokens."""
    topic = topic_of(prompt)
    first, *others = phrases.THOUGHTS
    thoughts = first.format(topic=topic)
    while count_tokens(thoughts) < tokens:
        thoughts += random.choice(others)
    return thoughts


def write_refusal(prompt: str) -> str:
    """Return a polite refusal."""
    return (
        f"I'm sorry, but I can't help with {topic_of(prompt)}. I am the demo model that always "
        "refuses, so that you can see what a refusal looks like."
    )


def write_without_end(prompt: str, *, tokens: int, random: Random) -> str:
    """Return exactly the given number of tokens, cut off in mid-sentence."""
    topic = topic_of(prompt)
    text = f"Where to begin with {topic}? At the beginning, and then on and on:"
    while count_tokens(text) < tokens + 8:
        text += " " + random.choice(phrases.SENTENCES["thorough"])
    return "".join(split_tokens(text)[:tokens]).rstrip()


def _opening(topic: str, style: Style, random: Random) -> str:
    opening = random.choice(phrases.OPENINGS[style]).format(topic=topic)
    return opening[0].upper() + opening[1:]


def _grown_to(blocks: list[str], target: int, *, kind: Kind, style: Style, random: Random) -> str:
    # Sections go in before the closing, so that an answer ends as it was meant to.
    headings = random.sample(phrases.HEADINGS, len(phrases.HEADINGS))
    unused = _deck(kind, style, random)
    size = sum(count_tokens(block) for block in blocks)
    while size < target and kind not in ("poem", "translation", "mathematics"):
        extra = _more(kind, style, unused, headings)
        blocks.insert(max(1, len(blocks) - 1), extra)
        size += count_tokens(extra)
    return "\n\n".join(blocks)


def _deck(kind: Kind, style: Style, random: Random) -> Iterator[str]:
    # Everything is said once before anything is said again.
    own = phrases.STORY_BEATS[1:-1] if kind == "story" else phrases.SENTENCES[style]
    others = () if kind == "story" or style == "bulleted" else phrases.SENTENCES["thorough"]
    while True:
        yield from random.sample(own, len(own))
        yield from random.sample(others, len(others))


def _more(kind: Kind, style: Style, unused: Iterator[str], headings: list[str]) -> str:
    sentences = list(islice(unused, 3))
    if style == "bulleted" and kind != "story":
        points = "\n".join(f"- {line}" for line in sentences)
        return f"**{headings.pop()}**\n\n{points}" if headings else points
    paragraph = " ".join(sentences)
    if style in ("thorough", "technical", "formal") and kind != "story" and headings:
        return f"## {headings.pop()}\n\n{paragraph}"
    return paragraph


def _greeting(style: Style, random: Random) -> str:
    words: dict[Style, tuple[str, ...]] = {
        "concise": ("Hello. What do you need?", "Hi. How can I help?"),
        "thorough": (
            "Hello! I am a simulated model of the demo gateway. Ask me a question, or for code, a "
            "table, a story, a list or some mathematics, and I will answer in my own way.",
        ),
        "bulleted": (
            "Hello! You could ask me for:\n\n- an explanation\n- a table\n- some code\n- a story",
        ),
        "formal": ("Good day. I should be pleased to assist you; how may I be of service?",),
        "playful": ("Hiya! 👋 What mischief shall we make today?", "Hey hey! 😄 Ask me anything."),
        "technical": ("Hello. State the input, the expected output, and the constraints.",),
    }
    return random.choice(words[style])


def _question(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    # All that is said comes from the deck that sections are dealt from, so nothing comes twice.
    del prompt, topic, style, random
    return []


def _code(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    del topic
    asked = [item for item in phrases.SNIPPETS if re.search(item[0], prompt, re.IGNORECASE)]
    asked = asked or [item for item in phrases.SNIPPETS if item[0] == "python"]
    language, code, remark = random.choice(asked)
    blocks = [f"```{language}\n{code}```", remark]
    if style in ("thorough", "technical"):
        blocks.append(
            "A few things to check before you use it:\n\n"
            "1. an empty input,\n2. the largest input you expect,\n3. what happens on an error."
        )
    return blocks


def _table(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    del style
    wanted = _WANTED.search(prompt)
    count = min(len(phrases.TABLE_ROWS), int(wanted.group(1)) if wanted else 5)
    rows = random.sample(phrases.TABLE_ROWS, max(2, count))
    head = (
        f"| {topic.replace('|', '/').capitalize()} | Effort | Score | Remark |\n|:--|:-:|--:|:--|"
    )
    return [head + "\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)]


def _mathematics(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    del topic, style
    found = _ARITHMETIC.search(prompt)
    if found:
        return [_worked_out(int(found[1]), found[2], int(found[3]))]
    return [random.choice(phrases.WORKED_MATHEMATICS)]


def _worked_out(left: int, sign: str, right: int) -> str:
    symbol = {"*": "\\times", "x": "\\times", "×": "\\times", "/": "\\div", "÷": "\\div"}
    if sign in "/÷":
        if right == 0:
            return f"There is no answer: ${left} \\div 0$ is undefined."
        value = f"{left / right:.10g}"
    elif sign in "*x×":
        value = str(left * right)
    else:
        value = str(left + right if sign == "+" else left - right)
    return f"$${left} {symbol.get(sign, sign)} {right} = {value}$$\n\nSo the answer is **{value}**."


def _translation(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    del topic, style, random
    language = next((name for name in phrases.PHRASEBOOK if name in prompt.lower()), "french")
    quoted = _QUOTED.search(prompt)
    phrase = (quoted.group(1) if quoted else "hello").strip()
    known = phrases.PHRASEBOOK[language].get(phrase.lower().strip(".!?"))
    if known:
        return [f"**{known}**", f"That is “{phrase}” in {language.capitalize()}."]
    pairs = "\n".join(
        f"- {ours}: *{theirs}*" for ours, theirs in phrases.PHRASEBOOK[language].items()
    )
    return [
        f"“{phrase}” is not in the phrase book of a simulated model. What I do know in "
        f"{language.capitalize()}:",
        pairs,
    ]


def _story(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    del prompt, style
    first, *middle, last = phrases.STORY_BEATS
    kept = sorted(random.sample(range(len(middle)), 5))
    told = [middle[index] for index in kept]
    return [f"# {topic.capitalize()}", first, " ".join(told[:3]), " ".join(told[3:]), last]


def _poem(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    del style
    if re.search(r"\bhaiku\b", prompt, re.IGNORECASE):
        return [f"**{topic.capitalize()}**", "  \n".join(random.choice(phrases.HAIKU))]
    verses = [phrases.POEM_LINES[:4], phrases.POEM_LINES[4:]]
    random.shuffle(verses)
    return [f"**{topic.capitalize()}**", *("  \n".join(verse) for verse in verses)]


def _email(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    del prompt
    body = " ".join(random.sample(phrases.SENTENCES[style], 2))
    return [
        f"**Subject:** {topic.capitalize()}",
        "Dear colleague,",
        f"I am writing about {topic}. {body}",
        "Could we settle this by Thursday? I am glad to call if that is easier.",
        "Kind regards,  \nA simulated model",
    ]


def _list(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    del topic
    wanted = _WANTED.search(prompt)
    count = min(len(phrases.LIST_ITEMS), int(wanted.group(1)) if wanted else 6)
    items = random.sample(phrases.LIST_ITEMS, max(1, count))
    if style == "concise":
        return ["\n".join(f"{place}. {name}" for place, (name, _) in enumerate(items, 1))]
    return ["\n".join(f"{place}. **{name}**: {why}" for place, (name, why) in enumerate(items, 1))]


def _comparison(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    del prompt
    two = _TWO.search(topic.replace("|", "/"))
    first, second = two.groups() if two else ("The first", "The second")
    rows = random.sample(phrases.COMPARED, 4)
    return [
        f"| | {first} | {second} |\n|:--|:-:|:-:|\n"
        + "\n".join(f"| {' | '.join(row)} |" for row in rows),
        random.choice(phrases.SENTENCES[style]),
    ]


def _summary(prompt: str, topic: str, style: Style, random: Random) -> list[str]:
    del prompt, topic
    sentences = phrases.SENTENCES[style]
    points = "\n".join(f"- {line}" for line in random.sample(sentences, min(4, len(sentences))))
    return ["### Key points", points]


_KINDS: dict[Kind, Callable[[str, str, Style, Random], list[str]]] = {
    "question": _question,
    "code": _code,
    "table": _table,
    "mathematics": _mathematics,
    "translation": _translation,
    "story": _story,
    "poem": _poem,
    "email": _email,
    "list": _list,
    "comparison": _comparison,
    "summary": _summary,
}
