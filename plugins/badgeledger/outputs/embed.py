"""What other sites show of a badge: `embed/`, one page for all, and `oembed.json` beside each.

Flow: the issuer as it stands now → a small page that a frame shows. The badge's id stands behind
`#`, the script reads the badge and checks it in the frame, each time. Nothing is shown of a badge
that was not read.

Clause: oEmbed 1.0, section 2.3.4 ("rich"). The document names the badge and its issuer, not the
person: a site that embeds keeps what it was told, and could not be asked to forget a name.
"""

from markupsafe import escape

from badgeledger.model import AwardVersion
from badgeledger.outputs.surroundings import Surroundings
from badgeledger.values import JSON

ADDRESS = "embed/index.html"
WIDTH, HEIGHT = 480, 220  # CSS pixels


def embed_page(around: Surroundings) -> bytes:
    """The page as UTF-8, in the issuer's language."""
    return around.page("embed.html", language=around.language, tag=around.language)


def oembed(version: AwardVersion, *, issuer: JSON, site: str) -> JSON:
    """The document of one award; `issuer` is the Profile that its credential names."""
    title = f"{version.achievement.achievement.name} – {issuer['name']}"
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "width": WIDTH,
        "height": HEIGHT,
        "html": frame(version.id, site, title),
    }


def frame(award_id: str, site: str, title: str) -> str:
    """The element that shows the badge on another site."""
    source = escape(f"{site}/embed/#{award_id}")
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    return f'<iframe src="{source}" {size} title="{escape(title)}"></iframe>'
