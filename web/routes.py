"""Every route of ours, under the path that the operator serves Streamlit from."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """Return our routes; Streamlit's own come after them."""
    return []
