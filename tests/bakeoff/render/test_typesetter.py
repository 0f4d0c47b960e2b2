import pytest

from bakeoff.render import render_markdown
from tests.bakeoff.render.safety import assert_safe

LINK = 'target="_blank" rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("a *b* **c** ~~d~~ `e`", "<p>a <em>b</em> <strong>c</strong> <s>d</s> <code>e</code></p>"),
        ("a\nb  \nc\\\nd", "<p>a\nb<br>c<br>d</p>"),
        ("# A\n\nB\n===\n\nC\n-\n", "<h1>A</h1><h1>B</h1><h2>C</h2>"),
        ("- a\n- b\n", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("7) a\n8) b", '<ol start="7"><li>a</li><li>b</li></ol>'),
        ("1. a\n   - b\n     - c", "<ol><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ol>"),
        ("- a\nlazy", "<ul><li>a\nlazy</li></ul>"),
        (
            "> a\nlazy\n> > b",
            "<blockquote><p>a\nlazy</p><blockquote><p>b</p></blockquote></blockquote>",
        ),
        ("***", "<hr>"),
        ("    a\n\n    b", "<pre><code>a\n\nb</code></pre>"),
        ("```\n<b>\n\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("```nope\nx", "<pre><code>x</code></pre>"),
        ("```PY\nx", '<pre><code class="language-python">x</code></pre>'),
        ("- ```\n  x\n  ```", "<ul><li><pre><code>x</code></pre></li></ul>"),
        (
            "a|b\n-|:-:\n1|2\n3",
            '<table><thead><tr><th>a<th align="center">b</thead><tbody>'
            '<tr><td>1<td align="center">2<tr><td>3<td align="center"></tbody></table>',
        ),
        ("**open", "<p>**open</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("&lt;b&gt; &copy; &nope;", "<p>&lt;b&gt; © &amp;nope;</p>"),
        ("[a](https://e.org 't')", f'<p><a href="https://e.org" title="t" {LINK}>a</a></p>'),
        ("<mailto:a@e.org>", f'<p><a href="mailto:a@e.org" {LINK}>mailto:a@e.org</a></p>'),
        ("[a][r]\n\n[r]: http://e.org", f'<p><a href="http://e.org" {LINK}>a</a></p>'),
        ("https://e.org", "<p>https://e.org</p>"),
        ("[a](/settings)", "<p>[a](/settings)</p>"),
        ("[a](//e.org)", "<p>[a](//e.org)</p>"),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>"),
        ("a\0b\r\nc\ud83d", "<p>a\ufffdb\nc\ufffd</p>"),
    ],
)
def test_markdown_becomes_this(text: str, html: str) -> None:
    assert render_markdown(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "![a cat](http://e.org/c.png?q=1)",
            f'<a href="http://e.org/c.png?q=1" {LINK}>image: a cat (e.org)</a>',
        ),
        (
            "![](https://u:p@e.org:80/)",
            f'<a href="https://u:p@e.org:80/" {LINK}>image: (e.org)</a>',
        ),
        (
            "![*a* `b`][r]\n\n[r]: http://e.org",
            f'<a href="http://e.org" {LINK}>image: a b (e.org)</a>',
        ),
        (
            "[![a](http://i.org/x) b](http://e.org)",
            f'<a href="http://e.org" {LINK}>image: a (i.org) b</a>',
        ),
        ("![a](data:image/png;base64,AA)", "![a](data:image/png;base64,AA)"),
    ],
)
def test_an_image_is_a_link_that_says_where_it_lies(text: str, html: str) -> None:
    assert render_markdown(text) == f"<p>{html}</p>"


@pytest.mark.parametrize("marker", ["> ", "- ", "1. "])
def test_text_nested_beyond_reason_is_kept(marker: str) -> None:
    html = render_markdown(marker * 60 + "deep\n\nafter")
    assert_safe(html)
    assert "deep" in html
    assert html.endswith("<p>after</p>")


def test_text_after_a_list_nested_beyond_reason_is_kept() -> None:
    html = render_markdown(
        "".join(f"{'  ' * depth}- item{depth}\n" for depth in range(60)) + "\nafter"
    )
    assert all(f"item{depth}" in html for depth in range(60))
    assert html.endswith("<p>after</p>")
