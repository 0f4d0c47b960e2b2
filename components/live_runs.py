"""The sidebar's list of this browser's runs: what is live, with its Stop, and the latest others."""

from typing import TYPE_CHECKING

import streamlit as st

from components import state
from components.icon_button import icon_button
from components.plain import plain, shortened
from components.services import own_runs

if TYPE_CHECKING:
    from bakeoff import Run

LOOK_EVERY_S = 2.0
MOST_FINISHED = 8
TITLE_CHARACTERS = 34


def live_runs() -> None:
    """Draw the runs; while one is live, look again every two seconds."""
    is_live = any(run.is_live for run in own_runs())
    st.fragment(_list, run_every=LOOK_EVERY_S if is_live else None)()


def _list() -> None:
    runs = own_runs()
    live = [run for run in runs if run.is_live]
    finished = [run for run in runs if not run.is_live][:MOST_FINISHED]
    for heading, some in (("Live runs", live), ("Finished runs", finished)):
        if some:
            st.caption(heading)
        for run in some:
            _row(run)


def _row(run: "Run") -> None:
    place = "this" if run.run_id == state.shown_run_id() else "other"
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        gap=None,
        wrap=False,
        key=f"run-{place}-{run.run_id}",
    ):
        title = plain(shortened(run.request.prompt, TITLE_CHARACTERS))
        st.page_link(
            "../pages/compare.py",
            label=title,
            query_params={"run": run.run_id},
            width="stretch",
        )
        if run.is_live:
            icon_button(
                f"Stop the run {shortened(run.request.prompt, TITLE_CHARACTERS)}",
                "stop_circle",
                key=f"stop-run-{run.run_id}",
                on_click=run.stop,
            )
