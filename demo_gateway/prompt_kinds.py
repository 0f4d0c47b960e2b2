"""Tell what a prompt asks for, so that a scripted answer can fit it."""

import re
from typing import Literal

Kind = Literal[
    "greeting",
    "identity",
    "joke",
    "code",
    "table",
    "mathematics",
    "translation",
    "story",
    "poem",
    "email",
    "journey",
    "list",
    "comparison",
    "summary",
    "question",
]

READ_UP_TO = 1_000
"""What a prompt asks for is said early; a search through megabytes would stop all streams."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "greeting",
        _words(
            r"^\W*(hi|hello|hey|good (morning|afternoon|evening)|greetings|ping)\b"
            r"(\W+\w+){0,2}(\W+how are you)?\W{0,9}$"
        ),
    ),
    (
        "identity",
        _words(
            r"\b(who|what) are you\b|\b(what|which) (ai |language )?model are you\b|your name\b"
        ),
    ),
    ("translation", _words(r"\btranslat|\bhow do (you|i) say\b")),
    ("joke", _words(r"\b(jokes?|pun|make me laugh|something funny)\b")),
    ("story", _words(r"\b(story|tale|fiction|once upon|narrative)\b")),
    ("poem", _words(r"\b(poem|haiku|limerick|sonnet|verse|lyrics)\b")),
    ("summary", _words(r"\b(summar\w+|tl;?dr|condense|shorten|key points)\b")),
    ("comparison", _words(r"\b(compar\w+|versus|vs\.?|differences? between|pros and cons)(?!\w)")),
    ("table", _words(r"\b(table|spreadsheet|matrix of|columns?)\b")),
    (
        "journey",
        _words(
            r"\b(itinerary|holiday|vacation|weekend in|road trip|sightseeing)\b|"
            r"\b(trip|days|week) (to|in)\b"
        ),
    ),
    (
        "email",
        _words(
            r"\b(write|draft|compose|reply)( to)?( me)?( an?| the| my)?( \w+){0,2} "
            r"(e-?mail|letter|message)\b(?! (address|regex|valid))"
        ),
    ),
    ("list", _words(r"^\W*list\b|\bnames? for\b")),
    (
        "code",
        _words(
            r"\b(code|function|script|program|python|javascript|typescript|sql|query|regex|bash|"
            r"algorithm|implement|unit tests?|refactor|debug|fizz ?buzz)\b|```"
        ),
    ),
    (
        "mathematics",
        _words(
            r"\b(solve|equations?|integrals?|integrate|derivative|differentiate|prove|proof|maths?|"
            r"mathematics|calculate|compute|probability|theorem|quadratic|square root)\b|"
            r"\d+\s*[-+*/x×÷^]\s*\d+"
        ),
    ),
    ("email", _words(r"\b(e-?mail|letter|apology)\b")),
    (
        "list",
        _words(
            r"\b(list|ideas|tips|steps|bullets?|ways to|reasons|examples|checklist|top \d+|"
            r"(three|four|five|six|seven|eight|nine|ten|\d+) \w+)\b"
        ),
    ),
)

_ARTICLES = r"(?:(?:a|an|the|some|my|our)\s+)?(?:(?:short|brief|funny|simple|quick|good)\s+)*"
_FORMS = (
    r"(?:story|tale|poem|haiku|limerick|sonnet|list|table|summary|essay|paragraph|article|"
    r"explanation|overview|joke)\s+(?:about|of|on|for|comparing|with|showing)"
)
_LEAD = re.compile(
    r"^(?:(?:please|can you|could you|would you|kindly|i want you to|i need you to|"
    r"help me(?: to)?|explain(?: to (?:me|us|everybody|(?:a|an|my|our|the) [\w-]+))?|"
    r"in (?:simple|plain) (?:terms|words)|in one sentence|describe|tell(?: me| us)?(?: about)?|"
    r"write(?: me| us)?|give(?: me| us)?|make(?: me| us)?|create|draft|show(?: me| us)?|list|"
    r"summari[sz]e|compare|discuss|what(?:'s| is| are| was| were)|who (?:is|are|was)|about|of|for)"
    rf"\b|{_ARTICLES}{_FORMS}\b)[\s,:]*",
    re.IGNORECASE,
)
_HOW_IT_WORKS = re.compile(r"^how does (.+) work$", re.IGNORECASE)
_HOW_THEY_WORK = re.compile(r"^how do (.+) work$", re.IGNORECASE)
_QUESTION = re.compile(r"^(How|Why|When|Where|Which|Who|What|Is|Are|Do|Does|Can|Should|Will)\b")
_HOW = re.compile(r"^how (do|can|should|would|could) (i|you|we|one)\b", re.IGNORECASE)
_FORM_LAST = re.compile(
    r"\s+(in (a|one|two|three) (table|sentences?|words?|lines?|paragraphs?)|as (a|an) \w+|"
    r"in (simple|plain) (terms|words)|like i'?m (five|5|\w+ years old))$",
    re.IGNORECASE,
)
_LONGEST_TOPIC = 70


def kind_of(prompt: str) -> Kind:
    """Return what the prompt asks for; anything unrecognised is a question."""
    read = prompt[:READ_UP_TO]
    for kind, pattern in _KINDS:
        if pattern.search(read):
            return kind
    return "question"


def topic_of(prompt: str) -> str:
    """Return what the prompt is about, in one short line that fits into a sentence."""
    line = " ".join(prompt[:READ_UP_TO].split())
    line = re.split(r"(?<=[.?!])\s", line, maxsplit=1)[0]
    while (shorter := _LEAD.sub("", line, count=1)) != line:
        line = shorter
    line = _HOW.sub("how to", line)
    # What follows a comma is usually about the form of the answer.
    before, _, _ = line.partition(",")
    line = (before if len(before.split()) > 2 else line).strip(" .?!,;:\"'`")
    line = _FORM_LAST.sub("", line)
    line = _HOW_THEY_WORK.sub(r"how \1 work", _HOW_IT_WORKS.sub(r"how \1 works", line))
    line = _QUESTION.sub(lambda found: found[0].lower(), line)
    if len(line) > _LONGEST_TOPIC:
        line = line[:_LONGEST_TOPIC].rsplit(" ", 1)[0] + "…"
    return line or "this"
