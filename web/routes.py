"""Every route of ours, under the path that the operator serves Streamlit from."""

from starlette.routing import BaseRoute
from streamlit import get_option

from web.assets import asset_route
from web.socket import socket_route


def routes() -> list[BaseRoute]:
    """Return our routes; Streamlit's own come after them."""
    # Streamlit puts its own routes below this path, but leaves an app's routes where they are.
    base = (get_option("server.baseUrlPath") or "").strip("/")
    prefix = f"/{base}/bakeoff" if base else "/bakeoff"
    return [asset_route(f"{prefix}/assets"), socket_route(f"{prefix}/ws")]
