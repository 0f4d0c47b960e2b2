"""What was sent, as code to paste: made only while somebody looks."""

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from bakeoff import Connection, Run

LONGEST_HIGHLIGHTED = 20_000
"""Characters; colouring more than this holds the browser up."""

LONG_CODE_PX = 480
ENTRY_PX = 360


@st.fragment
def request_code(run: "Run") -> None:
    """Draw the request of one completion at a time, in the language chosen."""
    panel = st.expander("Code", key=f"code-{run.run_id}", on_change="rerun")
    if panel.open:
        with panel:
            _code(run)


def _code(run: "Run") -> None:
    # Here, not above: nothing of it is needed until the panel is opened.
    from bakeoff import CODE_LANGUAGES, request_code

    entries = run.request.entries
    languages = {language.name: language for language in CODE_LANGUAGES}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        # A retry sends what its predecessor sent, so there is one request for each entry.
        index = st.selectbox(
            "Request to",
            range(len(entries)),
            format_func=lambda at: entries[at].label,
            key=f"code-entry-{run.run_id}",
            width=ENTRY_PX,
        )
        name = st.segmented_control(
            "Language",
            list(languages),
            default=CODE_LANGUAGES[0].name,
            required=True,
            wrap=True,
            key=f"code-language-{run.run_id}",
        )
    language = languages[name or CODE_LANGUAGES[0].name]
    code = request_code(run.connection, run.request, run.record.completions[index], language)
    is_long = len(code) > LONGEST_HIGHLIGHTED
    st.code(
        code,
        language=None if is_long else language.syntax,
        wrap_lines=True,
        height=LONG_CODE_PX if is_long else "content",
    )
    if run.connection.api_key:
        st.caption(_about_key(run.connection))


def _about_key(connection: "Connection") -> str:
    if connection.is_demo:
        return (
            "Simulated models: this address answers while Bakeoff runs. Its key, worth nothing "
            f"anywhere else: `export OPENROUTER_API_KEY={connection.api_key}`"
        )
    return "Your key is not in the code: it is read from `OPENROUTER_API_KEY`."
