"""One fast gateway for all tests of this folder, and a visitor of its own for each."""

import uuid
from collections.abc import Iterator

import pytest

from tests.demo_gateway.raw_client import RawClient
from tests.gateway import Gateway


@pytest.fixture(scope="session")
def gateway() -> Iterator[Gateway]:
    with Gateway(speed=150) as running:
        yield running


@pytest.fixture
def client(gateway: Gateway) -> Iterator[RawClient]:
    visitor = RawClient(gateway.base_url, f"sk-or-demo-{uuid.uuid4().hex}")
    with visitor.http:
        yield visitor
