import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakeoff import events
from bakeoff.live import Follower, Have
from bakeoff.live.have import Held
from bakeoff.render import render_markdown
from tests.bakeoff.live.following import DrivenRun, SeenRun, take_all
from tests.bakeoff.render.answers import ANSWERS, LONG_CODE, LONG_LIST, LONG_TABLE, MIXED
from tests.bakeoff.render.page import parse

TOKEN = re.compile(r"\s*\S{1,6}|\s+")
TOKENS_A_STEP = 5
MOST_BYTES_PER_BYTE = 4.0


def steps_of(text: str) -> list[str]:
    tokens = TOKEN.findall(text)
    return ["".join(tokens[at : at + TOKENS_A_STEP]) for at in range(0, len(tokens), TOKENS_A_STEP)]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_follower_ends_with_the_whole_answer_exactly(name: str) -> None:
    run, seen = DrivenRun(), SeenRun()
    with Follower(run.view) as follower:
        for piece in steps_of(ANSWERS[name]):
            run.say(piece)
            seen.take(follower.batch())
        run.end()
        take_all(run, follower, seen)
    assert seen.cards[0].answer() == parse(render_markdown(ANSWERS[name]))
    assert follower.is_settled


@settings(max_examples=40, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(steps_of(MIXED + LONG_LIST[:600])), max_size=60),
    leaves=st.sets(st.integers(0, 59), max_size=8),
)
def test_a_browser_that_comes_and_goes_misses_nothing(pieces: list[str], leaves: set[int]) -> None:
    run, seen = DrivenRun(), SeenRun()
    follower = Follower(run.view)
    for at, piece in enumerate(pieces):
        run.say(piece)
        seen.take(follower.batch())
        if at in leaves:
            follower.close()
            follower = Follower(run.view, Have.read(seen.hello()))
    run.end()
    take_all(run, follower, seen)
    follower.close()
    assert seen.cards[0].answer() == parse(render_markdown("".join(pieces)))


def test_a_returning_browser_is_sent_only_what_it_lacks() -> None:
    run, seen = DrivenRun(), SeenRun()
    other = Follower(run.view)
    with Follower(run.view) as follower:
        run.say(LONG_LIST)
        take_all(run, follower, seen)
    before = seen.received_bytes
    run.say("- one more\n- and another\n")
    with Follower(run.view, Have.read(seen.hello())) as follower:
        take_all(run, follower, seen)
    other.close()
    assert "one more" in seen.cards[0].answer().text
    assert seen.received_bytes - before < 3_000 < before


def test_counts_of_another_view_are_worth_nothing() -> None:
    run, seen = DrivenRun(), SeenRun()
    run.say("One two.\n\nThree.\n\n")
    run.end()
    stale = Have("another epoch", {0: Held(operations=7)})
    with Follower(run.view, stale) as follower:
        take_all(run, follower, seen)
    assert seen.cards[0].answer().text == "One two.Three."


def test_two_followers_are_sent_the_same() -> None:
    run, one, two = DrivenRun(), SeenRun(), SeenRun()
    with Follower(run.view) as first, Follower(run.view) as second:
        for piece in steps_of(MIXED):
            run.say(piece)
            one.take(first.batch())
        run.end()
        take_all(run, first, one)
        take_all(run, second, two)
    assert one.cards[0].answer() == two.cards[0].answer() == parse(render_markdown(MIXED))


def test_nothing_new_is_no_batch() -> None:
    run, seen = DrivenRun(), SeenRun()
    run.say("Hello.")
    with Follower(run.view) as follower:
        take_all(run, follower, seen)
        run.at_s += 1.0
        assert follower.batch() is None


def test_a_live_run_is_not_settled_and_an_ended_one_is() -> None:
    run, seen = DrivenRun(), SeenRun()
    with Follower(run.view) as follower:
        run.say("Hello.")
        take_all(run, follower, seen)
        assert not follower.is_settled
        run.end()
        take_all(run, follower, seen)
        assert follower.is_settled


def test_an_answer_is_rendered_at_most_twenty_times_a_second() -> None:
    run = DrivenRun()
    changes = 0
    with Follower(run.view) as follower:
        follower.batch()
        for _ in range(1000):
            run.at_s += 0.001
            run.record.apply(events.ContentDelta(0, run.at_s, "word "))
            batch = follower.batch()
            changes += batch is not None and any(card[1] or card[3] for card in batch["cards"])
    assert changes <= 23


