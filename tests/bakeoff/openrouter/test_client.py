import pytest

from bakeoff.openrouter.client import KEEP_CLIENTS, ClientPool, is_loopback
from tests.bakeoff.asking import CANARY, connection_to
from tests.bakeoff.scripts import answers
from tests.bakeoff.wire_server import playing


@pytest.mark.parametrize(
    "base_url",
    ["http://127.0.0.1:8000/v1", "http://localhost/v1", "http://[::1]:1/v1", "http://a.localhost"],
)
def test_an_address_on_this_machine_is_known(base_url: str) -> None:
    assert is_loopback(base_url)


@pytest.mark.parametrize(
    "base_url", ["https://openrouter.ai/api/v1", "http://10.0.0.1", "nonsense"]
)
def test_an_address_elsewhere_is_known(base_url: str) -> None:
    assert not is_loopback(base_url)


async def test_this_machine_is_not_asked_for_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    pool = ClientPool()
    async with playing(answers) as server:
        client = pool.client(connection_to(server.base_url))
        await client.post("/chat/completions", cast_to=str, body={})
        await pool.close()
    assert len(server.exchanges) == 1


async def test_equal_connections_share_a_client_and_others_do_not() -> None:
    pool = ClientPool()
    mine, same, other = (
        pool.client(connection_to("http://127.0.0.1:9/v1", api_key=key))
        for key in (CANARY, CANARY, "sk-or-v1-another")
    )
    assert mine is same
    assert mine is not other
    assert (mine.max_retries, mine.api_key) == (0, CANARY)
    await pool.close()
    assert mine.is_closed()


async def test_clients_out_of_use_are_closed_when_there_are_many() -> None:
    now = [0.0]
    pool = ClientPool(clock=lambda: now[0])
    connections = [
        connection_to("http://127.0.0.1:9/v1", api_key=f"sk-or-v1-{number}")
        for number in range(KEEP_CLIENTS + 3)
    ]
    with pool.lease(connections[0]) as in_use:
        clients = [pool.client(connection) for connection in connections]
        await pool.prune()
        assert not any(client.is_closed() for client in clients)
        now[0] = 1000.0
        pool.client(connections[1])
        await pool.prune()
        closed = [number for number, client in enumerate(clients) if client.is_closed()]
        assert closed == [2, 3, 4]
        assert not in_use.is_closed()
    await pool.close()
