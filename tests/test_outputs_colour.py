"""Whatever colours an issuer chooses, text can be read."""

import re

import pytest
from hypothesis import given

from badgeledger.model import Colours
from badgeledger.outputs.assets import DARK_PAPER, LIGHT_GROUND, theme
from badgeledger.outputs.colour import contrast, luminance, mix, readable, text_on
from tests.strategies import colours


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_as_wcag_has_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_luminance_of_the_primaries() -> None:
    parts = [luminance(colour) for colour in ("#ff0000", "#00ff00", "#0000ff")]
    assert parts == pytest.approx([0.2126, 0.7152, 0.0722])


def test_mixing() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#102030", "#ffffff", 0) == "#102030"


@given(colours)
def test_text_can_be_read_on_every_colour(colour: str) -> None:
    assert contrast(text_on(colour), colour) >= 4.5


@given(colours, colours)
def test_every_colour_has_a_shade_that_can_be_read_on_every_other(one: str, other: str) -> None:
    assert contrast(readable(one, other), other) >= 4.5


def test_a_colour_that_can_be_read_is_kept() -> None:
    assert readable("#17494d", "#ffffff") == "#17494d"


def test_a_shade_keeps_its_hue() -> None:
    assert readable("#17494d", "#1a2027", 7.0) == "#42bdc6"


@given(colours, colours)
def test_a_theme_is_readable_in_light_and_dark(primary: str, secondary: str) -> None:
    css = theme(Colours(primary=primary, secondary=secondary)).decode()
    brand, on_brand = (re.search(rf"--{name}:(#\w+)", css) for name in ("brand", "on-brand"))
    assert brand and on_brand
    assert contrast(brand[1], on_brand[1]) >= 4.5
    light, dark = re.findall(r"--link-on-(?:light|dark):(#\w{6})", css)
    assert contrast(light, LIGHT_GROUND) >= 4.5
    assert contrast(dark, DARK_PAPER) >= 7
