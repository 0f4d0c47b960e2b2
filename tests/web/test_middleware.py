import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from bakeoff import OWNER_COOKIE, new_owner
from web.middleware import OwnerCookie, SecurityHeaders, content_security_policy


def _page(_: Request) -> HTMLResponse:
    return HTMLResponse("<p>page</p>")


def _data(_: Request) -> JSONResponse:
    return JSONResponse({})


def _cached(request: Request) -> Response:
    is_known = "if-none-match" in request.headers or "if-modified-since" in request.headers
    return Response(status_code=304) if is_known else HTMLResponse("<p>page</p>")


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[Route("/", _page), Route("/data", _data), Route("/cached", _cached)],
        middleware=[Middleware(SecurityHeaders), Middleware(OwnerCookie)],
    )
    return TestClient(app)


def test_a_page_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "img-src 'self' data: blob:" in policy
    assert "frame-ancestors 'self'" in policy
    assert not re.search(r"script-src[^;]*unsafe", policy)


def test_the_policy_names_streamlits_own_inline_script() -> None:
    assert "'sha256-" in content_security_policy()


@pytest.mark.parametrize("path", ["/", "/data"])
def test_every_answer_says_what_a_browser_may_not_guess_or_tell(
    client: TestClient, path: str
) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_new_browser_gets_an_owner_that_scripts_cannot_read(client: TestClient) -> None:
    cookie = client.get("/").headers["set-cookie"]
    assert re.match(rf"{OWNER_COOKIE}=[A-Za-z0-9_-]{{32}};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_the_cookie_keeps_to_https_where_the_page_came_by_it(client: TestClient) -> None:
    client.base_url = "https://testserver"
    assert "; Secure" in client.get("/").headers["set-cookie"]


def test_a_browser_keeps_the_owner_it_has(client: TestClient) -> None:
    client.cookies.set(OWNER_COOKIE, new_owner())
    assert "set-cookie" not in client.get("/").headers


@pytest.mark.parametrize("others", ["a/b=1; ", 'json={"a": [1, "b"]}; ', "=; ;;", "\xe9=\xff; "])
def test_what_other_applications_leave_beside_it_hides_no_owner(
    client: TestClient, others: str
) -> None:
    sent = f"{others}{OWNER_COOKIE}={new_owner()}".encode("latin-1")
    answer = client.get("/", headers=[(b"cookie", sent)])
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


def test_an_owner_of_the_wrong_form_is_replaced(client: TestClient) -> None:
    client.cookies.set(OWNER_COOKIE, "chosen-by-somebody")
    assert "set-cookie" in client.get("/").headers


def test_two_browsers_get_two_owners(client: TestClient) -> None:
    first = client.get("/").headers["set-cookie"]
    client.cookies.clear()
    assert client.get("/").headers["set-cookie"] != first


def test_data_sets_no_cookie(client: TestClient) -> None:
    assert "set-cookie" not in client.get("/data").headers


def test_a_page_that_the_browser_has_already_comes_with_headers_and_cookie_all_the_same(
    client: TestClient,
) -> None:
    known = {"If-None-Match": '"x"', "If-Modified-Since": "Sun, 22 Nov 2026 12:41:09 GMT"}
    answer = client.get("/cached", headers={**known, "Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 200
    assert "set-cookie" in answer.headers
    assert "content-security-policy" in answer.headers
    assert client.get("/cached", headers={**known, "Accept": "*/*"}).status_code == 304
