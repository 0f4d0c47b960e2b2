import pytest

from tests.demo_gateway.raw_client import RawClient

SWIFT = "acme-demo/swift-2"


@pytest.mark.parametrize("path", ["/key", "/auth/key", "/credits", "/generation?id=gen-1"])
def test_what_is_private_needs_a_key(client: RawClient, path: str) -> None:
    for key, message in ((None, "No cookie auth credentials found"), ("sk-x", "User not found.")):
        stranger = RawClient(client.base_url, key)
        with stranger.http:
            answer = stranger.get(path)
        assert answer.status_code == 401
        assert answer.json() == {"error": {"message": message, "code": 401}}


def test_a_key_reports_what_it_has_used(client: RawClient) -> None:
    costs = [client.stream(SWIFT).usage["cost"] for _ in range(2)]
    for path in ("/key", "/auth/key"):
        answer = client.get(path)
        assert answer.json()["data"]["usage"] == pytest.approx(sum(costs))
        assert answer.json()["data"]["limit"] is None
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get("/credits").json()["data"]["total_usage"] == pytest.approx(sum(costs))


def test_a_key_is_never_sent_back_whole(client: RawClient) -> None:
    assert client.key is not None
    assert client.key not in client.get("/key").text


def test_ones_own_provider_key_is_charged_apart(client: RawClient) -> None:
    usage = client.stream("northwind-demo/atlas-byok").usage
    upstream = usage["cost_details"]["upstream_inference_cost"]
    key = client.get("/key").json()["data"]
    assert key["byok_usage"] == pytest.approx(upstream)
    assert key["usage"] == pytest.approx(usage["cost"]) == pytest.approx(upstream * 0.05)


def test_free_requests_are_counted(client: RawClient) -> None:
    client.stream("harbour-demo/commons-8b:free", max_tokens=1)
    free = client.get("/key").json()["data"]["free_model_daily_requests"]
    assert (free["used"], free["remaining"]) == (1, free["limit"] - 1)


@pytest.mark.parametrize("key", ["sk-or-demo-broke", "sk-or-demo-limited"])
def test_a_key_without_money_says_so(client: RawClient, key: str) -> None:
    visitor = RawClient(client.base_url, key)
    with visitor.http:
        assert visitor.get("/key").json()["data"]["limit_remaining"] == 0
        credits = visitor.get("/credits").json()["data"]
    assert credits["total_credits"] == credits["total_usage"]


def test_a_generation_is_not_there_at_once_and_then_is(client: RawClient) -> None:
    generation_id = client.stream(SWIFT, max_tokens=1).generation_id
    answer = client.get(f"/generation?id={generation_id}")
    assert answer.status_code == 404
    assert answer.json()["error"]["message"] == f"Generation {generation_id} not found"
    assert client.generation(generation_id)["id"] == generation_id


def test_nobody_elses_generation_can_be_read(client: RawClient) -> None:
    generation_id = client.stream(SWIFT, max_tokens=1).generation_id
    client.generation(generation_id)
    other = RawClient(client.base_url, "sk-or-demo-nosy")
    with other.http:
        assert other.get(f"/generation?id={generation_id}").status_code == 404
