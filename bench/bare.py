"""The loop anybody would write first: AsyncOpenAI as it comes, a task a stream.

`python -m bench.bare BASE_URL KEY MODELS PROMPT` prints its wall time and CPU time as JSON.
"""

import asyncio
import json
import sys
import time

from openai import AsyncOpenAI

from bench.steady import MODEL


async def one(client: AsyncOpenAI, prompt: str) -> str:
    """Stream one answer and return its text."""
    parts = []
    stream = await client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": prompt}],
        max_tokens=1_000_000,
        stream=True,
    )
    async for chunk in stream:
        if chunk.choices and chunk.choices[0].delta.content:
            parts.append(chunk.choices[0].delta.content)
    return "".join(parts)


async def main(base_url: str, key: str, models: int, prompt: str) -> None:
    """Warm the client up, then time so many streams at once."""
    async with AsyncOpenAI(base_url=base_url, api_key=key, max_retries=0) as client:
        await one(client, json.dumps({"tokens": 5, "tokens_per_second": 100}))
        wall, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(one(client, prompt) for _ in range(models)))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"wall_s": wall, "cpu_s": cpu}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]))
