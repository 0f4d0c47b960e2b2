import pytest

from bakeoff.live import Have
from bakeoff.live.have import Held


def test_a_browser_with_nothing_says_so_briefly() -> None:
    assert Have.read({}) == Have()


def test_counts_are_read_by_completion() -> None:
    said = {"epoch": "e", "cards": {"3": [5, 1, 0, 0, -1]}}
    assert Have.read(said) == Have("e", {3: Held(operations=5, reasoning=1)})


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        "hello",
        {"epoch": 3},
        {"cards": []},
        {"cards": {"x": [0, 0, 0, 0, 0]}},
        {"cards": {"0": [0, 0, 0]}},
        {"cards": {"0": [0, 0, 0, 0, "1"]}},
        {"cards": {"0": [0, 0, 0, True, 0]}},
        {"cards": {"0": 7}},
        {"cards": {str(index): [0, 0, 0, 0, 0] for index in range(10_001)}},
    ],
)
def test_what_is_not_ours_is_refused(said: object) -> None:
    with pytest.raises(ValueError, match=r"not|no whole number|invalid literal"):
        Have.read(said)


def test_counts_beyond_what_there_is_do_no_harm() -> None:
    from bakeoff.live import Follower
    from tests.bakeoff.live.following import DrivenRun, SeenRun, take_all

    run, seen = DrivenRun(), SeenRun()
    run.say("All of it.")
    run.end()
    far = Have(run.view.epoch, {0: Held(10**12, 10**12, 10**12, 10**12, 10**12), -5: Held()})
    with Follower(run.view, far) as follower:
        take_all(run, follower, seen)
    assert seen.cards[0].answer().text.strip() == "All of it."
