"""The live grid alone on a page: `?models=a,b&prompt=…` starts a run, `?run=…` shows it."""

import os

import streamlit as st

from bakeoff import ComparisonRequest, Connection, Entry, get_engine
from components.live_grid import live_grid
from components.owner import current_owner

st.set_page_config(page_title="Grid", layout="wide")


def run_id() -> str:
    if "run" not in st.query_params:
        request = ComparisonRequest(
            prompt=st.query_params["prompt"],
            entries=tuple(map(Entry, st.query_params["models"].split(","))),
        )
        connection = Connection(
            base_url=os.environ["OPENROUTER_BASE_URL"],
            api_key=os.environ["OPENROUTER_API_KEY"],
            site_url="http://localhost",
            app_title="Bakeoff tests",
        )
        st.query_params["run"] = (
            get_engine().start(request, connection, owner=current_owner()).run_id
        )
    return st.query_params["run"]


@st.fragment
def results() -> None:
    run = get_engine().get(run_id(), current_owner())
    if run is None:
        st.warning("Not here.")
        return
    # Two underscores in a row, as a run's id may have them.
    live_grid(run, key=f"grid__{run.run_id}")
    ended = [c.entry.label for c in run.record.completions if not c.is_live]
    st.caption(f"Ended: {len(ended)} of {len(run.record.completions)}")
    st.caption("The run is live." if run.is_live else "The run is over.")


results()
st.button("Run the script again")
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.caption(f"The script ran {st.session_state.runs} times.")
