import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bakeoff.render import LiveRendering, abridge, assemble, patch, render_markdown
from tests.bakeoff.render.answers import ANSWERS
from tests.bakeoff.render.page import Page, parse
from tests.bakeoff.render.safety import assert_safe

SOME = settings(
    max_examples=120,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
BLOCKS = ["- ", "* ", "1. ", "2. ", "10) ", "+ ", "> ", "# ", "## ", "---\n", "===\n", "    ", "\t"]
FENCES = ["```", "```py\n", "~~~\n", "$$\n", "\\[", "\\]", "|", "| a | b |\n", "|---|:-:|\n"]
INLINE = [
    "`",
    "**",
    "*",
    "_",
    "~~",
    "$",
    "$$",
    "\\(",
    "\\)",
    "[a]",
    "(http://x)",
    "![i](http://e/p)",
]
ODD = ["\n", "\n\n", "\n\n\n", " ", "\r\n", "\r", "\0", "\\", "\xa0", "-", "=", "<!--", '"', "😀"]
WORDS = ["word", "more text", "1", "x = 1", "<b>", "<img src=x>", "&amp;", "[a]: http://x\n"]
PIECES = [*BLOCKS, *FENCES, *INLINE, *ODD, *WORDS]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)
cuts = st.lists(st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=20)


def stepped(text: str, size: int) -> LiveRendering:
    rendering = LiveRendering()
    for start in range(0, len(text), size):
        rendering.feed(text[start : start + size])
        rendering.step()
    return rendering


def pieces(text: str, lengths: list[tuple[int, bool]]) -> list[tuple[str, bool]]:
    cut: list[tuple[str, bool]] = []
    start = 0
    while start < len(text):
        length, is_step = lengths[len(cut) % len(lengths)]
        cut.append((text[start : start + length], is_step))
        start += length
    return cut


def size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


@SOME
@given(texts, cuts)
@example("a\r\n\rb", [(2, True)])
@example("~~~\n😀\ud83d\ude00\n", [(6, True), (1, True)])
@example("'x\n\\[\r\n* y\r2. [a]\\] z", [(1, True)])
def test_however_it_is_cut_the_answer_ends_as_the_whole(
    text: str, lengths: list[tuple[int, bool]]
) -> None:
    rendering = LiveRendering()
    for piece, is_step in pieces(text, lengths):
        rendering.feed(piece)
        if is_step:
            rendering.step()
    rendering.finish()
    assert assemble(rendering.operations) == render_markdown(text)
    assert rendering.open_html == ""


