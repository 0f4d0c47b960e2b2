"""What a follower has already, and so need not be sent again."""

from collections.abc import Iterable, Sequence

from bakeoff.render.text import utf16_length

_WITH_HTML = frozenset({"b", "i", "o", "w"})
# Below this, naming what to keep takes as many bytes as sending it.
_MIN_KEPT = 6


def patch(previous: str, current: str) -> tuple[int, str]:
    """Return how much of `previous` to keep, and what follows it in `current`.

    The count is in UTF-16 code units, as a browser slices, and never falls
    between the halves of a surrogate pair.
    """
    kept = _common_prefix_length(previous, current)
    if kept and "\ud800" <= current[kept - 1] <= "\udbff":
        kept -= 1
    return utf16_length(current[:kept]), current[kept:]


def abridge(operations: Iterable[Sequence[str]], previous: str) -> list[list[str | int]]:
    """Return operations for a follower whose last `open_html` was `previous`.

    A block that settles is mostly what stood open before. An operation of three
    elements, ``[code, kept, rest]``, has as its HTML the first `kept` UTF-16 code
    units of `previous`, then `rest`; the others are as they were.
    """
    return [_abridged(operation, previous) for operation in operations]


def _abridged(operation: Sequence[str], previous: str) -> list[str | int]:
    if operation[0] in _WITH_HTML:
        kept, rest = patch(previous, operation[1])
        if kept >= _MIN_KEPT:
            return [operation[0], kept, rest]
    return list(operation)


def _common_prefix_length(first: str, second: str) -> int:
    """Return the length of the longest common prefix by bisection on whole slices."""
    low, high = 0, min(len(first), len(second))
    if first[:high] == second[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle
    return low
