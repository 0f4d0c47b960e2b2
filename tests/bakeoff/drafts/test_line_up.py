import pytest

from bakeoff import Entry, LineUp


def models(line_up: LineUp) -> list[str]:
    return [slot.entry.model for slot in line_up]


@pytest.fixture
def three() -> LineUp:
    return LineUp.of(["a/1", "b/2", "c/3"])


def test_models_join_at_the_end_in_the_order_picked(three: LineUp) -> None:
    assert models(three.with_models(["d/4", "a/1"])) == ["a/1", "b/2", "c/3", "d/4", "a/1"]


def test_two_places_with_the_same_model_are_told_apart() -> None:
    twice = LineUp.of(["a/1", "a/1"])
    assert twice.without(twice.slots[0].slot_id).slots == twice.slots[1:]


def test_a_duplicate_follows_its_original_with_the_same_settings(three: LineUp) -> None:
    place = three.slots[1]
    warm = three.with_entry(place.slot_id, Entry("b/2", temperature=0.5))
    twice = warm.with_duplicate(place.slot_id)
    assert models(twice) == ["a/1", "b/2", "b/2", "c/3"]
    assert twice.entries[1] == twice.entries[2] == Entry("b/2", temperature=0.5)


@pytest.mark.parametrize(
    ("place", "by", "expected"),
    [
        (0, 1, ["b/2", "a/1", "c/3"]),
        (2, -1, ["a/1", "c/3", "b/2"]),
        (0, -1, ["a/1", "b/2", "c/3"]),
        (2, 1, ["a/1", "b/2", "c/3"]),
        (0, 9, ["b/2", "c/3", "a/1"]),
    ],
)
def test_a_place_moves_within_the_ends(
    three: LineUp, place: int, by: int, expected: list[str]
) -> None:
    assert models(three.with_move(three.slots[place].slot_id, by)) == expected


def test_a_late_click_on_a_place_that_is_gone_changes_nothing(three: LineUp) -> None:
    gone = three.slots[0].slot_id
    rest = three.without(gone)
    assert rest.without(gone) == rest
    assert rest.with_move(gone, 1) == rest
    assert rest.with_duplicate(gone) == rest
    assert rest.with_entry(gone, Entry("x/y")) == rest


def test_entries_without_a_label_get_their_models_names(three: LineUp) -> None:
    labelled = three.with_entry(three.slots[2].slot_id, Entry("c/3", "Mine", seed=1))
    named = labelled.with_labels({"a/1": "Acme: One", "c/3": "Cee: Three"})
    assert named.entries == (Entry("a/1", "Acme: One"), Entry("b/2"), Entry("c/3", "Mine", seed=1))


def test_a_name_becomes_one_line_that_fits(three: LineUp) -> None:
    names = {"a/1": " Acme:\nOne\x1b[31m\u202e! ", "b/2": "b" * 500, "c/3": "\n\t"}
    one, two, three_ = (entry.label for entry in three.with_labels(names).entries)
    assert one == "Acme: One [31m !"
    assert two == "b" * 79 + "…"
    assert three_ == ""


def test_the_line_up_before_a_change_is_untouched(three: LineUp) -> None:
    before = three.slots
    three.without(three.slots[0].slot_id)
    assert three.slots == before
