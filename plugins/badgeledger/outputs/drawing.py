"""The badge of an achievement that has no image of its own, drawn in the issuer's colours.

Flow: an achievement's design → SVG. All that the drawing depends on is in the design, whose digest
names the image. Staff choose shape, ribbon and icon; what they leave open, the kind of achievement
decides. Text is drawn as outlines. A name in a script that no font has is left to the page; the
sign then stands alone.
"""

from markupsafe import Markup

from badgeledger.outputs.colour import BLACK, INK, WHITE, mix, readable, text_on
from badgeledger.outputs.icons import Sign, sign
from badgeledger.outputs.lettering import fit, writable
from badgeledger.outputs.ornaments import guilloche, laurel, tails
from badgeledger.outputs.shapes import CENTRE, SHAPES, Shape, family
from badgeledger.values import JSON

_SIGN_SIZE = 92
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF))
_FRAME = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512"'
    ' role="img"><title>{title}</title><defs><radialGradient id="g" cy=".38" r=".72">'
    '<stop stop-color="{middle}"/><stop offset="1" stop-color="{edge}"/></radialGradient>'
    '<path id="o" stroke-linejoin="round" d="{outline}"/><clipPath id="c">'
    '<use href="#o" transform="{inner}"/></clipPath></defs>{behind}<g transform="{place}">'
    '<use href="#o" fill="{rim}" stroke="{rim}" stroke-width="18"/>'
    '<use href="#o" fill="url(#g)" transform="{inner}"/>{engraving}'
    '<use href="#o" fill="none" stroke="{accent}" stroke-width="7" transform="{inner}"/>'
    '<use href="#o" fill="none" stroke="{accent}" stroke-width="2.4" transform="{line}"/>'
    "{content}</g></svg>\n"
)
_PLACED = Markup(
    '<path fill="{}" fill-rule="{}" transform="translate({:.1f} {:.1f}) scale({:.3f})" d="{}"/>'
)
# Where the badge itself stands, for each ribbon.
_PLACES = {
    "none": "translate(0 0)",
    "tails": "translate(41 2) scale(.84)",
    "laurel": "translate(54 42) scale(.79)",
}


def drawn_badge(design: JSON) -> bytes:
    """The badge as SVG, 512 units wide and high; `design` is that of `credential.achievement`."""
    shape_name, ribbon, own_sign = family(design["type"])
    shape = SHAPES[design.get("shape") or shape_name]
    ribbon = design.get("ribbon") or ribbon
    primary, secondary = design["primary"].lower(), design["secondary"].lower()
    ink = text_on(primary)
    accent = readable(secondary, primary, 3.0)
    # The gradient moves away from the text's colour: contrast only grows.
    edge = mix(primary, INK if ink == WHITE else WHITE, 0.38)
    content = _content(design["name"], shape, sign(design.get("icon") or "", own_sign), ink, accent)
    return _FRAME.format(
        title=design["name"].translate(_NOT_XML),
        middle=primary,
        edge=edge,
        rim=mix(primary, BLACK, 0.35),
        accent=accent,
        outline=shape.outline,
        inner=_about(0.93),
        line=_about(0.885),
        place=_PLACES[ribbon],
        behind=_behind(ribbon, secondary),
        engraving=guilloche(ink),
        content=content,
    ).encode()


def _behind(ribbon: str, colour: str) -> Markup:
    dark = mix(colour, BLACK, 0.28)
    if ribbon == "tails":
        return tails(colour, dark)
    return laurel(colour, dark) if ribbon == "laurel" else Markup("")


def _content(name: str, shape: Shape, chosen: Sign, ink: str, accent: str) -> Markup:
    text = writable(name)
    if not text:
        return _placed(chosen, accent, CENTRE, 220)
    setting = fit(text, shape.text_width, shape.text_height)
    letters = Markup('<path fill="{}" d="{}"/>').format(
        ink, setting.path(CENTRE, shape.text_middle)
    )
    return _placed(chosen, accent, shape.sign_middle, _SIGN_SIZE) + letters


def _placed(chosen: Sign, colour: str, middle: float, size: float) -> Markup:
    # Icons of the set are filled as they come; signs of our own have holes.
    rule = "evenodd" if chosen.box == 64 else "nonzero"
    half = size / 2
    scale = size / chosen.box
    return _PLACED.format(colour, rule, CENTRE - half, middle - half, scale, chosen.path)


def _about(scale: float) -> str:
    """A transformation that scales around the middle."""
    offset = CENTRE * (1 - scale)
    return f"matrix({scale} 0 0 {scale} {offset:.2f} {offset:.2f})"
