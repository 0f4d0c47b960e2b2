"""A run on the page: its cards, table, charts and downloads, redrawn as completions end."""

from typing import TYPE_CHECKING

import streamlit as st

from components import state
from components.charts import charts
from components.downloads import download_csv
from components.error_notice import warning_notice
from components.plain import plain, shortened
from components.request_code import request_code
from components.result_table import result_table
from components.services import own_run

if TYPE_CHECKING:
    from bakeoff import Run

TITLE_CHARACTERS = 120
STOP_PX = 90
ANSWERS, FIGURES = "answers", "figures"


def results() -> None:
    """Draw the run that this page's address names, if it is this browser's."""
    form = state.form()
    run_id = state.shown_run_id()
    if run_id is None:
        return
    if state.RUN not in st.query_params:
        # Another page's address does not name the run; this one's does again.
        st.query_params[state.RUN] = run_id
    run = own_run(run_id)
    form.run_id = None if run is None else run_id
    if run is None:
        warning_notice(
            "This run is not here: it belongs to another browser, or was lost when the server "
            "restarted. Your form is as you left it; press Compare to ask again."
        )
        return
    form.was_live = run.is_live
    st.divider()
    _answers(run)
    _figures(run)


@st.fragment(key=ANSWERS)
def _answers(run: "Run") -> None:
    # Here, not above: it brings the renderer, which the first page does without.
    from components.live_grid import live_grid

    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="run-head"):
        title = plain(shortened(run.request.prompt, TITLE_CHARACTERS))
        st.markdown(f"**{title}**", width="stretch")
        # Its place stays when it goes, so that a long prompt does not break into other lines.
        with st.container(width=STOP_PX, horizontal_alignment="right"):
            if run.is_live:
                st.button("Stop", icon=":material/stop:", key="stop-button", on_click=run.stop)
    is_new = state.form().started_id == run.run_id
    live_grid(run, key=f"grid-{run.run_id}", is_new=is_new, on_ended=_redraw)


def _redraw() -> None:
    # The figures apart from the answers: where the socket can't be reached, these are redrawn
    # several times a second.
    st.rerun([ANSWERS, FIGURES])


@st.fragment(key=FIGURES)
def _figures(run: "Run") -> None:
    form = state.form()
    if form.was_live != run.is_live:
        # The list of live runs is outside of this part of the page; a retry makes one live again.
        form.was_live = run.is_live
        st.rerun()
    if all(completion.is_live for completion in run.record.completions):
        return
    frame = run.to_frame()
    with st.container(horizontal=True, vertical_alignment="center", key="figures-head"):
        st.subheader("Figures", width="content", anchor=False)
        download_csv(run, frame)
    result_table(run, frame)
    charts(frame)
    request_code(run)
