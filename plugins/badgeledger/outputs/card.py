"""`achievements/<slug>/card.png`: what a link to a badge looks like where people share it.

Flow: an achievement as it stands, its image and its issuer → a PNG of 1200 by 630, the size that
the Open Graph protocol's readers ask for. It names no person: one card serves every award. Like a
drawn badge it uses no font of the machine; a text in a script that no font has is left out.
"""

import base64
import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from badgeledger.model import AchievementVersion
from badgeledger.outputs import rasteriser
from badgeledger.outputs.colour import WHITE, mix, readable
from badgeledger.outputs.lettering import fit, outline, writable
from badgeledger.outputs.picture import badge_svg, embedded_png
from badgeledger.outputs.template import tag_for
from badgeledger.outputs.trusted import trusted
from badgeledger.outputs.wording import language_for, strings

WIDTH, HEIGHT = 1200, 630
_TEXT_LEFT, _TEXT_WIDTH = 560, 570
_FRAME = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630">'
    '<rect width="1200" height="630" fill="#fff"/><rect width="500" height="630" fill="{tint}"/>'
    '<rect width="1200" height="16" fill="{primary}"/>'
    '<rect y="16" width="1200" height="6" fill="{secondary}"/>{image}{texts}</svg>'
)
_OPENING = re.compile(r"^<svg[^>]*>")


def card(version: AchievementVersion, issuer_name: str) -> bytes:
    """The card as PNG; `issuer_name` as the issuer's Profile has it."""
    colours = version.issuer.colours
    primary = colours.primary.lower()
    svg = _FRAME.format(
        primary=primary,
        secondary=colours.secondary.lower(),
        tint=mix(primary, WHITE, 0.9),
        image=_image(version),
        texts=_texts(version, issuer_name, readable(primary, WHITE)),
    )
    return rasteriser.draw(svg, WIDTH)


def _image(version: AchievementVersion) -> Markup:
    place = Markup('x="60" y="135" width="380" height="380"')
    if version.image is None:
        drawing = _OPENING.sub("", badge_svg(version).decode()).strip()
        within = trusted(drawing)
        return Markup('<svg {} viewBox="0 0 512 512">{}').format(place, within)
    data = base64.b64encode(embedded_png(version)).decode()
    return Markup('<image {} href="data:image/png;base64,{}"/>').format(place, data)


def _texts(version: AchievementVersion, issuer_name: str, colour: str) -> Markup:
    domain = urlsplit(version.issuer.site).hostname or ""
    kinds = strings(language_for(tag_for(version)))["types"]
    achievement_type = version.achievement.type
    kind = kinds.get(achievement_type, achievement_type.removeprefix("ext:"))
    lines = [
        (kind, 34, 150, "#525b66"),
        (issuer_name, 36, 500, "#1b2026"),
        (domain, 30, 548, "#525b66"),
    ]
    small = (
        _path(outline(_short(writable(text), size), _TEXT_LEFT, y, size), fill)
        for text, size, y, fill in lines
    )
    return _name(version.achievement.name, colour) + Markup("").join(small)


def _name(name: str, colour: str) -> Markup:
    text = writable(name)
    if not text:
        return Markup("")
    setting = fit(text, _TEXT_WIDTH, 250)
    return _path(setting.path_from(_TEXT_LEFT, 305), colour)


def _short(text: str, size: float) -> str:
    return fit(text, _TEXT_WIDTH, size * 1.3).lines[0] if text else ""


def _path(data: str, fill: str) -> Markup:
    return Markup('<path fill="{}" d="{}"/>').format(fill, escape(data))
