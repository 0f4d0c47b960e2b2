import re

import pytest

from bakeoff.render import stylesheet
from bakeoff.render.highlighting import CLASSES
from bakeoff.render.styles import DARK, LIGHT


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_can_be_read(palette: dict[str, str]) -> None:
    background = palette["code-background"]
    for name, colour in palette.items():
        if name != "code-background":
            assert contrast(colour, background) >= 4.5, name


def test_every_class_has_a_colour_in_both_palettes() -> None:
    wanted = {*CLASSES.values(), "code-background", "code-text"}
    assert LIGHT.keys() == DARK.keys() == wanted


def test_every_rule_stays_inside_answers_and_loads_nothing() -> None:
    for selectors in re.findall(r"^([^{]+)\{", stylesheet(), re.MULTILINE):
        assert all(".answer" in selector for selector in selectors.split(","))
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()
