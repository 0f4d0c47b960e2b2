import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from bakeoff.errors import UnreadableCsvError
from bakeoff.record import RunRecord
from bakeoff.table.cell import guard, unguard
from bakeoff.table.columns import COLUMNS, Column
from bakeoff.table.csv import read_csv, write_csv
from bakeoff.table.frame import frame_of, to_frame

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\u00a0=1",
    "\u200b=1",
    "\u200d \ufeff\u2060-1",
    '=HYPERLINK("http://x","y")',
    "\n=1",
    "\x00=1",
    "\x0b\u200e\u00ad\u2063@SUM(A1)",
    "\uff1d1+1",
    " \uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
]
HARMLESS = ["", " ", "'", "'quoted'", "a=1", "1-1", "\u200b", "\nx=1", "it's", "\x00", "a\uff1d1"]
TRICKY = st.text(
    st.sampled_from("=+-@'\t\r\n \",;a\x00\u200b\ufeff\u00a0\N{GRINNING FACE}é"), max_size=12
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def values_of(declared: Column) -> st.SearchStrategy[Any]:
    known: st.SearchStrategy[Any]
    match declared.dtype:
        case "Int64":
            known = st.integers(-(2**63) + 1, 2**63 - 1)
        case "Float64":
            known = st.floats(allow_nan=False)
        case "datetime64[us, UTC]":
            known = st.datetimes(timezones=st.just(UTC))
        case _:
            known = TRICKY
    return st.none() | known


frames = st.integers(0, 4).flatmap(
    lambda count: st.fixed_dictionaries(
        {
            declared.name: st.lists(values_of(declared), min_size=count, max_size=count)
            for declared in COLUMNS
        }
    )
)


def with_prompt(run: RunRecord | pd.DataFrame, prompt: str) -> pd.DataFrame:
    frame = run if isinstance(run, pd.DataFrame) else to_frame([run])
    frame["prompt"] = pd.Series([prompt] * len(frame), dtype="string")
    return frame


def prompt_in_file(content: bytes) -> str:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    return next(rows)["prompt"]


@given(frames)
def test_any_frame_comes_back_as_it_was(values: dict[str, list[Any]]) -> None:
    frame = frame_of(values)
    assert_frame_equal(read_csv(write_csv(frame)), frame)


def test_a_run_comes_back_with_its_dtypes_unknowns_and_empty_text(mixed_run: RunRecord) -> None:
    frame = to_frame([mixed_run])
    again = read_csv(write_csv(frame))
    assert_frame_equal(again, frame)
    assert again["completion"].isna().tolist() == [False, True, False, False, True]
    assert again["completion"][3] == ""


def test_a_frame_without_rows_comes_back() -> None:
    assert_frame_equal(read_csv(write_csv(to_frame([]))), to_frame([]))


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_spreadsheet_finds_no_formula_in_text(text: str, mixed_run: RunRecord) -> None:
    assert prompt_in_file(write_csv(with_prompt(mixed_run, text))) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_harmless_text_is_written_as_it_is(text: str, mixed_run: RunRecord) -> None:
    assert prompt_in_file(write_csv(with_prompt(mixed_run, text))) == text


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_text_that_was_quoted_by_its_author_gets_one_more_apostrophe(text: str) -> None:
    assert guard(f"''{text}") == f"'''{text}"


@given(TRICKY)
def test_the_guard_is_undone_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


@given(TRICKY, TRICKY)
def test_two_texts_never_share_a_guarded_form(one: str, other: str) -> None:
    assert (guard(one) == guard(other)) == (one == other)


def test_negative_numbers_stay_numbers(mixed_run: RunRecord) -> None:
    frame = to_frame([mixed_run])
    frame["seed"] = pd.Series([-5] * len(frame), dtype="Int64")
    rows = csv.DictReader(io.StringIO(write_csv(frame).decode("utf-8-sig"), newline=""))
    assert {row["seed"] for row in rows} == {"-5"}


def test_the_file_is_rfc_4180_with_a_byte_order_mark(mixed_run: RunRecord) -> None:
    content = write_csv(with_prompt(mixed_run, 'a,"b"\nc'))
    assert content.startswith(b"\xef\xbb\xbfrun_id,started_at,label,")
    assert content.endswith(b"\r\n")
    assert b'"a,""b""\nc"' in content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert rows[0] == [declared.name for declared in COLUMNS]
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len(rows) == 6


def test_pandas_reads_the_same_figures(mixed_run: RunRecord) -> None:
    content = write_csv(to_frame([mixed_run]))
    plain = pd.read_csv(io.BytesIO(content))
    assert plain["cost_usd"][0] == 0.00001234
    assert plain["completion_tokens"][0] == 34


def test_a_lone_surrogate_becomes_the_replacement_character(mixed_run: RunRecord) -> None:
    frame = to_frame([mixed_run])
    frame["model"] = pd.Series(["x\ud800"] * len(frame), dtype="object")
    assert read_csv(write_csv(frame))["model"][0] == "x\N{REPLACEMENT CHARACTER}"


def test_a_large_answer_survives(make_run: Callable[..., RunRecord]) -> None:
    frame = with_prompt(make_run("a/b"), '"=,\r\n\x00\N{GRINNING FACE}' * 200_000)
    assert_frame_equal(read_csv(write_csv(frame)), frame)


def test_it_is_read_from_bytes_a_path_or_an_open_file(mixed_run: RunRecord, tmp_path: Path) -> None:
    frame = to_frame([mixed_run])
    path = tmp_path / "run.csv"
    path.write_bytes(write_csv(frame))
    assert_frame_equal(read_csv(path), frame)
    assert_frame_equal(read_csv(str(path)), frame)
    with path.open("rb") as opened:
        assert_frame_equal(read_csv(opened), frame)


def test_a_file_that_an_editor_saved_without_mark_and_with_bare_line_feeds_is_read(
    mixed_run: RunRecord,
) -> None:
    frame = to_frame([mixed_run])
    content = write_csv(frame).removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n") + b"\n"
    assert_frame_equal(read_csv(content), frame)


def test_a_time_without_zone_is_taken_as_utc(mixed_run: RunRecord) -> None:
    content = write_csv(to_frame([mixed_run])).replace(b"05.928901Z", b"05.928901")
    assert read_csv(content)["started_at"][0] == datetime(2026, 1, 2, 3, 4, 5, 928901, tzinfo=UTC)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda content: b"", "names? Bakeoff's columns"),
        (lambda content: b"a,b\r\n1,2\r\n", "names? Bakeoff's columns"),
        (lambda content: content.replace(b",", b";"), "not separated by commas"),
        (lambda content: content.replace(b",", b"\t"), "not separated by commas"),
        (lambda content: b"\xff\xfe\x00", "not UTF-8 at byte 0"),
        (lambda content: content[:-3], "ends inside one"),
        (lambda content: content.replace(b'"Acme"', b'"Ac"me"'), "Row 1 has a quote out of place"),
        (lambda content: content.replace(b'"Acme"', b'"Acme",'), "Row 1 has 33 cells"),
        (lambda content: content.replace(b",34,", b",many,"), "Row 1, column completion_tokens"),
        (lambda content: content.replace(b",34,", b",9223372036854775808,"), "'9223372036854775"),
        (lambda content: content.replace(b"2026-01-02T", b"2026-13-02T"), "column started_at"),
        (lambda content: content.replace(b"1.234e-05", b"cheap"), "column cost_usd: 'cheap'"),
    ],
)
def test_what_it_cannot_read_is_refused_with_the_place(
    damage: Callable[[bytes], bytes],
    said: str,
    make_run: Callable[..., RunRecord],
    mixed_run: RunRecord,
) -> None:
    frame = to_frame([mixed_run])
    frame["reasoning"] = frame["reasoning"].fillna("x")
    with pytest.raises(UnreadableCsvError, match=said):
        read_csv(damage(write_csv(frame)))


def test_what_a_spreadsheet_saves_again_is_read_but_for_empty_text(mixed_run: RunRecord) -> None:
    # It keeps the mark and the apostrophes, and drops every quote that it does not need.
    frame = with_prompt(to_frame([mixed_run]), "=1+1, or not")
    rows = csv.reader(io.StringIO(write_csv(frame).decode("utf-8-sig"), newline=""))
    page = io.StringIO(newline="")
    csv.writer(page).writerows(rows)
    again = read_csv(page.getvalue().encode("utf-8-sig"))
    expected = frame.assign(completion=frame["completion"].replace("", pd.NA))
    assert_frame_equal(again, expected)


@pytest.mark.parametrize("source", ["a\x00b", "run_id,started_at\r\n" * 500], ids=["nul", "text"])
def test_what_is_no_path_is_refused_in_one_short_line(source: str) -> None:
    with pytest.raises(UnreadableCsvError, match="can't be read") as caught:
        read_csv(source)
    assert len(str(caught.value)) < 300


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableCsvError, match=r"gone\.csv can't be read"):
        read_csv(tmp_path / "gone.csv")
