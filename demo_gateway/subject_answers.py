"""Tell a known subject in the style of a model, with a table when one is asked for."""

import re
from random import Random

from demo_gateway.persona import Style
from demo_gateway.subject import Subject
from demo_gateway.tokens import count_tokens

_TABLE = re.compile(r"\btable\b", re.IGNORECASE)
_ROWS = re.compile(r"\btable\b[^.]*?\b(two|three|four|2|3|4)\b", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_LAST_WORDS = ("", "\n\nThat is the whole trick.", "\n\nThe rest is detail.", "\n\nDoes that help?")
_SECTIONS = ("What happens", "Why it is so", "What follows from it")


def write_about(
    subject: Subject, prompt: str, *, style: Style, tokens: tuple[int, int], random: Random
) -> str:
    """Return an answer about the subject, of at most about the given number of tokens."""
    facts = _chosen(subject, random.randint(*tokens), random)
    blocks = _TELLERS[style](subject, facts) if style in _TELLERS else _plain(subject, facts)
    blocks[-1] += random.choice(_LAST_WORDS)
    if style == "technical" or (style == "thorough" and len(facts) > 4):
        blocks.append(f"As a formula:\n\n$$\n{subject.formula}\n$$")
    if _TABLE.search(prompt):
        blocks.append(_table(subject, prompt))
    return "\n\n".join(blocks)


def _chosen(subject: Subject, most: int, random: Random) -> tuple[str, ...]:
    # The first facts carry the rest; one of the others may be left out.
    size = count_tokens(subject.short)
    kept: list[str] = []
    left_out = random.choice((None, *subject.facts[3:]))
    for fact in subject.facts:
        if fact == left_out:
            continue
        size += count_tokens(fact)
        if size > most and len(kept) >= 2:
            break
        kept.append(fact)
    return tuple(kept)


def _plain(subject: Subject, facts: tuple[str, ...]) -> list[str]:
    half = (len(facts) + 1) // 2
    return [subject.short, " ".join(facts[:half]), " ".join(facts[half:])]


def _bulleted(subject: Subject, facts: tuple[str, ...]) -> list[str]:
    return [f"**{subject.short}**", "\n".join(f"- {fact}" for fact in facts)]


def _playful(subject: Subject, facts: tuple[str, ...]) -> list[str]:
    half = (len(facts) + 1) // 2
    first, rest = " ".join(facts[:half]), " ".join(facts[half:])
    return [f"Ooh, good one! 🎉 {subject.aside}", first, f"And it gets better. {rest} ✨"]


def _thorough(subject: Subject, facts: tuple[str, ...]) -> list[str]:
    third = -(-len(facts) // 3)
    parts = [facts[start : start + third] for start in range(0, len(facts), third)]
    # A heading is left over when the facts fill only two sections.
    sections = [
        f"## {heading}\n\n{' '.join(part)}" for heading, part in zip(_SECTIONS, parts, strict=False)
    ]
    return [f"**In short:** {subject.short}", *sections, f"> {subject.aside}"]


def _formal(subject: Subject, facts: tuple[str, ...]) -> list[str]:
    numbered = "\n".join(f"{place}. {fact}" for place, fact in enumerate(facts, 1))
    return [f"The question may be answered as follows. {subject.short}", numbered]


_TELLERS = {
    "bulleted": _bulleted,
    "playful": _playful,
    "thorough": _thorough,
    "formal": _formal,
}


def _table(subject: Subject, prompt: str) -> str:
    asked = _ROWS.search(prompt)
    count = _NUMBERS[asked[1].lower()] if asked else len(subject.rows)
    rows = "\n".join(f"| {left} | {right} |" for left, right in subject.rows[:count])
    left, right = subject.head
    return f"| {left} | {right} |\n|:--|:--|\n{rows}"
