import json
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest


def drawn(labels: list[str], costs: list[float | None], speeds: list[float | None]) -> AppTest:
    def page(labels: list[str], costs: list[object], speeds: list[object]) -> None:
        import pandas as pd

        from components.charts import charts

        charts(
            pd.DataFrame(
                {
                    "label": pd.array(labels, dtype="string"),
                    "duration_s": pd.array(range(1, len(labels) + 1), dtype="Float64"),
                    "cost_usd": pd.array(costs, dtype="Float64"),
                    "tokens_per_second": pd.array(speeds, dtype="Float64"),
                }
            )
        )

    at = AppTest.from_function(
        page, default_timeout=30, kwargs={"labels": labels, "costs": costs, "speeds": speeds}
    )
    at.run()
    assert not at.exception
    return at


def specs(at: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]


def colours(spec: Any) -> list[Any]:
    if isinstance(spec, dict):
        own = [spec["color"]["scale"]] if "scale" in spec.get("color", {}) else []
        return own + [scale for part in spec.values() for scale in colours(part)]
    if isinstance(spec, list):
        return [scale for part in spec for scale in colours(part)]
    return []


def test_a_model_has_the_same_colour_in_both_charts() -> None:
    at = drawn(["a/1", "b/2", "c/3"], [0.001, None, 0.002], [10.0, 20.0, None])
    scales = [scale for spec in specs(at) for scale in colours(spec)]
    assert len(scales) >= 2
    assert all(scale == scales[0] for scale in scales)
    assert scales[0]["domain"] == ["a/1", "b/2", "c/3"]
    assert len(set(scales[0]["range"])) == 3


def test_what_is_unknown_is_left_out_and_counted() -> None:
    at = drawn(["a/1", "b/2", "c/3"], [0.001, None, 0.0], [None, None, 30.0])
    assert [caption.value for caption in at.caption] == [
        "Left out: 1 answer without a known cost and a duration.",
        "Left out: 2 answers without a known speed.",
    ]


@pytest.mark.parametrize("labels", [["a/1"], ["a/1", "b/2"]])
def test_nothing_known_draws_no_chart_and_says_so(labels: list[str]) -> None:
    blank: list[float | None] = [None] * len(labels)
    at = drawn(labels, blank, blank)
    assert specs(at) == []
    assert "No completion has" in at.caption[0].value


def test_free_models_alone_are_drawn_too() -> None:
    assert len(specs(drawn(["a/1", "b/2"], [0.0, 0.0], [10.0, 20.0]))) == 2


def test_no_name_covers_another_name_or_runs_off_the_plot() -> None:
    from components.charts import CHARACTER_PX, LINE_PX, PLOT_PX, _names

    labels = pd.Series([f"Author: Model number {number}" for number in range(12)])
    across = pd.Series([0.1, 0.1, 0.2, 1, 1, 1.1, 3, 3, 3, 8, 8, 8.1])
    up = pd.Series([1, 1.1, 1.2, 2, 2, 2, 5, 5.1, 5.2, 9, 9, 9])
    names, offsets, sides = _names(labels, across, up)
    boxes = []
    for name, offset, side, x, y in zip(names, offsets, sides, across, up, strict=True):
        if name:
            length = len(name) * CHARACTER_PX
            point = x / across.max() * PLOT_PX[0]
            left = point - length * {"left": 0, "center": 0.5, "right": 1}[side]
            boxes.append((left, left + length, offset - y / up.max() * PLOT_PX[1]))
    assert len(boxes) > 3
    for place, (left, right, at) in enumerate(boxes):
        assert left >= 0
        assert right <= PLOT_PX[0] * 1.2
        for other_left, other_right, other_at in boxes[:place]:
            is_beside = right < other_left or other_right < left
            assert is_beside or abs(at - other_at) > LINE_PX
