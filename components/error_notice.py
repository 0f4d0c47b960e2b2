"""What went wrong and what to do, at the place where it can be mended."""

import streamlit as st

from components.plain import plain


def problem_below(problems: dict[str, str], field: str) -> None:
    """Draw what is wrong with a field, right below it; nothing when nothing is."""
    if field in problems:
        st.markdown(f":red[:material/error: {plain(problems[field])}]")


def error_notice(sentence: str) -> None:
    """Draw a fault of the whole page."""
    st.error(plain(sentence), icon=":material/error:")


def warning_notice(sentence: str) -> None:
    """Draw something a person should know before going on."""
    st.warning(plain(sentence), icon=":material/warning:")
