import subprocess
import sys
from itertools import chain, repeat

from bakeoff import events
from bakeoff.live import Follower, RunView
from bakeoff.live.rendered import MOST_RENDERED
from bakeoff.live.view import LONG_TEXT, PASS_BUDGET_S, SLOW_STEP_S
from tests.bakeoff.live.following import DrivenRun, SeenRun, take_all
from tests.processes import ROOT


def test_the_parsers_load_while_the_first_answer_is_on_its_way() -> None:
    script = (
        "import sys, threading, bakeoff.live.view as v\n"
        "assert 'markdown_it' not in sys.modules\n"
        "v.RunView(None, lambda: 0.0)\n"
        "[t.join() for t in threading.enumerate() if t.name == 'bakeoff-render-warm-up']\n"
        "print([m for m in ('markdown_it', 'pygments.lexers.python', 'nh3') if m in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert ended.stdout.strip() == "['markdown_it', 'pygments.lexers.python', 'nh3']"


def test_rendering_gives_way_to_others_and_leaves_nobody_out() -> None:
    run, seen = DrivenRun(*(f"acme/model-{number}" for number in range(12))), SeenRun()
    ticks = 0.0

    def slow_clock() -> float:
        nonlocal ticks
        ticks += PASS_BUDGET_S
        return run.at_s + ticks

    view = RunView(run.record, lambda: run.at_s, clock=slow_clock)
    for index in range(12):
        run.record.apply(events.ContentDelta(index, 0.0, "Hello."))
    drawn: list[int] = []
    with Follower(view) as follower:
        for _ in range(60):
            run.at_s += 0.5
            batch = follower.batch()
            seen.take(batch)
            opened = [card[0] for card in (batch or {}).get("cards", []) if card[3]]
            assert len(opened) <= 2
            drawn += opened
    assert drawn == list(range(12))


def test_a_finished_answer_nobody_follows_is_kept_as_html_alone() -> None:
    run, first, second = DrivenRun(), SeenRun(), SeenRun()
    with Follower(run.view) as follower:
        for text in ("One.\n\n", "# Two\n\n", "Three.\n\n"):
            run.say(text)
            first.take(follower.batch())
        run.end()
        take_all(run, follower, first)
    rendered = run.view.rendered(run.record.completions[0])
    assert rendered.count > 1
    assert rendered.after(1) is None
    with Follower(run.view) as follower:
        take_all(run, follower, second)
    assert second.cards[0].answer() == first.cards[0].answer()


def test_nothing_is_rendered_while_nobody_asks() -> None:
    run = DrivenRun()
    run.say("Hello.")
    run.end()
    assert run.view.rendered(run.record.completions[0]).count == 0


def test_a_long_text_is_known_to_take_long_before_it_is_rendered() -> None:
    run, seen = DrivenRun(), SeenRun()
    with Follower(run.view) as follower:
        for _ in range(100):
            run.say("word " * (LONG_TEXT // 200))
            assert not follower.may_take_long()
            seen.take(follower.batch())
        run.end()
        assert follower.may_take_long(), "the end renders the whole"
        take_all(run, follower, seen)
        assert not follower.may_take_long()


def test_what_was_slow_is_expected_to_be_so_again() -> None:
    # The pass begins, its first rendering begins, and then it has taken its time.
    run, times = DrivenRun(), chain((0.0, 0.0), repeat(2 * SLOW_STEP_S))
    view = RunView(run.record, lambda: 0.0, clock=lambda: next(times))
    run.say("Hello.")
    with Follower(view) as follower:
        assert not follower.may_take_long()
        follower.batch()
        assert follower.may_take_long()


def test_whoever_comes_or_goes_waits_for_no_rendering() -> None:
    run = DrivenRun()
    with run.view.lock:
        with Follower(run.view) as follower:
            assert follower.may_take_long()
        run.view.join()
        run.view.leave()


def test_an_endless_answer_is_rendered_up_to_a_bound_and_says_so() -> None:
    run, seen = DrivenRun(), SeenRun()
    with Follower(run.view) as follower:
        for text in ("x " * (MOST_RENDERED // 2 - 2), "ab", "cdef", "g"):
            run.say(text)
            seen.take(follower.batch())
        run.end()
        take_all(run, follower, seen)
    shown = seen.cards[0].answer().text
    assert shown.endswith(
        "x abcdThe rest is too long to be shown. Copy and the CSV have all of it."
    )
    assert run.record.completions[0].text.endswith("abcdefg")
