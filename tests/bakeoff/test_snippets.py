import ast
import asyncio
import json
import os
import re
import shlex
import shutil
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakeoff.connection import Connection
from bakeoff.engine import Engine
from bakeoff.record import RunRecord
from bakeoff.request import ComparisonRequest, Entry, Sampling
from bakeoff.snippets import CODE_LANGUAGES, CodeLanguage, request_code
from tests.bakeoff.asking import CANARY, connection_to
from tests.bakeoff.scripts import answers
from tests.bakeoff.wire_server import Exchange, playing
from tests.gateway import Gateway

CURL, OPENAI, REQUESTS, TYPESCRIPT = CODE_LANGUAGES
NAMES = [language.name for language in CODE_LANGUAGES]
SDK_FOR_NODE = Path(__file__).with_name("openai_for_node.mjs")
CURL_IN_PYTHON = Path(__file__).with_name("curl_in_python.py")
HOSTILE = (
    "don't; echo \"$HOME\" `id` $(id) ${IFS} '\\'' '''\"\"\" \\ \\n %s !! {0} #{1} ${`${1}`}\n"
    "JSON\nEOF\r\n*/ </script> // é 漢字 😀\x00\x1b[2J\x7f\u2028\u2029\u202e\u200b\ufeff\U000e0001"
)
EVERYTHING = Sampling(max_tokens=64, temperature=0.5, top_p=0.1, seed=-3, stop=("'", "\n\n"))
SENT_HEADERS = ("authorization", "http-referer", "x-openrouter-title", "x-title")

texts = st.text(max_size=60).filter(str.strip)
"""What can be sent: half of a surrogate pair is refused before there is a request."""


def asking(prompt: str = "Say hello", **settings: object) -> ComparisonRequest:
    model = str(settings.pop("model", "liquid/lfm"))
    return ComparisonRequest(prompt=prompt, entries=(Entry(model),), **settings)  # type: ignore[arg-type]


def code_of(
    request: ComparisonRequest, language: CodeLanguage, connection: Connection | None = None
) -> str:
    record = RunRecord("run", request, datetime.now(UTC))
    to = connection or connection_to("https://openrouter.ai/api/v1")
    return request_code(to, request, record.completions[0], language)


