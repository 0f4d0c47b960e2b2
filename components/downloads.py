"""What a person takes away from a run."""

import streamlit as st

from bakeoff import Run


def download_csv(run: Run) -> None:
    """Draw the CSV's button; the file is made when it is pressed, from what is known then."""
    st.download_button(
        "Download CSV",
        data=lambda: _csv(run),
        file_name=f"bakeoff-{run.started_at:%Y-%m-%d-%H%M%S}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"csv-{run.run_id}",
        on_click="ignore",
    )


def _csv(run: Run) -> bytes:
    # Here, not above: it brings pandas, which the first page does without.
    from bakeoff import write_csv

    return write_csv(run.to_frame())
