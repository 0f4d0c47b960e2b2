"""Headers on every answer of the server, and the cookie that tells one browser from another.

Pure ASGI, so that a streamed answer passes through untouched.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bakeoff import OWNER_COOKIE, new_owner, owner_of

A_YEAR_S = 365 * 24 * 3600
CONDITIONS = frozenset({b"if-none-match", b"if-modified-since"})
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.+?)</script>", re.DOTALL)


@cache
def content_security_policy() -> str:
    """Return the policy that lets Streamlit work and lets nothing fetch from elsewhere.

    Streamlit's page has a small inline script, whose hash changes with its version; `blob:` is how
    it loads a component's module.
    """
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    scripts = _INLINE_SCRIPT.findall(page.read_text(encoding="utf-8"))
    digests = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {allowed}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self' blob: data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


class SecurityHeaders:
    """Adds the headers that keep a page from loading, leaking or being framed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers where the answer starts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                is_page = _is_page(message)
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                if is_page:
                    headers["Content-Security-Policy"] = content_security_policy()
            await send(message)

        await self._app(_asking_anew(scope), receive, send_with_headers)


class OwnerCookie:
    """Gives each browser that loads a page an owner id, in a cookie no script can read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and set the cookie on a page for a browser that has none."""
        if scope["type"] != "http" or owner_of(_cookies(scope)) is not None:
            await self._app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                MutableHeaders(scope=message).append("Set-Cookie", _cookie(new_owner(), scope))
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _asking_anew(scope: Scope) -> Scope:
    """Return a page's request without its conditions.

    "Not modified" would leave a browser with the page it has, which may be from before these
    headers, or another application's at this address, and without the cookie.
    """
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    asked = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
    return {**scope, "headers": asked}


def _is_page(message: Message) -> bool:
    return Headers(scope=message).get("content-type", "").startswith("text/html")


def _cookies(scope: Scope) -> dict[str, str]:
    # As the socket reads them, whatever other applications of this host have put beside ours.
    return cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))


def _cookie(owner: str, scope: Scope) -> str:
    secure = "; Secure" if scope["scheme"] == "https" else ""
    return f"{OWNER_COOKIE}={owner}; Path=/; Max-Age={A_YEAR_S}; HttpOnly; SameSite=Lax{secure}"
