"""What is sent beside the body and the key: whose application asks."""

from bakeoff.connection import Connection


def site_headers(connection: Connection) -> dict[str, str]:
    """Return the headers by which OpenRouter attributes the traffic."""
    title = _header(connection.app_title)
    return {
        "HTTP-Referer": _header(connection.site_url),
        "X-OpenRouter-Title": title,
        "X-Title": title,
    }


def _header(value: str) -> str:
    """Return the value as a header can carry it: ASCII, on one line."""
    return " ".join(value.encode("ascii", "replace").decode().split())
