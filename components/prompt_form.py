"""What is asked: the prompt and the system prompt."""

from dataclasses import replace

import streamlit as st

from components import state
from components.error_notice import problem_below


def prompt_form() -> None:
    """Draw the two texts; what is typed goes into the draft."""
    form = state.form()
    state.seed(state.PROMPT, form.draft.prompt)
    state.seed(state.SYSTEM_PROMPT, form.draft.system_prompt)
    prompt = st.text_area(
        "Prompt",
        key=state.PROMPT,
        height=180,
        placeholder="What every model is to answer.",
    )
    form.draft = replace(form.draft, prompt=prompt or "")
    problem_below("prompt")
    system_prompt = st.text_area(
        "System prompt",
        key=state.SYSTEM_PROMPT,
        height=80,
        placeholder="Optional: an instruction that comes before the prompt.",
    )
    form.draft = replace(form.draft, system_prompt=system_prompt or "")
