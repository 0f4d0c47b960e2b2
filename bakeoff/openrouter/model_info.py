"""One entry of a server's list of models, read tolerantly: what is missing is `None` or empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from bakeoff.usage import Price

PER_MILLION = 1_000_000
OPTIONAL_EXTRAS = frozenset({"discount", "web_search"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """A model that can be asked."""

    id: str
    """What a request names it by, `author/slug[:variant]`."""

    name: str
    """Name for people; the id where the server gives none."""

    description: str = ""
    """What the server says of it, as Markdown that a stranger wrote."""

    created: datetime | None = None
    """When it was added to the server's list, UTC; `None` if not said."""

    context_length: int | None = None
    """Most tokens of prompt and answer together; `None` if not said."""

    max_completion_tokens: int | None = None
    """Most tokens of an answer; `None` if not said."""

    prompt_usd: Decimal | None = None
    """US dollars for one prompt token; `None` if it varies or was not said."""

    completion_usd: Decimal | None = None
    """US dollars for one completion token; `None` if it varies or was not said."""

    is_free: bool = False
    """Whether nothing that it must use has a price."""

    input_modalities: tuple[str, ...] = ()
    """Kinds of input it takes, such as `text` and `image`; empty if not said."""

    output_modalities: tuple[str, ...] = ()
    """Kinds of output it gives; empty if not said."""

    supported_parameters: tuple[str, ...] = ()
    """Settings that at least one of its providers obeys; empty if not said."""

    expiration_date: date | None = None
    """When it will be removed; `None` if that is not planned."""

    @property
    def author(self) -> str:
        """Who made it, the part of the id before the slash; empty if it has none."""
        author, slash, _ = self.id.partition("/")
        return author.removeprefix("~") if slash else ""

    @property
    def prompt_usd_per_million(self) -> Decimal | None:
        """US dollars for a million prompt tokens; `None` if it varies or was not said."""
        return per_million(self.prompt_usd)

    @property
    def completion_usd_per_million(self) -> Decimal | None:
        """US dollars for a million completion tokens; `None` if it varies or was not said."""
        return per_million(self.completion_usd)

    @property
    def price(self) -> Price | None:
        """Its list price; `None` unless both parts are known."""
        if self.prompt_usd is None or self.completion_usd is None:
            return None
        return Price(prompt_usd=self.prompt_usd, completion_usd=self.completion_usd)


def per_million(usd: Decimal | None) -> Decimal | None:
    """Return a price of one token as that of a million."""
    return None if usd is None else (usd * PER_MILLION).normalize()


def read_model(row: Any) -> ModelInfo | None:
    """Return what this entry of the list says, `None` if it does not even name a model."""
    if not isinstance(row, Mapping) or not isinstance(row.get("id"), str) or not row["id"].strip():
        return None
    pricing = _mapping(row.get("pricing"))
    architecture = _mapping(row.get("architecture"))
    return ModelInfo(
        id=row["id"],
        name=_text(row.get("name")) or row["id"],
        description=_text(row.get("description")),
        created=_moment(row.get("created")),
        context_length=_count(row.get("context_length")),
        max_completion_tokens=_count(
            _mapping(row.get("top_provider")).get("max_completion_tokens")
        ),
        prompt_usd=_usd(pricing.get("prompt")),
        completion_usd=_usd(pricing.get("completion")),
        is_free=_is_free(pricing),
        input_modalities=_words(architecture.get("input_modalities")),
        output_modalities=_words(architecture.get("output_modalities")),
        supported_parameters=_words(row.get("supported_parameters")),
        expiration_date=_date(row.get("expiration_date")),
    )


def _is_free(pricing: Mapping[str, Any]) -> bool:
    # A picture model may ask nothing for tokens and much for each image.
    extras = [
        _usd(value)
        for kind, value in pricing.items()
        if isinstance(value, str) and kind not in OPTIONAL_EXTRAS
    ]
    tokens = [_usd(pricing.get("prompt")), _usd(pricing.get("completion"))]
    return all(price == 0 for price in tokens + extras)


def _usd(value: Any) -> Decimal | None:
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return None
    try:
        usd = Decimal(value)
    except InvalidOperation:
        return None
    # Routers say -1: the price is that of whichever model they choose.
    return usd if usd.is_finite() and usd >= 0 else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _words(value: Any) -> tuple[str, ...]:
    return tuple(word for word in value if isinstance(word, str)) if isinstance(value, list) else ()


def _count(value: Any) -> int | None:
    return int(value) if isinstance(value, (int, float)) and 0 < value < 2**63 else None


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, (int, float)) or value <= 0:
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
