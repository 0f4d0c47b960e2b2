"""Send answers wrongly, each in the way its model promises."""

import asyncio
from collections.abc import Awaitable, Callable

import orjson

from demo_gateway.answering import Answer
from demo_gateway.chunks import COMMENT, DONE, PADDING, completion_fields, error_fields
from demo_gateway.persona import StreamFault, StreamFaultKind

_FAILED = "Provider disconnected mid-stream"
_Ending = Callable[[Answer, StreamFault], Awaitable[None]]


async def end_badly(answer: Answer, fault: StreamFault, *, is_streamed: bool) -> None:
    """Send the answer with the fault, in the form that was asked for."""
    if fault.kind in ("silent", "reset"):
        answer.has_failed = fault.kind == "reset"
        await _send_nothing(answer, fault)
    elif is_streamed:
        await _STREAMED[fault.kind](answer, fault)
    else:
        await _send_whole_badly(answer, fault)


async def _send_nothing(answer: Answer, fault: StreamFault) -> None:
    if fault.kind == "reset":
        await answer.exchange.break_off(is_reset=True)
    await answer.exchange.forever()


async def _error_first(answer: Answer, fault: StreamFault) -> None:
    del fault
    answer.has_failed = True
    await answer.start_stream()
    error = answer.writer.error(502, "Provider returned error", "provider_unavailable")
    answer.settle("error", None)
    await answer.exchange.end(error + DONE)


async def _error_mid_stream(answer: Answer, fault: StreamFault) -> None:
    await _play_some(answer, fault)
    answer.has_failed = True
    answer.settle("error", None)
    await answer.exchange.end(answer.writer.error(502, _FAILED, "provider_unavailable"))


async def _finish_error(answer: Answer, fault: StreamFault) -> None:
    await _play_some(answer, fault)
    answer.has_failed = True
    answer.settle("error", "error")
    await answer.exchange.write(answer.writer.finish("error", "error"))
    await answer.exchange.end(DONE)


async def _no_finish(answer: Answer, fault: StreamFault) -> None:
    del fault
    await answer.start_stream()
    await answer.player.play()
    answer.settle(None, None)
    await answer.exchange.end()


async def _break_off(answer: Answer, fault: StreamFault) -> None:
    await _play_some(answer, fault)
    await _break(answer, fault)


async def _break(answer: Answer, fault: StreamFault) -> None:
    # The text must have left before the connection does: a reset discards what is unsent.
    await asyncio.sleep(0.05)
    answer.has_failed = True
    answer.settle(None, None)
    await answer.exchange.break_off(is_reset=fault.kind == "cut")


async def _broken_event(answer: Answer, fault: StreamFault) -> None:
    await _play_some(answer, fault)
    is_json = fault.kind == "broken_json"
    await answer.exchange.write(answer.writer.cut_json() if is_json else answer.writer.cut_utf8())
    await answer.player.play()
    await answer.finish_stream()


async def _null_choices(answer: Answer, fault: StreamFault) -> None:
    del fault
    answer.has_failed = True
    await answer.start_stream()
    answer.settle(None, None)
    await answer.exchange.end(answer.writer.with_null_choices() + DONE)


async def _json_instead(answer: Answer, fault: StreamFault) -> None:
    del fault
    await answer.whole()


async def _keep_alive_forever(answer: Answer, fault: StreamFault) -> None:
    del fault
    await answer.start_stream()
    await _tick_forever(answer, COMMENT)


async def _stall(answer: Answer, fault: StreamFault) -> None:
    await _play_some(answer, fault)
    if fault.kind == "stall_with_comments":
        await _tick_forever(answer, COMMENT)
    await answer.exchange.forever()


_STREAMED: dict[StreamFaultKind, _Ending] = {
    "error_first": _error_first,
    "error_mid_stream": _error_mid_stream,
    "finish_error": _finish_error,
    "no_finish": _no_finish,
    "cut": _break_off,
    "truncated": _break_off,
    "broken_json": _broken_event,
    "broken_utf8": _broken_event,
    "null_choices": _null_choices,
    "json_instead": _json_instead,
    "keep_alive_forever": _keep_alive_forever,
    "stall": _stall,
    "stall_with_comments": _stall,
}


async def _send_whole_badly(answer: Answer, fault: StreamFault) -> None:
    # The nearest thing that can happen to an answer which is one JSON body.
    if fault.kind == "json_instead":
        await answer.whole()
        return
    await answer.exchange.start(200, "application/json")
    if fault.kind in ("keep_alive_forever", "stall", "stall_with_comments"):
        await _tick_forever(answer, PADDING)
    await answer.generate_unseen()
    body = answer.body()
    if fault.kind in ("cut", "truncated"):
        await answer.exchange.write(body[: len(body) // 2])
        await _break(answer, fault)
    answer.has_failed = fault.kind != "no_finish"
    answer.settle(None, None)
    await answer.exchange.end(_bad_body(answer, fault, body))


def _bad_body(answer: Answer, fault: StreamFault, body: bytes) -> bytes:
    fields = completion_fields(answer.head, answer.reply, answer.usage(), answer.persona)
    match fault.kind:
        case "broken_json":
            return body[: len(body) // 2]
        case "broken_utf8":
            return body.replace(b'"content":"', b'"content":"caf\xe9 \xff\xfe ', 1)
        case "error_first":
            return orjson.dumps(error_fields(502, "Provider returned error"))
        case "null_choices":
            return orjson.dumps(fields | {"choices": None})
    choice = dict(fields["choices"][0])  # type: ignore[index]
    choice["finish_reason"] = None if fault.kind == "no_finish" else "error"
    if fault.kind != "no_finish":
        metadata = {"error_type": "provider_unavailable"}
        choice["error"] = {"code": 502, "message": _FAILED, "metadata": metadata}
    return orjson.dumps(fields | {"choices": [choice]})


async def _play_some(answer: Answer, fault: StreamFault) -> None:
    await answer.start_stream()
    await answer.player.play(fault.after_tokens)


async def _tick_forever(answer: Answer, tick: bytes) -> None:
    while True:
        await asyncio.sleep(answer.pace.comment_every_s)
        await answer.exchange.write(tick)
