import pytest

from bakeoff import ModelInfo
from components.models_table import matching

MODELS = (
    ModelInfo(id="acme/swift", name="Acme: Swift", description="Quick and short"),
    ModelInfo(id="acme/deep", name="Acme: Deep", description="Thinks first"),
    ModelInfo(id="lumen/nano:free", name="Lumen: Nano (free)"),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["acme/swift", "acme/deep", "lumen/nano:free"]),
        ("ACME", ["acme/swift", "acme/deep"]),
        ("thinks acme", ["acme/deep"]),
        (":free", ["lumen/nano:free"]),
        ("acme nano", []),
    ],
)
def test_every_word_must_be_found_in_name_id_or_description(words: str, found: list[str]) -> None:
    assert [model.id for model in matching(MODELS, words)] == found
