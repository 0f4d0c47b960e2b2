import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakeoff import events
from bakeoff.openrouter.chunk import ChunkReader
from bakeoff.record import CompletionRecord, RunRecord
from bakeoff.request import ComparisonRequest, Entry

ME = {"id": "gen-1", "model": "a/b", "provider": "P"}


def delta(finish_reason: str | None = None, **fields: object) -> dict[str, object]:
    choice = {
        "index": 0,
        "delta": fields,
        "finish_reason": finish_reason,
        "native_finish_reason": finish_reason and finish_reason.upper(),
    }
    return {**ME, "choices": [choice]}


def folded(*chunks: dict[str, object]) -> CompletionRecord:
    """What a record holds after these chunks."""
    run = RunRecord("r", ComparisonRequest(prompt="p", entries=(Entry("a/b"),)), datetime.now(UTC))
    reader = ChunkReader(0)
    for chunk in chunks:
        for event in reader.read(chunk, 1.0):
            run.apply(event)
    return run.completions[0]


USAGE = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3, "cost": 0.5}


@pytest.mark.parametrize(
    "last",
    [
        pytest.param({**delta(content=""), "usage": USAGE}, id="empty delta, no finish_reason"),
        pytest.param({**ME, "choices": [], "usage": USAGE}, id="no choices"),
        pytest.param({**delta("stop", content=""), "usage": USAGE}, id="finish_reason repeated"),
        pytest.param({"usage": USAGE}, id="usage alone"),
    ],
)
def test_every_shape_of_the_usage_chunk_is_read(last: dict[str, object]) -> None:
    completion = folded(delta(content="Hi"), delta("stop", content=""), last)
    assert completion.usage.total_tokens == 3
    assert (completion.finish_reason, completion.native_finish_reason) == ("stop", "STOP")
    assert completion.text == "Hi"


def test_a_repeated_finish_reason_is_reported_once() -> None:
    reader = ChunkReader(0)
    found = [event for _ in range(3) for event in reader.read(delta("length", content=""), 1.0)]
    finishes = [event for event in found if isinstance(event, events.FinishReported)]
    assert finishes == [events.FinishReported(0, "length", "LENGTH")]


@dataclass
class Case:
    """One shape of a delta, and what it says."""

    id: str
    delta: dict[str, object]
    text: str = ""
    reasoning: str = ""
    refusal: str = ""
    images: list[str] = field(default_factory=list)


