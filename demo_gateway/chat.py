"""POST /chat/completions: find the scripted model, and let it answer or fail as it promises."""

import asyncio
import random
import string
import time

from starlette.types import Receive, Scope, Send

from demo_gateway.access import fault_of_key, key_of
from demo_gateway.answering import Answer
from demo_gateway.bench_script import parse_bench_script
from demo_gateway.catalogue import find_persona, permaslug, route
from demo_gateway.chat_request import ChatRequest, RequestRefusedError, parse_chat_request
from demo_gateway.chunks import Head, error_fields
from demo_gateway.endings import end_badly
from demo_gateway.exchange import Exchange
from demo_gateway.ledger import Account, Generation, Ledger
from demo_gateway.persona import BodyFault, Fault, HttpFault, Persona
from demo_gateway.player import Pace
from demo_gateway.reply import Reply, compose

COMMENT_EVERY_S = 0.5
_FAULT_DELAY_S = 0.1
_ID_LETTERS = string.ascii_letters + string.digits


class ChatCompletions:
    """The ASGI endpoint of chat completions."""

    def __init__(self, ledger: Ledger, *, speed: float) -> None:
        self._ledger = ledger
        self._speed = speed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        arrived = time.monotonic()
        generation_id = _new_generation_id()
        exchange = Exchange(scope, receive, send, generation_id=generation_id)
        if scope["method"] != "POST":
            await exchange.send_json(405, error_fields(405, "Method Not Allowed"))
            return
        body = await exchange.read_body()
        if body is not None:
            await exchange.while_connected(self._serve(exchange, body, generation_id, arrived))

    async def _serve(
        self, exchange: Exchange, body: bytes, generation_id: str, arrived: float
    ) -> None:
        account: Account | None = None
        try:
            key = key_of(exchange.headers)
            account = self._ledger.account_for(key)
            request = parse_chat_request(body)
            persona = _persona_for(request)
            pace, reply = self._script(persona, request, arrived)
        except RequestRefusedError as refusal:
            user_id = account.user_id if account else None
            fields = error_fields(refusal.status, refusal.message, user_id=user_id)
            await exchange.send_json(refusal.status, fields)
            return
        fault = fault_of_key(key) or self._fault_of(persona, request, account)
        if isinstance(fault, HttpFault):
            await self._refuse(exchange, fault, request, account)
        elif isinstance(fault, BodyFault):
            await self._delay()
            await exchange.start(200, fault.content_type)
            await exchange.end(fault.body)
        else:
            answer = self._answer(
                exchange, persona, request, account, generation_id, pace=pace, reply=reply
            )
            await _give(answer, fault, request)

    def _script(self, persona: Persona, request: ChatRequest, arrived: float) -> tuple[Pace, Reply]:
        served = route(persona, request.prompt)
        comment_every_s = COMMENT_EVERY_S / self._speed
        if served.temper != "bench":
            pace = Pace(
                start=arrived,
                ttft_s=served.ttft_s / self._speed,
                tokens_per_second=served.tokens_per_second * self._speed,
                comment_every_s=comment_every_s,
            )
            return pace, compose(served, request)
        # A benchmark says itself how fast it wants its tokens; no speed changes that.
        script = parse_bench_script(request.prompt)
        pace = Pace(
            start=arrived + script.held_s(),
            ttft_s=script.ttft_s,
            tokens_per_second=script.tokens_per_second,
            comment_every_s=COMMENT_EVERY_S,
        )
        return pace, script.reply()

    def _fault_of(self, persona: Persona, request: ChatRequest, account: Account) -> Fault | None:
        if persona.failures is None:
            return persona.fault
        fails = self._ledger.fails_again(
            account,
            model=persona.id,
            conversation=request.conversation,
            failures=persona.failures,
        )
        return persona.fault if fails else None

    async def _refuse(
        self, exchange: Exchange, fault: HttpFault, request: ChatRequest, account: Account
    ) -> None:
        await self._delay()
        fields = error_fields(
            fault.status,
            fault.message,
            metadata=fault.metadata(request.prompt) if fault.metadata else None,
            user_id=account.user_id,
        )
        headers = fault.headers() if fault.headers else None
        await exchange.send_json(fault.sent_status or fault.status, fields, headers=headers)

    async def _delay(self) -> None:
        await asyncio.sleep(_FAULT_DELAY_S / self._speed)

    def _answer(
        self,
        exchange: Exchange,
        persona: Persona,
        request: ChatRequest,
        account: Account,
        generation_id: str,
        *,
        pace: Pace,
        reply: Reply,
    ) -> Answer:
        served = route(persona, request.prompt)

        def settle(answer: Answer) -> None:
            generation = Generation(
                clock=answer.clock,
                account_id=account.id,
                bill=answer.bill,
                permaslug=permaslug(served),
                provider=served.provider,
                router=None if served is persona else persona.id,
                is_streamed=request.is_streamed,
                finish_reason=answer.finish_reason,
                native_finish_reason=answer.native_finish_reason,
                origin=exchange.headers.get("http-referer", ""),
                user_agent=exchange.headers.get("user-agent"),
                recorded_at=time.monotonic(),
            )
            self._ledger.record(generation, account)

        if persona.id.endswith(":free"):
            account.free_requests += 1
        return Answer(
            exchange,
            persona=served,
            head=Head(
                generation_id=generation_id,
                created=int(time.time()),
                model=served.id,
                provider=served.provider,
            ),
            reply=reply,
            pace=pace,
            clock=self._ledger.open_stream(generation_id=generation_id, model=request.model),
            prompt_tokens=request.prompt_tokens,
            settle=settle,
        )


async def _give(answer: Answer, fault: Fault | None, request: ChatRequest) -> None:
    try:
        if fault is not None and not isinstance(fault, HttpFault | BodyFault):
            await end_badly(answer, fault, is_streamed=request.is_streamed)
        elif request.is_streamed:
            await answer.stream()
        else:
            await answer.whole()
    except asyncio.CancelledError:
        answer.clock.aborted = answer.clock.ended is None and not answer.has_failed
        raise
    finally:
        answer.settle(None, None)


def _persona_for(request: ChatRequest) -> Persona:
    persona = find_persona(request.model)
    if persona is None:
        raise RequestRefusedError(400, f"{request.model} is not a valid model ID")
    if request.prompt_tokens > persona.context_tokens:
        raise RequestRefusedError(
            400,
            f"This endpoint's maximum context length is {persona.context_tokens} tokens. However, "
            f"you requested about {request.prompt_tokens} tokens ({request.prompt_tokens} of text "
            "input). Please reduce the length of either one, or use the context-compression "
            "plugin to compress your prompt automatically.",
        )
    return persona


def _new_generation_id() -> str:
    return f"gen-{int(time.time())}-{''.join(random.choices(_ID_LETTERS, k=20))}"
