"""A button that shows its icon alone; its words stay for tooltips and screen readers."""

from collections.abc import Callable

import streamlit as st

from components.plain import plain

KEY_PREFIX = "icon-"
"""`page_style` hides the words of buttons whose keys begin so."""


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
