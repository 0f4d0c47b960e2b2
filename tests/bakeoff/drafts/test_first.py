from datetime import UTC, date, datetime
from decimal import Decimal

from bakeoff import ModelInfo, first_real_line_up


def model(
    model_id: str, year: int = 2026, per_million: int | None = 1, **more: object
) -> ModelInfo:
    price = None if per_million is None else Decimal(per_million) / 1_000_000
    return ModelInfo(
        id=model_id,
        name=model_id,
        created=datetime(year, 1, 1, tzinfo=UTC),
        prompt_usd=price,
        completion_usd=price,
        **more,  # type: ignore[arg-type]
    )


def chosen(*models: ModelInfo) -> list[str]:
    return [entry.model for entry in first_real_line_up(models).entries]


def test_four_authors_are_chosen_the_best_known_first() -> None:
    authors = ("zeta", "alpha", "google", "anthropic", "openai")
    assert chosen(*(model(f"{author}/m") for author in authors)) == [
        "openai/m",
        "anthropic/m",
        "google/m",
        "alpha/m",
    ]


def test_each_author_sends_its_newest_model() -> None:
    assert chosen(model("openai/old", 2024), model("openai/new", 2026)) == ["openai/new"]


def test_nothing_dear_odd_or_leaving_is_chosen() -> None:
    assert (
        chosen(
            model("openai/dear", per_million=60),
            model("openai/unpriced", per_million=None),
            model("google/painter", output_modalities=("text", "image")),
            model("anthropic/leaving", expiration_date=date(2027, 1, 1)),
            model("qwen/model:free"),
            model("openrouter/auto"),
            model("~openai/latest"),
            model("nameless"),
        )
        == []
    )
