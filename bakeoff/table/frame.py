"""Runs as a pandas frame with the declared columns and dtypes; unknown is NA, no text is ''."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from bakeoff.record import RunRecord
from bakeoff.table.columns import COLUMNS, Column
from bakeoff.table.row import rows

INT64_MAX = 2**63 - 1


def to_frame(runs: Iterable[RunRecord]) -> pd.DataFrame:
    """Return a row for every completion of these runs, retries, failed and cancelled ones too."""
    found = list(rows(runs))
    return frame_of({declared.name: [row[declared.name] for row in found] for declared in COLUMNS})


def frame_of(values: dict[str, list[Any]]) -> pd.DataFrame:
    """Return a frame with the declared dtypes from each column's values, `None` where unknown."""
    return pd.DataFrame(
        {declared.name: _typed(declared, values[declared.name]) for declared in COLUMNS}
    )


def _typed(declared: Column, values: Sequence[Any]) -> "pd.Series[Any]":
    match declared.dtype:
        case "string":
            return pd.Series(values, dtype="string")
        case "category":
            return _categories(values)
        case "Int64":
            return pd.Series([_int64(value) for value in values], dtype="Int64")
        case "Float64":
            known = [None if value is None else float(value) for value in values]
            return pd.Series(known, dtype="Float64")
        case "datetime64[us, UTC]":
            return _moments(values)


def _int64(value: int | None) -> int | None:
    # A count that no 64-bit number holds is nobody's count: one absurd answer must not cost the
    # table of the others.
    return None if value is None or abs(value) > INT64_MAX else value


def _categories(values: Sequence[Any]) -> "pd.Series[Any]":
    # Sorted, so that the same values make the same dtype, whatever the order of the rows.
    known = pd.Index(sorted({value for value in values if value is not None}), dtype="string")
    return pd.Series(values, dtype=pd.CategoricalDtype(known))


def _moments(values: Sequence[Any]) -> "pd.Series[Any]":
    moments = pd.to_datetime(pd.Series(values, dtype="object"), utc=True)
    return moments.astype("datetime64[us, UTC]")
