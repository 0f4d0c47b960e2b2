"""The form outlives the page: opened from the owner's draft or a link, kept after every change."""

from dataclasses import replace

import streamlit as st

from bakeoff import LINK_PARAMETERS, Draft, Route, Settings, first_draft, read_link
from components import state
from components.owner import current_owner
from components.services import drafts


def open_form(route: Route, settings: Settings) -> None:
    """Fill this session's form: from its draft, and over that from the address, if it says so."""
    if not state.has_form():
        kept = drafts(settings).load(current_owner())
        state.set_form(state.FormState(kept or first_draft(), stored=kept))
    _follow_link(route)
    form = state.form()
    if form.draft.demo_line_up is None:
        form.draft = replace(form.draft, demo_line_up=first_draft().demo_line_up)


def keep_form(settings: Settings) -> None:
    """Keep the form as it stands, if it changed."""
    form = state.form()
    if form.draft != form.stored:
        form.not_stored = drafts(settings).save(current_owner(), form.draft)
        form.stored = form.draft


def _follow_link(route: Route) -> None:
    link = read_link(st.query_params)
    if link is None:
        return
    form = state.form()
    form.before_link, form.is_link_cut = form.draft, link.is_cut
    if link.prompt is not None:
        form.draft = replace(form.draft, prompt=link.prompt)
    if link.line_up is not None:
        form.draft = form.draft.with_line_up(link.line_up, is_demo=route.is_demo)
    state.forget_widgets()
    # Once is enough: a reload must not fill over what was typed since.
    for name in LINK_PARAMETERS:
        st.query_params.pop(name, None)


def link_notice() -> None:
    """Draw that a link filled the form, with the way back to what was there before."""
    form = state.form()
    if form.before_link is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="link-notice"):
        cut = " It asked for more than a link may bring; the rest was left out."
        st.markdown(
            f"A link filled this form; nothing was sent.{cut if form.is_link_cut else ''}",
            width="stretch",
        )
        st.button("Put mine back", on_click=_put_back, args=(form.before_link,))
        st.button("Keep", on_click=_put_back, args=(form.draft,))


def _put_back(draft: Draft) -> None:
    form = state.form()
    form.draft, form.before_link = draft, None
    state.forget_widgets()
