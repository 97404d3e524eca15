"""The signs on drawn badges: four of our own, and any icon that staff choose by its name.

For `drawing.py`. The icons are those of Material Design Icons (Apache-2.0), which the package
mkdocs-material carries: some thousands, each one path.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

_PATH = re.compile(r'<path d="([^"]+)"/>')


@dataclass(frozen=True, slots=True)
class Sign:
    """Path data in a square box, and the box's width."""

    path: str
    box: int


OWN = {
    "star": Sign(
        "M32 4L40.2 22.6L60.4 24.6L45.2 38L49.6 57.8L32 47.4L14.4 57.8L18.8 38L3.6 24.6L23.8 22.6Z",
        64,
    ),
    "book": Sign("M30 14Q20 8 4 9V50Q20 49 30 55ZM34 14Q44 8 60 9V50Q44 49 34 55Z", 64),
    "tick": Sign(
        "M32 4A28 28 0 1 1 31.9 4ZM28.5 45L48 22.5L42 17.3L28 33.5L21.5 27.5L16 33.4Z", 64
    ),
    "cap": Sign("M32 10L62 24L32 38L2 24ZM14 34V46Q32 58 50 46V34L32 42.5ZM57 27V45H60V26Z", 64),
}


def sign(name: str, otherwise: str) -> Sign:
    """The icon called `name`, or the sign of our own where the set has none of that name."""
    file = _folder().joinpath(f"{name}.svg")
    found = _PATH.search(file.read_text("utf-8")) if name and file.is_file() else None
    return Sign(found[1], 24) if found else OWN[otherwise]


@cache
def icon_names() -> frozenset[str]:
    """The names that can be chosen."""
    files = (file.name for file in _folder().iterdir())
    return frozenset(name.removesuffix(".svg") for name in files if name.endswith(".svg"))


def _folder() -> Traversable:
    return resources.files("material").joinpath("templates", ".icons", "material")
