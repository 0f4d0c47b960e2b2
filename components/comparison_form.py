"""The form: what is asked, and who is to answer. It is redrawn apart from the answers below."""

from typing import TYPE_CHECKING

import streamlit as st

from bakeoff import Route, Settings, first_real_line_up
from components import state
from components.error_notice import warning_notice
from components.estimate import estimate_line
from components.form_keeper import keep_form, link_notice
from components.line_up import line_up_editor
from components.listing_notice import listing_notice
from components.model_picker import model_picker
from components.prompt_form import prompt_form
from components.run_controls import run_controls
from components.sampling_form import sampling_form
from components.services import listing
from components.typing_keeper import typing_keeper

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def comparison_form(route: Route, settings: Settings) -> None:
    """Draw the form; every change is kept, and Compare starts a run."""
    form, models = state.form(), listing(route, settings)
    if not route.is_demo and form.draft.real_line_up is None and models.models:
        form.draft = form.draft.with_line_up(first_real_line_up(models.models), is_demo=False)
    link_notice()
    left, right = st.columns(2, gap="large")
    with left:
        asked, cost = st.container(), st.empty()
    with asked:
        _asked(cost, route, settings)
    with right:
        _line_up(cost, route, settings)
    typing_keeper()


# Two fragments, so that typing does not draw a long line-up again.
@st.fragment
def _asked(cost: "DeltaGenerator", route: Route, settings: Settings) -> None:
    prompt_form()
    sampling_form()
    run_controls(route, settings)
    keep_form(settings)
    not_stored = state.form().not_stored
    if not_stored is not None:
        warning_notice(not_stored)
    estimate_line(cost, route, settings)


@st.fragment
def _line_up(cost: "DeltaGenerator", route: Route, settings: Settings) -> None:
    models = listing(route, settings)
    model_picker(route, models)
    listing_notice(models)
    line_up_editor(route, models)
    keep_form(settings)
    estimate_line(cost, route, settings)
