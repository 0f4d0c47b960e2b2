"""What a person would read on a page under test."""

from collections.abc import Iterator

from streamlit.testing.v1 import AppTest

from bakeoff import LineUp, Run, choose_route, get_engine
from components import services, state
from tests.processes import wait_until


def texts(at: AppTest) -> str:
    kinds = (at.markdown, at.error, at.warning, at.info, at.caption, at.title)
    return "\n".join(str(element.value) for some in kinds for element in some)


def models(at: AppTest, *, is_demo: bool = True) -> list[str]:
    line_up = form(at).draft.line_up(is_demo=is_demo) or LineUp()
    return [entry.model for entry in line_up.entries]


def form(at: AppTest) -> state.FormState:
    kept = at.session_state[state.FORM]
    assert isinstance(kept, state.FormState)
    return kept


def protos(at: AppTest) -> Iterator[tuple[str, str]]:
    """Yield the kind of each element of the page and everything sent to the browser for it."""
    for node in at._tree:
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield str(getattr(node, "label", node.type)), str(proto)


def run_of(at: AppTest) -> Run:
    run = get_engine().get(form(at).run_id or "", at.session_state[state.OWNER])
    assert run is not None
    return run


def load_models(at: AppTest) -> None:
    """Do what the browser asks for once the page is drawn: have the list loaded, draw again."""
    settings = services.settings_now()
    route = choose_route(settings, wants_demo=at.session_state[state.SOURCE] == state.DEMO_SOURCE)
    services.load_listing(route, settings)
    wait_until(lambda: not services.listing(route, settings).is_loading, "the list of models")
    at.run()
