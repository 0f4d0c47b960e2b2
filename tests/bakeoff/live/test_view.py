import subprocess
import sys

from bakeoff import events
from bakeoff.live import Follower, RunView
from bakeoff.live.view import PASS_BUDGET_S
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
