"""The image of an achievement, as PNG and as SVG: the same bytes on every machine.

Flow: an achievement as it stood → the image that its awards embed. A committed PNG is published as
it is, a committed SVG as a PNG only, because an SVG opened on its own may run scripts on the site.
Drawing uses no font of the machine, and no file or address that an SVG names: that would not be the
ledger's image any more.
"""

import re
from functools import cache
from importlib import resources

import resvg_py

from badgeledger.credential.achievement import design
from badgeledger.errors import ContentError
from badgeledger.model import AchievementVersion
from badgeledger.outputs.drawing import drawn_badge

PNG_SIZE = 512
_PNG = b"\x89PNG\r\n\x1a\n"
_OUTSIDE = re.compile(r"<!ENTITY|href\s*=\s*(?!\s)(?![\"']\s*(?:#|data:))", re.IGNORECASE)
_FAMILY = "Source Sans Pro"


def badge_png(version: AchievementVersion) -> bytes:
    """The image as PNG. Raises ContentError where a committed SVG cannot be drawn."""
    if version.image is None:
        return rasterise(badge_svg(version))
    return as_png(version.image)


def as_png(image: bytes) -> bytes:
    """A PNG as it is, an SVG drawn. Raises ContentError where it cannot be drawn."""
    return image if image.startswith(_PNG) else rasterise(image)


def badge_svg(version: AchievementVersion) -> bytes:
    """The drawing that stands for an achievement without an image of its own."""
    return drawn_badge(design(version))


def rasterise(svg: bytes) -> bytes:
    """The SVG as a PNG, 512 pixels wide.

    Raises ContentError: B0631 where it cannot be drawn, B0632 where it needs anything besides
    itself.
    """
    try:
        text = svg.decode()
        if _OUTSIDE.search(text):
            raise ContentError.because(
                "B0632",
                "the SVG refers to something outside itself",
                "embed what it shows, or use a PNG",
            )
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=text,
                width=PNG_SIZE,
                skip_system_fonts=True,
                font_files=_fonts(),
                font_family=_FAMILY,
                serif_family=_FAMILY,
                sans_serif_family=_FAMILY,
                cursive_family=_FAMILY,
                fantasy_family=_FAMILY,
                monospace_family=_FAMILY,
            )
        )
    except ValueError as error:
        raise ContentError.because(
            "B0631", f"the SVG cannot be drawn ({error})", "export it again, or use a PNG"
        ) from None


@cache
def _fonts() -> list[str]:
    folder = resources.files("font_source_sans_pro").joinpath("files")
    return [str(folder.joinpath(f"SourceSansPro-{style}.ttf")) for style in ("Regular", "Bold")]
