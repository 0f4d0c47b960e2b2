"""What a person takes away from a run."""

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    import pandas as pd

    from bakeoff import Run


def download_csv(run: "Run", frame: "pd.DataFrame") -> None:
    """Draw the CSV's button; while the run is live, the file holds what is known when pressed."""
    # Here, not above: it brings pandas, which the first page does without.
    from bakeoff import write_csv

    # Bytes once nothing can change: Streamlit forgets a file made on demand when the page is drawn
    # again, unless that drawing brings the very same bytes.
    st.download_button(
        "Download CSV",
        data=(lambda: write_csv(run.to_frame())) if run.is_live else write_csv(frame),
        file_name=f"bakeoff-{run.started_at:%Y-%m-%d-%H%M%S}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"csv-{run.run_id}",
        on_click="ignore",
    )
