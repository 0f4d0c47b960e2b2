"""Choose models from the list: search by typing, or type the id of one that is not listed."""

from typing import TYPE_CHECKING

import streamlit as st

from bakeoff import LineUp, Route
from components import state
from components.listing import Listing
from components.prices import price_text

if TYPE_CHECKING:
    from bakeoff import ModelInfo


def model_picker(route: Route, listing: Listing) -> None:
    """Draw the search field; what is picked joins the line-up, and the field is free again."""
    known = {model.id: model for model in listing.models}
    st.multiselect(
        "Models",
        list(known),
        key=state.MODELS,
        format_func=lambda model_id: option_text(model_id, known.get(model_id)),
        accept_new_options=True,
        select_all=False,
        filter_mode="contains",
        placeholder=_placeholder(listing),
        on_change=_add_picked,
        args=(route.is_demo,),
    )
    # Not as help of the field: its button would be a second thing named Models.
    st.caption(
        "The same model may be picked twice. Prices: US dollars per million tokens, "
        "prompt / completion."
    )


def option_text(model_id: str, model: "ModelInfo | None") -> str:
    """Return how a model reads in the list: id, name, price per million tokens."""
    if model is None:
        return model_id
    unit = "" if model.is_free else " per M"
    return f"{model_id} · {model.name} · {price_text(model)}{unit}"


def _placeholder(listing: Listing) -> str:
    if listing.models:
        return f"Search {len(listing.models)} models, or type an id"
    return "Loading the list; an id can be typed" if listing.is_loading else "Type a model's id"


def _add_picked(is_demo: bool) -> None:
    form = state.form()
    picked = [str(model_id).strip() for model_id in state.picked_models()]
    line_up = form.draft.line_up(is_demo=is_demo) or LineUp()
    form.draft = form.draft.with_line_up(
        line_up.with_models(model_id for model_id in picked if model_id), is_demo=is_demo
    )
    state.put(state.MODELS, [])
