"""The grid without its socket: its questions come as component state, answers go as its data."""

from typing import Any, TypeGuard

from bakeoff import Follower, Have, Run
from components.live_grid.bundle import bundle
from components.live_grid.state import Polled, keep_polled, polled, said


def answer(run: Run, key: str) -> dict[str, Any]:
    """Return what the grid of this key has asked the script for; mostly nothing."""
    asked = said(key)
    data: dict[str, Any] = {}
    if asked.get("module") == "wanted":
        data["source"] = bundle().source
    poll = asked.get("poll")
    if isinstance(poll, dict):
        data["reply"] = _reply(run, key, poll)
    else:
        keep_polled(key, None)
    return data


def obey(run: Run, message: Any) -> None:
    """Do what a button of the grid asked for: stop or retry one completion."""
    if not isinstance(message, dict):
        return
    completions = run.record.completions
    stop, retry = message.get("stop"), message.get("retry")
    if _is_index(stop, len(completions)):
        run.stop(stop)
    elif _is_index(retry, len(completions)) and not completions[retry].is_live:
        run.retry(retry)


def _reply(run: Run, key: str, poll: dict[str, Any]) -> dict[str, Any]:
    before = polled(key)
    sequence = poll.get("sequence", 0)
    if before is not None and before.sequence == sequence:
        return before.reply
    # An answer that was overtaken by a rerun never arrived: then only the browser knows.
    if before is not None and before.sequence == poll.get("applied"):
        follower = before.follower
    else:
        follower = Follower(run.view, _have(poll))
    batch = follower.batch()
    frames = [] if batch is None else [batch]
    for index in poll.get("texts", []):
        if _is_index(index, len(run.record.completions)):
            frames.append({"text": {"index": index, "text": follower.text(index)}})
    if follower.is_settled:
        follower.close()
    reply = {"sequence": sequence, "settled": follower.is_settled, "frames": frames}
    keep_polled(key, Polled(follower, sequence, reply))
    return reply


def _have(poll: dict[str, Any]) -> Have:
    try:
        return Have.read(poll.get("hello"))
    except ValueError:
        return Have()


def _is_index(value: object, count: int) -> TypeGuard[int]:
    return type(value) is int and 0 <= value < count
