import pytest

from demo_gateway.cast import WELL_BEHAVED
from demo_gateway.catalogue import PERSONAS, find_persona, permaslug
from tests.demo_gateway.raw_client import RawClient


@pytest.fixture
def stranger(client: RawClient) -> RawClient:
    client.http.headers.pop("Authorization")
    return client


def test_the_list_is_whole_and_needs_no_key(stranger: RawClient) -> None:
    body = stranger.get("/models").json()
    assert list(body) == ["data", "total_count", "links"]
    assert [row["id"] for row in body["data"]] == [persona.id for persona in PERSONAS]
    assert body["total_count"] == len(PERSONAS)
    assert body["links"] == {"next": None}


def test_following_the_pages_gives_the_whole_list(stranger: RawClient) -> None:
    seen: list[str] = []
    path: str | None = "/models?limit=20"
    while path:
        page = stranger.get(path.removeprefix("/api/v1")).json()
        assert len(page["data"]) <= 20
        seen += [row["id"] for row in page["data"]]
        path = page["links"]["next"]
    assert seen == [persona.id for persona in PERSONAS]


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "offset=-1", "limit=many"])
def test_a_bad_page_is_refused_in_the_validators_envelope(stranger: RawClient, query: str) -> None:
    answer = stranger.get(f"/models?{query}")
    assert answer.status_code == 400
    assert (answer.json()["success"], answer.json()["error"]["name"]) == (False, "ZodError")


def test_every_model_says_that_it_is_simulated_and_has_an_invented_author() -> None:
    authors = {persona.id.partition("/")[0] for persona in PERSONAS}
    assert all(author.endswith("-demo") or author in ("faulty", "bench") for author in authors)
    assert all(persona.description.startswith("Simulated") for persona in PERSONAS)
    assert len({persona.id for persona in PERSONAS}) == len(PERSONAS)
    assert len(WELL_BEHAVED) >= 12


def test_the_count_is_the_length_of_the_list(stranger: RawClient) -> None:
    assert stranger.get("/models/count").json() == {"data": {"count": len(PERSONAS)}}


def test_the_link_of_a_row_leads_to_its_endpoints(stranger: RawClient) -> None:
    for row in stranger.get("/models").json()["data"]:
        details = stranger.get(row["links"]["details"].removeprefix("/api/v1"))
        assert details.json()["data"]["id"] == row["id"]


def test_unknown_models_and_paths_are_not_found(stranger: RawClient) -> None:
    assert stranger.get("/models/no/such/endpoints").status_code == 404
    assert stranger.get("/model/no/such").status_code == 404
    answer = stranger.get("/no/such/path")
    assert answer.json() == {"error": {"message": "Not Found", "code": 404}}


def test_one_row_can_be_asked_for(stranger: RawClient) -> None:
    row = stranger.get("/model/harbour-demo/commons-8b:free").json()["data"]
    assert row["pricing"] == {"prompt": "0", "completion": "0"}


def test_providers_are_listed(stranger: RawClient) -> None:
    slugs = {row["slug"] for row in stranger.get("/providers").json()["data"]}
    assert {"acme-cloud", "northwind-ai", "lumen-labs"} <= slugs


def test_a_preflight_is_allowed(stranger: RawClient) -> None:
    answer = stranger.http.options("/chat/completions")
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]


def test_a_dated_slug_is_not_an_id_to_ask_with() -> None:
    assert find_persona(permaslug(WELL_BEHAVED[0])) is None
