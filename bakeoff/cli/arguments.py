"""What was typed on the command line, as values; wrong use is one line and exit code 2."""

import argparse
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from bakeoff.demo import DEMO_MODELS
from bakeoff.request import DEFAULT_MAX_TOKENS, Sampling
from bakeoff.settings import ROOT

PROGRAM = "python -m bakeoff"
EXIT_CODES = (
    "exit codes: 0 all models completed; 1 one or more did not; 2 wrong usage or settings, or an "
    "output file that can't be written; 130 stopped by Ctrl+C"
)


@dataclass(frozen=True, slots=True)
class CompareArguments:
    """What `compare` was asked to do."""

    prompt: str
    """The prompt; `-` means that it comes on standard input."""

    models: tuple[str, ...]
    """The models to ask, in order; empty if none was named."""

    system_prompt: str | None
    """The instruction before the prompt; `None` sends none."""

    sampling: Sampling
    """The settings of every completion."""

    csv: Path | None
    """Where the table goes as CSV; `None` writes none."""

    json: Path | None
    """Where the run goes as JSON; `None` writes none."""

    is_demo: bool
    """Whether the demo gateway's simulated models answer."""

    shows_answers: bool
    """Whether the answers are printed under the table."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, where argparse would print its whole usage first."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"bakeoff: {message}; see {self.prog} --help\n")


def parse_arguments(typed: Sequence[str] | None = None) -> CompareArguments:
    """Return what was typed; exits with 2 on wrong use and with 0 after --help or --version."""
    parser = _Parser(
        prog=PROGRAM,
        description="Send one prompt to several models and compare what each of them took.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"bakeoff {_version()}")
    commands = parser.add_subparsers(title="commands", metavar="compare", required=True)
    compare = commands.add_parser(
        "compare",
        help="send one prompt to several models and print the table",
        description="Send one prompt to several models at once and print what each of them took.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    _add_options(compare)
    return _arguments(parser.parse_args(typed))


def _add_options(compare: argparse.ArgumentParser) -> None:
    add = compare.add_argument
    add("prompt", metavar="PROMPT", help="what every model is asked; - reads standard input")
    add(
        "--model",
        action="append",
        default=[],
        metavar="ID",
        dest="models",
        help="a model to ask, as author/slug; once for each, and twice for a model asked twice",
    )
    add("--system", metavar="TEXT", help="instruction before the prompt")
    add(
        "--max-tokens",
        type=int,
        default=DEFAULT_MAX_TOKENS,
        metavar="N",
        help="most tokens of each answer (default: %(default)s)",
    )
    add("--temperature", type=float, metavar="T", help="randomness, 0 to 2")
    add("--top-p", type=float, metavar="P", help="total probability to sample from, up to 1")
    add("--seed", type=int, metavar="N", help="ask for the same answer again")
    add("--csv", type=Path, metavar="FILE", help="write the table as CSV")
    add("--json", type=Path, metavar="FILE", help="write the run as JSON, attempts and all")
    add("--answers", action="store_true", help="print the answers under the table")
    add(
        "--demo",
        action="store_true",
        help=f"ask simulated models, without a key (default models: {', '.join(DEMO_MODELS)})",
    )


def _arguments(found: argparse.Namespace) -> CompareArguments:
    return CompareArguments(
        prompt=found.prompt,
        models=tuple(found.models),
        system_prompt=found.system,
        sampling=Sampling(
            max_tokens=found.max_tokens,
            temperature=found.temperature,
            top_p=found.top_p,
            seed=found.seed,
        ),
        csv=found.csv,
        json=found.json,
        is_demo=found.demo,
        shows_answers=found.answers,
    )


def _version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
