"""A comparison as it stands in the form: perhaps incomplete, perhaps wrong, never lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bakeoff.demo import DEMO_MODELS
from bakeoff.drafts.line_up import LineUp
from bakeoff.errors import InvalidRequestError
from bakeoff.request import ComparisonRequest, Sampling

EXAMPLE_PROMPT = (
    "Why is the sky blue, and why are sunsets red? Explain it to a curious ten-year-old."
)
NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the form holds; any value a person can type may be in it."""

    prompt: str = EXAMPLE_PROMPT
    """What every model is to be asked."""

    system_prompt: str = ""
    """The instruction before the prompt; blank sends none."""

    sampling: Sampling = field(default_factory=Sampling)
    """The common settings; not necessarily ones that can be sent."""

    demo_line_up: LineUp | None = None
    """The simulated models chosen; `None` until any were."""

    real_line_up: LineUp | None = None
    """The real models chosen; `None` until any were."""

    def line_up(self, *, is_demo: bool) -> LineUp | None:
        """Return the models chosen among the simulated, or among the real ones."""
        return self.demo_line_up if is_demo else self.real_line_up

    def with_line_up(self, line_up: LineUp | None, *, is_demo: bool) -> "Draft":
        """Return it with other models chosen among the simulated, or among the real ones."""
        if is_demo:
            return replace(self, demo_line_up=line_up)
        return replace(self, real_line_up=line_up)

    def request(self, line_up: LineUp, names: Mapping[str, str] = NO_NAMES) -> ComparisonRequest:
        """Return the comparison that this draft asks of a line-up.

        Args:
            line_up: Who is to answer.
            names: Names for people by model id; they label the entries that have no label.

        Raises:
            InvalidRequestError: it can't be sent; it names each field at fault.
        """
        return ComparisonRequest(
            prompt=self.prompt,
            system_prompt=self.system_prompt if self.system_prompt.strip() else None,
            entries=line_up.with_labels(names).entries,
            sampling=self.sampling,
        )

    def problems(self, line_up: LineUp) -> dict[str, str]:
        """Return each field that keeps this draft from being sent, with what to do about it."""
        try:
            self.request(line_up)
        except InvalidRequestError as fault:
            return fault.problems
        return {}


def first_draft() -> Draft:
    """Return what a newcomer finds: an example prompt, and four demo models to answer it."""
    return Draft(demo_line_up=LineUp.of(DEMO_MODELS))
