"""The few rules that Streamlit has no setting for: room at the edges, and buttons of one icon."""

import streamlit as st

from components.icon_button import KEY_PREFIX

STYLE = f"""<style>
[data-testid="stMainBlockContainer"] {{ padding: 4rem clamp(1rem, 3vw, 3rem) 4rem; }}
[data-testid="stMainBlockContainer"] h1 {{ font-size: 1.6rem; padding: 0 0 0.5rem; }}

/* Only the icon is seen; the words stay, for screen readers. */
[class*="st-key-{KEY_PREFIX}"] button [data-testid="stMarkdownContainer"] {{
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}}
[class*="st-key-{KEY_PREFIX}"] button {{
    gap: 0; padding: 0.25rem; min-height: 2rem; min-width: 2rem; justify-content: center;
}}
[class*="st-key-{KEY_PREFIX}"] [data-testid="stPopoverButton"] div[aria-hidden="true"] {{
    display: none;
}}

/* The shortcut is told beside the button: within, it would become part of the button's name. */
.st-key-compare-button kbd {{ display: none; }}

/* It draws nothing, so it takes no room either. */
.st-key-typing-keeper {{ position: absolute; }}
</style>"""


def page_style() -> None:
    """Apply them; once on each page."""
    st.html(STYLE)
