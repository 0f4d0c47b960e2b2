"""Make the JSON responses of the routes that do not stream."""

from collections.abc import Mapping

import orjson
from starlette.responses import Response

from demo_gateway.chunks import error_fields
from demo_gateway.exchange import OPEN_TO_ALL


def json_response(
    fields: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a JSON response that any origin may read."""
    return Response(
        orjson.dumps(fields),
        status_code=status,
        headers={**OPEN_TO_ALL, **(headers or {})},
        media_type="application/json",
    )


def error_response(status: int, message: str) -> Response:
    """Return an error in OpenRouter's envelope."""
    return json_response(error_fields(status, message), status=status)
