"""JSON as providers send it: strictly and fast where it is right, leniently where it nearly is."""

import json

import orjson

SHOWN_CHARS = 200


class BrokenJsonError(Exception):
    """Text that is no JSON by any reading; its own text is how it begins."""


def load_json(payload: bytes) -> object:
    """Return the JSON value; NaN and half a surrogate pair, which orjson refuses, are let through.

    Raises:
        UnicodeDecodeError: it is no UTF-8.
        BrokenJsonError: it is no JSON.
    """
    try:
        value: object = orjson.loads(payload)
    except orjson.JSONDecodeError:
        value = _load_leniently(payload.decode("utf-8"))
    return value


def _load_leniently(text: str) -> object:
    if not text.strip():
        return None
    try:
        return _with_whole_characters(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise BrokenJsonError(text[:SHOWN_CHARS]) from error


def _with_whole_characters(value: object) -> object:
    """Return the same value, half a surrogate pair replaced by the replacement character."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_with_whole_characters(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _with_whole_characters(item) for name, item in value.items()}
    return value
