"""The request of a completion as code to paste: cURL, Python, TypeScript.

Pure. Body and headers come from where the engine takes them; the key is only ever the name of its
variable. Whatever the prompt holds stays data: it is quoted, and what can't be seen is escaped.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bakeoff.connection import Connection
from bakeoff.openrouter.body import chat_body
from bakeoff.openrouter.client import PLACEHOLDER_KEY
from bakeoff.openrouter.headers import site_headers
from bakeoff.record import CompletionRecord
from bakeoff.request import ComparisonRequest

KEY_VARIABLE = "OPENROUTER_API_KEY"
COMPLETIONS_PATH = "/chat/completions"
LINE_CHARACTERS = 80
LONGEST_ARGUMENT_BYTES = 100_000
"""Linux starts no program with an argument of 128 KiB."""

_USER = re.compile(r"(?<=://)[^/?#]*@")
_MAYBE_INVISIBLE = re.compile(r"[^\x20-\x7e]")


@dataclass(frozen=True, slots=True)
class SentRequest:
    """One request as the engine sends it, apart from the key."""

    base_url: str
    """Root of the API; never with a user's name and password in it."""

    headers: dict[str, str]
    """What is sent besides the key and the type of the body."""

    body: dict[str, Any]
    """The JSON that is sent."""

    has_key: bool
    """Whether a key is sent; a keyless server must not be given one."""

    @property
    def url(self) -> str:
        """Address that it is posted to."""
        return self.base_url + COMPLETIONS_PATH


@dataclass(frozen=True, slots=True)
class CodeLanguage:
    """One way to write a request down."""

    name: str
    """What a person reads on its tab."""

    syntax: str
    """The name by which highlighters know its syntax."""

    write: Callable[[SentRequest], str]
    """Returns the code; `request_code` calls it."""


@dataclass(frozen=True, slots=True)
class _Notation:
    """How a language writes values that JSON can hold."""

    scalar: Callable[[object], str]
    """Writes a number, a truth value or nothing."""

    escape: Callable[[str], str]
    """Writes one character of a string that can't be seen."""

    indent: str
    """One step of indentation."""

    def write(self, value: object, depth: int = 0) -> str:
        """Return the value's literal, for a line that is this many steps from the margin."""
        if isinstance(value, str):
            return self.string(value)
        if isinstance(value, dict):
            items = [f"{self.string(k)}: {self.write(v, depth + 1)}" for k, v in value.items()]
            return self._block("{", items, "}", depth)
        if isinstance(value, list):
            return self._block("[", [self.write(item, depth + 1) for item in value], "]", depth)
        return self.scalar(value)

    def string(self, text: str) -> str:
        """Return a quoted string without any character that can't be seen, NUL and bidi alike."""
        quoted = json.dumps(text, ensure_ascii=False)
        return _MAYBE_INVISIBLE.sub(self._shown, quoted)

    def _shown(self, found: re.Match[str]) -> str:
        return found[0] if found[0].isprintable() else self.escape(found[0])

    def _block(self, start: str, items: list[str], end: str, depth: int) -> str:
        line = f"{start}{', '.join(items)}{end}"
        # The outermost always has lines of its own: it is what people read and change.
        if depth and "\n" not in line and len(line) <= LINE_CHARACTERS:
            return line
        inner = ",\n".join(self.indent * (depth + 1) + item for item in items)
        return f"{start}\n{inner}\n{self.indent * depth}{end}"


def _escaped_in_json(character: str) -> str:
    return json.dumps(character)[1:-1]


def _escaped_in_python(character: str) -> str:
    # Python does not join surrogate pairs, which JSON writes characters beyond U+FFFF with.
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


_JSON = _Notation(json.dumps, _escaped_in_json, "  ")
_PYTHON = _Notation(repr, _escaped_in_python, "    ")


def request_code(
    connection: Connection,
    request: ComparisonRequest,
    completion: CompletionRecord,
    language: CodeLanguage,
) -> str:
    """Return code that sends this completion's request as it was sent, and prints the answer."""
    body = chat_body(
        completion.entry.model, request.prompt, request.system_prompt, completion.sampling
    )
    sent = SentRequest(
        base_url=_without_user(connection.base_url),
        headers={name: value for name, value in site_headers(connection).items() if value},
        body=json.loads(body),
        has_key=bool(connection.api_key),
    )
    return language.write(sent)


