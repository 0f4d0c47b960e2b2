"""The grid's module, served under a name that its content decides, so that it never goes stale."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOREVER = "public, max-age=31536000, immutable"


async def asset(request: Request) -> Response:
    """Answer with the module; a name from another version is not found."""
    # Here, not above: it brings the renderer, which the first page does without.
    from components.live_grid.bundle import bundle

    found = bundle()
    if request.path_params["name"] != found.name:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    return Response(found.source, media_type="text/javascript", headers={"Cache-Control": FOREVER})


def asset_route(path: str) -> Route:
    """Return the route below `path`, such as `/bakeoff/assets`."""
    return Route(f"{path}/{{name}}", asset, methods=["GET"])