def test_reasoning_and_refusals_travel_once_and_apart_from_the_answer() -> None:
    run, seen = DrivenRun(), SeenRun()
    with Follower(run.view) as follower:
        run.think("Let me ")
        seen.take(follower.batch())
        run.think("see.")
        run.record.apply(events.RefusalDelta(0, run.at_s, "I'd "))
        seen.take(follower.batch())
    run.record.apply(events.RefusalDelta(0, run.at_s, "rather not."))
    run.end()
    with Follower(run.view, Have.read(seen.hello())) as follower:
        take_all(run, follower, seen)
    card = seen.cards[0]
    assert (card.reasoning, card.refusal, card.answer().text) == (
        "Let me see.",
        "I'd rather not.",
        "",
    )


def test_only_pictures_carried_in_their_own_address_are_shown() -> None:
    run, seen = DrivenRun(), SeenRun()
    picture = "data:image/png;base64,iVBORw0KGgo="
    for url in (picture, "https://example.org/a.png", "data:image/svg+xml;base64,PHN2Zz4="):
        run.record.apply(events.ImageReceived(0, run.at_s, url))
    with Follower(run.view) as follower:
        take_all(run, follower, seen)
    assert seen.cards[0].images == [picture]


def test_raw_text_follows_only_while_it_is_wanted() -> None:
    run, seen = DrivenRun(), SeenRun()
    with Follower(run.view) as follower:
        run.say("**One** ")
        take_all(run, follower, seen)
        assert seen.cards[0].text == ""
        follower.want_text(0, wanted=True)
        run.say("*two* ")
        take_all(run, follower, seen)
        assert seen.cards[0].text == "**One** *two* "
        follower.want_text(0, wanted=False)
        run.say("three")
        take_all(run, follower, seen)
    assert seen.cards[0].text == "**One** *two* "
    assert follower.text(0) == "**One** *two* three"


def test_wanted_raw_text_goes_on_after_a_reconnection() -> None:
    run, seen = DrivenRun(), SeenRun()
    with Follower(run.view) as follower:
        follower.want_text(0, wanted=True)
        run.say("one ")
        take_all(run, follower, seen)
    run.say("two")
    with Follower(run.view, Have.read(seen.hello())) as follower:
        take_all(run, follower, seen)
    assert seen.cards[0].text == "one two"


def test_a_retry_takes_the_place_of_what_it_repeats() -> None:
    run, seen = DrivenRun("acme/swift", "acme/slow"), SeenRun()
    with Follower(run.view) as follower:
        run.say("lost", 0)
        run.end(0, "failed")
        run.end(1)
        take_all(run, follower, seen)
        run.record.apply(events.RetryQueued(0))
        run.record.apply(events.AttemptStarted(2, run.at_s))
        run.say("found", 2)
        take_all(run, follower, seen)
    assert seen.order == [2, 1]
    assert seen.cards[2].answer().text.strip() == "found"
    assert seen.cards[2].head["earlier"] == 1
    assert (seen.run["live"], seen.run["rows"], seen.run["rows_ended"]) == (True, 3, 2)


def test_one_head_is_sent_while_only_its_count_of_chunks_grows() -> None:
    run = DrivenRun()
    heads = 0
    with Follower(run.view) as follower:
        for piece in steps_of(MIXED)[:20]:
            run.say(piece)
            batch = follower.batch()
            heads += batch is not None and any(
                "head" in card[4] for card in batch["cards"] if len(card) > 4
            )
    assert heads <= 4


@pytest.mark.parametrize("models", [2, 8])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MIXED * 3, id="mixed"),
        pytest.param(LONG_LIST, id="list"),
        pytest.param(LONG_TABLE, id="table"),
        pytest.param(LONG_CODE, id="code"),
    ],
)
def test_all_that_is_sent_is_at_most_four_bytes_for_each_byte_of_answer(
    text: str, models: int
) -> None:
    run, seen = DrivenRun(*(f"acme/model-{number}" for number in range(models))), SeenRun()
    with Follower(run.view) as follower:
        for piece in steps_of(text):
            run.at_s += 0.05
            for index in range(models):
                run.record.apply(events.ContentDelta(index, run.at_s, piece))
            seen.take(follower.batch())
        for index in range(models):
            run.end(index)
        take_all(run, follower, seen)
    assert seen.received_bytes <= MOST_BYTES_PER_BYTE * len(text.encode()) * models


def test_the_runs_clock_is_set_when_the_first_is_sent_and_then_left_to_the_browser() -> None:
    run, seen = DrivenRun("acme/one", "acme/two"), SeenRun()
    with Follower(run.view) as follower:
        run.at_s = 2.0
        seen.take(follower.batch())
        assert seen.run["clock_s"] == 2.0
        run.at_s = 5.0
        run.end(0)
        seen.take(follower.batch())
    assert (seen.run["ended"], seen.run["clock_s"]) == (1, 2.0)
