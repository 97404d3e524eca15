"""`issuer.yml` as an Open Badges 3.0 Profile, for the `issuer` of credentials and `issuer.json`.

A Profile is not part of what the log commits to: the institution may change its name or logo, and
only its present Profile is published. A preview's says PREVIEW, so that it cannot pass for more.
"""

from badgeledger.credential.achievement import stated
from badgeledger.credential.contexts import OPEN_BADGES
from badgeledger.credential.wording import trimmed
from badgeledger.model import Issuer
from badgeledger.values import JSON

PREVIEW = "PREVIEW – "
# Where the issuer's logo stands: as PNG, which every wallet shows, whatever the ledger has.
ISSUER_IMAGE = "issuer.png"


def profile(issuer: Issuer, did: str, *, preview: bool) -> JSON:
    """The Profile as credentials embed it, under the identifier `did`."""
    return stated(
        {
            "id": did,
            "type": ["Profile"],
            "name": f"{PREVIEW if preview else ''}{issuer.name}",
            "url": issuer.url,
            "email": issuer.email,
            "description": trimmed(issuer.description or ""),
            "image": {"id": f"{issuer.site}/{ISSUER_IMAGE}", "type": "Image"}
            if issuer.image
            else None,
        }
    )


def published_profile(embedded: JSON) -> JSON:
    """What stands at `issuer.json`: the Profile that credentials embed, with its context."""
    return {"@context": [OPEN_BADGES]} | embedded
