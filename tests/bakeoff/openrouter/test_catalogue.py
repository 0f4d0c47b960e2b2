import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import pytest

from bakeoff.connection import Connection
from bakeoff.errors import CatalogueError
from bakeoff.openrouter.call import CallError, get_json
from bakeoff.openrouter.catalogue import Catalogues, catalogue_path, download_models
from bakeoff.openrouter.client import ClientPool
from bakeoff.openrouter.model_info import ModelInfo, read_model
from bakeoff.settings import Settings
from bakeoff.usage import Price
from tests.bakeoff.openrouter.json_server import NEVER, Refusal, listening
from tests.gateway import Gateway

KEY = "sk-or-v1-canary"
SERVER = Connection(
    base_url="https://models.invalid/v1", api_key=KEY, site_url="http://x", app_title="x"
)
ROW = {
    "id": "acme/one",
    "name": "Acme: One",
    "description": "The first.",
    "created": 1_747_930_371,
    "context_length": 1_000_000,
    "architecture": {"input_modalities": ["image", "text"], "output_modalities": ["text"]},
    "pricing": {"prompt": "0.000003", "completion": "0.000015", "web_search": "0.01"},
    "top_provider": {"context_length": 200_000, "max_completion_tokens": 64_000},
    "supported_parameters": ["max_tokens", "temperature"],
    "expiration_date": "2026-12-31",
    "unheard_of": {"a": 1},
}
GOOD = [ROW, {**ROW, "id": "acme/two"}]


@dataclass
class Server:
    """A list of models that can be changed or taken away, and counts who asks."""

    answer: list[Any] | CallError
    asked: int = 0
    now: datetime = datetime(2026, 1, 2, tzinfo=UTC)
    catalogues: Catalogues = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.catalogues = Catalogues(self._download, lambda: self.now)

    def _download(self, connection: Connection) -> list[Any]:
        self.asked += 1
        if isinstance(self.answer, CallError):
            raise self.answer
        return self.answer


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    # What a full disk does, for this process alone: a write beyond the limit fails.
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    on_excess = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, on_excess)


def stamp(path: Path) -> tuple[bytes, int]:
    return path.read_bytes(), path.stat().st_mtime_ns


def test_a_model_says_what_the_list_says() -> None:
    assert read_model(ROW) == ModelInfo(
        id="acme/one",
        name="Acme: One",
        description="The first.",
        created=datetime.fromtimestamp(1_747_930_371, UTC),
        context_length=1_000_000,
        max_completion_tokens=64_000,
        prompt_usd=Decimal("0.000003"),
        completion_usd=Decimal("0.000015"),
        is_free=False,
        input_modalities=("image", "text"),
        output_modalities=("text",),
        supported_parameters=("max_tokens", "temperature"),
        expiration_date=date(2026, 12, 31),
    )


def test_prices_are_shown_by_the_million() -> None:
    model = read_model(ROW)
    assert model is not None
    assert f"{model.prompt_usd_per_million:f}" == "3"
    assert f"{model.completion_usd_per_million:f}" == "15"
    assert model.price == Price(prompt_usd=Decimal("0.000003"), completion_usd=Decimal("0.000015"))


@pytest.mark.parametrize("price", ["-1", "", "cheap", None, "NaN", True, "Infinity"])
def test_a_price_that_varies_or_makes_no_sense_is_unknown_not_free(price: Any) -> None:
    model = read_model({**ROW, "pricing": {"prompt": price, "completion": price}})
    assert model is not None
    assert (model.prompt_usd, model.is_free, model.price) == (None, False, None)


@pytest.mark.parametrize(
    ("pricing", "is_free"),
    [
        ({"prompt": "0", "completion": "0"}, True),
        ({"prompt": "0", "completion": "0.0", "web_search": "0.01"}, True),
        ({"prompt": "0", "completion": "0", "image_output": "0.04"}, False),
        ({"prompt": "0", "completion": "0.000001"}, False),
        ({}, False),
    ],
)
def test_free_is_what_has_no_price_on_anything_it_must_use(
    pricing: dict[str, str], is_free: bool
) -> None:
    model = read_model({**ROW, "pricing": pricing})
    assert model is not None
    assert model.is_free is is_free


def test_a_row_that_names_its_model_alone_is_read() -> None:
    assert read_model({"id": "llama"}) == ModelInfo(id="llama", name="llama")


@pytest.mark.parametrize(("model_id", "author"), [("~a/b:free", "a"), ("a/b", "a"), ("b", "")])
def test_the_author_stands_before_the_slash(model_id: str, author: str) -> None:
    assert ModelInfo(id=model_id, name="x").author == author


@pytest.mark.parametrize("row", [None, [], "x", {}, {"id": 3}, {"id": " "}])
def test_a_row_that_names_no_model_is_none(row: Any) -> None:
    assert read_model(row) is None


