"""The few rules that Streamlit has no setting for: room at the edges, and buttons of one icon."""

import streamlit as st

from components.icon_button import KEY_PREFIX

STYLE = f"""<style>
[data-testid="stMainBlockContainer"] {{ padding: 4rem clamp(1rem, 3vw, 3rem) 4rem; }}
[data-testid="stMainBlockContainer"] h1 {{ font-size: 1.6rem; padding: 0 0 0.5rem; }}

/* The product's name, where Streamlit has room for a picture only. */
.stLogo {{ display: flex; align-items: center; gap: 0.5rem; width: auto; }}
.stLogo::after {{ content: "Bakeoff"; font-size: 1.15rem; font-weight: 650; }}
[data-testid="stMainBlockContainer"] h3 {{ font-size: 1.2rem; }}

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

/* Streamlit's own links show no focus. */
[data-testid="stSidebar"] a:focus-visible {{ outline: 2px solid currentcolor; }}

/* All runs are links to this page; only the one shown is marked. */
[class*="st-key-run-other-"] a:not(:hover) {{ background: none; }}
[class*="st-key-run-other-"] a p {{ font-weight: 400; }}

/* Its Stop would stop the drawing of the page, not the models; the cards say what is running. */
[data-testid="stStatusWidget"] {{ display: none; }}

/* As high as with Stop, so that nothing moves when it goes. */
.st-key-run-head {{ min-height: 3rem; }}

/* It draws nothing, so it takes no room either. */
.st-key-typing-keeper {{ position: absolute; }}
</style>"""


def page_style() -> None:
    """Apply them; once on each page."""
    st.html(STYLE)
