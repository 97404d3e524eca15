"""What makes a drawn badge worth a frame: engraved lines, ribbons, laurel.

For `drawing.py`. Each is SVG in a box of 512 by 512, and depends on its colours alone.
"""

from math import cos, pi, sin

from markupsafe import Markup

from badgeledger.outputs.shapes import CENTRE

_LOBES = 16
_TURNS = 6  # copies of the curve, from one lobe to the next
_BANDS = (0.98, 0.76)  # sizes of the curve
_POINTS = 10  # of the curve, for each lobe
_LEAVES = 9  # of each branch
_LEAF = "M0 0Q-17 -22 0 -58Q17 -22 0 0Z"
_FOLD = "M150 330L104 496L176 468L214 508L262 372ZM362 330L408 496L336 468L298 508L250 372Z"
_SHADE = "M150 330L138 372L258 408L262 372ZM362 330L374 372L254 408L250 372Z"


def guilloche(colour: str) -> Markup:
    """A curve turned against itself, as on share certificates, to be clipped by the badge."""
    turned = Markup("").join(
        Markup('<use href="#w" transform="{} rotate({:.2f} {c} {c})"/>').format(
            _scaled(size), 360 / _LOBES * turn / _TURNS, c=CENTRE
        )
        for size in _BANDS
        for turn in range(_TURNS)
    )
    return Markup(
        '<g clip-path="url(#c)" fill="none" stroke="{}" stroke-width="1.3" opacity=".2">'
        '<defs><path id="w" d="{}"/></defs>{}</g>'
    ).format(colour, _wave(), turned)


def tails(light: str, dark: str) -> Markup:
    """The two ends of a ribbon, below the badge."""
    return Markup('<path fill="{}" d="{}"/><path fill="{}" d="{}"/>').format(
        light, _FOLD, dark, _SHADE
    )


def laurel(light: str, dark: str) -> Markup:
    """Two branches around the badge."""
    places = [(pi * (0.97 - 0.077 * leaf), leaf) for leaf in range(_LEAVES)]
    leaves = Markup("").join(
        _leaf(angle, outwards, light if outwards > 0 else dark)
        for angle, _ in places
        for outwards in (1, -1)
    )
    branch = Markup('<g id="b">{}</g>').format(leaves)
    return branch + Markup('<use href="#b" transform="matrix(-1 0 0 1 512 0)"/>')


def _leaf(angle: float, outwards: int, colour: str) -> Markup:
    radius = 226
    x, y = CENTRE + radius * sin(angle), CENTRE - radius * cos(angle)
    lean = angle * 180 / pi - 90 + (48 if outwards > 0 else -14) - 42
    return Markup(
        '<path fill="{}" d="{}" transform="translate({:.1f} {:.1f}) rotate({:.1f}) scale(.86)"/>'
    ).format(colour, _LEAF, x, y, lean)


def _wave() -> str:
    count = _LOBES * _POINTS
    points = []
    for index in range(count):
        angle = 2 * pi * index / count
        radius = 214 * (1 + 0.12 * sin(_LOBES * angle))
        points.append(f"{CENTRE + radius * cos(angle):.0f} {CENTRE + radius * sin(angle):.0f}")
    return f"M{'L'.join(points)}Z"


def _scaled(size: float) -> str:
    offset = CENTRE * (1 - size)
    return f"matrix({size:.3f} 0 0 {size:.3f} {offset:.1f} {offset:.1f})"
