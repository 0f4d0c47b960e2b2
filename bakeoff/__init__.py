"""Bakeoff: one prompt, many models, side by side.

The public names of the engine; the UI imports from here alone. Each loads when first used, so that
`import bakeoff` stays light: openai and pandas are not imported by it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bakeoff.connection import Connection as Connection
    from bakeoff.drafts.draft import Draft as Draft
    from bakeoff.drafts.draft import first_draft as first_draft
    from bakeoff.drafts.line_up import LineUp as LineUp
    from bakeoff.drafts.line_up import Slot as Slot
    from bakeoff.drafts.link import LINK_PARAMETERS as LINK_PARAMETERS
    from bakeoff.drafts.link import Link as Link
    from bakeoff.drafts.link import read_link as read_link
    from bakeoff.drafts.shelf import DraftShelf as DraftShelf
    from bakeoff.errors import BakeoffError as BakeoffError
    from bakeoff.errors import CatalogueError as CatalogueError
    from bakeoff.errors import InvalidRequestError as InvalidRequestError
    from bakeoff.errors import SettingsError as SettingsError
    from bakeoff.errors import UnreadableCsvError as UnreadableCsvError
    from bakeoff.failure import Failure as Failure
    from bakeoff.finish_reason import explain_finish_reason as explain_finish_reason
    from bakeoff.owner import OWNER_COOKIE as OWNER_COOKIE
    from bakeoff.owner import new_owner as new_owner
    from bakeoff.owner import owner_of as owner_of
    from bakeoff.record import CompletionRecord as CompletionRecord
    from bakeoff.record import RunRecord as RunRecord
    from bakeoff.request import ComparisonRequest as ComparisonRequest
    from bakeoff.request import Entry as Entry
    from bakeoff.request import Sampling as Sampling
    from bakeoff.route import Route as Route
    from bakeoff.route import choose_route as choose_route
    from bakeoff.route import server_name as server_name
    from bakeoff.route import starts_with_demo as starts_with_demo
    from bakeoff.settings import OPENROUTER_BASE_URL as OPENROUTER_BASE_URL
    from bakeoff.settings import Deadlines as Deadlines
    from bakeoff.settings import Settings as Settings
    from bakeoff.settings import load_settings as load_settings
    from bakeoff.usage import Price as Price
    from bakeoff.usage import Usage as Usage

_MODULE_OF = {
    "BakeoffError": "errors",
    "CatalogueError": "errors",
    "ComparisonRequest": "request",
    "CompletionRecord": "record",
    "Connection": "connection",
    "Deadlines": "settings",
    "Draft": "drafts.draft",
    "DraftShelf": "drafts.shelf",
    "Entry": "request",
    "Failure": "failure",
    "InvalidRequestError": "errors",
    "LINK_PARAMETERS": "drafts.link",
    "LineUp": "drafts.line_up",
    "Link": "drafts.link",
    "OPENROUTER_BASE_URL": "settings",
    "OWNER_COOKIE": "owner",
    "Price": "usage",
    "Route": "route",
    "RunRecord": "record",
    "Sampling": "request",
    "Settings": "settings",
    "SettingsError": "errors",
    "Slot": "drafts.line_up",
    "UnreadableCsvError": "errors",
    "Usage": "usage",
    "choose_route": "route",
    "explain_finish_reason": "finish_reason",
    "first_draft": "drafts.draft",
    "load_settings": "settings",
    "new_owner": "owner",
    "owner_of": "owner",
    "read_link": "drafts.link",
    "server_name": "route",
    "starts_with_demo": "route",
}

__all__ = sorted(_MODULE_OF)  # noqa: PLE0605 - one table names both the public names and their homes


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'bakeoff' has no attribute {name!r}")
    value = getattr(import_module(f"bakeoff.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value
