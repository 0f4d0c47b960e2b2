"""What a comparison may cost, before it is sent: a range for each entry and for all together.

Pure, and at list prices. What has no known price stays unknown and is counted, never taken as 0.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from bakeoff.request import Entry, Sampling

if TYPE_CHECKING:
    from bakeoff.openrouter.model_info import ModelInfo

Basis = Literal["list_price", "free", "not_listed", "price_unknown", "not_by_token"]

FEWEST_CHARACTERS_PER_TOKEN = 2
"""Of ASCII text: dense code and languages of long words come close."""

MOST_CHARACTERS_PER_TOKEN = 6
"""Of alphabetic text: plain English has about 4."""

MOST_IDEOGRAPHS_PER_TOKEN = 2
"""Of Chinese, Japanese, Korean and emoji: an allowance for tokenizers that join common pairs."""

MOST_FRAMING_TOKENS = 50
"""What a model's chat template may put around one message; some put nothing."""

_IDEOGRAPHS = re.compile("[\u1100-\u11ff\u2e80-\U0010ffff]+")


@dataclass(frozen=True, slots=True)
class TokenRange:
    """How many tokens a text may be; every model cuts it in a way of its own."""

    low: int
    """The fewest to expect."""

    high: int
    """The most to expect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryEstimate:
    """What one answer may cost."""

    model: str
    """The model to be asked."""

    max_tokens: int
    """The most tokens its answer may have."""

    basis: Basis
    """What the range rests on, or why there is none: the model is `not_listed`, its price is
    `price_unknown` (routers: it varies), or it is charged for more than tokens."""

    low_usd: Decimal | None = None
    """US dollars for the shortest prompt and no answer; `None` is unknown, 0 is free."""

    high_usd: Decimal | None = None
    """US dollars for the longest prompt and answer; `None` is unknown, 0 is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a comparison may cost."""

    prompt_tokens: TokenRange
    """The prompt and the system prompt together, as one model may count them."""

    entries: tuple[EntryEstimate, ...]
    """One for each entry, in order."""

    @property
    def known(self) -> tuple[EntryEstimate, ...]:
        """The entries whose range is known."""
        return tuple(entry for entry in self.entries if entry.high_usd is not None)

    @property
    def unknown(self) -> tuple[EntryEstimate, ...]:
        """The entries that the totals leave out."""
        return tuple(entry for entry in self.entries if entry.high_usd is None)

    @property
    def low_usd(self) -> Decimal | None:
        """US dollars for the known entries at least; `None` if none is known."""
        return _total([entry.low_usd for entry in self.entries])

    @property
    def high_usd(self) -> Decimal | None:
        """US dollars for the known entries at most; `None` if none is known."""
        return _total([entry.high_usd for entry in self.entries])


def estimate_cost(
    prompt: str,
    entries: Iterable[Entry],
    models: "Mapping[str, ModelInfo]",
    *,
    system_prompt: str | None = None,
    sampling: Sampling | None = None,
) -> Estimate:
    """Return what these answers may cost, from no answer at all to `max_tokens` each.

    It takes the parts of a request, since a draft that can't be sent yet has an estimate too.

    Args:
        prompt: What every entry is asked.
        entries: Who is asked.
        models: The server's list of models, by id.
        system_prompt: The instruction before the prompt, if any.
        sampling: The settings of every entry that does not override them.
    """
    tokens = estimate_prompt_tokens(prompt, system_prompt)
    common = (sampling or Sampling()).max_tokens
    return Estimate(
        prompt_tokens=tokens,
        entries=tuple(
            _entry_estimate(entry, models.get(entry.model.strip()), tokens, common)
            for entry in entries
        ),
    )


def estimate_prompt_tokens(prompt: str, system_prompt: str | None = None) -> TokenRange:
    """Return how many tokens these messages may be, by a rule of thumb.

    At least one for 6 letters or 2 ideographs. At most one for 2 ASCII characters, one for each
    digit, one for each UTF-8 byte of the rest (no tokenizer needs more), and a chat template's 50.
    """
    messages = [text for text in (system_prompt, prompt) if text and text.strip()]
    ranges = [_message_tokens(text) for text in messages]
    return TokenRange(sum(each.low for each in ranges), sum(each.high for each in ranges))


def _message_tokens(text: str) -> TokenRange:
    ascii_length = len(text.encode("ascii", "ignore"))
    other_bytes = len(text.encode("utf-8", "surrogatepass")) - ascii_length
    is_plain = ascii_length == len(text)
    ideographs = 0 if is_plain else sum(map(len, _IDEOGRAPHS.findall(text)))
    digits = sum(map(text.count, "0123456789"))
    low = (
        ideographs // MOST_IDEOGRAPHS_PER_TOKEN
        + (len(text) - ideographs) // MOST_CHARACTERS_PER_TOKEN
    )
    words = -(-(ascii_length - digits) // FEWEST_CHARACTERS_PER_TOKEN)
    return TokenRange(max(low, 1), words + digits + other_bytes + MOST_FRAMING_TOKENS)


def _entry_estimate(
    entry: Entry, model: "ModelInfo | None", prompt: TokenRange, common_max_tokens: int
) -> EntryEstimate:
    basis = _basis(model)
    own = common_max_tokens if entry.max_tokens is None else entry.max_tokens
    name, max_tokens = entry.model.strip(), max(own, 0)
    price = model.price if model is not None and basis in {"list_price", "free"} else None
    if price is None:
        return EntryEstimate(model=name, max_tokens=max_tokens, basis=basis)
    return EntryEstimate(
        model=name,
        max_tokens=max_tokens,
        basis=basis,
        low_usd=prompt.low * price.prompt_usd,
        high_usd=prompt.high * price.prompt_usd + max_tokens * price.completion_usd,
    )


def _basis(model: "ModelInfo | None") -> Basis:
    if model is None:
        return "not_listed"
    if model.is_free:
        return "free"
    if model.price is None:
        return "price_unknown"
    # A model that makes pictures may ask nothing, or little, for tokens and much for each picture.
    is_by_token = model.price.prompt_usd or model.price.completion_usd
    makes_only_text = set(model.output_modalities) <= {"text"}
    return "list_price" if is_by_token and makes_only_text else "not_by_token"


def _total(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
