"""Who a browser is, until there is a login: an unguessable id in a cookie scripts cannot read."""

import re
import secrets
from collections.abc import Mapping

OWNER_COOKIE = "bakeoff_owner"
_OWNER = re.compile(r"[A-Za-z0-9_-]{32}\Z")


def new_owner() -> str:
    """Return an id that nobody can guess (192 bits)."""
    return secrets.token_urlsafe(24)


def owner_of(cookies: Mapping[str, str]) -> str | None:
    """Return the owner these cookies name, or `None` if they name none in our form."""
    owner = cookies.get(OWNER_COOKIE, "")
    return owner if _OWNER.match(owner) else None
