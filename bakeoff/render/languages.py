"""The languages that code is highlighted in.

Model text names the lexer, so it chooses among these and no others: each is a
well-tried one, and none loads another by a name found in the code.
"""

_ALIASES = {
    "bash": "sh shell zsh",
    "c": "h",
    "clojure": "clj",
    "cpp": "c++ cc cxx hpp",
    "csharp": "c# cs",
    "css": "",
    "dart": "",
    "diff": "patch udiff",
    "docker": "dockerfile",
    "elixir": "ex exs",
    "erlang": "erl",
    "fsharp": "f# fs",
    "go": "golang",
    "graphql": "",
    "haskell": "hs",
    "html": "htm svg",
    "ini": "cfg dosini",
    "java": "",
    "javascript": "js jsx mjs node",
    "json": "json5 jsonc jsonl",
    "julia": "jl",
    "kotlin": "kt kts",
    "latex": "tex",
    "lua": "",
    "make": "makefile mf",
    "matlab": "octave",
    "nginx": "",
    "objective-c": "objc objectivec",
    "ocaml": "ml",
    "perl": "pl",
    "php": "",
    "powershell": "ps1 pwsh",
    "protobuf": "proto",
    "python": "py py3 python3",
    "r": "",
    "ruby": "rb",
    "rust": "rs",
    "scala": "",
    "scss": "",
    "sql": "mysql postgresql postgres sqlite",
    "swift": "",
    "terraform": "hcl tf",
    "toml": "",
    "typescript": "ts tsx",
    "xml": "xsl",
    "yaml": "yml",
    "zig": "",
}

LANGUAGES = {
    alias: name for name, aliases in _ALIASES.items() for alias in (name, *aliases.split())
}
"""What a fence may call a language, and the Pygments name of its lexer."""


def language_class(name: str) -> str:
    """Return the class that the code of a language carries."""
    return f"language-{name}"


def fence_language(info: str) -> str:
    """Return the language that a fence's info string names, "" when it is none of ours."""
    from markdown_it.common.utils import unescapeAll

    words = unescapeAll(info).split(maxsplit=1)
    return LANGUAGES.get(words[0].lower(), "") if words else ""


def code_open(language: str) -> str:
    """Return the tags that open a block of code; the language is one of ours or ""."""
    return f'<pre><code class="{language_class(language)}">' if language else "<pre><code>"
