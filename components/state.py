"""What a session remembers: the only file that names keys of `st.session_state`.

Keys of widgets are here too, so that no two can meet.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import streamlit as st

from bakeoff import Connection, Draft, LineUp, Settings, starts_with_demo

if TYPE_CHECKING:
    from bakeoff import KeyStatus

OWNER = "session.owner"
SOURCE = "connection.source"
DEMO_SOURCE, REAL_SOURCE = "demo", "real"
API_KEY = "connection.api_key"
KEY_CHECK = "connection.key_check"
FORM = "compare.form"
RUN = "run"
"""In the address, not in the session: the run on the page."""

PROMPT = "compare.prompt"
SYSTEM_PROMPT = "compare.system_prompt"
MODELS = "compare.models"
MODELS_ADD = "models.add"
MODELS_TABLE = "models.table"
MODELS_SEARCH = "models.search"
STOP_SEQUENCES = "compare.stop_sequences"


@dataclass(slots=True)
class FormState:
    """What the Compare page remembers between reruns, apart from its widgets."""

    draft: Draft
    """What the form holds."""

    stored: Draft | None = None
    """The draft as it was last kept; `None` if it never was."""

    not_stored: str | None = None
    """Why the draft is in memory alone; `None` when it is on disk."""

    before_link: Draft | None = None
    """The draft that a link's contents replaced; `None` if no link did."""

    is_link_cut: bool = False
    """Whether the link brought more than was taken."""

    before_removal: LineUp | None = None
    """The line-up before the last removal; `None` when there is nothing to undo."""

    problems: dict[str, str] = field(default_factory=dict)
    """Field to what is wrong with it, as found when Compare was last pressed."""

    fault: str | None = None
    """Why the last comparison could not be started; `None` when it could."""

    run_id: str | None = None
    """The run on the page; `None` when there is none."""

    started_id: str | None = None
    """The run that this session started last; `None` if it started none."""

    was_live: bool = False
    """Whether the run on the page was live when last drawn."""

    confirmed_entries: int = 0
    """The largest line-up that the person agreed to pay for."""

    asks_to_confirm: bool = False
    """Whether the page waits for that agreement."""


def session_owner(make: Callable[[], str]) -> str:
    """Return the owner that lasts as long as this session; the first call makes it."""
    if OWNER not in st.session_state:
        st.session_state[OWNER] = make()
    return cast(str, st.session_state[OWNER])


def form() -> FormState:
    """Return what the Compare page remembers; `set_form` came before."""
    return cast(FormState, st.session_state[FORM])


def shown_run_id() -> str | None:
    """Return the run that the address names, else the one last shown; `None` if there is none."""
    named = st.query_params.get(RUN)
    return named or (form().run_id if has_form() else None)


def has_form() -> bool:
    """Return whether this session has opened its form before."""
    return FORM in st.session_state


def set_form(state: FormState) -> None:
    """Remember the Compare page's state from now on."""
    st.session_state[FORM] = state


def put(key: str, value: object) -> None:
    """Put a value into a widget that will be drawn later in this run."""
    st.session_state[key] = value


def seed(key: str, value: object) -> None:
    """Put a value into a widget that has none: a new one, or one that was out of sight."""
    st.session_state.setdefault(key, value)


def of_setting(name: str) -> str:
    """Return the key of a common setting's field."""
    return f"compare.setting.{name}"


def of_slot(slot_id: str, name: str) -> str:
    """Return the key of a widget that belongs to one place of the line-up."""
    return f"slot-{name}-{slot_id}"


def forget_widgets() -> None:
    """Let the form's fields take their values from the draft again."""
    for key in list(st.session_state):
        if isinstance(key, str) and key.startswith(("compare.", "slot-")) and key != FORM:
            del st.session_state[key]


def wants_demo(settings: Settings) -> bool:
    """Return whether the person, or else the settings, chose the demo."""
    chosen = st.session_state.get(SOURCE)
    return starts_with_demo(settings) if chosen is None else bool(chosen == DEMO_SOURCE)


def typed_key() -> str:
    """Return the key typed into this session's page; blank if there is none."""
    return cast(str, st.session_state.get(API_KEY) or "")


def key_check(connection: Connection) -> "Future[KeyStatus] | None":
    """Return the check of this connection's key; `None` if none was begun."""
    asked, check = st.session_state.get(KEY_CHECK, (None, None))
    return cast("Future[KeyStatus]", check) if asked == connection else None


def set_key_check(connection: Connection, check: "Future[KeyStatus]") -> None:
    """Remember the check of the one key in use."""
    st.session_state[KEY_CHECK] = (connection, check)


def source(settings: Settings) -> str:
    """Return where answers come from: as the person chose, else as the settings have it."""
    return DEMO_SOURCE if wants_demo(settings) else REAL_SOURCE


def picked_models() -> list[str]:
    """Return what the search field holds: picks that have not joined the line-up yet."""
    return cast("list[str]", st.session_state.get(MODELS, []))