@SOME
@given(texts, cuts)
def test_a_page_that_follows_from_anywhere_shows_the_whole(
    text: str, lengths: list[tuple[int, bool]]
) -> None:
    rendering = LiveRendering()
    followers: list[tuple[Page, int]] = []
    for index, (piece, is_step) in enumerate([*pieces(text, lengths), ("", True)]):
        html, count = rendering.snapshot()
        assert html == assemble(rendering.operations)
        followers.append((Page(html), count))
        rendering.feed(piece)
        rendering.step()
        if is_step:
            page, count = followers[index // 2]
            page.apply(abridge(rendering.operations[count:], page.open_html))
            page.patch(*patch(page.open_html, rendering.open_html))
            assert page.open_html == rendering.open_html
            followers[index // 2] = (page, len(rendering.operations))
    rendering.finish()
    whole = parse(render_markdown(text))
    for page, count in followers:
        page.apply(abridge(rendering.operations[count:], page.open_html))
        assert page.root == whole


@SOME
@given(texts, st.integers(1, 30))
def test_nothing_forbidden_is_ever_sent(text: str, length: int) -> None:
    rendering = LiveRendering()
    for start in range(0, len(text), length):
        rendering.feed(text[start : start + length])
        rendering.step()
        assert_safe(rendering.open_html)
    rendering.finish()
    for code, *rest in rendering.operations:
        if code in "biow":
            assert_safe(rest[0])


@pytest.mark.parametrize("length", [1, 7, 22, 400, 100_000])
@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS.keys())
def test_an_ordinary_answer_is_never_replaced(text: str, length: int) -> None:
    rendering = stepped(text, length)
    rendering.finish()
    assert "w" not in {operation[0] for operation in rendering.operations}
    assert assemble(rendering.operations) == render_markdown(text)


@pytest.mark.parametrize("name", sorted(ANSWERS.keys() - {"code after list"}))
def test_what_a_follower_is_sent_stays_near_the_size_of_the_answer(name: str) -> None:
    text = ANSWERS[name]
    rendering = LiveRendering()
    sent = count = 0
    previous = ""
    for start in range(0, len(text), 22):
        rendering.feed(text[start : start + 22])
        rendering.step()
        sent += size(abridge(rendering.operations[count:], previous))
        if previous != rendering.open_html:
            sent += size(patch(previous, rendering.open_html))
        previous, count = rendering.open_html, len(rendering.operations)
    rendering.finish()
    sent += size(abridge(rendering.operations[count:], previous))
    assert sent <= 2.6 * len(text.encode())


def test_what_is_open_never_grows_with_the_list_the_table_or_the_code_around_it() -> None:
    for name in ("long list", "long table", "long code"):
        rendering = LiveRendering()
        text = ANSWERS[name]
        for start in range(0, len(text), 22):
            rendering.feed(text[start : start + 22])
            rendering.step()
            assert len(rendering.open_html) < 300


def test_an_open_paragraph_is_shown_and_a_closed_one_is_settled() -> None:
    rendering = LiveRendering()
    rendering.feed("one *two* thr")
    rendering.step()
    assert (rendering.operations, rendering.open_html) == ([], "<p>one <em>two</em> thr")
    rendering.feed("ee\n\nfour")
    rendering.step()
    assert rendering.operations == [["b", "<p>one <em>two</em> three</p>"]]
    assert rendering.open_html == "<p>four"


def test_a_list_settles_by_item() -> None:
    rendering = stepped("3. a\n4. b\n5. c", 100)
    assert rendering.operations == [
        ["o", '<ol start="3" data-slot></ol>'],
        ["i", "<li>a</li><li>b</li>"],
    ]
    assert rendering.open_html == "<li>c"
    rendering.feed("\n\nNext")
    rendering.step()
    assert rendering.operations[2:] == [["i", "<li>c</li>"], ["c"]]
    assert rendering.open_html == "<p>Next"


def test_a_table_settles_by_row() -> None:
    rendering = stepped("| a | b |\n|---|--:|\n| 1 | 2 |\n| **3", 100)
    header = '<table><thead><tr><th>a<th align="right">b</thead><tbody data-slot></tbody></table>'
    assert rendering.operations == [["o", header], ["i", '<tr><td>1<td align="right">2']]
    assert rendering.open_html == '<tr><td><strong>3</strong><td align="right">'


def test_code_is_appended_as_text_and_coloured_at_its_end() -> None:
    rendering = stepped("```python\nif x:\n    <b>``", 100)
    opening = '<pre><code class="language-python" data-slot></code></pre>'
    assert rendering.operations == [["o", opening], ["t", "if x:\n    <b>``"]]
    rendering.feed("`\n```\n")
    rendering.step()
    assert [operation[0] for operation in rendering.operations] == ["o", "t", "t", "h", "c"]


def test_a_line_that_may_close_the_code_waits() -> None:
    rendering = stepped("````\na\n```", 100)
    assert rendering.operations[1:] == [["t", "a"]]
    rendering.feed("\nb\n````")
    rendering.step()
    assert rendering.operations[2:] == [["t", "\n```\nb"]]
    rendering.finish()
    assert rendering.operations[3:] == [["c"]]


def test_a_snapshot_inside_a_list_can_be_continued() -> None:
    rendering = stepped("- a\n- b\n- c", 100)
    html, count = rendering.snapshot()
    assert html == "<ul data-slot><li>a</li><li>b</li></ul>"
    rendering.finish()
    page = Page(html)
    page.apply(rendering.operations[count:])
    assert page.root == parse("<ul><li>a</li><li>b</li><li>c</li></ul>")


def test_a_slot_is_found_beside_attributes_that_imitate_its_mark() -> None:
    text = '| [x](http://e " data-slot>") |\n|---|\n| 1 |\n'
    rendering = stepped(text, 100)
    assert rendering.snapshot()[0].count(" data-slot>") == 1
    rendering.finish()
    assert assemble(rendering.operations) == render_markdown(text)


def test_a_link_defined_late_is_put_right_at_the_end() -> None:
    text = "See [it].\n\nMore.\n\n[it]: https://example.org\n"
    rendering = stepped(text, 5)
    assert '<a href="https://example.org"' not in rendering.snapshot()[0]
    rendering.finish()
    assert rendering.operations[-1] == ["w", render_markdown(text)]
    assert '<a href="https://example.org"' in rendering.snapshot()[0]


def test_a_link_defined_early_is_known_in_every_later_block() -> None:
    rendering = stepped("[it]: https://example.org\n\n" + "- see [it]\n" * 3, 5)
    rendering.finish()
    assert "w" not in {operation[0] for operation in rendering.operations}
    assert rendering.snapshot()[0].count("https://example.org") == 3


def test_a_list_that_turns_loose_is_put_right_at_the_end() -> None:
    text = "- a\n- b\n\n- c\n"
    rendering = stepped(text, 2)
    rendering.finish()
    assert rendering.operations[-1] == [
        "w",
        "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("some **bold te", "<p>some <strong>bold te"),
        ("some **", "<p>some"),
        ("the `co", "<p>the <code>co"),
        ("see [the docs](https://exa", "<p>see the docs"),
        ("a paragraph\n-", "<p>a paragraph"),
        ("```py\n**x", ""),
    ],
)
def test_half_written_markup_is_not_shown_as_such(text: str, shown: str) -> None:
    assert stepped(text, 100).open_html == shown


def test_a_formula_of_several_lines_is_not_taken_for_a_list_while_it_is_written() -> None:
    rendering = stepped("The sum:\n$$\na\n+ b\n- c\n", 3)
    assert rendering.operations == []
    rendering.feed("$$\n")
    rendering.step()
    assert rendering.operations[0][1].startswith('<p>The sum:</p><math display="block">')


def test_an_endless_block_is_always_shown_to_its_last_word() -> None:
    rendering = LiveRendering()
    for count in range(1, 600):
        rendering.feed("a word & more ")
        rendering.step()
        assert rendering.open_html.count("word &amp; more") == count
    rendering.finish()
    assert rendering.operations == [["b", render_markdown("a word & more " * 599)]]


def test_half_a_character_waits_for_its_other_half() -> None:
    rendering = stepped("a \ud83d", 100)
    assert "\ufffd" not in rendering.open_html
    rendering.feed("\ude00")
    rendering.step()
    assert rendering.open_html == "<p>a 😀"
    rendering.finish()
    assert rendering.snapshot()[0] == "<p>a 😀</p>"


def test_finishing_twice_changes_nothing() -> None:
    rendering = stepped("a\n\nb", 1)
    rendering.finish()
    before = list(rendering.operations)
    rendering.finish()
    assert rendering.operations == before


def test_an_empty_answer_has_no_operations() -> None:
    rendering = LiveRendering()
    rendering.feed("")
    rendering.step()
    rendering.finish()
    assert (rendering.operations, rendering.snapshot()) == ([], ("", 0))
