"""Answers that are worked out, not told: sums, equations, letters in a word, capitals."""

import math
import re
from collections.abc import Callable
from typing import NamedTuple

_NUMBER = r"(?<![\w.])(\d{1,9}(?:\.\d{1,6})?)"
_ARITHMETIC = re.compile(_NUMBER + r"\s*([-+*/x×÷]|plus|minus|times|divided by)\s*" + _NUMBER)
_PERCENT = re.compile(_NUMBER + r"\s*(?:%|percent|per cent)\s+of\s+" + _NUMBER)
_ROOT = re.compile(r"square root of\s+" + _NUMBER)
_QUADRATIC = re.compile(
    r"(?<![\w.])([-+−]?\s*\d{0,4})\s*x\s*(?:\^\s*2|²|\*\*\s*2)\s*"
    r"(?:([-+−]\s*\d{0,4})\s*x)?\s*([-+−]\s*\d{1,6})?\s*=\s*0"
)
_LINEAR = re.compile(
    r"(?<![\w.^])([-+−]?\s*\d{0,4})\s*x\s*([-+−]\s*\d{1,6})?\s*=\s*([-+−]?\s*\d{1,6})\b"
)
_LETTERS = re.compile(
    r"how many ['\"“]?([a-z])['\"”]?(?:['’]?s)?\s+(?:letters? )?(?:are )?(?:there )?in\s+"
    r"(?:the word )?['\"“]?([a-z]{2,30})\b"
)
_CAPITAL = re.compile(r"capital (?:city )?of (?:the )?([a-z][a-z ]{2,30}?)\s*(?:[?.!,]|$)")
_SIGNS = {"plus": "+", "minus": "-", "times": "*", "x": "*", "×": "*", "divided by": "/", "÷": "/"}
_OPERATORS = tuple("+-*/x×÷^()=")
_IN_TEX = {"*": "\\times", "/": "\\div", "+": "+", "-": "-"}
_CAPITALS = {
    "argentina": "Buenos Aires", "australia": "Canberra", "austria": "Vienna",
    "belgium": "Brussels", "brazil": "Brasília", "canada": "Ottawa", "chile": "Santiago",
    "china": "Beijing", "denmark": "Copenhagen", "egypt": "Cairo", "england": "London",
    "finland": "Helsinki", "france": "Paris", "germany": "Berlin", "greece": "Athens",
    "hungary": "Budapest", "india": "New Delhi", "ireland": "Dublin", "italy": "Rome",
    "japan": "Tokyo", "kenya": "Nairobi", "mexico": "Mexico City", "netherlands": "Amsterdam",
    "new zealand": "Wellington", "norway": "Oslo", "peru": "Lima", "poland": "Warsaw",
    "portugal": "Lisbon", "south korea": "Seoul", "spain": "Madrid", "sweden": "Stockholm",
    "switzerland": "Bern", "turkey": "Ankara", "ukraine": "Kyiv", "united kingdom": "London",
    "united states": "Washington, D.C.", "vietnam": "Hanoi",
}  # fmt: skip


class Worked(NamedTuple):
    """An answer and how it comes about."""

    working: str
    """The way to it; empty if it is simply known."""

    answer: str
    """The answer, in a sentence."""


def exact_answer(prompt: str) -> Worked | None:
    """Return what can be worked out of the prompt; `None` if nothing can."""
    # So that a minus sign is one character, whoever typed it.
    text = prompt.lower().replace("\N{MINUS SIGN}", "-")
    return next((told for work_out in _WAYS if (told := work_out(text)) is not None), None)


def _letters(text: str) -> Worked | None:
    found = _LETTERS.search(text)
    if not found:
        return None
    letter, word = found.groups()
    count = word.count(letter)
    spelt = word.replace(letter, letter.upper())
    return Worked(f"Letter by letter: {spelt}.", f"The letter {letter} occurs **{count}** times.")


