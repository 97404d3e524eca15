"""The image of an achievement, as PNG and as SVG: the same bytes on every machine.

Flow: an achievement as it stood → the image that its awards embed. A committed PNG is published as
it is, a committed SVG as a PNG only, because an SVG opened on its own may run scripts on the site.
Drawing uses no font of the machine, and no file or address that an SVG names: that would not be the
ledger's image any more.
"""

import os
import re
import subprocess
import sys

from badgeledger.credential.achievement import design
from badgeledger.errors import ContentError
from badgeledger.model import AchievementVersion
from badgeledger.outputs import rasteriser
from badgeledger.outputs.drawing import drawn_badge

LONGEST = 120  # seconds by the clock, on however busy a machine
_BUSY = "it takes too much time or memory"
_PNG = b"\x89PNG\r\n\x1a\n"
_OUTSIDE = re.compile(rb"<!ENTITY|href\s*=\s*(?!\s)(?![\"']\s*(?:#|data:))", re.IGNORECASE)


def badge_png(version: AchievementVersion) -> bytes:
    """The image as PNG. Raises ContentError where a committed SVG cannot be drawn."""
    return _own(version) if version.image is None else as_png(version.image)


def embedded_png(version: AchievementVersion) -> bytes:
    """The image that credentials embed, as PNG.

    Of an earlier version it may be an SVG that cannot be drawn, and no later commit can mend that:
    our own drawing stands in its place.
    """
    try:
        return badge_png(version)
    except ContentError:
        return _own(version)


def _own(version: AchievementVersion) -> bytes:
    return rasteriser.draw(badge_svg(version).decode())


def as_png(image: bytes) -> bytes:
    """A PNG as it is, an SVG drawn. Raises ContentError where it cannot be drawn."""
    return image if image.startswith(_PNG) else rasterise(image)


def badge_svg(version: AchievementVersion) -> bytes:
    """The drawing that stands for an achievement without an image of its own."""
    return drawn_badge(design(version))


def rasterise(svg: bytes) -> bytes:
    """A stranger's SVG as a PNG, 512 pixels wide; drawn in a process of its own.

    Raises ContentError: B0631 where it cannot be drawn, or not with the time and memory that
    `rasteriser` allows, B0632 where it needs anything besides itself.
    """
    if _OUTSIDE.search(svg):
        raise ContentError.because(
            "B0632",
            "the SVG refers to something outside itself",
            "embed what it shows, or use a PNG",
        )
    try:
        drawn = subprocess.run(
            [sys.executable, "-I", "-m", rasteriser.__name__],
            input=svg,
            capture_output=True,
            check=True,
            env={name: os.environ[name] for name in os.environ if "BADGELEDGER" not in name},
            timeout=LONGEST,
        )
    except subprocess.CalledProcessError as ended:
        refused = ended.returncode == rasteriser.REFUSED
        raise _undrawable(ended.stderr.decode() if refused else _BUSY) from None
    except subprocess.TimeoutExpired:
        raise _undrawable(_BUSY) from None
    return drawn.stdout


def _undrawable(why: str) -> ContentError:
    return ContentError.because(
        "B0631", f"the SVG cannot be drawn ({why})", "export it again, or use a PNG"
    )