TEXT = {"type": "reasoning.text", "text": "Hm"}
SUMMARY = {"type": "reasoning.summary", "summary": "Hm"}
PNG = "data:image/png;base64,AA=="
CASES = [
    Case("plain", {"content": "Hi"}, text="Hi"),
    Case("null content", {"content": None, "role": "assistant"}),
    Case("empty delta", {}),
    Case("content array", {"content": [{"type": "text", "text": "Hi"}, "!"]}, text="Hi!"),
    Case(
        "thinking inside the content array",
        {
            "content": [
                {"type": "thinking", "thinking": [{"type": "text", "text": "Hm"}]},
                {"type": "text", "text": "Hi"},
            ]
        },
        text="Hi",
        reasoning="Hm",
    ),
    Case("reasoning", {"content": "", "reasoning": "Hm"}, reasoning="Hm"),
    Case("reasoning under its old name", {"reasoning_content": "Hm"}, reasoning="Hm"),
    Case(
        "the same reasoning twice",
        {"reasoning": "Hm", "reasoning_details": [TEXT]},
        reasoning="Hm",
    ),
    Case("details alone", {"reasoning": None, "reasoning_details": [TEXT]}, reasoning="Hm"),
    Case("a summary alone", {"reasoning_details": [SUMMARY]}, reasoning="Hm"),
    Case(
        "encrypted details",
        {"reasoning_details": [{"type": "reasoning.encrypted", "data": "gAAA"}]},
    ),
    Case(
        "a signature without text",
        {"reasoning_details": [{"type": "reasoning.text", "text": "", "signature": "s"}]},
    ),
    Case("reasoning and text at once", {"reasoning": "Hm", "content": "Hi"}, "Hi", "Hm"),
    Case("a refusal", {"content": None, "refusal": "No."}, refusal="No."),
    Case(
        "an image",
        {"content": "", "images": [{"type": "image_url", "image_url": {"url": PNG}}]},
        images=[PNG],
    ),
    Case(
        "an image in the content array",
        {"content": [{"type": "image_url", "image_url": {"url": PNG}}]},
        images=[PNG],
    ),
    Case("unknown fields", {"content": "Hi", "mood": {"deep": [1]}, "audio": None}, text="Hi"),
    Case("wrong types", {"content": 7, "reasoning": [], "refusal": {}, "images": "x"}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_shape_of_a_delta_is_read(case: Case) -> None:
    completion = folded(delta(**case.delta))
    assert completion.text == case.text
    assert completion.reasoning == case.reasoning
    assert completion.refusal == case.refusal
    assert completion.images == case.images


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_only_what_a_person_would_see_counts_as_a_token(case: Case) -> None:
    reader = ChunkReader(0)
    reader.read(delta(**case.delta), 1.0)
    shown = (case.text, case.reasoning, case.refusal, case.images)
    assert bool(reader.tokens) == any(shown)


def test_details_that_repeat_the_reasoning_in_a_later_chunk_are_left_out() -> None:
    completion = folded(delta(reasoning="Hm"), delta(reasoning_details=[TEXT]))
    assert completion.reasoning == "Hm"


def test_whoever_answers_is_told_once_and_as_soon_as_it_is_known() -> None:
    reader = ChunkReader(0)
    late = [
        reader.read({"id": "gen-1", "model": "a/b", "choices": []}, 1.0),
        reader.read(delta(content="x"), 1.0)[:1],
        reader.read(delta(content="x"), 1.0)[:1],
        reader.read({"choices": []}, 1.0),
    ]
    assert late == [
        [events.Identified(0, "gen-1", "a/b", None)],
        [events.Identified(0, "gen-1", "a/b", "P")],
        [events.ContentDelta(0, 1.0, "x")],
        [],
    ]


def call(**fields: object) -> dict[str, object]:
    return delta(content=None, tool_calls=[fields])


@pytest.mark.parametrize(
    ("chunks", "wanted"),
    [
        pytest.param(
            [
                call(index=0, id="c1", function={"name": "add", "arguments": ""}),
                call(index=0, function={"arguments": '{"a"'}),
                call(index=0, id=None, type="function", function={"arguments": ":1}"}),
            ],
            [("c1", "add", '{"a":1}')],
            id="in pieces",
        ),
        pytest.param(
            [
                call(id="c1", function={"name": "add", "arguments": "{"}),
                call(function={"arguments": "}"}),
                call(id="c2", function={"name": "sub", "arguments": "{}"}),
            ],
            [("c1", "add", "{}"), ("c2", "sub", "{}")],
            id="without index",
        ),
        pytest.param(
            [
                call(index=0, id="c1", function={"name": "add", "arguments": "{}"}),
                call(index=0, id="c2", function={"name": "sub", "arguments": "{}"}),
            ],
            [("c1", "add", "{}"), ("c2", "sub", "{}")],
            id="whole calls, all under index 0",
        ),
        pytest.param(
            [call(index=10**9, id="c1", function={"name": "add", "arguments": None})],
            [("c1", "add", "")],
            id="an absurd index",
        ),
        pytest.param(
            [call(index=1, id="", function={"name": "add", "arguments": {"a": 1}})],
            [(None, "add", '{"a":1}')],
            id="no id, arguments that are no text",
        ),
        pytest.param([call(index=0, id=None, function=None)], [], id="nothing in it"),
    ],
)
def test_tool_calls_are_put_together_whatever_their_index(
    chunks: list[dict[str, object]], wanted: list[tuple[str | None, str, str]]
) -> None:
    completion = folded(*chunks)
    assert [(c.call_id, c.name, c.arguments) for c in completion.tool_calls] == wanted


def test_a_completion_that_was_not_streamed_is_read_like_one_that_was() -> None:
    message = {"role": "assistant", "content": "Hi", "reasoning": "Hm"}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    completion = folded({**ME, "choices": [choice], "usage": USAGE})
    assert (completion.text, completion.reasoning) == ("Hi", "Hm")
    assert completion.finish_reason == "stop"
    assert completion.native_finish_reason is None


@pytest.mark.parametrize(
    "chunk",
    [
        {},
        {"choices": None},
        {"choices": "none"},
        {"choices": [None]},
        {"choices": [{}]},
        {"choices": [{"delta": None, "finish_reason": None}]},
        {"id": 7, "model": None, "provider": [], "choices": []},
        {"choices": [], "debug": {"echo_upstream_body": {}}},
        {"usage": None},
    ],
)
def test_a_chunk_that_says_nothing_gives_nothing(chunk: dict[str, object]) -> None:
    assert ChunkReader(0).read(chunk, 1.0) == []


def test_an_unknown_finish_reason_passes_as_it_came() -> None:
    assert folded(delta("gave_up", content="")).finish_reason == "gave_up"


NAMES = frozenset(
    {"choices", "delta", "message", "content", "reasoning", "reasoning_details", "type", "index"}
    | {"tool_calls", "function", "id", "arguments", "images", "image_url", "text", "thinking"}
    | {"usage", "cost", "url", "finish_reason"}
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(sorted(NAMES)),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@given(st.lists(st.dictionaries(st.sampled_from(["choices", "usage", "id"]), json_values)))
def test_no_chunk_whatever_breaks_the_reader(chunks: list[dict[str, object]]) -> None:
    folded(*chunks)


@pytest.mark.parametrize("arguments", [json.loads("[" * 300 + "]" * 300), {"n": 10**30}])
def test_arguments_that_nobody_can_write_cost_nothing_but_themselves(arguments: object) -> None:
    function = {"name": "f", "arguments": arguments}
    delta = {"content": "Hi", "tool_calls": [{"index": 0, "id": "a", "function": function}]}
    text, call = ChunkReader(0).read({"choices": [{"delta": delta}]}, 0.5)
    assert text == events.ContentDelta(0, 0.5, "Hi")
    assert call == events.ToolCallDelta(0, 0.5, 0, "a", "f", "")
