import pytest

from bakeoff.render import render_markdown
from bakeoff.render.maths import mathml
from tests.bakeoff.render.safety import assert_safe


@pytest.mark.parametrize(
    "text",
    [
        "$x$",
        "so $x^2$.",
        "($42$)",
        "\\(x\\)",
        "\\[x = 1\\]",
        "$$x$$",
        "a\n$$\nx\n+ 1\n$$\nb",
        "> $$\n> x\n> $$",
    ],
)
def test_a_formula_becomes_mathml(text: str) -> None:
    html = render_markdown(text)
    assert "<math " in html
    assert "$" not in html


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "$3/M in, $15/M out",
        "between $5 million and 6$",
        "US$5 to US$6",
        "$HOME and $PATH",
        "\\$x\\$",
        "`$x$`",
        "$5 for `a`, $x",
        "$ x $",
        "$$\n\n$$",
        "a $x",
    ],
)
def test_money_and_stray_signs_are_no_formula(text: str) -> None:
    html = render_markdown(text)
    assert "<math" not in html
    assert "$" in html


def test_a_formula_on_its_own_lines_is_a_block() -> None:
    assert render_markdown("a\n$$\nx\n$$\nb") == (
        '<p>a</p><math display="block"><mrow><mi>x</mi></mrow></math><p>b</p>'
    )


def test_an_escaped_bracket_is_no_formula() -> None:
    assert render_markdown("\\[1\\]") == "<p>[1]</p>"


@pytest.mark.parametrize("tex", ["\\left( x", "x_1_2", "\\frac{" * 300, "{" * 1900, "x" * 3000])
def test_tex_that_cannot_be_read_is_shown_as_code(tex: str) -> None:
    html = render_markdown(f"${tex}$")
    assert "<math" not in html
    assert tex.replace("&", "&amp;") in html


@pytest.mark.parametrize(
    "tex",
    [
        "\\href{javascript:alert(1)}{x}",
        "\\text{<img src=x onerror=alert(1)>}",
        "\\text{</mtext><script>alert(1)</script>}",
        "\\class{evil}{x}",
        "\\style{position:fixed}{x}",
        "\\color{url(http://e)}x",
        "\\unicode{x3c}script",
    ],
)
def test_tex_carries_no_markup(tex: str) -> None:
    assert_safe(render_markdown(f"${tex}$"))


def test_a_space_that_could_reach_over_the_page_is_left_out() -> None:
    assert "100em" not in str(mathml("\\hspace{-100em}x", is_display=False))
    assert 'width="2em"' in str(mathml("\\hspace{2em}x", is_display=False))
