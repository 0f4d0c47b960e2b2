"""The line-up: who answers, in which order, each with settings of its own if need be."""

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from bakeoff import OVERRIDABLE, Entry, LineUp, Route, Slot
from components import state
from components.error_notice import problem_below
from components.icon_button import icon_button
from components.listing import Listing
from components.plain import plain
from components.prices import price_text
from components.sampling_form import LABELS, number_field

if TYPE_CHECKING:
    from bakeoff import ModelInfo


def line_up_editor(route: Route, listing: Listing) -> None:
    """Draw every entry with what can be done to it."""
    known = {model.id: model for model in listing.models}
    line_up = state.form().draft.line_up(is_demo=route.is_demo) or LineUp()
    with st.container(key="line-up", gap="xsmall"):
        for place, slot in enumerate(line_up):
            model = known.get(slot.entry.model)
            # Until there is a list, nothing can be said of what is in it.
            standing = price_text(model) if model else "not in the list" if known else ""
            _row(place, slot, route, _title(slot.entry, model, standing), len(line_up))
    problem_below("entries", line_up)
    _foot(route, line_up)


def _row(place: int, slot: Slot, route: Route, words: tuple[str, str], length: int) -> None:
    with st.container(
        horizontal=True,
        wrap=False,
        vertical_alignment="center",
        gap="small",
        key=state.of_slot(slot.slot_id, "row"),
    ):
        # Its words come after the settings beside it, which may just have changed.
        description = st.container()
        entry = _actions(place, slot, route, length)
        description.markdown(_description(place, entry, *words))
    for field in ("model", *OVERRIDABLE):
        problem_below(f"entries[{place}].{field}", _current(route.is_demo))


def _actions(place: int, slot: Slot, route: Route, length: int) -> Entry:
    """Draw what can be done to an entry, and return the entry as it is then."""
    name = slot.entry.model
    with st.container(horizontal=True, wrap=False, gap=None, width="content"):
        with st.popover(
            plain(f"Settings of {name}"),
            icon=":material/tune:",
            type="tertiary",
            key=f"icon-{state.of_slot(slot.slot_id, 'own')}",
        ):
            entry = _own_settings(slot, route)
        for words, icon, change, is_idle in (
            ("Move {} up", "arrow_upward", _move_up, place == 0),
            ("Move {} down", "arrow_downward", _move_down, place == length - 1),
            ("Duplicate {}", "content_copy", _duplicate, False),
            ("Remove {}", "close", _remove, False),
        ):
            icon_button(
                words.format(name),
                icon,
                key=state.of_slot(slot.slot_id, icon),
                on_click=change,
                args=(slot.slot_id, route.is_demo),
                disabled=is_idle,
            )
    return entry


def _title(entry: Entry, model: "ModelInfo | None", standing: str) -> tuple[str, str]:
    """Return an entry's name, and what is known of it; the id is in one of them."""
    if model is None:
        return entry.model, standing
    return model.name, f"{entry.model} · {standing}"


def _description(place: int, entry: Entry, title: str, known: str) -> str:
    own = [
        f"{LABELS[name].lower()} {getattr(entry, name):g}"
        for name in OVERRIDABLE
        if getattr(entry, name) is not None
    ]
    # A line that holds nothing keeps its height: rows do not move when the list comes.
    small = plain(" · ".join(part for part in (known, *own) if part)) or "&nbsp;"
    return f":grey[{place + 1}] **{plain(title)}**  \n:small[:grey[{small}]]"


def _own_settings(slot: Slot, route: Route) -> Entry:
    st.markdown(f"**{plain(slot.entry.model)}**  \n:small[:grey[Blank keeps the common setting.]]")
    entry = slot.entry
    for name in OVERRIDABLE:
        value = number_field(
            name,
            getattr(entry, name),
            key=state.of_slot(slot.slot_id, name),
            placeholder="common setting",
        )
        entry = replace(entry, **{name: value})
    if entry != slot.entry:
        form = state.form()
        line_up = form.draft.line_up(is_demo=route.is_demo) or LineUp()
        form.draft = form.draft.with_line_up(
            line_up.with_entry(slot.slot_id, entry), is_demo=route.is_demo
        )
    return entry


def _foot(route: Route, line_up: LineUp) -> None:
    form = state.form()
    with st.container(horizontal=True, gap="small"):
        if len(line_up) > 1:
            st.button(
                "Remove all",
                key="line-up-clear",
                type="tertiary",
                on_click=_replace,
                args=(LineUp(), route.is_demo),
            )
        if form.before_removal is not None:
            st.button(
                "Undo remove",
                key="line-up-undo",
                type="tertiary",
                icon=":material/undo:",
                on_click=_undo,
                args=(form.before_removal, route.is_demo),
            )


def _current(is_demo: bool) -> LineUp:
    return state.form().draft.line_up(is_demo=is_demo) or LineUp()


def _set(line_up: LineUp, is_demo: bool) -> None:
    form = state.form()
    form.draft = form.draft.with_line_up(line_up, is_demo=is_demo)
    # The places have changed, so what was said of one of them may now stand at another.
    form.problems = {
        field: text for field, text in form.problems.items() if not field.startswith("entries")
    }
    form.before_removal = None


def _move_up(slot_id: str, is_demo: bool) -> None:
    _set(_current(is_demo).with_move(slot_id, -1), is_demo)


def _move_down(slot_id: str, is_demo: bool) -> None:
    _set(_current(is_demo).with_move(slot_id, 1), is_demo)


def _duplicate(slot_id: str, is_demo: bool) -> None:
    _set(_current(is_demo).with_duplicate(slot_id), is_demo)


def _remove(slot_id: str, is_demo: bool) -> None:
    _replace(_current(is_demo).without(slot_id), is_demo)


def _replace(line_up: LineUp, is_demo: bool) -> None:
    before = _current(is_demo)
    _set(line_up, is_demo)
    state.form().before_removal = before


def _undo(line_up: LineUp, is_demo: bool) -> None:
    _set(line_up, is_demo)
