"""The two charts people look at: an answer's cost against its time, and how fast it came."""

from typing import TYPE_CHECKING

import streamlit as st

from components.plain import shortened

if TYPE_CHECKING:
    import altair
    from pandas import DataFrame, Series

PALETTE = (
    "#3b82c4",
    "#e07b39",
    "#3a9d6e",
    "#b565c9",
    "#c9a227",
    "#d1495b",
    "#2aa7b8",
    "#8a7a6d",
    "#6f79d8",
    "#7da34d",
)
"""Told apart on white and on near-black alike."""

PLOT_PX = (310, 210)
"""Room from the origin to the farthest point, on a common screen; a wider one has more."""

CHARACTER_PX = 6
LINE_PX = 12
POINT_PX = 7
NAME_CHARACTERS = 28
NEAR_AN_EDGE = 0.3
NAME_OFFSETS_PX = (-15, -29, -43, 15, 29)
AXIS_PX = 60
BAR_PX = 30
SCATTER_PX = 320


def charts(frame: "DataFrame") -> None:
    """Draw both charts from a run's table; each says what it leaves out."""
    left, right = st.columns(2, gap="large")
    with left:
        _cost_against_time(frame)
    with right:
        _speed(frame)


def _cost_against_time(frame: "DataFrame") -> None:
    st.markdown("**Cost against time**")
    drawn = frame.dropna(subset=["cost_usd", "duration_s"])
    if drawn.empty:
        st.caption("No completion has both a cost and a duration yet.")
        return
    import altair as alt

    named = _plain_columns(drawn, "duration_s", "cost_usd")
    named["name"], named["dy"], named["side"] = _names(
        named["label"], named["duration_s"], named["cost_usd"]
    )
    base = alt.Chart(named).encode(
        x=alt.X("duration_s:Q", title="Duration (s)", scale=_room(drawn["duration_s"].max())),
        y=alt.Y(
            "cost_usd:Q",
            title="Cost (USD)",
            axis=alt.Axis(format="$~g"),
            scale=_room(drawn["cost_usd"].max()),
        ),
        tooltip=[
            alt.Tooltip("label:N", title="Label"),
            alt.Tooltip("duration_s:Q", title="Duration (s)", format=".2f"),
            alt.Tooltip("cost_usd:Q", title="Cost (USD)", format="$.6f"),
        ],
    )
    points = base.mark_circle(size=160, opacity=0.9).encode(color=_colour(frame))
    names = base.mark_text(dy=alt.expr("datum.dy"), align=alt.expr("datum.side")).encode(
        text="name:N", color=_colour(frame)
    )
    st.altair_chart(
        (points + names).properties(height=SCATTER_PX), alt="Cost of each answer against its time"
    )
    _left_out(len(frame) - len(drawn), "without a known cost and a duration")


def _speed(frame: "DataFrame") -> None:
    st.markdown("**Tokens per second**")
    drawn = frame.dropna(subset=["tokens_per_second"])
    if drawn.empty:
        st.caption("No completion has a known speed yet.")
        return
    import altair as alt

    base = alt.Chart(_plain_columns(drawn, "tokens_per_second")).encode(
        y=alt.Y(
            "label:N",
            title=None,
            sort=_labels(frame),
            axis=alt.Axis(labelLimit=200, labelOverlap=False),
        ),
        x=alt.X("tokens_per_second:Q", title="Tokens per second after the first"),
        tooltip=[
            alt.Tooltip("label:N", title="Label"),
            alt.Tooltip("tokens_per_second:Q", title="Tokens per second", format=".1f"),
        ],
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(color=_colour(frame))
    height = AXIS_PX + BAR_PX * drawn["label"].nunique()
    st.altair_chart(bars.properties(height=height), alt="Tokens per second of each answer")
    _left_out(len(frame) - len(drawn), "without a known speed")


def _names(
    labels: "Series[str]", across: "Series[float]", up: "Series[float]"
) -> tuple[list[str], list[int], list[str]]:
    """Return the name to write at each point, how far below it in pixels, and to which side.

    A point so near to others that no place is free goes without: its tooltip names it.
    """
    x_px = across / (across.max() or 1) * PLOT_PX[0]
    y_px = up / (up.max() or 1) * -PLOT_PX[1]
    # No name may cover another's point either.
    taken = [(x - POINT_PX, x + POINT_PX, y) for x, y in zip(x_px, y_px, strict=True)]
    names, offsets, sides = [], [], []
    for label, x, y in zip(labels, x_px, y_px, strict=True):
        name = shortened(label, NAME_CHARACTERS)
        side, left, right = _extent(x, len(name) * CHARACTER_PX)
        free = (
            dy
            for dy in NAME_OFFSETS_PX
            if all(
                right < other_left or other_right < left or abs(y + dy - other_y) > LINE_PX
                for other_left, other_right, other_y in taken
            )
        )
        offset = next(free, None)
        if offset is not None:
            taken.append((left, right, y + offset))
        names.append(name if offset is not None else "")
        offsets.append(offset or 0)
        sides.append(side)
    return names, offsets, sides


def _extent(x: float, length: float) -> tuple[str, float, float]:
    """Return how a name this long is aligned at a point so far right, and its two ends."""
    if x < PLOT_PX[0] * NEAR_AN_EDGE:
        return "left", x, x + length
    if x > PLOT_PX[0] * (1 - NEAR_AN_EDGE):
        return "right", x - length, x
    return "center", x - length / 2, x + length / 2


def _plain_columns(frame: "DataFrame", *numbers: str) -> "DataFrame":
    """Return the columns drawn, in the plain types that charts read."""
    return frame[["label", *numbers]].astype({"label": object, **dict.fromkeys(numbers, float)})


def _colour(frame: "DataFrame") -> "altair.Color":
    """Return one colour for each label of the run, the same in every chart."""
    import altair as alt

    labels = _labels(frame)
    colours = [PALETTE[place % len(PALETTE)] for place in range(len(labels))]
    return alt.Color("label:N", scale=alt.Scale(domain=labels, range=colours), legend=None)


def _labels(frame: "DataFrame") -> list[str]:
    return list(dict.fromkeys(frame["label"]))


def _room(largest: float) -> "altair.Scale":
    """Return a scale from 0 that leaves room for a name beside its point."""
    import altair as alt

    return alt.Scale(domain=(0, float(largest) * 1.2 or 1.0))


def _left_out(number: int, why: str) -> None:
    if number:
        st.caption(f"Left out: {number} {'answer' if number == 1 else 'answers'} {why}.")
