"""What is sent: a completion's settings as the JSON of a chat completion."""

import orjson

from bakeoff.request import Sampling


def chat_body(model: str, prompt: str, system_prompt: str | None, sampling: Sampling) -> bytes:
    """Return the body of a streamed chat completion; a setting that is `None` is left out."""
    messages = [{"role": "user", "content": prompt}]
    if system_prompt is not None:
        messages.insert(0, {"role": "system", "content": system_prompt})
    body: dict[str, object] = {
        "model": model,
        "messages": messages,
        "stream": True,
        "max_tokens": sampling.max_tokens,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "seed": sampling.seed,
        "stop": list(sampling.stop) or None,
    }
    return orjson.dumps({name: value for name, value in body.items() if value is not None})