@pytest.mark.parametrize("wrong", [None, [], "x", -1, 1e400, {"a": []}, [None]])
@pytest.mark.parametrize("name", [name for name in ROW if name != "id"])
def test_a_field_of_the_wrong_kind_never_costs_the_model(name: str, wrong: Any) -> None:
    model = read_model({**ROW, name: wrong})
    assert model is not None
    assert model.id == "acme/one"


def test_a_download_is_kept_on_disk_and_served(settings: Settings) -> None:
    server = Server(GOOD)
    catalogue = server.catalogues.load(SERVER, settings)
    assert [model.id for model in catalogue.models] == ["acme/one", "acme/two"]
    assert (catalogue.is_stored, catalogue.problem, catalogue.age_s(server.now)) == (False, None, 0)
    assert set(catalogue.prices()) == {"acme/one", "acme/two"}
    stored = server.catalogues.stored(SERVER, settings)
    assert stored is not None
    assert stored.models == catalogue.models


def test_a_model_without_a_price_is_left_out_of_the_prices(settings: Settings) -> None:
    server = Server([ROW, {"id": "acme/router", "pricing": {"prompt": "-1", "completion": "-1"}}])
    assert set(server.catalogues.load(SERVER, settings).prices()) == {"acme/one"}


def test_a_fresh_list_is_not_asked_for_again(settings: Settings) -> None:
    server = Server(GOOD)
    server.catalogues.load(SERVER, settings)
    server.now += timedelta(minutes=59)
    server.catalogues.load(SERVER, settings)
    server.restart()
    server.catalogues.load(SERVER, settings)
    assert server.asked == 1
    server.now += timedelta(minutes=1)
    server.catalogues.load(SERVER, settings)
    assert server.asked == 2


def test_a_refresh_always_asks(settings: Settings) -> None:
    server = Server(GOOD)
    server.catalogues.load(SERVER, settings)
    server.answer = [ROW]
    assert len(server.catalogues.refresh(SERVER, settings).models) == 1
    assert len(server.catalogues.load(SERVER, settings).models) == 1


def test_the_demo_is_asked_again_by_every_process(settings: Settings) -> None:
    server = Server(GOOD)
    demo = replace(SERVER, is_demo=True)
    server.catalogues.load(demo, settings)
    server.restart()
    server.catalogues.load(replace(demo, base_url="http://127.0.0.1:2/api/v1"), settings)
    assert server.asked == 2
    assert catalogue_path(demo, settings).name == "demo.json"


@pytest.mark.parametrize(
    "bad",
    [
        CallError("The server did not answer within 15 s."),
        [],
        [{"id": ""}, {"name": "x"}],
        [ROW, 1, 2, 3],
    ],
    ids=["away", "empty", "nameless", "mostly unreadable"],
)
@pytest.mark.parametrize("is_restarted", [False, True])
def test_a_bad_download_never_replaces_a_good_list(
    bad: Any, is_restarted: bool, settings: Settings
) -> None:
    server = Server(GOOD)
    good = server.catalogues.load(SERVER, settings)
    path = catalogue_path(SERVER, settings)
    before = stamp(path)
    server.answer = bad
    server.now += timedelta(hours=2)
    if is_restarted:
        server.restart()
    last = server.catalogues.load(SERVER, settings)
    assert stamp(path) == before
    assert os.listdir(path.parent) == [path.name]
    assert last.models == good.models
    assert last.is_stored
    assert last.problem
    assert last.age_s(server.now) == 7200


def test_a_server_that_is_away_is_not_asked_at_every_turn(settings: Settings) -> None:
    server = Server(CallError("The server could not be reached."))
    for _ in range(3):
        with pytest.raises(CatalogueError, match="could not be reached"):
            server.catalogues.load(SERVER, settings)
    assert server.asked == 1
    server.now += timedelta(seconds=31)
    server.answer = GOOD
    assert len(server.catalogues.load(SERVER, settings).models) == 2
    assert server.asked == 2


def test_without_any_list_the_error_says_what_to_do(settings: Settings) -> None:
    with pytest.raises(CatalogueError, match="author/slug"):
        Server(CallError("The server could not be reached.")).catalogues.load(SERVER, settings)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"format": 99}', b'{"format":1,"fetched_at":"x","rows":[]}', b"\xff",
     orjson.dumps({"format": 1, "fetched_at": "2026-01-02T00:00:00", "rows": GOOD}),
     orjson.dumps({"format": 1, "fetched_at": "2026-01-02T00:00:00+00:00", "rows": []})],
)  # fmt: skip
def test_a_damaged_copy_is_as_good_as_none(content: bytes, settings: Settings) -> None:
    path = catalogue_path(SERVER, settings)
    path.parent.mkdir()
    path.write_bytes(content)
    server = Server(GOOD)
    assert server.catalogues.stored(SERVER, settings) is None
    assert not server.catalogues.load(SERVER, settings).is_stored


