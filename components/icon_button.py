"""A button that shows its icon alone; its words stay for tooltips and screen readers."""

from collections.abc import Callable

import streamlit as st

from components.plain import plain

KEY_PREFIX = "icon-"


def icon_button_style() -> None:
    """Hide the words of every icon button from sight; once on each page."""
    st.html(
        f"""<style>
        [class*="st-key-{KEY_PREFIX}"] button [data-testid="stMarkdownContainer"] {{
            position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
        }}
        [class*="st-key-{KEY_PREFIX}"] [data-testid="stPopoverButton"]
            [data-testid="stIconMaterial"]:last-child:not(:first-child) {{ display: none; }}
        [class*="st-key-{KEY_PREFIX}"] button {{
            gap: 0; padding: 0.25rem; min-height: 2rem; min-width: 2rem; justify-content: center;
        }}
        </style>"""
    )


def icon_button(
    words: str,
    icon: str,
    *,
    key: str,
    on_click: Callable[..., None],
    args: tuple[object, ...] = (),
    disabled: bool = False,
) -> None:
    """Draw a button with this icon, which does what the words say."""
    st.button(
        plain(words),
        icon=f":material/{icon}:",
        key=f"{KEY_PREFIX}{key}",
        type="tertiary",
        on_click=on_click,
        args=args,
        disabled=disabled,
    )
