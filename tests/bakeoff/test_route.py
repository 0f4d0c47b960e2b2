import pytest

from bakeoff import Settings, choose_route, server_name, starts_with_demo

OTHER = "https://models.example.org/v1"


def test_a_newcomer_starts_with_the_demo() -> None:
    assert starts_with_demo(Settings())


@pytest.mark.parametrize(
    "settings",
    [Settings(api_key="sk-1"), Settings(base_url=OTHER), Settings(base_url=OTHER, is_keyless=True)],
)
def test_whoever_has_a_key_or_a_server_does_not(settings: Settings) -> None:
    assert not starts_with_demo(settings)


def test_the_operators_key_pays_until_a_visitor_types_one() -> None:
    settings = Settings(api_key="sk-operator")
    own = choose_route(settings, wants_demo=False)
    typed = choose_route(settings, wants_demo=False, typed_key=" sk-visitor ")
    assert own.connection is not None
    assert typed.connection is not None
    assert (own.connection.api_key, own.has_operators_key) == ("sk-operator", True)
    assert (typed.connection.api_key, typed.has_operators_key) == ("sk-visitor", False)
    assert own.connection.base_url == typed.connection.base_url == settings.base_url


def test_the_demo_gets_no_key_whatever_is_set() -> None:
    route = choose_route(Settings(api_key="sk-1"), wants_demo=True, typed_key="sk-2")
    assert route.is_demo
    assert route.connection is None
    assert not route.is_paid


def test_without_a_key_nothing_is_sent_and_the_page_is_told_what_to_do() -> None:
    route = choose_route(Settings(), wants_demo=False)
    assert route.connection is None
    assert "OPENROUTER_API_KEY" in (route.blocked or "")


def test_another_server_is_keyless_only_when_declared_so() -> None:
    undeclared = choose_route(Settings(base_url=OTHER), wants_demo=False)
    declared = choose_route(Settings(base_url=OTHER, is_keyless=True), wants_demo=False)
    assert "BAKEOFF_KEYLESS" in (undeclared.blocked or "")
    assert declared.blocked is None
    assert not declared.is_paid


def test_a_route_does_not_show_its_key() -> None:
    assert "sk-1" not in repr(choose_route(Settings(api_key="sk-1"), wants_demo=False))


def test_people_know_the_server_by_name() -> None:
    assert server_name(Settings()) == "OpenRouter"
    assert server_name(Settings(base_url=OTHER)) == "models.example.org"
