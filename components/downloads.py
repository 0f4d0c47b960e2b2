"""What a person takes away from a run."""

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    import pandas as pd

    from bakeoff import Run


def download_csv(run: "Run", frame: "pd.DataFrame") -> None:
    """Draw the CSV's button, with the rows that the table beside it shows."""
    # Here, not above: it brings pandas, which the first page does without.
    from bakeoff import write_csv

    st.download_button(
        "Download CSV",
        # Bytes, not a function: Streamlit forgets a deferred file when the page is drawn again,
        # and a press at the moment in which the last answer ends would come to nothing.
        data=write_csv(frame),
        file_name=f"bakeoff-{run.started_at:%Y-%m-%d-%H%M%S}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"csv-{run.run_id}",
        on_click="ignore",
    )