def test_a_disk_that_takes_nothing_leaves_the_list_in_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    settings = Settings(data_dir=tmp_path / "file")
    server = Server(GOOD)
    assert len(server.catalogues.load(SERVER, settings).models) == 2
    assert len(server.catalogues.load(SERVER, settings).models) == 2
    assert server.asked == 1
    assert "in memory only" in caplog.text


def test_a_full_disk_leaves_the_last_copy_whole(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    server = Server(GOOD)
    server.catalogues.load(SERVER, settings)
    path = catalogue_path(SERVER, settings)
    before = stamp(path)
    with files_no_larger_than(64):
        server.answer = [ROW]
        assert len(server.catalogues.refresh(SERVER, settings).models) == 1
    assert stamp(path) == before
    assert os.listdir(path.parent) == [path.name]
    assert "in memory only" in caplog.text


def test_each_server_has_its_own_copy_whoever_asks(settings: Settings) -> None:
    other = replace(SERVER, base_url="https://other.invalid/v1")
    assert catalogue_path(other, settings) != catalogue_path(SERVER, settings)
    assert catalogue_path(replace(SERVER, api_key=None), settings) == catalogue_path(
        SERVER, settings
    )


async def test_the_gateways_models_are_read_over_its_socket(
    gateway: Gateway, settings: Settings
) -> None:
    connection = replace(SERVER, base_url=gateway.base_url, api_key=gateway.api_key)
    rows = await downloaded(connection)
    catalogue = Server(rows).catalogues.load(connection, settings)
    by_id = catalogue.by_id
    assert len(by_id) == len(rows) >= 12
    assert by_id["harbour-demo/commons-8b:free"].is_free
    assert by_id["switchboard-demo/auto"].price is None
    assert by_id["acme-demo/swift-2"].context_length


async def test_all_pages_are_read() -> None:
    pages = {
        "/v1/models": {"data": GOOD, "links": {"next": "/api/v1/models?offset=2&limit=2"}},
        "/v1/models?offset=2&limit=2": {
            "data": [{"id": "acme/three"}], "links": {"next": None}, "total_count": 3,
        },
    }  # fmt: skip
    async with listening(pages) as (base_url, asked):
        rows = await downloaded(replace(SERVER, base_url=base_url))
    assert [row["id"] for row in rows] == ["acme/one", "acme/two", "acme/three"]
    assert [request.path for request in asked] == list(pages)


async def test_a_list_cannot_send_the_key_to_another_server() -> None:
    async with listening({}) as (elsewhere, stolen):
        pages = {
            "/v1/models": {"data": GOOD, "links": {"next": f"{elsewhere}/models?offset=2"}},
            "/v1/models?offset=2": {"data": [], "links": {"next": None}},
        }
        async with listening(pages) as (base_url, asked):
            assert await downloaded(replace(SERVER, base_url=base_url)) == GOOD
    assert stolen == []
    assert {request.authorization for request in asked} == {f"Bearer {KEY}"}


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ({"error": {"message": "no"}}, "no list of models"),
        ([], "no list of models"),
        ({"data": {}}, "no list of models"),
        ({"data": GOOD, "total_count": 466}, "sent 2 of 466"),
        ({"data": [ROW], "links": {"next": "/v1/models?again"}}, "no end"),
        (b"<html>Sign in to the network</html>", "no JSON"),
        (b'{"data": [{"id": "acm', "no JSON"),
    ],
)
async def test_what_is_no_list_is_refused(page: Any, said: str) -> None:
    async with listening({"/v1/models": page, "/v1/models?again": page}) as (base_url, _):
        with pytest.raises(CallError, match=said):
            await downloaded(replace(SERVER, base_url=base_url))


async def test_a_refusal_is_told_without_the_key() -> None:
    refusal = Refusal(503, f"Overloaded, {KEY}")
    async with listening({"/v1/models": refusal}) as (base_url, _):
        with pytest.raises(CallError, match=r"status 503: Overloaded, \[API key\]"):
            await downloaded(replace(SERVER, base_url=base_url))


async def test_a_server_that_never_answers_is_given_up() -> None:
    async with listening({"/v1/models": NEVER}) as (base_url, _):
        pool = ClientPool()
        with pytest.raises(CallError, match=r"did not answer within 0\.2 s"):
            await get_json(
                pool.client(replace(SERVER, base_url=base_url)), "/models", timeout_s=0.2
            )
        await pool.close()


async def test_a_server_that_is_not_there_is_told() -> None:
    async with listening({}) as (base_url, _):
        pass
    with pytest.raises(CallError, match="could not be reached"):
        await downloaded(replace(SERVER, base_url=base_url))


async def downloaded(connection: Connection) -> list[Any]:
    pool = ClientPool()
    try:
        return await download_models(pool.client(connection))
    finally:
        await pool.close()
