"""Who may call: any demo key, each its own visitor, some of them scripted to have no money."""

from collections.abc import Mapping

from demo_gateway.chat_request import RequestRefusedError
from demo_gateway.faulty import KEY_LIMIT, OUT_OF_CREDITS
from demo_gateway.persona import HttpFault

KEY_PREFIX = "sk-or-demo"
BROKE_KEY = "sk-or-demo-broke"
LIMITED_KEY = "sk-or-demo-limited"


def key_of(headers: Mapping[str, str]) -> str:
    """Return the key that a request carries.

    Raises:
        RequestRefusedError: there is no key, or it is not one of the demo's.
    """
    scheme, _, key = headers.get("authorization", "").partition(" ")
    key = key.strip()
    if scheme.lower() != "bearer" or not key:
        raise RequestRefusedError(401, "No cookie auth credentials found")
    if not key.startswith(KEY_PREFIX):
        raise RequestRefusedError(401, "User not found.")
    return key


def fault_of_key(key: str) -> HttpFault | None:
    """Return what happens to every completion asked for with this key; `None` for most."""
    return {BROKE_KEY: OUT_OF_CREDITS, LIMITED_KEY: KEY_LIMIT}.get(key)


def limit_usd_of_key(key: str) -> float | None:
    """Return the credit limit of this key, all of it spent; `None` for unlimited keys."""
    return 1.0 if key in (BROKE_KEY, LIMITED_KEY) else None
