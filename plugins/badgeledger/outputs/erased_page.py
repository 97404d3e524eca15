"""`credentials/<uuid>/` of an award that was erased: a notice in the place of the badge page.

Flow: the issuer as it stands now → a whole HTML page, the same for every such award. It says what
happened, that nothing follows from it, and what becomes of copies; nothing of the award is known
here. `credential.json` and `oembed.json` are gone with it: for a document that is not there, a 404
is what programs understand (oEmbed 1.0, section 2.3.6).
"""

from collections.abc import Mapping

from badgeledger.credential.profile import ISSUER_IMAGE
from badgeledger.outputs.template import NONE_OWN, Templates
from badgeledger.values import JSON


def erased_page(
    *,
    issuer: JSON,
    language: str,
    assets: Mapping[str, str],
    preview: bool,
    policy: bool,
    templates: Templates = NONE_OWN,
) -> bytes:
    """The page as UTF-8, in one of `outputs.wording.LANGUAGES`; for the rest see `badge_page`."""
    text = templates.render(
        "erased.html",
        language=language,
        issuer=issuer,
        logo=ISSUER_IMAGE if "image" in issuer else None,
        assets=assets,
        preview=preview,
        policy=policy,
    )
    return text.encode()
