"""Compare: from the draft to a run, or to what is wrong with it."""

import streamlit as st

from bakeoff import BakeoffError, InvalidRequestError, LineUp, Route, Settings
from components import state
from components.error_notice import error_notice
from components.form_keeper import keep_form
from components.services import listing, start_run

ASK_ABOVE = 8


def run_controls(route: Route, settings: Settings) -> None:
    """Draw Compare, and what has to be said before it can be pressed or after it was."""
    form = state.form()
    with st.container(horizontal=True, vertical_alignment="center", key="run-controls"):
        is_pressed = st.button(
            "Compare",
            type="primary",
            icon=":material/play_arrow:",
            shortcut="Mod+Enter",
            disabled=route.blocked is not None,
            key="compare-button",
        )
        st.markdown(f":small[:grey[{_hint(route)}]]", width="stretch")
    if form.asks_to_confirm:
        _confirmation(route, settings)
    if is_pressed:
        _compare(route, settings)
    if form.fault is not None:
        error_notice(form.fault)
    elif form.problems.keys() & form.draft.problems(_line_up(route)).keys():
        error_notice("Nothing was sent. Mend what is marked in the form, then compare again.")


def _hint(route: Route) -> str:
    if route.is_demo:
        return (
            "Ctrl+Enter does the same. To ask real models, switch from Demo above and type an "
            "OpenRouter API key, or set OPENROUTER\\_API\\_KEY and start again."
        )
    if route.blocked is not None:
        return "Nothing can be sent until the key is there; what you type is kept."
    if not route.is_paid:
        return "Ctrl+Enter does the same. All models are asked at once."
    return "Ctrl+Enter does the same. All models are asked at once; each answer is paid for."


def _compare(route: Route, settings: Settings) -> None:
    form = state.form()
    line_up = _line_up(route)
    form.problems, form.fault = {}, None
    if route.is_paid and len(line_up) > max(ASK_ABOVE, form.confirmed_entries):
        form.asks_to_confirm = True
        st.rerun()
    _send(line_up, route, settings)


def _send(line_up: LineUp, route: Route, settings: Settings) -> None:
    form = state.form()
    form.asks_to_confirm = False
    keep_form(settings)
    try:
        request = form.draft.request(line_up, _names(route, settings))
        with st.spinner("Sending…"):
            run = start_run(request, route, settings)
    except InvalidRequestError as fault:
        form.problems = fault.problems
        st.rerun()
    except BakeoffError as fault:
        form.fault = str(fault)
    else:
        form.run_id = form.started_id = run.run_id
        form.was_live, form.before_link = True, None
        st.query_params[state.RUN] = run.run_id
        st.rerun()


def _line_up(route: Route) -> LineUp:
    return state.form().draft.line_up(is_demo=route.is_demo) or LineUp()


def _names(route: Route, settings: Settings) -> dict[str, str]:
    return {model.id: model.name for model in listing(route, settings).models}


def _confirmation(route: Route, settings: Settings) -> None:
    form = state.form()
    line_up = _line_up(route)
    with st.container(border=True, key="confirmation"):
        st.markdown(
            f"**Send this prompt to {len(line_up)} models?** "
            "Each answer is paid for with the key above. You are asked once for this many."
        )
        with st.container(horizontal=True):
            is_agreed = st.button(f"Send to {len(line_up)} models", type="primary", key="agree")
            is_refused = st.button("Cancel", key="refuse")
    if is_agreed:
        form.confirmed_entries = len(line_up)
        _send(line_up, route, settings)
    if is_refused:
        form.asks_to_confirm = False
        st.rerun()
