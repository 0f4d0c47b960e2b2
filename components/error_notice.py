"""What went wrong and what to do, at the place where it can be mended."""

import streamlit as st

from bakeoff import LineUp
from components import state
from components.plain import plain

NO_MODELS = LineUp()


def problem_below(field: str, line_up: LineUp = NO_MODELS) -> None:
    """Draw what Compare found wrong with a field, right below it, until it is mended.

    Args:
        field: The field as a request names it.
        line_up: Who was to answer; only what is said of entries depends on it.
    """
    form = state.form()
    if field in form.problems:
        still = form.draft.problems(line_up).get(field)
        if still is not None:
            st.markdown(f":red[:material/error: {plain(still)}]")


def error_notice(sentence: str) -> None:
    """Draw a fault of the whole page."""
    st.error(plain(sentence), icon=":material/error:")


def warning_notice(sentence: str) -> None:
    """Draw something a person should know before going on."""
    st.warning(plain(sentence), icon=":material/warning:")
