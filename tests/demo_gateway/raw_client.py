"""The plainest possible clients of the gateway: they parse nothing they were not asked to."""

import json
import socket
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.processes import wait_until

PATIENCE_S = 10.0


class RawClient:
    """Talks to one gateway as one visitor, and parses nothing that it was not asked to."""

    def __init__(self, base_url: str, key: str | None) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self.key = key
        self.base_url = base_url
        # Nothing here is encrypted; loading certificates for every visitor only takes time.
        self.http = httpx.Client(
            base_url=base_url,
            headers=headers,
            timeout=PATIENCE_S,
            trust_env=False,
            verify=False,
        )

    def get(self, path: str) -> httpx.Response:
        return self.http.get(path)

    def ask(
        self, model: str, prompt: str = "Why is the sky blue?", **fields: Any
    ) -> httpx.Response:
        body = {"model": model, "messages": [{"role": "user", "content": prompt}], **fields}
        return self.http.post("/chat/completions", json=body)

    def stream(self, model: str, prompt: str = "Why is the sky blue?", **fields: Any) -> "Stream":
        answer = self.ask(model, prompt, stream=True, **fields)
        assert answer.status_code == 200, answer.text
        return Stream(answer.content)

    def generation(self, generation_id: str) -> dict[str, Any]:
        found: list[dict[str, Any]] = []

        def is_there() -> bool:
            answer = self.get(f"/generation?id={generation_id}")
            found.extend([answer.json()["data"]] if answer.status_code == 200 else [])
            return bool(found)

        wait_until(is_there, f"generation {generation_id}")
        return found[0]

    def clock(self, generation_id: str) -> dict[str, Any]:
        clocks = self.get("/bench/streams").json()
        return next(clock for clock in clocks if clock["generation_id"] == generation_id)

    def open_socket(self, model: str, prompt: str = "Hello there", **fields: Any) -> socket.socket:
        body = {"model": model, "messages": [{"role": "user", "content": prompt}], **fields}
        encoded = json.dumps(body).encode()
        head = (
            "POST /api/v1/chat/completions HTTP/1.1\r\nHost: gateway\r\n"
            f"Authorization: Bearer {self.key}\r\nContent-Length: {len(encoded)}\r\n\r\n"
        )
        connection = socket.create_connection(
            ("127.0.0.1", urlsplit(self.base_url).port or 0), PATIENCE_S
        )
        connection.sendall(head.encode() + encoded)
        return connection


class Stream:
    """The events of a finished stream."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.events = [part for part in content.split(b"\n\n") if part]
        self.comments = [event for event in self.events if event.startswith(b":")]
        data = [
            event.removeprefix(b"data: ") for event in self.events if event not in self.comments
        ]
        self.is_done = data[-1:] == [b"[DONE]"]
        self.raw_chunks = data[:-1] if self.is_done else data

    @property
    def chunks(self) -> list[dict[str, Any]]:
        return [json.loads(chunk) for chunk in self.raw_chunks]

    @property
    def choices(self) -> list[dict[str, Any]]:
        return [choice for chunk in self.chunks for choice in chunk["choices"]]

    @property
    def text(self) -> str:
        return "".join(choice["delta"].get("content") or "" for choice in self.choices)

    @property
    def reasoning(self) -> str:
        return "".join(choice["delta"].get("reasoning") or "" for choice in self.choices)

    @property
    def finish_reasons(self) -> list[str]:
        return [c["finish_reason"] for c in self.choices if c["finish_reason"] is not None]

    @property
    def usage(self) -> dict[str, Any]:
        return next(chunk["usage"] for chunk in self.chunks if "usage" in chunk)

    @property
    def generation_id(self) -> str:
        return str(self.chunks[0]["id"])
