"""The catalogue as a table: sortable by a click, searched by typing, picked from by ticking."""

import streamlit as st

from bakeoff import LineUp, ModelInfo, Route
from components import state

COLUMNS = {
    "name": "Name",
    "id": "Id",
    "author": "Author",
    "is_free": "Free",
    "prompt": "Prompt, $ per M",
    "completion": "Completion, $ per M",
    "context": "Context",
    "longest": "Longest answer",
    "inputs": "Reads",
    "outputs": "Writes",
    "created": "Listed",
    "expires": "Ends",
}
HELP = {
    "is_free": "Whether nothing is charged for it.",
    "prompt": "US dollars for a million prompt tokens; blank if it varies.",
    "completion": "US dollars for a million completion tokens; blank if it varies.",
    "context": "Most tokens of prompt and answer together; blank if not said.",
    "longest": "Most tokens of an answer; blank if not said.",
    "created": "When the server added it to its list.",
    "expires": "When the server will remove it; blank if that is not planned.",
}
TALL_PX = 620


def matching(models: tuple[ModelInfo, ...], words: str) -> list[ModelInfo]:
    """Return the models in whose name, id or description every word is found."""
    wanted = words.casefold().split()
    return [
        model
        for model in models
        if all(word in f"{model.id} {model.name} {model.description}".casefold() for word in wanted)
    ]


def models_table(models: list[ModelInfo], route: Route) -> None:
    """Draw the models, and above them the way into the line-up for those that are ticked."""
    above = st.container()
    config = st.column_config
    event = st.dataframe(
        [_row(model) for model in models],
        column_order=list(COLUMNS),
        column_config={
            "name": config.TextColumn(COLUMNS["name"], pinned=True, width="medium"),
            **{
                name: config.TextColumn(COLUMNS[name], help=HELP.get(name))
                for name in ("id", "author", "inputs", "outputs")
            },
            "is_free": config.CheckboxColumn(COLUMNS["is_free"], help=HELP["is_free"]),
            **{
                name: config.NumberColumn(COLUMNS[name], help=HELP[name], format="$%g")
                for name in ("prompt", "completion")
            },
            **{
                name: config.NumberColumn(COLUMNS[name], help=HELP[name], format="localized")
                for name in ("context", "longest")
            },
            **{
                name: config.DateColumn(COLUMNS[name], help=HELP[name], format="YYYY-MM-DD")
                for name in ("created", "expires")
            },
        },
        hide_index=True,
        placeholder="",
        height=TALL_PX,
        on_select="rerun",
        selection_mode="multi-row",
        key=state.MODELS_TABLE,
        alt="Models",
    )
    ticked = [models[place].id for place in event["selection"]["rows"] if place < len(models)]
    if above.button(
        f"Add {len(ticked)} to the line-up" if ticked else "Tick models to add them to the line-up",
        disabled=not ticked,
        icon=":material/playlist_add:",
        key=state.MODELS_ADD,
    ):
        _add(ticked, route)


def _add(models: list[str], route: Route) -> None:
    form = state.form()
    line_up = form.draft.line_up(is_demo=route.is_demo) or LineUp()
    form.draft = form.draft.with_line_up(line_up.with_models(models), is_demo=route.is_demo)
    st.toast(f"{len(models)} added: they are on the Compare page.")


def _row(model: ModelInfo) -> dict[str, object]:
    prompt, completion = model.prompt_usd_per_million, model.completion_usd_per_million
    return {
        "name": model.name,
        "id": model.id,
        "author": model.author,
        "is_free": model.is_free,
        "prompt": None if prompt is None else float(prompt),
        "completion": None if completion is None else float(completion),
        "context": model.context_length,
        "longest": model.max_completion_tokens,
        "inputs": ", ".join(model.input_modalities),
        "outputs": ", ".join(model.output_modalities),
        "created": None if model.created is None else model.created.date(),
        "expires": model.expiration_date,
    }
