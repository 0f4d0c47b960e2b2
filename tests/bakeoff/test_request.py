import pytest

from bakeoff.errors import InvalidRequestError
from bakeoff.request import ComparisonRequest, Entry, Sampling


def request(*entries: Entry, **settings: object) -> ComparisonRequest:
    return ComparisonRequest(
        prompt="Say hello",
        entries=entries or (Entry("a/b"),),
        **settings,  # type: ignore[arg-type]
    )


def problems(**fields: object) -> dict[str, str]:
    """What is wrong with a request, by field."""
    with pytest.raises(InvalidRequestError) as raised:
        ComparisonRequest(**{"prompt": "p", "entries": (Entry("a/b"),), **fields})  # type: ignore[arg-type]
    assert str(raised.value)
    return raised.value.problems


@pytest.mark.parametrize("prompt", ["", "  \n"])
def test_an_empty_prompt_is_refused(prompt: str) -> None:
    assert list(problems(prompt=prompt)) == ["prompt"]


def test_no_model_at_all_is_refused() -> None:
    assert list(problems(entries=())) == ["entries"]


@pytest.mark.parametrize("model", ["", "  ", "a b", "a/b\nc"])
def test_a_model_id_that_can_be_none_is_refused_by_its_place(model: str) -> None:
    assert list(problems(entries=(Entry("a/b"), Entry(model)))) == ["entries[1].model"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("max_tokens", 0),
        ("max_tokens", 2**63),
        ("max_tokens", 1.5),
        ("seed", True),
        ("seed", 2**63),
        ("seed", -(2**63)),
        ("temperature", -0.1),
        ("temperature", 2.1),
        ("temperature", float("nan")),
        ("top_p", 0),
        ("top_p", 1.1),
    ],
)
def test_a_setting_out_of_range_is_refused_for_all_and_for_one(field: str, value: float) -> None:
    assert list(problems(sampling=Sampling(**{field: value}))) == [field]  # type: ignore[arg-type]
    entry = Entry("a/b", **{field: value})  # type: ignore[arg-type]
    assert list(problems(entries=(entry,))) == [f"entries[0].{field}"]


@pytest.mark.parametrize("stop", [("",), ("a", "b", "c", "d", "e")])
def test_stop_sequences_are_few_and_not_empty(stop: tuple[str, ...]) -> None:
    assert list(problems(sampling=Sampling(stop=stop))) == ["stop"]


def test_text_that_no_request_can_carry_is_refused_by_its_field() -> None:
    half = "a\ud800"
    found = problems(
        prompt=half, system_prompt=half, entries=(Entry(half),), sampling=Sampling(stop=(half,))
    )
    assert set(found) == {"prompt", "system_prompt", "entries[0].model", "stop"}


def test_the_largest_seed_is_taken() -> None:
    assert request(Entry("a/b", seed=2**63 - 1)).sampling_of(0).seed == 2**63 - 1


def test_every_fault_is_told_at_once() -> None:
    found = problems(prompt="", entries=(Entry(""),), sampling=Sampling(max_tokens=0))
    assert set(found) == {"prompt", "entries[0].model", "max_tokens"}


def test_an_entrys_own_settings_win_over_the_requests() -> None:
    asked = request(
        Entry("a/b"),
        Entry("a/b", temperature=0.0, max_tokens=5, seed=0),
        sampling=Sampling(temperature=0.9, top_p=0.5, stop=("END",)),
    )
    assert asked.sampling_of(0) == Sampling(temperature=0.9, top_p=0.5, stop=("END",))
    assert asked.sampling_of(1) == Sampling(
        temperature=0.0, top_p=0.5, max_tokens=5, seed=0, stop=("END",)
    )


def test_max_tokens_is_1024_unless_told_otherwise() -> None:
    assert request().sampling_of(0).max_tokens == 1024


def labels(*entries: Entry) -> list[str]:
    return [entry.label for entry in request(*entries).entries]


def test_a_model_is_labelled_by_its_id() -> None:
    assert labels(Entry(" a/b "), Entry("a/c")) == ["a/b", "a/c"]


def test_the_same_model_twice_gets_distinct_labels() -> None:
    assert labels(Entry("a/b"), Entry("a/b"), Entry("a/b", temperature=1.5)) == [
        "a/b",
        "a/b #2",
        "a/b (temperature 1.5)",
    ]


def test_a_label_of_ones_own_is_kept_and_made_distinct() -> None:
    assert labels(Entry("a/b", "mine"), Entry("a/c", "mine")) == ["mine", "mine #2"]


def test_a_label_given_twice_tells_the_settings_apart() -> None:
    assert labels(
        Entry("a/b", "Mine"),
        Entry("a/b", "Mine", temperature=0.0),
        Entry("a/b", "Mine", temperature=1.5, seed=7),
        Entry("a/b", "Mine", temperature=1.5, seed=7),
    ) == [
        "Mine",
        "Mine (temperature 0.0)",
        "Mine (temperature 1.5, seed 7)",
        "Mine (temperature 1.5, seed 7) #2",
    ]


def test_a_label_given_once_is_kept_as_it_is() -> None:
    assert labels(Entry("a/b", "cold", temperature=0.0), Entry("a/b", "hot", temperature=2)) == [
        "cold",
        "hot",
    ]


def test_many_equal_entries_all_get_labels_of_their_own() -> None:
    found = labels(*[Entry("a/b")] * 64)
    assert len(set(found)) == 64
    assert found[-1] == "a/b #64"


def test_a_made_up_label_does_not_take_one_that_was_given() -> None:
    assert len(set(labels(Entry("a/b"), Entry("a/b"), Entry("a/c", "a/b #2")))) == 3
