"""The public routes: models, their endpoints, and providers."""

from starlette.requests import Request
from starlette.responses import Response

from demo_gateway.catalogue import (
    PERSONAS,
    endpoints_entry,
    find_persona,
    model_entry,
    permaslug,
    provider_entries,
)
from demo_gateway.persona import Persona
from demo_gateway.responses import error_response, json_response

_CACHEABLE = {
    "Cache-Control": "public, max-age=120, stale-while-revalidate=3600, stale-if-error=3600"
}
_DEFAULT_LIMIT = 500
_MAX_LIMIT = 1000


async def models(request: Request) -> Response:
    """GET /models: all of them, or a page when offset or limit is given."""
    query = request.query_params
    entries = [model_entry(persona) for persona in PERSONAS]
    if "offset" not in query and "limit" not in query:
        return json_response(_page(entries, None), headers=_CACHEABLE)
    try:
        offset = int(query.get("offset", 0))
        limit = int(query.get("limit", _DEFAULT_LIMIT))
    except ValueError:
        return _bad_query("offset and limit must be numbers")
    if offset < 0 or not 1 <= limit <= _MAX_LIMIT:
        return _bad_query(f"offset must be 0 or more, limit from 1 to {_MAX_LIMIT}")
    following = offset + limit
    has_more = following < len(entries)
    url = f"/api/v1/models?offset={following}&limit={limit}" if has_more else None
    page = _page(entries[offset:following], url, total=len(entries))
    return json_response(page, headers=_CACHEABLE)


async def models_count(request: Request) -> Response:
    """GET /models/count."""
    del request
    return json_response({"data": {"count": len(PERSONAS)}}, headers=_CACHEABLE)


async def endpoints(request: Request) -> Response:
    """GET /models/{author}/{slug}/endpoints: who serves a model, and how well."""
    model = f"{request.path_params['author']}/{request.path_params['slug']}"
    persona = _find(model)
    if persona is None:
        return error_response(404, f"No endpoints found for {model}.")
    return json_response({"data": endpoints_entry(persona)}, headers=_CACHEABLE)


async def model(request: Request) -> Response:
    """GET /model/{author}/{slug}: one row of the list."""
    model_id = f"{request.path_params['author']}/{request.path_params['slug']}"
    persona = _find(model_id)
    if persona is None:
        return error_response(404, f"Model {model_id} not found")
    return json_response({"data": model_entry(persona)}, headers=_CACHEABLE)


async def providers(request: Request) -> Response:
    """GET /providers."""
    del request
    return json_response({"data": provider_entries()}, headers=_CACHEABLE)


def _find(model_id: str) -> Persona | None:
    found = find_persona(model_id)
    if found is not None:
        return found
    return next((persona for persona in PERSONAS if permaslug(persona) == model_id), None)


def _page(
    entries: list[dict[str, object]], following: str | None, *, total: int | None = None
) -> dict[str, object]:
    count = len(entries) if total is None else total
    return {"data": entries, "total_count": count, "links": {"next": following}}


def _bad_query(message: str) -> Response:
    error = {"name": "ZodError", "message": f'[{{"message":"{message}"}}]'}
    return json_response({"success": False, "error": error}, status=400)
