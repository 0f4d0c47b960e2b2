"""The bar on every page: whether the models are simulated or real, and whose key pays."""

import streamlit as st

from bakeoff import Route, Settings, server_name
from components import state
from components.error_notice import error_notice
from components.plain import plain
from components.services import current_route, key_status

ICONS = {state.DEMO_SOURCE: ":material/science:", state.REAL_SOURCE: ":material/public:"}


def connection_panel(settings: Settings) -> None:
    """Draw the switch between demo and real models, and what the choice means."""
    state.seed(state.SOURCE, state.source(settings))
    with st.container(key="connection-bar", horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            "Where the answers come from",
            [state.DEMO_SOURCE, state.REAL_SOURCE],
            format_func=lambda source: f"{ICONS[source]} {_name(source, settings)}",
            key=state.SOURCE,
            label_visibility="collapsed",
            persist_state="session",
            required=True,
            width="content",
        )
        route = current_route(settings)
        if route.is_demo:
            _demo_notice()
        else:
            _key_state(route, settings)
    if not route.is_demo:
        _key_field(route, settings)


def _name(source: str, settings: Settings) -> str:
    return "Demo" if source == state.DEMO_SOURCE else server_name(settings)


def _demo_notice() -> None:
    st.markdown(
        "**Simulated models.** Nothing leaves this machine and nothing is charged.", width="content"
    )


def _key_state(route: Route, settings: Settings) -> None:
    if route.blocked is not None:
        st.markdown(plain(route.blocked), width="stretch")
    elif not route.is_paid:
        st.markdown("This server wants no key.", width="content")
    else:
        status = key_status(route)
        whose = "The server's own key pays." if route.has_operators_key else "Your key pays."
        # What is wrong with a key is told below it.
        if status is None:
            st.markdown(f"{whose} :grey[Checking it…]", width="content")
        elif status.is_valid:
            st.markdown(f"{whose} {plain(status.message)}", width="content")


def _key_field(route: Route, settings: Settings) -> None:
    if settings.is_keyless and settings.api_key is None:
        return
    if settings.api_key is not None and not state.typed_key():
        place = st.popover("Use your own key", type="tertiary", icon=":material/key:")
    else:
        place = st.container()
    status = key_status(route)
    with place:
        st.text_input(
            "API key",
            key=state.API_KEY,
            type="password",
            placeholder="sk-or-v1-…",
            autocomplete="off",
            persist_state="session",
            width=420,
        )
        st.caption(
            "Sent only to the server named above. Held in this tab alone: never stored, and asked "
            "for again after a reload; the rest of the form is kept."
        )
    if status is not None and not status.is_valid:
        error_notice(status.message)
