"""One measured figure, and the report that they make."""

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("streamlit", "openai", "uvloop", "aiohttp", "markdown-it-py", "nh3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that was measured, beside what it is held to."""

    part: str
    """Which benchmark it belongs to."""

    name: str
    """What was measured, with the size of the work."""

    value: float
    """What was measured."""

    unit: str
    """Unit of `value` and `floor`."""

    floor: float | None
    """The least it could have been, of the same run; `None` where the target is absolute."""

    target: float | None
    """Most that `held` may be; `None` when it is shown for comparison alone."""

    is_least: bool = False
    """Whether `target` is the least instead of the most."""

    @property
    def held(self) -> float:
        """The number that the target holds: the ratio to the floor, or the value itself."""
        return self.value / self.floor if self.floor else self.value

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; `None` when there is none."""
        if self.target is None:
            return None
        return self.held >= self.target if self.is_least else self.held <= self.target


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines of text, one each, the targets beside them."""
    rows = [("part", "figure", "value", "floor", "held", "target", "")]
    for figure in figures:
        rows.append(
            (
                figure.part,
                figure.name,
                f"{figure.value:.4g} {figure.unit}",
                "" if figure.floor is None else f"{figure.floor:.4g} {figure.unit}",
                f"{figure.held:.3g}",
                _target(figure),
                {True: "met", False: "MISSED", None: ""}[figure.is_met],
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"{'at least' if figure.is_least else 'at most'} {figure.target:g}"


def keep(figures: Sequence[Figure]) -> Path:
    """Write the figures as JSON beside what they were measured on; return the file."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    report = {
        "measured_at": now.isoformat(),
        "python": platform.python_version(),
        "machine": platform.platform(),
        "packages": {name: version(name) for name in PACKAGES},
        "figures": [
            asdict(figure) | {"held": figure.held, "is_met": figure.is_met} for figure in figures
        ],
    }
    path = RESULTS / f"{now:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return path


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