def _without_user(base_url: str) -> str:
    """Return the address without a name and password, which are the operator's own."""
    return _USER.sub("", base_url)


def _curl(sent: SentRequest) -> str:
    body = _shell_quoted(_JSON.write(sent.body))
    # Through a pipe, because printf is part of the shell, which bounds no argument of its own.
    is_long = len(body.encode()) > LONGEST_ARGUMENT_BYTES
    lines = [f"curl --no-buffer {_shell_quoted(sent.url)}"]
    if sent.has_key:
        lines.append(f'-H "Authorization: Bearer ${KEY_VARIABLE}"')
    lines.append("-H 'Content-Type: application/json'")
    lines += [f"-H {_shell_quoted(f'{name}: {value}')}" for name, value in sent.headers.items()]
    lines.append("--data-binary @-" if is_long else f"--data-raw {body}")
    command = " \\\n  ".join(lines)
    return f"printf %s {body} |\n  {command}\n" if is_long else f"{command}\n"


def _shell_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _python_openai(sent: SentRequest) -> str:
    headers = {name: _PYTHON.string(value) for name, value in sent.headers.items()}
    imports, key = "import os\n\nfrom openai import OpenAI", f'os.environ["{KEY_VARIABLE}"]'
    if not sent.has_key:
        # The SDK wants a key; this is how to have it send none.
        imports, key = "from openai import OpenAI, omit", f'"{PLACEHOLDER_KEY}"'
        headers = {"Authorization": "omit", **headers}
    arguments = "\n".join(
        f"    {name}={_PYTHON.write(value, depth=1)}," for name, value in sent.body.items()
    )
    return f"""{imports}

client = OpenAI(
    base_url={_PYTHON.string(sent.base_url)},
    api_key={key},
)

stream = client.chat.completions.create(
{arguments}
    extra_headers={{
{_entries(headers, _PYTHON, depth=2)}
    }},
)

for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
"""


def _python_requests(sent: SentRequest) -> str:
    headers = {name: _PYTHON.string(value) for name, value in sent.headers.items()}
    standard = "import json"
    if sent.has_key:
        standard = "import json\nimport os"
        headers = {"Authorization": f'"Bearer " + os.environ["{KEY_VARIABLE}"]', **headers}
    return f"""{standard}

import requests

response = requests.post(
    {_PYTHON.string(sent.url)},
    headers={{
{_entries(headers, _PYTHON, depth=2)}
    }},
    json={_PYTHON.write(sent.body, depth=1)},
    stream=True,
)
response.raise_for_status()

for line in response.iter_lines():
    if not line.startswith(b"data: ") or line == b"data: [DONE]":
        continue
    chunk = json.loads(line.removeprefix(b"data: "))
    if "error" in chunk:
        raise RuntimeError(chunk["error"]["message"])
    for choice in chunk["choices"]:
        print(choice["delta"].get("content") or "", end="", flush=True)
"""


def _typescript(sent: SentRequest) -> str:
    headers = {name: _JSON.string(value) for name, value in sent.headers.items()}
    # Without a fallback the SDK would send OpenAI's own key, OPENAI_API_KEY, to this server.
    key = f'process.env.{KEY_VARIABLE} ?? ""'
    if not sent.has_key:
        key, headers = f'"{PLACEHOLDER_KEY}"', {"Authorization": "null", **headers}
    return f"""import OpenAI from "openai";

const client = new OpenAI({{
  baseURL: {_JSON.string(sent.base_url)},
  apiKey: {key},
  defaultHeaders: {{
{_entries(headers, _JSON, depth=2)}
  }},
}});

const stream = await client.chat.completions.create({_JSON.write(sent.body)});

for await (const chunk of stream) {{
  process.stdout.write(chunk.choices[0]?.delta?.content ?? "");
}}
"""


def _entries(expressions: dict[str, str], notation: _Notation, depth: int) -> str:
    """Return the lines of a literal whose values are expressions already."""
    margin = notation.indent * depth
    return "\n".join(f"{margin}{notation.string(k)}: {v}," for k, v in expressions.items())


CODE_LANGUAGES = (
    CodeLanguage("cURL", "bash", _curl),
    CodeLanguage("Python (openai)", "python", _python_openai),
    CodeLanguage("Python (requests)", "python", _python_requests),
    CodeLanguage("TypeScript", "typescript", _typescript),
)
