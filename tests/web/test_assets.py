import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.live_grid.bundle import bundle
from web.routes import routes


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=routes()))


def test_the_module_is_kept_for_ever_under_its_own_name(client: TestClient) -> None:
    answer = client.get(f"/bakeoff/assets/{bundle().name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.text == bundle().source


@pytest.mark.parametrize("name", ["grid.js", "grid.0123456789abcdef.js", "..%2fapp.py"])
def test_another_versions_module_is_not_found_and_not_kept(client: TestClient, name: str) -> None:
    answer = client.get(f"/bakeoff/assets/{name}")
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")
