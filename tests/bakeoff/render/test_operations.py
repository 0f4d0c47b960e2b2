import pytest

from bakeoff.render import assemble


def test_blocks_follow_each_other() -> None:
    assert assemble([["b", "<p>a</p>"], ["b", "<p>b</p>"]]) == "<p>a</p><p>b</p>"


def test_an_open_slot_keeps_its_mark_and_a_closed_one_loses_it() -> None:
    operations = [["b", "<p>a</p>"], ["o", "<ul data-slot></ul>"], ["i", "<li>b</li>"]]
    assert assemble(operations) == "<p>a</p><ul data-slot><li>b</li></ul>"
    assert assemble([*operations, ["c"]]) == "<p>a</p><ul><li>b</li></ul>"


def test_text_is_never_read_as_markup() -> None:
    opening = ["o", "<pre><code data-slot></code></pre>"]
    assert assemble([opening, ["t", "<b>"], ["t", "&"], ["c"]]) == (
        "<pre><code>&lt;b&gt;&amp;</code></pre>"
    )


def test_colours_are_laid_over_all_the_text_of_the_slot() -> None:
    opening = ["o", "<pre><code data-slot></code></pre>"]
    operations = [opening, ["t", "if 😀"], ["t", "<"], ["h", "3k2s1_"], ["c"]]
    assert assemble(operations) == (
        '<pre><code><span class="k">if </span><span class="s">😀</span>&lt;</code></pre>'
    )


def test_a_replacement_leaves_nothing_of_what_was() -> None:
    assert assemble([["b", "<p>a</p>"], ["w", "<p>b</p>"], ["b", "<hr>"]]) == "<p>b</p><hr>"


def test_an_unknown_operation_is_refused() -> None:
    with pytest.raises(ValueError, match="not an operation"):
        assemble([["x", "<p>"]])
