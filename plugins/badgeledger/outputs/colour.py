"""Colours that can be read: contrast computed, not hoped for.

Under: the site's theme and the drawn badges. Contrast is that of WCAG 2.2 ("relative luminance",
"contrast ratio", success criterion 1.4.3). Colours are `#rrggbb` in lower case.
"""

import colorsys

WHITE = "#ffffff"
INK = "#14181d"
BLACK = "#000000"
TEXT_CONTRAST = 4.5
_STEPS = 40


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, 0 for black and 1 for white."""
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """The colour between two, with `share` (0 to 1) of the second."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def text_on(background: str) -> str:
    """White, dark ink, or black: the first that reaches 4.5:1, as white or black always does."""
    return next(
        colour for colour in (WHITE, INK, BLACK) if contrast(colour, background) >= TEXT_CONTRAST
    )


def readable(colour: str, background: str, ratio: float = TEXT_CONTRAST) -> str:
    """The nearest shade of `colour` that stands out from `background` by `ratio`.

    Only its lightness changes: mixed with white or black it would turn grey.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _channels(colour)))
    end = 1.0 if text_on(background) == WHITE else 0.0
    steps = (lightness + (end - lightness) * step / _STEPS for step in range(_STEPS + 1))
    shades = [_hex(*colorsys.hls_to_rgb(hue, light, saturation)) for light in steps]
    return next((shade for shade in shades if contrast(shade, background) >= ratio), shades[-1])


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
