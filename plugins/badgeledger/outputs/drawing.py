"""The badge of an achievement that has no image of its own, drawn in the issuer's colours.

Flow: an achievement's design → SVG. All that the drawing depends on is in the design, whose digest
names the image; the kind of achievement chooses the shape and the sign on it. Text is drawn as
outlines. A name in a script that the font lacks is left to the page; the sign then stands alone.
"""

from markupsafe import Markup

from badgeledger.outputs.colour import INK, WHITE, mix, readable, text_on
from badgeledger.outputs.lettering import fit, writable
from badgeledger.outputs.shapes import CENTRE, Shape, family
from badgeledger.values import JSON

_SIGN_BOX = 64
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF))
_FRAME = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512"'
    ' role="img"><title>{title}</title><defs><linearGradient id="g" x2="0" y2="1">'
    '<stop stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/></linearGradient></defs>'
    '<path fill="{second}" d="{shape.behind}"/><g stroke-linejoin="round">'
    '<path fill="url(#g)" stroke="url(#g)" stroke-width="20" d="{shape.outline}"/>'
    '<path fill="none" stroke="{accent}" stroke-width="5" d="{shape.rim}"/></g>{content}</svg>\n'
)
_FILLED = Markup('<path fill="{}" fill-rule="evenodd" d="{}"/>')
_PLACED = Markup('<g transform="translate({:.1f} {:.1f}) scale({})">{}</g>')


def drawn_badge(design: JSON) -> bytes:
    """The badge as SVG, 512 units wide and high; `design` is that of `credential.achievement`."""
    shape, sign = family(design["type"])
    primary, secondary = design["primary"].lower(), design["secondary"].lower()
    ink = text_on(primary)
    accent = readable(secondary, primary, 3.0)
    # The lower end of the gradient moves away from the text's colour: contrast only grows.
    away = mix(primary, INK if ink == WHITE else WHITE, 0.25)
    content = _content(design["name"], shape, _FILLED.format(accent, sign), ink)
    return _FRAME.format(
        title=design["name"].translate(_NOT_XML),
        top=primary,
        bottom=away,
        second=secondary,
        accent=accent,
        shape=shape,
        content=content,
    ).encode()


def _content(name: str, shape: Shape, sign: Markup, ink: str) -> Markup:
    text = writable(name)
    if not text:
        return _placed(sign, shape.text_middle - 24, 3.2)
    setting = fit(text, shape.text_width, shape.text_height)
    letters = Markup('<path fill="{}" d="{}"/>').format(
        ink, setting.path(CENTRE, shape.text_middle)
    )
    return _placed(sign, shape.sign_middle, 1.2) + letters


def _placed(sign: Markup, middle: float, scale: float) -> Markup:
    half = _SIGN_BOX / 2 * scale
    return _PLACED.format(CENTRE - half, middle - half, scale, sign)
