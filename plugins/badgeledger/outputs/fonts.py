"""The fonts of drawn badges, and which of them writes a character.

For `lettering.py`. Latin, Greek and Cyrillic are Source Sans Pro Semibold, from the package
`font-source-sans-pro`; other scripts are subsets of Noto Sans, which the build puts into `fonts/`
(both SIL Open Font License). A font is unpacked when the first of its characters is written.
"""

import io
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import uharfbuzz as hb
from fontTools.ttLib import TTFont

SEMIBOLD = 600  # weight, on the axis of the variable fonts
FIRST = "SourceSansPro-Semibold.ttf"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A font of HarfBuzz, and its units to an em."""

    font: hb.Font
    units: int


def font_of(character: str) -> str | None:
    """The name of the font that has the character; None where there is none."""
    if font_has(FIRST, character):
        return FIRST
    point = ord(character)
    names = (name for name, ranges in _index() if any(a <= point <= b for a, b in ranges))
    return next((name for name in names if font_has(name, character)), None)


@cache
def loaded(name: str) -> Loaded:
    """A font by its name."""
    if name == FIRST:
        folder = resources.files("font_source_sans_pro").joinpath("files")
        face = hb.Face(folder.joinpath(name).read_bytes())
    else:
        face = hb.Face(_unpacked(resources.files("badgeledger.outputs").joinpath("fonts", name)))
    font = hb.Font(face)
    if name != FIRST:
        font.set_variations({"wght": SEMIBOLD})
    return Loaded(font, int(face.upem))


def _unpacked(file: Traversable) -> bytes:
    """A WOFF2 file as HarfBuzz reads fonts."""
    font = TTFont(io.BytesIO(file.read_bytes()))
    font.flavor = None
    unpacked = io.BytesIO()
    font.save(unpacked)
    return unpacked.getvalue()


@cache
def font_has(name: str, character: str) -> bool:
    """Whether a font has a character."""
    return loaded(name).font.get_nominal_glyph(ord(character)) is not None


@cache
def _index() -> list[tuple[str, list[tuple[int, int]]]]:
    """The fonts of the folder, with the ranges of characters that each is for."""
    file = resources.files("badgeledger.outputs").joinpath("fonts", "index.json")
    index: dict[str, str] = json.loads(file.read_bytes()) if file.is_file() else {}
    return [(name, [_range(part) for part in text.split(",")]) for name, text in index.items()]


def _range(text: str) -> tuple[int, int]:
    """`U+0590-05FF` as two numbers."""
    first, _, last = text.strip().removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)
