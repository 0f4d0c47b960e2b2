"""What the first request would pay for, paid beforehand, so that it bends no latency."""

import gc


def import_sdk() -> None:
    """Import everything that a request needs; takes about a second, the first time."""
    import aiohttp  # noqa: F401 -- imported for its effect
    import openai.resources.chat  # noqa: F401
    import tenacity  # noqa: F401

    import bakeoff.openrouter.stream
    import bakeoff.openrouter.transport  # noqa: F401


async def rehearse() -> None:
    """Send one request that goes nowhere, so that what the SDK makes once is made."""
    import httpx2
    from openai import AsyncOpenAI, AsyncStream

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=b"data: [DONE]\n\n", request=request)

    stage = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
    async with AsyncOpenAI(
        api_key="rehearsal", base_url="http://rehearsal", http_client=stage
    ) as client:
        await client.post(
            "/chat/completions",
            cast_to=httpx2.Response,
            content=b"{}",
            stream=True,
            stream_cls=AsyncStream[object],
        )


def freeze() -> None:
    """Move what was imported out of the garbage collector's sight.

    Streamlit collects after every script run; with openai and pandas loaded that holds the
    interpreter for 40 to 70 ms each time, and every stream with it.
    """
    gc.collect()
    gc.freeze()
