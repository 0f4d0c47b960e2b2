from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bakeoff.connection import Connection
from bakeoff.openrouter.call import CallError, get_json
from bakeoff.openrouter.client import ClientPool
from bakeoff.openrouter.key import KeyStatus, check_key, fetch_key_status
from tests.bakeoff.openrouter.json_server import Refusal, listening
from tests.gateway import Gateway

KEY = "sk-or-v1-canary"
SERVER = Connection(
    base_url="https://keys.invalid/v1", api_key=KEY, site_url="http://x", app_title="x"
)
TOLD = {
    "label": "sk-or-v1-abc...123",
    "limit": 10,
    "limit_remaining": 0.1,
    "usage": 9.9,
    "is_free_tier": False,
}


async def asked_of(base_url: str) -> KeyStatus:
    pool = ClientPool()
    try:
        return await fetch_key_status(pool.client(replace(SERVER, base_url=base_url)), KEY)
    finally:
        await pool.close()


async def status_of(key: Any, credits_told: Any = None) -> KeyStatus:
    pages = {"/v1/key": key} | ({} if credits_told is None else {"/v1/credits": credits_told})
    async with listening(pages) as (base_url, _):
        return await asked_of(base_url)


async def test_a_working_key_says_what_it_can_spend() -> None:
    status = await status_of(
        {"data": TOLD}, {"data": {"total_credits": 100.5, "total_usage": 25.75}}
    )
    assert status == KeyStatus(
        state="valid",
        message="This key works. It can spend $0.10.",
        label="sk-or-v1-abc...123",
        limit_usd=Decimal(10),
        limit_remaining_usd=Decimal("0.1"),
        usage_usd=Decimal("9.9"),
        balance_usd=Decimal("74.75"),
        is_free_tier=False,
    )
    assert status.is_valid


async def test_a_key_without_limit_is_valid_and_its_unknowns_are_none() -> None:
    status = await status_of({"data": {"label": "x", "limit": None, "limit_remaining": None}})
    assert status == KeyStatus(state="valid", message="This key works.", label="x")


@pytest.mark.parametrize("remaining", [0, -0.5])
async def test_a_key_at_its_limit_is_out_of_credit(remaining: float) -> None:
    status = await status_of({"data": {**TOLD, "limit_remaining": remaining}})
    assert status.state == "out_of_credit"
    assert not status.is_valid
    assert "Raise the limit" in status.message


async def test_an_account_without_credits_is_out_of_credit() -> None:
    spent = {"data": {"total_credits": 5, "total_usage": 5.01}}
    status = await status_of({"data": {**TOLD, "limit_remaining": None}}, spent)
    assert (status.state, status.balance_usd) == ("out_of_credit", Decimal("-0.01"))
    assert "Add some at https://openrouter.ai" in status.message


async def test_a_free_tier_key_works_for_free_models() -> None:
    told = {**TOLD, "limit_remaining": None, "is_free_tier": True}
    status = await status_of({"data": told}, {"data": {"total_credits": 0, "total_usage": 0}})
    assert status.is_valid
    assert "only free models" in status.message


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        (Refusal(401, "User not found."), "invalid", "User not found"),
        (Refusal(403, "Disabled"), "invalid", "Disabled"),
        (Refusal(402, "Insufficient credits"), "out_of_credit", "Add some"),
        (Refusal(404, "Not Found"), "unchecked", "can't check keys"),
        (Refusal(503, "Down"), "unreachable", "status 503: Down"),
        (b"<html>", "unreachable", "no JSON"),
        ([], "unreachable", "not about a key"),
        ({"data": None}, "unreachable", "not about a key"),
    ],
)
async def test_an_answer_of_another_kind_is_judged_and_told(
    answer: Any, state: str, said: str
) -> None:
    status = await status_of(answer)
    assert (status.state, status.is_valid) == (state, state == "unchecked")
    assert said in status.message


async def test_a_server_that_is_away_leaves_the_key_unjudged() -> None:
    async with listening({}) as (base_url, _):
        pass
    status = await asked_of(base_url)
    assert status.state == "unreachable"
    assert "try again" in status.message


@pytest.mark.parametrize(
    "answer",
    [Refusal(401, f"no user for {KEY}"), Refusal(500, KEY), {"data": {**TOLD, "label": KEY}}],
)
async def test_a_server_that_echoes_the_key_does_not_spread_it(answer: Any) -> None:
    assert KEY not in repr(await status_of(answer))


async def test_the_key_goes_in_the_header_alone() -> None:
    async with listening({"/v1/key": {"data": TOLD}}) as (base_url, asked):
        await asked_of(base_url)
    assert [request.path for request in asked] == ["/v1/key", "/v1/credits"]
    assert {request.authorization for request in asked} == {f"Bearer {KEY}"}


def test_no_key_is_missing_without_asking_anybody() -> None:
    assert check_key(replace(SERVER, api_key=None)).state == "missing"


def test_a_key_that_no_header_carries_is_invalid() -> None:
    status = check_key(replace(SERVER, api_key="sk-or\nv1"))
    assert status.state == "invalid"
    assert "sk-or" not in status.message


@pytest.mark.parametrize(
    ("api_key", "state"),
    [
        ("sk-or-demo-visitor", "valid"),
        ("sk-or-demo-broke", "out_of_credit"),
        ("sk-or-v1-unknown", "invalid"),
    ],
)
def test_the_gateways_keys_are_judged_over_its_socket(
    api_key: str, state: str, gateway: Gateway
) -> None:
    connection = replace(SERVER, base_url=gateway.base_url, api_key=api_key)
    assert check_key(connection).state == state


async def test_an_answer_without_end_is_not_read_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bakeoff.openrouter.call.MAX_BODY_BYTES", 1000)
    status = await status_of({"data": TOLD, "padding": "x" * 1000})
    assert status.state == "unreachable"
    assert "sent more than" in status.message


@pytest.mark.parametrize(
    ("key", "said", "shown"),
    [
        (KEY, f"Bad key {KEY[:-2]}…", "Bad key [API key]…"),
        (None, "There is none.", "There is none."),
    ],
)
async def test_a_refusal_is_quoted_without_the_key_and_otherwise_as_it_is(
    key: str | None, said: str, shown: str
) -> None:
    pool = ClientPool()
    async with listening({"/v1/key": Refusal(503, said)}) as (base_url, _):
        client = pool.client(replace(SERVER, base_url=base_url, api_key=key))
        with pytest.raises(CallError) as refused:
            await get_json(client, "/key")
        await pool.close()
    assert shown.rstrip(".") in str(refused.value)
