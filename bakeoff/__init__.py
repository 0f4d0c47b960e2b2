"""Bakeoff: one prompt, many models, side by side.

The public names of the engine; the UI imports from here alone. Each loads when first used, so that
`import bakeoff` stays light: openai and pandas are not imported by it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bakeoff.comparison import compare as compare
    from bakeoff.comparison import compare_async as compare_async
    from bakeoff.connection import Connection as Connection
    from bakeoff.demo import DEMO_MODELS as DEMO_MODELS
    from bakeoff.demo import demo_connection as demo_connection
    from bakeoff.demo import stop_demo as stop_demo
    from bakeoff.drafts.draft import Draft as Draft
    from bakeoff.drafts.draft import first_draft as first_draft
    from bakeoff.drafts.first import first_real_line_up as first_real_line_up
    from bakeoff.drafts.line_up import LineUp as LineUp
    from bakeoff.drafts.line_up import Slot as Slot
    from bakeoff.drafts.link import LINK_PARAMETERS as LINK_PARAMETERS
    from bakeoff.drafts.link import Link as Link
    from bakeoff.drafts.link import read_link as read_link
    from bakeoff.drafts.shelf import DraftShelf as DraftShelf
    from bakeoff.engine import Engine as Engine
    from bakeoff.engine import close_engine as close_engine
    from bakeoff.engine import get_engine as get_engine
    from bakeoff.errors import BakeoffError as BakeoffError
    from bakeoff.errors import CatalogueError as CatalogueError
    from bakeoff.errors import DemoGatewayError as DemoGatewayError
    from bakeoff.errors import InvalidRequestError as InvalidRequestError
    from bakeoff.errors import OutputFileError as OutputFileError
    from bakeoff.errors import SettingsError as SettingsError
    from bakeoff.errors import UnreadableCsvError as UnreadableCsvError
    from bakeoff.estimate import EntryEstimate as EntryEstimate
    from bakeoff.estimate import Estimate as Estimate
    from bakeoff.estimate import TokenRange as TokenRange
    from bakeoff.estimate import estimate_cost as estimate_cost
    from bakeoff.failure import Failure as Failure
    from bakeoff.failure import FailureKind as FailureKind
    from bakeoff.failure import failure_table as failure_table
    from bakeoff.finish_reason import explain_finish_reason as explain_finish_reason
    from bakeoff.live.follower import Batch as Batch
    from bakeoff.live.follower import Follower as Follower
    from bakeoff.live.have import Have as Have
    from bakeoff.live.view import RunView as RunView
    from bakeoff.openrouter.catalogue import Catalogue as Catalogue
    from bakeoff.openrouter.catalogue import load_catalogue as load_catalogue
    from bakeoff.openrouter.catalogue import refresh_catalogue as refresh_catalogue
    from bakeoff.openrouter.catalogue import stored_catalogue as stored_catalogue
    from bakeoff.openrouter.key import KeyStatus as KeyStatus
    from bakeoff.openrouter.key import check_key as check_key
    from bakeoff.openrouter.model_info import ModelInfo as ModelInfo
    from bakeoff.owner import OWNER_COOKIE as OWNER_COOKIE
    from bakeoff.owner import new_owner as new_owner
    from bakeoff.owner import owner_of as owner_of
    from bakeoff.record import CompletionRecord as CompletionRecord
    from bakeoff.record import RunRecord as RunRecord
    from bakeoff.render import stylesheet as stylesheet
    from bakeoff.request import DEFAULT_MAX_TOKENS as DEFAULT_MAX_TOKENS
    from bakeoff.request import OVERRIDABLE as OVERRIDABLE
    from bakeoff.request import ComparisonRequest as ComparisonRequest
    from bakeoff.request import Entry as Entry
    from bakeoff.request import Sampling as Sampling
    from bakeoff.route import Route as Route
    from bakeoff.route import choose_route as choose_route
    from bakeoff.route import server_name as server_name
    from bakeoff.route import starts_with_demo as starts_with_demo
    from bakeoff.run import Run as Run
    from bakeoff.settings import OPENROUTER_BASE_URL as OPENROUTER_BASE_URL
    from bakeoff.settings import Deadlines as Deadlines
    from bakeoff.settings import Settings as Settings
    from bakeoff.settings import load_settings as load_settings
    from bakeoff.snippets import CODE_LANGUAGES as CODE_LANGUAGES
    from bakeoff.snippets import CodeLanguage as CodeLanguage
    from bakeoff.snippets import request_code as request_code
    from bakeoff.table.columns import COLUMNS as COLUMNS
    from bakeoff.table.columns import Column as Column
    from bakeoff.table.columns import column as column
    from bakeoff.table.csv import read_csv as read_csv
    from bakeoff.table.csv import write_csv as write_csv
    from bakeoff.table.frame import to_frame as to_frame
    from bakeoff.table.json import write_json as write_json
    from bakeoff.usage import Price as Price
    from bakeoff.usage import Usage as Usage

_MODULE_OF = {
    "BakeoffError": "errors",
    "Batch": "live.follower",
    "CODE_LANGUAGES": "snippets",
    "COLUMNS": "table.columns",
    "Catalogue": "openrouter.catalogue",
    "CatalogueError": "errors",
    "CodeLanguage": "snippets",
    "Column": "table.columns",
    "ComparisonRequest": "request",
    "CompletionRecord": "record",
    "Connection": "connection",
    "DEFAULT_MAX_TOKENS": "request",
    "DEMO_MODELS": "demo",
    "Deadlines": "settings",
    "DemoGatewayError": "errors",
    "Draft": "drafts.draft",
    "DraftShelf": "drafts.shelf",
    "Engine": "engine",
    "Entry": "request",
    "EntryEstimate": "estimate",
    "Estimate": "estimate",
    "Failure": "failure",
    "FailureKind": "failure",
    "Follower": "live.follower",
    "Have": "live.have",
    "InvalidRequestError": "errors",
    "KeyStatus": "openrouter.key",
    "LINK_PARAMETERS": "drafts.link",
    "LineUp": "drafts.line_up",
    "Link": "drafts.link",
    "ModelInfo": "openrouter.model_info",
    "OPENROUTER_BASE_URL": "settings",
    "OVERRIDABLE": "request",
    "OWNER_COOKIE": "owner",
    "OutputFileError": "errors",
    "Price": "usage",
    "Route": "route",
    "Run": "run",
    "RunRecord": "record",
    "RunView": "live.view",
    "Sampling": "request",
    "Settings": "settings",
    "SettingsError": "errors",
    "Slot": "drafts.line_up",
    "TokenRange": "estimate",
    "UnreadableCsvError": "errors",
    "Usage": "usage",
    "check_key": "openrouter.key",
    "choose_route": "route",
    "close_engine": "engine",
    "column": "table.columns",
    "compare": "comparison",
    "compare_async": "comparison",
    "demo_connection": "demo",
    "estimate_cost": "estimate",
    "explain_finish_reason": "finish_reason",
    "failure_table": "failure",
    "first_draft": "drafts.draft",
    "first_real_line_up": "drafts.first",
    "get_engine": "engine",
    "load_catalogue": "openrouter.catalogue",
    "load_settings": "settings",
    "new_owner": "owner",
    "owner_of": "owner",
    "read_csv": "table.csv",
    "read_link": "drafts.link",
    "refresh_catalogue": "openrouter.catalogue",
    "request_code": "snippets",
    "server_name": "route",
    "starts_with_demo": "route",
    "stop_demo": "demo",
    "stored_catalogue": "openrouter.catalogue",
    "stylesheet": "render",
    "to_frame": "table.frame",
    "write_csv": "table.csv",
    "write_json": "table.json",
}

__all__ = sorted(_MODULE_OF)  # noqa: PLE0605 - one table names both the public names and their homes


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'bakeoff' has no attribute {name!r}")
    value = getattr(import_module(f"bakeoff.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value
