import doctest
from random import Random

import pytest

from demo_gateway.snippets import SNIPPETS, Snippet, snippet_for

PYTHON = [snippet for snippet in SNIPPETS if snippet.language == "python"]


@pytest.mark.parametrize("snippet", PYTHON, ids=lambda snippet: snippet.does)
def test_the_python_that_is_told_does_what_its_example_says(snippet: Snippet) -> None:
    names: dict[str, object] = {}
    exec(snippet.code, names)
    example = doctest.DocTestParser().get_doctest(snippet.example, names, snippet.does, None, 0)
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize(
    ("prompt", "does", "is_asked_for"),
    [
        ("Python function for fibonacci numbers", "Fibonacci", True),
        ("reverse a string in JavaScript", "reverses", True),
        ("SQL query for the top customers", "best customers", True),
        ("Python code that talks to a toaster", "", False),
    ],
)
def test_a_snippet_is_found_by_what_it_does(prompt: str, does: str, is_asked_for: bool) -> None:
    found, fits = snippet_for(prompt, Random(1))
    assert does in found.does
    assert fits is is_asked_for
