"""The common settings, folded away: how every entry samples unless it says otherwise."""

from dataclasses import replace
from typing import TypeVar, cast

import streamlit as st

from bakeoff import DEFAULT_MAX_TOKENS, Entry, Sampling
from components import state
from components.error_notice import problem_below

Settings = TypeVar("Settings", Sampling, Entry)

HELP = {
    "max_tokens": "Most tokens an answer may have, reasoning included.",
    "temperature": "0 to 2: higher is more random. Blank leaves it to the provider.",
    "top_p": "Above 0, up to 1: sample from the likeliest tokens. Blank leaves it to the provider.",
    "seed": "Asks for the same answer again, where the provider can.",
}
LABELS = {
    "max_tokens": "Max tokens",
    "temperature": "Temperature",
    "top_p": "Top P",
    "seed": "Seed",
}


def sampling_form() -> None:
    """Draw the common settings; what is typed goes into the draft."""
    form = state.form()
    fields = ("max_tokens", "temperature", "top_p", "seed", "stop")
    is_at_fault = any(field in form.problems for field in fields)
    with st.expander("Settings", icon=":material/tune:", expanded=is_at_fault):
        _numbers()
        stop = _stop_sequences(form.draft.sampling)
        _set(replace(form.draft.sampling, stop=stop))
        problem_below("stop")


def _set(sampling: Sampling) -> None:
    form = state.form()
    form.draft = replace(form.draft, sampling=sampling)


def _numbers() -> None:
    with st.container(horizontal=True, key="common-settings"):
        for name in LABELS:
            sampling = state.form().draft.sampling
            with st.container(width=150):
                value = number_field(name, getattr(sampling, name), key=state.of_setting(name))
                if name == "max_tokens" and value is None:
                    value = DEFAULT_MAX_TOKENS
                _set(replace(sampling, **{name: value}))
                problem_below(name)


def number_field(
    name: str, value: float | None, *, key: str, placeholder: str = "default"
) -> float | None:
    """Draw one setting's field and return what it holds; any number may be typed."""
    is_whole = name in {"max_tokens", "seed"}
    state.seed(key, value)
    return cast(
        "float | None",
        st.number_input(
            LABELS[name],
            key=key,
            value=None,
            step=1 if is_whole else 0.1,
            format="%d" if is_whole else "%g",
            placeholder=placeholder,
            help=HELP[name],
        ),
    )


def _stop_sequences(sampling: Sampling) -> tuple[str, ...]:
    state.seed(state.STOP_SEQUENCES, list(sampling.stop))
    chosen = st.multiselect(
        "Stop sequences",
        list(sampling.stop),
        key=state.STOP_SEQUENCES,
        accept_new_options=True,
        select_all=False,
        placeholder="Type one and press Enter",
        help="Up to 4 texts at which the answer ends.",
    )
    return tuple(chosen)
