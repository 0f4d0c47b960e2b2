"""A draft as JSON, and back: whatever a file holds, only a well-formed draft comes out."""

from typing import Any

from bakeoff.drafts.draft import Draft
from bakeoff.drafts.line_up import LineUp, Slot
from bakeoff.request import DEFAULT_MAX_TOKENS, OVERRIDABLE, Entry, Sampling

FORM = 1
MOST = 2**53 - 1
"""The largest whole number that a browser's field holds exactly."""


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """Return the draft as JSON values."""
    common = draft.sampling
    return {
        "form": FORM,
        "prompt": draft.prompt,
        "system_prompt": draft.system_prompt,
        "sampling": {name: getattr(common, name) for name in OVERRIDABLE}
        | {"stop": list(common.stop)},
        "demo_line_up": _line_up_to_json(draft.demo_line_up),
        "real_line_up": _line_up_to_json(draft.real_line_up),
    }


def draft_from_json(value: Any) -> Draft:
    """Return the draft that was written so.

    Raises:
        ValueError: it is none of ours.
    """
    if not isinstance(value, dict) or value.get("form") != FORM:
        raise ValueError("it is no draft of this version")
    sampling = _mapping(value.get("sampling"))
    most = _whole(sampling.get("max_tokens"))
    return Draft(
        prompt=_text(value.get("prompt")),
        system_prompt=_text(value.get("system_prompt")),
        sampling=Sampling(
            max_tokens=DEFAULT_MAX_TOKENS if most is None else most,
            temperature=_number(sampling.get("temperature")),
            top_p=_number(sampling.get("top_p")),
            seed=_whole(sampling.get("seed")),
            stop=tuple(_text(stop) for stop in _list(sampling.get("stop"))),
        ),
        demo_line_up=_line_up_from_json(value.get("demo_line_up")),
        real_line_up=_line_up_from_json(value.get("real_line_up")),
    )


def _line_up_to_json(line_up: LineUp | None) -> list[dict[str, Any]] | None:
    if line_up is None:
        return None
    return [
        {name: getattr(slot.entry, name) for name in ("model", "label", *OVERRIDABLE)}
        for slot in line_up
    ]


def _line_up_from_json(value: Any) -> LineUp | None:
    if value is None:
        return None
    return LineUp(tuple(Slot(_entry(_mapping(entry))) for entry in _list(value)))


def _entry(value: dict[str, Any]) -> Entry:
    return Entry(
        model=_text(value.get("model")),
        label=_text(value.get("label")),
        temperature=_number(value.get("temperature")),
        top_p=_number(value.get("top_p")),
        max_tokens=_whole(value.get("max_tokens")),
        seed=_whole(value.get("seed")),
    )


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("a part of it is no object")  # noqa: TRY004 - the file is at fault
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("a part of it is no list")  # noqa: TRY004 - the file is at fault
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text of it is no text")  # noqa: TRY004 - the file is at fault
    return value


def _number(value: Any) -> float | None:
    if value is None:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not -MOST <= value <= MOST:
        raise ValueError("a number of it is none that can be shown")
    return float(value)


def _whole(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not -MOST <= value <= MOST:
        raise ValueError("a whole number of it is none that can be shown")
    return value
