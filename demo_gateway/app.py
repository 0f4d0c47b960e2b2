"""Put the routes together into one ASGI application."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from demo_gateway import catalogue_routes
from demo_gateway.account_routes import AccountRoutes
from demo_gateway.chat import ChatCompletions
from demo_gateway.exchange import OPEN_TO_ALL
from demo_gateway.ledger import Ledger
from demo_gateway.responses import error_response, json_response

BASE_PATH = "/api/v1"

_ALLOWED_HEADERS = (
    "Authorization, Content-Type, HTTP-Referer, Idempotency-Key, User-Agent, X-Title, "
    "X-OpenRouter-Title, X-OpenRouter-Categories, X-OpenRouter-Metadata, X-OpenRouter-Cache, "
    "X-Session-Id, X-Stainless-Arch, X-Stainless-Async, X-Stainless-Lang, X-Stainless-OS, "
    "X-Stainless-Package-Version, X-Stainless-Retry-Count, X-Stainless-Runtime, "
    "X-Stainless-Runtime-Version, X-Stainless-Timeout"
)
_PREFLIGHT = {
    **OPEN_TO_ALL,
    "Access-Control-Allow-Methods": "GET,OPTIONS,PATCH,DELETE,POST,PUT",
    "Access-Control-Allow-Headers": _ALLOWED_HEADERS,
}


def build_app(*, speed: float) -> ASGIApp:
    """Return the gateway; `speed` divides every scripted wait."""
    ledger = Ledger()
    account = AccountRoutes(ledger)

    async def list_streams(request: Request) -> Response:
        del request
        return json_response(ledger.streams())

    async def clear_streams(request: Request) -> Response:
        del request
        ledger.clear_streams()
        return Response(status_code=204, headers=OPEN_TO_ALL)

    routes = [
        Route(f"{BASE_PATH}/models", catalogue_routes.models),
        Route(f"{BASE_PATH}/models/count", catalogue_routes.models_count),
        Route(f"{BASE_PATH}/models/{{author}}/{{slug}}/endpoints", catalogue_routes.endpoints),
        Route(f"{BASE_PATH}/model/{{author}}/{{slug}}", catalogue_routes.model),
        Route(f"{BASE_PATH}/providers", catalogue_routes.providers),
        Route(f"{BASE_PATH}/generation", account.generation),
        Route(f"{BASE_PATH}/key", account.key),
        Route(f"{BASE_PATH}/auth/key", account.key),
        Route(f"{BASE_PATH}/credits", account.credits),
        Route(f"{BASE_PATH}/bench/streams", list_streams),
        Route(f"{BASE_PATH}/bench/streams", clear_streams, methods=["DELETE"]),
    ]
    handlers = {404: _not_found, 405: _not_allowed}
    others = Starlette(routes=routes, exception_handlers=handlers)
    return _Gateway(ChatCompletions(ledger, speed=speed), others)


class _Gateway:
    """Sends completions straight to their endpoint: no middleware wraps each of their chunks."""

    def __init__(self, chat: ASGIApp, others: ASGIApp) -> None:
        self._chat = chat
        self._others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            preflight = Response(status_code=204, headers=_PREFLIGHT)
            await preflight(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == f"{BASE_PATH}/chat/completions":
            await self._chat(scope, receive, send)
        else:
            await self._others(scope, receive, send)


async def _not_found(request: Request, error: Exception) -> Response:
    del request, error
    return error_response(404, "Not Found")


async def _not_allowed(request: Request, error: Exception) -> Response:
    del request, error
    return error_response(405, "Method Not Allowed")
