"""The table of a run, drawn from the same declarations as the CSV."""

from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from pandas import DataFrame

    from bakeoff import Column, Run

SHOWN_FIRST = (
    "label",
    "status",
    "finish_reason",
    "ttft_s",
    "duration_s",
    "tokens_per_second",
    "completion_tokens",
    "cost_usd",
    "cost_source",
    "prompt_tokens",
    "reasoning_tokens",
    "model",
    "provider",
    "response_model",
    "attempts",
    "error_type",
)
"""What a person looks for first; every other column can be shown from the table's menu."""

NUMBERS = ("Int64", "Float64")


def result_table(run: "Run", frame: "DataFrame") -> None:
    """Draw a row for each completion; a click on a heading sorts by it."""
    from bakeoff import COLUMNS

    numbers = {
        declared.name: declared.format
        for declared in COLUMNS
        if declared.dtype in NUMBERS and declared.name in SHOWN_FIRST
    }
    st.dataframe(
        frame.style.format(numbers, na_rep=""),
        column_order=SHOWN_FIRST,
        column_config={declared.name: _config(declared) for declared in COLUMNS},
        hide_index=True,
        placeholder="",
        key=f"table-{run.run_id}",
        alt="What each model took",
    )


def _config(declared: "Column") -> Any:
    settings = {"label": declared.heading, "help": declared.description}
    if declared.name == "label":
        return st.column_config.TextColumn(**settings, pinned=True, width="medium")
    if declared.dtype in NUMBERS:
        return st.column_config.NumberColumn(**settings)
    if declared.dtype.startswith("datetime"):
        return st.column_config.DatetimeColumn(**settings)
    return st.column_config.TextColumn(**settings)
