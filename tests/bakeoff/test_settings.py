from pathlib import Path

import pytest

from bakeoff.errors import SettingsError
from bakeoff.settings import Deadlines, Settings, load_settings


class Sources:
    """The three places that settings come from."""

    def __init__(self, folder: Path) -> None:
        self.dotenv = folder / ".env"
        self.secrets = folder / "secrets.toml"

    def load(self, **environ: str) -> Settings:
        return load_settings(environ, dotenv=self.dotenv, secrets=self.secrets)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path)


def test_nothing_set_gives_the_defaults(sources: Sources) -> None:
    settings = sources.load()
    assert settings == Settings()
    assert settings.api_key is None
    assert settings.base_url == "https://openrouter.ai/api/v1"
    assert settings.app_title == "Bakeoff"
    assert settings.deadlines == Deadlines(
        connect_s=10, first_token_s=120, between_tokens_s=60, total_s=600
    )


def test_the_environment_wins_over_dotenv_and_dotenv_over_secrets(sources: Sources) -> None:
    sources.secrets.write_text(
        '[bakeoff]\nOPENROUTER_API_KEY = "s"\nBAKEOFF_APP_TITLE = "s"\nBAKEOFF_SITE_URL = "s"\n'
    )
    sources.dotenv.write_text("OPENROUTER_API_KEY=d\nBAKEOFF_APP_TITLE=d\n")
    settings = sources.load(OPENROUTER_API_KEY="e")
    assert (settings.api_key, settings.app_title, settings.site_url) == ("e", "d", "s")


def test_an_empty_setting_counts_as_unset(sources: Sources) -> None:
    sources.dotenv.write_text("OPENROUTER_API_KEY=d\n")
    assert sources.load(OPENROUTER_API_KEY="  ").api_key == "d"


def test_files_are_left_alone_when_the_environment_says_so(sources: Sources) -> None:
    sources.dotenv.write_bytes(b"OPENROUTER_API_KEY=\xff")
    sources.secrets.write_text("[bakeoff")
    assert sources.load(BAKEOFF_ENVIRONMENT_ONLY="1") == Settings()


@pytest.mark.parametrize("address", ["http://[::1]:8000/v1", "https://host", "http://host:80/a/b/"])
def test_an_address_of_any_server_is_taken(sources: Sources, address: str) -> None:
    assert sources.load(OPENROUTER_BASE_URL=address).base_url == address.rstrip("/")


def test_secrets_outside_our_table_are_not_read(sources: Sources) -> None:
    sources.secrets.write_text('OPENROUTER_API_KEY = "top"\n[other]\nOPENROUTER_API_KEY = "o"\n')
    assert sources.load().api_key is None


def test_the_key_is_in_no_representation(sources: Sources) -> None:
    assert "sk-canary" not in repr(sources.load(OPENROUTER_API_KEY="sk-canary"))


def test_every_setting_is_read(sources: Sources, tmp_path: Path) -> None:
    settings = sources.load(
        OPENROUTER_BASE_URL="http://127.0.0.1:8000/v1/",
        BAKEOFF_KEYLESS="1",
        BAKEOFF_DATA_DIR=str(tmp_path),
        BAKEOFF_CONNECT_TIMEOUT_S="1",
        BAKEOFF_FIRST_TOKEN_TIMEOUT_S="2.5",
        BAKEOFF_BETWEEN_TOKENS_TIMEOUT_S="3",
        BAKEOFF_TOTAL_TIMEOUT_S="4",
    )
    assert settings.base_url == "http://127.0.0.1:8000/v1"
    assert settings.is_keyless
    assert settings.folder() == tmp_path
    assert settings.deadlines == Deadlines(
        connect_s=1, first_token_s=2.5, between_tokens_s=3, total_s=4
    )


def test_secrets_may_use_the_types_of_toml(sources: Sources) -> None:
    sources.secrets.write_text("[bakeoff]\nBAKEOFF_KEYLESS = true\nBAKEOFF_TOTAL_TIMEOUT_S = 30\n")
    settings = sources.load()
    assert (settings.is_keyless, settings.deadlines.total_s) == (True, 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENROUTER_BASE_URL", "openrouter.ai"),
        ("OPENROUTER_BASE_URL", "http://"),
        ("OPENROUTER_BASE_URL", "http://[::1/v1"),
        ("OPENROUTER_BASE_URL", "http://host:99999/v1"),
        ("OPENROUTER_BASE_URL", "http://host/v1?key=x"),
        ("OPENROUTER_BASE_URL", "http://ho st/v1"),
        ("OPENROUTER_BASE_URL", "http://user:canary@host/v1"),
        ("OPENROUTER_API_KEY", "sk-canary\nx"),
        ("OPENROUTER_API_KEY", "sk-canary\u201d"),
        ("BAKEOFF_ENVIRONMENT_ONLY", "perhaps"),
        ("BAKEOFF_KEYLESS", "perhaps"),
        ("BAKEOFF_TOTAL_TIMEOUT_S", "soon"),
        ("BAKEOFF_TOTAL_TIMEOUT_S", "0"),
        ("BAKEOFF_TOTAL_TIMEOUT_S", "-1"),
        ("BAKEOFF_TOTAL_TIMEOUT_S", "nan"),
        ("BAKEOFF_TOTAL_TIMEOUT_S", "inf"),
    ],
)
def test_a_setting_that_can_not_be_used_is_named(sources: Sources, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as caught:
        sources.load(**{name: value})
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("content", [b"[bakeoff", b"\xff\xfe", b"bakeoff = 3\n"])
def test_secrets_that_can_not_be_read_are_named(sources: Sources, content: bytes) -> None:
    sources.secrets.write_bytes(content)
    with pytest.raises(SettingsError, match=r"secrets\.toml"):
        sources.load()


def test_dotenv_that_can_not_be_read_is_named(sources: Sources) -> None:
    sources.dotenv.write_bytes(b"KEY=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env"):
        sources.load()


def test_data_go_to_the_platforms_folder_unless_set() -> None:
    assert Settings().folder().name == "bakeoff"
