"""The form: what is asked, and who is to answer. Redrawn by itself, so that answers stay put."""

import streamlit as st

from bakeoff import Route, Settings, first_real_line_up
from components import state
from components.error_notice import warning_notice
from components.form_keeper import keep_form, link_notice
from components.line_up import line_up_editor
from components.listing_notice import listing_notice
from components.model_picker import model_picker
from components.prompt_form import prompt_form
from components.run_controls import run_controls
from components.sampling_form import sampling_form
from components.services import listing
from components.typing_keeper import typing_keeper


@st.fragment
def comparison_form(route: Route, settings: Settings) -> None:
    """Draw the form; every change is kept, and Compare starts a run."""
    form, models = state.form(), listing(route, settings)
    if not route.is_demo and form.draft.real_line_up is None and models.models:
        form.draft = form.draft.with_line_up(first_real_line_up(models.models), is_demo=False)
    link_notice()
    asked, askers = st.columns(2, gap="large")
    with asked:
        prompt_form()
        sampling_form()
        run_controls(route, settings)
    with askers:
        model_picker(route, models)
        listing_notice(models)
        line_up_editor(route, models)
    typing_keeper()
    keep_form(settings)
    if form.not_stored is not None:
        warning_notice(form.not_stored)
