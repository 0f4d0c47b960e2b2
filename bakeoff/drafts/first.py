"""The first real line-up: four models of different authors that nobody will regret having asked."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bakeoff.drafts.line_up import LineUp

if TYPE_CHECKING:
    from bakeoff.openrouter.model_info import ModelInfo

SIZE = 4
WELL_KNOWN = (
    "openai",
    "anthropic",
    "google",
    "deepseek",
    "mistralai",
    "x-ai",
    "qwen",
    "meta-llama",
)
MOST_USD_PER_MILLION = Decimal(6)
"""Price of a million completion tokens; a first click should cost next to nothing."""


def first_real_line_up(models: "Iterable[ModelInfo]") -> LineUp:
    """Return the newest affordable model of each of four authors, the best known ones first."""
    newest: dict[str, ModelInfo] = {}
    for model in sorted(filter(_is_sensible, models), key=_created):
        newest[model.author] = model
    authors = [author for author in WELL_KNOWN if author in newest]
    authors += sorted(newest.keys() - set(WELL_KNOWN))
    return LineUp.of(newest[author].id for author in authors[:SIZE])


def _is_sensible(model: "ModelInfo") -> bool:
    price = model.completion_usd_per_million
    return (
        price is not None
        and price <= MOST_USD_PER_MILLION
        and model.output_modalities in ((), ("text",))
        and model.expiration_date is None
        and ":" not in model.id
        and not model.id.startswith("~")
        and model.author not in ("", "openrouter")
    )


def _created(model: "ModelInfo") -> datetime:
    return model.created or datetime.min.replace(tzinfo=UTC)