def _capital(text: str) -> Worked | None:
    found = _CAPITAL.search(text)
    capital = _CAPITALS.get(found[1].strip()) if found else None
    if capital is None or found is None:
        return None
    return Worked("", f"**{capital}** is the capital of {found[1].strip().title()}.")


def _percent(text: str) -> Worked | None:
    found = _PERCENT.search(text)
    if not found:
        return None
    part, whole = float(found[1]), float(found[2])
    value = _written(part * whole / 100)
    return _worked_out(f"\\frac{{{found[1]}}}{{100}} \\times {found[2]}", value)


def _root(text: str) -> Worked | None:
    found = _ROOT.search(text)
    if not found:
        return None
    return _worked_out(f"\\sqrt{{{found[1]}}}", _written(math.sqrt(float(found[1]))))


def _quadratic(text: str) -> Worked | None:
    found = _QUADRATIC.search(text)
    if not found:
        return None
    a, b, c = _factor(found[1]), _factor(found[2], absent=0), _factor(found[3], absent=0)
    if a == 0:
        return None
    inside = b * b - 4 * a * c
    formula = (
        f"$$x = \\frac{{{-b} \\pm \\sqrt{{{b * b} - 4 \\cdot {_bracketed(a)} \\cdot "
        f"{_bracketed(c)}}}}}{{{2 * a}}} = \\frac{{{-b} \\pm \\sqrt{{{inside}}}}}{{{2 * a}}}$$"
    )
    if inside < 0:
        return Worked(formula, "The root of a negative number: there is **no real solution**.")
    roots = sorted({(-b + sign * math.sqrt(inside)) / (2 * a) for sign in (1, -1)})
    solutions = " or ".join(f"**x = {_written(root)}**" for root in roots)
    return Worked(formula, f"The solution is {solutions}.")


def _linear(text: str) -> Worked | None:
    found = _LINEAR.search(text)
    if not found:
        return None
    a, b, right = _factor(found[1]), _factor(found[2], absent=0), _factor(found[3])
    if a == 0:
        return None
    return Worked(
        f"$${a}x = {right} - {_bracketed(b)} = {right - b}$$",
        f"The solution is **x = {_written((right - b) / a)}**.",
    )


def _arithmetic(text: str) -> Worked | None:
    found = _ARITHMETIC.search(text)
    if not found or _is_part_of_more(text, found):
        return None
    left, word, right = found.groups()
    sign = _SIGNS.get(word, word)
    if sign == "/" and float(right) == 0:
        return Worked(f"$${left} \\div 0$$", "There is no answer: division by 0 is undefined.")
    is_whole = "." not in left + right and sign != "/"
    one, other = (int(left), int(right)) if is_whole else (float(left), float(right))
    value = {"+": one + other, "-": one - other, "*": one * other}.get(sign)
    written = _written(one / other if value is None else value)
    what = f"{left} {_IN_TEX[sign]} {right}"
    if sign == "*" and is_whole and 10 <= int(right) < 100 and int(right) % 10:
        tens, ones = int(right) // 10 * 10, int(right) % 10
        what += f" = {left} \\times {tens} + {left} \\times {ones}"
        what += f" = {int(left) * tens} + {int(left) * ones}"
    return _worked_out(what, written)


def _is_part_of_more(text: str, found: re.Match[str]) -> bool:
    # Half of a longer sum, or of a date, would be a wrong answer.
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    return before[-1:] in _OPERATORS or after[:1] in _OPERATORS


def _worked_out(what: str, value: str) -> Worked:
    return Worked(f"$${what} = {value}$$", f"The answer is **{value}**.")


def _written(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.10g}"


def _factor(text: str | None, *, absent: int = 1) -> int:
    digits = (text or "").replace(" ", "")
    if digits in ("", "+", "-"):
        return absent if not digits else int(f"{digits}1")
    return int(digits)


def _bracketed(number: int) -> str:
    return f"({number})" if number < 0 else str(number)


_WAYS: tuple[Callable[[str], Worked | None], ...] = (
    _letters,
    _capital,
    _percent,
    _root,
    _quadratic,
    _linear,
    _arithmetic,
)
