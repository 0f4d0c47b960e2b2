"""What the operator has set: from the environment, then `.env`, then `.streamlit/secrets.toml`.

Read with python-dotenv and tomllib into a value; nothing is ever written to the environment, so a
key can't reach another process or another visitor that way. An empty setting counts as unset.
`BAKEOFF_ENVIRONMENT_ONLY=1` leaves both files alone, as tests do: they must not spend a real key.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bakeoff.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
OPENROUTER_BASE_URL = "https://openrouter.ai/api/v1"
PROJECT_URL = "https://github.com/bakeoff-llm/bakeoff"
SECRETS_TABLE = "bakeoff"
UNSENDABLE_KEY = (
    "The API key has a character in it that no key has, such as a space, a line break or a curly "
    "quote. Copy it again."
)
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """How long a completion may take before it is given up."""

    connect_s: float = 10.0
    """Seconds to reach the server, for each attempt."""

    first_token_s: float = 120.0
    """Seconds from sending a request to its first token; keep-alive comments do not count."""

    between_tokens_s: float = 60.0
    """Seconds from one token to the next."""

    total_s: float = 600.0
    """Seconds for the whole completion, all its attempts and waits included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the operator may set; what is unset has its default."""

    api_key: str | None = field(default=None, repr=False)
    """The operator's own OpenRouter key; `None` when there is none."""

    base_url: str = OPENROUTER_BASE_URL
    """Where chat completions are asked for, without a trailing slash."""

    site_url: str = PROJECT_URL
    """Sent as `HTTP-Referer`, by which OpenRouter attributes the traffic."""

    app_title: str = "Bakeoff"
    """Sent as `X-OpenRouter-Title` and `X-Title`."""

    is_keyless: bool = False
    """Whether `base_url` is a server that wants no key."""

    data_dir: Path | None = None
    """Folder of what is kept on disk; `None` is the platform's user data folder."""

    deadlines: Deadlines = Deadlines()
    """How long a completion may take."""

    def folder(self) -> Path:
        """Return the folder of what is kept on disk; it may not exist yet."""
        if self.data_dir is not None:
            return self.data_dir
        from platformdirs import user_data_path

        return user_data_path("bakeoff", appauthor=False)


def load_settings(
    environ: Mapping[str, str] | None = None,
    *,
    dotenv: Path = ROOT / ".env",
    secrets: Path = ROOT / ".streamlit" / "secrets.toml",
) -> Settings:
    """Return the settings from the first source that has each.

    Raises:
        SettingsError: a setting can't be used, or a file can't be read; it names which.
    """
    values = _known(os.environ if environ is None else environ)
    if not _flag(values, "BAKEOFF_ENVIRONMENT_ONLY"):
        values = _known(_secrets(secrets)) | _known(_dotenv(dotenv)) | values
    return Settings(
        api_key=_api_key(values),
        base_url=_base_url(values.get("OPENROUTER_BASE_URL", OPENROUTER_BASE_URL)),
        site_url=values.get("BAKEOFF_SITE_URL", PROJECT_URL),
        app_title=values.get("BAKEOFF_APP_TITLE", "Bakeoff"),
        is_keyless=_flag(values, "BAKEOFF_KEYLESS"),
        data_dir=Path(values["BAKEOFF_DATA_DIR"]).expanduser()
        if "BAKEOFF_DATA_DIR" in values
        else None,
        deadlines=Deadlines(
            connect_s=_seconds(values, "BAKEOFF_CONNECT_TIMEOUT_S", Deadlines().connect_s),
            first_token_s=_seconds(
                values, "BAKEOFF_FIRST_TOKEN_TIMEOUT_S", Deadlines().first_token_s
            ),
            between_tokens_s=_seconds(
                values, "BAKEOFF_BETWEEN_TOKENS_TIMEOUT_S", Deadlines().between_tokens_s
            ),
            total_s=_seconds(values, "BAKEOFF_TOTAL_TIMEOUT_S", Deadlines().total_s),
        ),
    )


def _known(source: Mapping[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in source.items() if value.strip()}


def _dotenv(path: Path) -> dict[str, str]:
    from dotenv import dotenv_values

    try:
        found = dotenv_values(path, interpolate=False)
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{path} can't be read ({fault}). Mend it or remove it.") from fault
    return {name: value for name, value in found.items() if value is not None}


def _secrets(path: Path) -> dict[str, str]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SettingsError(f"{path} can't be read ({fault}). Mend it or remove it.") from fault
    table = content.get(SECRETS_TABLE, {})
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: write {SECRETS_TABLE} as a table, [{SECRETS_TABLE}].")
    return {name: _as_text(value) for name, value in table.items()}


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _api_key(values: Mapping[str, str]) -> str | None:
    key = values.get("OPENROUTER_API_KEY")
    if key is not None and not is_sendable_key(key):
        raise SettingsError(f"OPENROUTER_API_KEY can't be used. {UNSENDABLE_KEY}")
    return key


def is_sendable_key(key: str) -> bool:
    """Return whether a request can carry this key at all."""
    return key.isascii() and key.isprintable() and " " not in key


def _base_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        # Reading the port is what checks it.
        is_address = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        parts, is_address = None, False
    if parts is not None and "@" in parts.netloc:
        # Not shown: it may be a password.
        raise SettingsError(
            "OPENROUTER_BASE_URL has a user name in it. Leave that out, and set the key as "
            "OPENROUTER_API_KEY."
        )
    if not is_address or any(character in value for character in "?#") or len(value.split()) != 1:
        raise SettingsError(
            f"OPENROUTER_BASE_URL is {value!r}. Write it as https://host/path or leave it unset."
        )
    return value.rstrip("/")


def _flag(values: Mapping[str, str], name: str) -> bool:
    word = values.get(name, "0").lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise SettingsError(f"{name} is {word!r}. Set it to 1 or 0.")
    return word in TRUE_WORDS


def _seconds(values: Mapping[str, str], name: str, default: float) -> float:
    if name not in values:
        return default
    try:
        seconds = float(values[name])
    except ValueError as fault:
        raise SettingsError(
            f"{name} is {values[name]!r}. Set it to a number of seconds."
        ) from fault
    if not 0 < seconds < float("inf"):
        raise SettingsError(f"{name} is {values[name]}. Set it to more than 0 seconds.")
    return seconds
