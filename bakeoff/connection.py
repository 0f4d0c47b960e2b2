"""Where a run's requests go and whose key pays for them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One server and one key; runs with equal connections share one client."""

    base_url: str
    """Root of the API, without a trailing slash."""

    api_key: str | None = field(default=None, repr=False)
    """Sent as a bearer token; `None` sends none (a server that was declared keyless)."""

    site_url: str
    """Sent as `HTTP-Referer`."""

    app_title: str
    """Sent as `X-OpenRouter-Title` and `X-Title`."""

    is_demo: bool = False
    """Whether the server is the demo gateway: its models are simulated, and the page says so."""
