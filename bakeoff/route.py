"""Which server a comparison goes to and whose key pays: one decision, the same on every page.

The operator's key goes to the operator's base URL alone, and so does a visitor's.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bakeoff.connection import Connection
from bakeoff.settings import OPENROUTER_BASE_URL, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a comparison would go now."""

    is_demo: bool
    """Whether the demo gateway's simulated models answer."""

    connection: Connection | None = None
    """The real server and key; `None` for the demo, which starts when first needed, and while
    `blocked`."""

    blocked: str | None = None
    """Why nothing can be sent yet, and what to do; `None` when it can."""

    has_operators_key: bool = False
    """Whether the operator's own key would pay."""

    @property
    def is_paid(self) -> bool:
        """Whether somebody's key would pay for what is sent."""
        return self.connection is not None and self.connection.api_key is not None


def server_name(settings: Settings) -> str:
    """Return what people call the server behind the base URL."""
    if settings.base_url == OPENROUTER_BASE_URL:
        return "OpenRouter"
    return urlsplit(settings.base_url).netloc


def starts_with_demo(settings: Settings) -> bool:
    """Return whether a newcomer is shown the demo: a key is needed, and there is none."""
    is_ready = settings.api_key is not None or settings.is_keyless
    return not is_ready and settings.base_url == OPENROUTER_BASE_URL


def choose_route(settings: Settings, *, wants_demo: bool, typed_key: str = "") -> Route:
    """Return where to send: the demo if wanted, else the base URL with the typed or own key."""
    if wants_demo:
        return Route(is_demo=True)
    key = typed_key.strip() or settings.api_key
    if key is None and not settings.is_keyless:
        return Route(is_demo=False, blocked=_what_to_set(settings))
    connection = Connection(
        base_url=settings.base_url,
        api_key=key,
        site_url=settings.site_url,
        app_title=settings.app_title,
    )
    has_operators_key = key is not None and not typed_key.strip()
    return Route(is_demo=False, connection=connection, has_operators_key=has_operators_key)


def _what_to_set(settings: Settings) -> str:
    if settings.base_url == OPENROUTER_BASE_URL:
        return (
            "An API key is missing. Type yours below (keys are made at openrouter.ai/keys), "
            "or set OPENROUTER_API_KEY and start again."
        )
    return (
        f"{server_name(settings)} may need a key. Type one below or set OPENROUTER_API_KEY; "
        "if that server needs none, set BAKEOFF_KEYLESS=1 and start again."
    )
