"""Tell what a prompt asks for, so that a scripted answer can fit it."""

import re
from typing import Literal

Kind = Literal[
    "greeting",
    "code",
    "table",
    "mathematics",
    "translation",
    "story",
    "poem",
    "email",
    "list",
    "comparison",
    "summary",
    "question",
]

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "greeting",
        re.compile(
            r"^\W*(hi|hello|hey|good (morning|afternoon|evening)|greetings|ping)\b"
            r"(\W+\w+){0,2}(\W+how are you)?\W*$",
            re.IGNORECASE,
        ),
    ),
    ("translation", re.compile(r"\btranslat", re.IGNORECASE)),
    ("table", re.compile(r"\b(table|spreadsheet|matrix of|columns?)\b", re.IGNORECASE)),
    (
        "code",
        re.compile(
            r"\b(code|function|script|program|python|javascript|typescript|sql|query|regex|bash|"
            r"algorithm|implement|unit tests?|refactor|debug)\b|```",
            re.IGNORECASE,
        ),
    ),
    (
        "mathematics",
        re.compile(
            r"\b(solve|equations?|integrals?|integrate|derivative|differentiate|prove|proof|maths?|"
            r"mathematics|calculate|compute|probability|theorem|quadratic)\b|\d+\s*[-+*/x×÷^]\s*\d+",
            re.IGNORECASE,
        ),
    ),
    ("story", re.compile(r"\b(story|tale|fiction|once upon|narrative)\b", re.IGNORECASE)),
    ("poem", re.compile(r"\b(poem|haiku|limerick|sonnet|verse|lyrics)\b", re.IGNORECASE)),
    ("email", re.compile(r"\b(e-?mail|letter|message to|reply to|apology)\b", re.IGNORECASE)),
    (
        "comparison",
        re.compile(r"\b(compare|versus|vs\.?|difference between|pros and cons)\b", re.IGNORECASE),
    ),
    ("summary", re.compile(r"\b(summar\w+|tl;?dr|condense|shorten|key points)\b", re.IGNORECASE)),
    (
        "list",
        re.compile(
            r"\b(list|ideas|tips|steps|bullet|ways to|reasons|examples|names for|checklist|top \d+|"
            r"(three|four|five|six|seven|eight|ten|\d+) \w+)\b",
            re.IGNORECASE,
        ),
    ),
)

_LEAD = re.compile(
    r"^(please|can you|could you|would you|kindly|i want you to|i need you to|help me( to)?|"
    r"explain( to (me|us|everybody|(a|an|my|our|the) [\w-]+))?|"
    r"in (simple|plain) (terms|words)|in one sentence|describe|tell me( about)?|write( me)?|"
    r"give( me)?|make( me)?|create|draft|"
    r"show( me)?|list|summari[sz]e|compare|discuss|what (is|are|was|were)|who (is|are|was)|"
    r"a|an|the|some|about|of|for|in|short|brief)\b[\s,:]*",
    re.IGNORECASE,
)
_HOW = re.compile(r"^how (do|can|should|would|could) (i|you|we|one)\b", re.IGNORECASE)
_LONGEST_TOPIC = 70


def kind_of(prompt: str) -> Kind:
    """Return what the prompt asks for; anything unrecognised is a question."""
    for kind, pattern in _KINDS:
        if pattern.search(prompt):
            return kind
    return "question"


def topic_of(prompt: str) -> str:
    """Return what the prompt is about, in one short line that fits into a sentence."""
    line = " ".join(prompt.split())
    line = re.split(r"(?<=[.?!])\s", line, maxsplit=1)[0]
    while (shorter := _LEAD.sub("", line, count=1)) != line:
        line = shorter
    line = _HOW.sub("how to", line)
    # What follows a comma is usually about the form of the answer.
    before, _, _ = line.partition(",")
    line = (before if len(before.split()) > 2 else line).strip(" .?!,;:\"'`")
    if len(line) > _LONGEST_TOPIC:
        line = line[:_LONGEST_TOPIC].rsplit(" ", 1)[0] + "…"
    return line or "this"
