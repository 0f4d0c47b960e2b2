import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakeoff.render.highlighting import CLASSES, coloured_html, highlight_runs
from bakeoff.render.languages import LANGUAGES, fence_language
from bakeoff.render.text import utf16_length
from tests.bakeoff.render.page import parse

SAMPLE = (
    '#include <x>\n/* é😀 */ def f(a: int) -> "s😀":\n  return 1.5 # <tag a="b">\n-- end {%x%}\n'
)


def covered(runs: str) -> int:
    assert re.fullmatch(r"(\d+([a-z]+|_))+", runs)
    return sum(int(length) for length in re.findall(r"\d+", runs))


@pytest.mark.parametrize("language", sorted(set(LANGUAGES.values())))
def test_runs_cover_the_code_exactly_in_every_language(language: str) -> None:
    runs = highlight_runs(SAMPLE, language)
    if runs:
        assert covered(runs) == utf16_length(SAMPLE)
    assert parse(coloured_html(SAMPLE, runs)).text == SAMPLE


@settings(deadline=None, database=None, max_examples=60)
@given(st.text(max_size=60), st.sampled_from(["python", "javascript", "html", "bash", "yaml"]))
def test_runs_cover_any_code(code: str, language: str) -> None:
    runs = highlight_runs(code, language)
    if runs:
        assert covered(runs) == utf16_length(code)
    assert parse(f"<pre>{coloured_html(code, runs)}</pre>").text == code


def test_runs_are_lengths_and_classes() -> None:
    assert highlight_runs("def f():", "python") == "4k1nf3_"
    assert coloured_html("def f():", "4k1nf3_") == (
        '<span class="k">def </span><span class="nf">f</span>():'
    )


def test_code_with_nothing_to_colour_has_no_runs() -> None:
    assert highlight_runs("a b", "") == ""
    assert highlight_runs("", "python") == ""
    assert highlight_runs("x", "python") == ""


def test_very_long_code_is_left_plain() -> None:
    assert highlight_runs("if x:\n" * 10_000, "python") == ""


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("a\n" * 24_000, "java"),
        ("if " + "a " * 24_000, "java"),
        (" \n" * 24_000, "matlab"),
        ("1" * 48_000, "ocaml"),
        ("::" * 24_000, "ini"),
    ],
)
def test_code_that_a_lexer_takes_too_long_over_is_left_plain(code: str, language: str) -> None:
    began_s = time.thread_time()
    assert highlight_runs(code, language) == ""
    assert time.thread_time() - began_s < 3


def test_only_known_classes_are_used() -> None:
    runs = "".join(highlight_runs(SAMPLE, language) for language in set(LANGUAGES.values()))
    assert set(re.findall(r"[a-z]+", runs)) <= set(CLASSES.values())


@pytest.mark.parametrize(
    ("info", "language"),
    [("py title=x", "python"), ("C++", "cpp"), ("", ""), ("mermaid", ""), ("x\" onload='", "")],
)
def test_a_fence_names_one_of_our_languages_or_none(info: str, language: str) -> None:
    assert fence_language(info) == language
