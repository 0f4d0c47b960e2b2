"""What is asked: one prompt, and the entries that are to answer it.

A `ComparisonRequest` that exists is valid: building one that can't be sent raises
`InvalidRequestError`, which names each field at fault.
"""

from collections import Counter
from dataclasses import dataclass, fields

from bakeoff.errors import InvalidRequestError

DEFAULT_MAX_TOKENS = 1024
MAX_STOP_SEQUENCES = 4
INT64_MAX = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How one completion is to be sampled; `None` leaves a setting to the provider."""

    max_tokens: int = DEFAULT_MAX_TOKENS
    """Most tokens the answer may have, reasoning included; at least 1. Always sent, because
    OpenRouter otherwise reserves credit for the model's longest possible answer."""

    temperature: float | None = None
    """0 to 2; higher is more random."""

    top_p: float | None = None
    """Above 0, up to 1: sample from the most likely tokens of this total probability."""

    seed: int | None = None
    """Ask for the same answer to the same request, where the provider can; at most 64 bits."""

    stop: tuple[str, ...] = ()
    """Up to 4 sequences that end the answer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer asked for: a model and the settings in which it differs from the rest."""

    model: str
    """Model id, `author/slug[:variant]`; the same one may be asked twice."""

    label: str = ""
    """Name on the card and in the table; blank lets the request make a distinct one."""

    temperature: float | None = None
    """Overrides the request's; `None` keeps it."""

    top_p: float | None = None
    """Overrides the request's; `None` keeps it."""

    max_tokens: int | None = None
    """Overrides the request's; `None` keeps it."""

    seed: int | None = None
    """Overrides the request's; `None` keeps it."""


OVERRIDABLE = ("temperature", "top_p", "max_tokens", "seed")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRequest:
    """One prompt for 1…n entries; valid once it exists."""

    prompt: str
    """What every model is asked."""

    entries: tuple[Entry, ...]
    """Who is asked, in the order shown; at least one, no upper limit."""

    system_prompt: str | None = None
    """The instruction before the prompt; `None` sends none."""

    sampling: Sampling = Sampling()
    """The settings of every entry that does not override them."""

    def __post_init__(self) -> None:
        """Raise `InvalidRequestError` naming every field that can't be sent."""
        object.__setattr__(self, "entries", tuple(self.entries))
        problems = dict(_problems(self))
        if problems:
            raise InvalidRequestError(problems)
        object.__setattr__(self, "entries", _labelled(self.entries))

    def sampling_of(self, index: int) -> Sampling:
        """Return the settings of one entry: the request's, with its own over them."""
        entry = self.entries[index]
        own = {name: getattr(entry, name) for name in OVERRIDABLE}
        common = {field.name: getattr(self.sampling, field.name) for field in fields(Sampling)}
        return Sampling(**{**common, **{k: v for k, v in own.items() if v is not None}})


Problem = tuple[str, str]


def _problems(request: ComparisonRequest) -> list[Problem]:
    found: list[Problem] = []
    if not request.prompt.strip():
        found.append(("prompt", "The prompt is empty. Write what the models are to answer."))
    found += _text_problems("prompt", request.prompt)
    found += _text_problems("system_prompt", request.system_prompt or "")
    found += _text_problems("stop", "".join(request.sampling.stop))
    if not request.entries:
        found.append(("entries", "No model is chosen. Add at least one."))
    for index, entry in enumerate(request.entries):
        found += _entry_problems(f"entries[{index}]", entry)
    found += _sampling_problems("", request.sampling)
    found += _stop_problems(request.sampling.stop)
    return found


def _text_problems(field: str, text: str) -> list[Problem]:
    if _is_unicode(text):
        return []
    return [
        (field, f"{field} is not valid Unicode text. Type it again, or save its file as UTF-8.")
    ]


def _is_unicode(text: str) -> bool:
    """Return whether this text can be sent at all: no half of a surrogate pair is in it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _entry_problems(prefix: str, entry: Entry) -> list[Problem]:
    problems = _sampling_problems(f"{prefix}.", entry)
    if not entry.model.strip():
        problems.append((f"{prefix}.model", "A model id is empty. Write one as author/slug."))
    elif not _is_unicode(entry.model + entry.label):
        problems += _text_problems(f"{prefix}.model", entry.model + entry.label)
    elif any(character.isspace() for character in entry.model.strip()):
        problems.append(
            (
                f"{prefix}.model",
                f"{entry.model!r} is no model id: it has a space in it. Write it as author/slug.",
            )
        )
    return problems


def _sampling_problems(prefix: str, settings: Sampling | Entry) -> list[Problem]:
    problems: list[Problem] = []
    if settings.max_tokens is not None and settings.max_tokens < 1:
        problems.append((f"{prefix}max_tokens", "max_tokens must be 1 or more."))
    for name in ("max_tokens", "seed"):
        value = getattr(settings, name)
        if value is None:
            continue
        if not isinstance(value, int) or isinstance(value, bool):
            problems.append((f"{prefix}{name}", f"{name} must be a whole number."))
        elif abs(value) > INT64_MAX:
            problems.append((f"{prefix}{name}", f"{name} is too large: 64 bits are the most."))
    if settings.temperature is not None and not 0 <= settings.temperature <= 2:
        problems.append((f"{prefix}temperature", "temperature must be between 0 and 2."))
    if settings.top_p is not None and not 0 < settings.top_p <= 1:
        problems.append((f"{prefix}top_p", "top_p must be above 0 and at most 1."))
    return problems


def _stop_problems(stop: tuple[str, ...]) -> list[Problem]:
    if len(stop) > MAX_STOP_SEQUENCES:
        return [("stop", f"At most {MAX_STOP_SEQUENCES} stop sequences can be sent. Remove some.")]
    if any(not sequence for sequence in stop):
        return [("stop", "A stop sequence is empty. Remove it.")]
    return []


def _labelled(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries, each with a label no other has."""
    often = Counter(_name(entry) for entry in entries)
    taken: set[str] = set()
    last_numbers: Counter[str] = Counter()
    labelled = []
    for entry in entries:
        wanted = _described(entry, is_repeated=often[_name(entry)] > 1)
        label = wanted
        while label in taken:
            last_numbers[wanted] += 1
            label = f"{wanted} #{last_numbers[wanted] + 1}"
        taken.add(label)
        labelled.append(
            Entry(entry.model.strip(), label, *(getattr(entry, name) for name in OVERRIDABLE)),
        )
    return tuple(labelled)


def _name(entry: Entry) -> str:
    return entry.label.strip() or entry.model.strip()


def _described(entry: Entry, *, is_repeated: bool) -> str:
    name = _name(entry)
    own = [
        f"{setting} {getattr(entry, setting)}"
        for setting in OVERRIDABLE
        if getattr(entry, setting) is not None
    ]
    return f"{name} ({', '.join(own)})" if is_repeated and own else name