def body_in(code: str, language: CodeLanguage) -> object:
    """The body that the code says it sends, read by the rules of its language."""
    if language is CURL:
        words = shlex.split(code)
        return json.loads(words[words.index("--data-raw") + 1])
    if language is TYPESCRIPT:
        return json.loads(code.partition("create(")[2].rpartition(");\n\nfor await")[0])
    (call,) = (
        node.value
        for node in ast.parse(code).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) in {"client.chat.completions.create", "requests.post"}
    )
    arguments = {keyword.arg: keyword.value for keyword in call.keywords}
    if language is REQUESTS:
        return ast.literal_eval(arguments["json"])
    return {
        name: ast.literal_eval(value)
        for name, value in arguments.items()
        if name != "extra_headers"
    }


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the code needs beside it: the SDK for Node, and a curl if none is here."""
    folder = tmp_path_factory.mktemp("workshop")
    package = folder / "node_modules" / "openai"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"name": "openai", "exports": "./index.mjs"}')
    shutil.copy(SDK_FOR_NODE, package / "index.mjs")
    if shutil.which("curl") is None:
        stand_in = folder / "bin" / "curl"
        stand_in.parent.mkdir()
        stand_in.write_text(f"#!{sys.executable}\n{CURL_IN_PYTHON.read_text(encoding='utf-8')}")
        stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
    return folder


async def run(code: str, language: CodeLanguage, folder: Path, key: str) -> str:
    """Run the code as it is, as a person would paste it; return the answer that it printed."""
    programs = {CURL: "bash", TYPESCRIPT: "node"}
    ending = "mjs" if language is TYPESCRIPT else "code"
    path = folder / f"pasted.{ending}"
    path.write_text(code, encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        programs.get(language, sys.executable),
        str(path),
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONIOENCODING": "utf-8",
            "OPENROUTER_API_KEY": key,
            "OPENAI_API_KEY": "somebody else's",
            "NO_PROXY": "127.0.0.1",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    printed = output.decode()
    return streamed_text(printed) if language is CURL else printed


def streamed_text(stream: str) -> str:
    """The answer in a raw stream, which is what cURL prints."""
    chunks = [
        json.loads(line.removeprefix("data: "))
        for line in stream.split("\n")
        if line.startswith("data: {")
    ]
    return "".join(
        choice["delta"].get("content") or "" for chunk in chunks for choice in chunk["choices"]
    )


def runnable() -> list[CodeLanguage]:
    """All of them; TypeScript needs Node, and where there is none its literal is read as JSON."""
    return [
        language
        for language in CODE_LANGUAGES
        if language is not TYPESCRIPT or shutil.which("node") is not None
    ]


def sent(exchange: Exchange) -> tuple[str, object, dict[str, str | None]]:
    headers = {name: exchange.headers.get(name) for name in SENT_HEADERS}
    return exchange.request_line, exchange.body, headers


@pytest.mark.parametrize("key", [CANARY, None], ids=["key", "keyless"])
async def test_all_code_sends_what_the_engine_sends(
    engine: Engine, workshop: Path, key: str | None
) -> None:
    request = asking(HOSTILE, system_prompt="'\"\\ $x", sampling=EVERYTHING)
    async with playing(answers) as server:
        connection = connection_to(server.base_url, key)
        comparison = engine.start(request, connection)
        await comparison.finished()
        (theirs,) = server.exchanges
        assert theirs.headers["content-type"] == "application/json"
        for language in runnable():
            code = request_code(connection, request, comparison.record.completions[0], language)
            answer = await run(code, language, workshop, key=CANARY)
            assert answer == comparison.record.completions[0].text, language.name
            assert sent(server.exchanges[-1]) == sent(theirs), language.name
            content_type = server.exchanges[-1].headers["content-type"]
            assert content_type == "application/json", language.name


async def test_all_code_gets_the_answer_that_the_page_shows(
    engine: Engine, gateway: Gateway, workshop: Path
) -> None:
    connection = connection_to(gateway.base_url, gateway.api_key)
    request = asking("Write a table of three planets", model="acme-demo/swift-2")
    comparison = engine.start(request, connection)
    await comparison.finished()
    (completion,) = comparison.record.completions
    assert len(completion.text) > 100
    for language in runnable():
        code = request_code(connection, request, completion, language)
        assert gateway.api_key not in code
        answer = await run(code, language, workshop, key=gateway.api_key)
        assert answer == completion.text, language.name


async def test_a_prompt_longer_than_an_argument_may_be_is_sent_whole(workshop: Path) -> None:
    request = asking("It's 漢 " * 40_000)
    async with playing(answers) as server:
        code = code_of(request, CURL, connection_to(server.base_url))
        await run(code, CURL, workshop, key=CANARY)
        assert server.exchanges[0].body["messages"] == [
            {"role": "user", "content": request.prompt},
        ]


@pytest.mark.parametrize("language", CODE_LANGUAGES, ids=NAMES)
@given(prompt=texts, system_prompt=st.none() | texts, stop=st.lists(texts, max_size=4))
@settings(deadline=None)
def test_any_text_comes_back_as_it_was(
    language: CodeLanguage, prompt: str, system_prompt: str | None, stop: list[str]
) -> None:
    request = asking(prompt, system_prompt=system_prompt, sampling=Sampling(stop=tuple(stop)))
    system = [] if system_prompt is None else [{"role": "system", "content": system_prompt}]
    assert body_in(code_of(request, language), language) == {
        "model": "liquid/lfm",
        "messages": [*system, {"role": "user", "content": prompt}],
        "stream": True,
        "max_tokens": 1024,
        **({"stop": stop} if stop else {}),
    }


@pytest.mark.parametrize("language", CODE_LANGUAGES, ids=NAMES)
@given(prompt=texts)
@settings(deadline=None)
def test_nothing_in_the_code_is_invisible(language: CodeLanguage, prompt: str) -> None:
    code = code_of(asking(prompt), language)
    assert code.replace("\n", "").isprintable()


@pytest.mark.parametrize("language", CODE_LANGUAGES, ids=NAMES)
def test_only_the_keys_variable_is_in_the_code(language: CodeLanguage) -> None:
    code = code_of(asking(), language)
    assert CANARY not in code
    assert len(re.findall("OPENROUTER_API_KEY", code)) == 1


@pytest.mark.parametrize("language", CODE_LANGUAGES, ids=NAMES)
def test_a_server_that_wants_no_key_is_given_none(language: CodeLanguage) -> None:
    code = code_of(asking(), language, connection_to("http://127.0.0.1:11434/v1", None))
    assert "OPENROUTER_API_KEY" not in code


@pytest.mark.parametrize("language", CODE_LANGUAGES, ids=NAMES)
def test_a_name_and_password_in_the_address_stay_the_operators(language: CodeLanguage) -> None:
    code = code_of(asking(), language, connection_to("https://joe:pa@ss@gate.example/v1"))
    assert "pa@ss" not in code
    assert "joe" not in code
    assert '"https://gate.example/v1' in code.replace("'", '"')


@pytest.mark.parametrize("language", CODE_LANGUAGES, ids=NAMES)
def test_a_title_stays_one_header(language: CodeLanguage) -> None:
    connection = Connection(
        base_url="https://openrouter.ai/api/v1",
        api_key=CANARY,
        site_url="https://example.test/?a='b'&c=\"$(d)\"",
        app_title="O'Brien\r\nX-Evil: 1",
    )
    code = code_of(asking(), language, connection)
    if language is CURL:
        assert "X-Title: O'Brien X-Evil: 1" in shlex.split(code)
    else:
        assert '"X-Title": "O\'Brien X-Evil: 1"' in code


def test_a_header_without_a_value_is_left_out() -> None:
    connection = Connection(
        base_url="https://openrouter.ai/api/v1", api_key=CANARY, site_url="", app_title="Bakeoff"
    )
    # cURL would read `-H 'HTTP-Referer: '` as an order to send none, the others as an empty one.
    assert all("HTTP-Referer" not in code_of(asking(), each, connection) for each in CODE_LANGUAGES)
