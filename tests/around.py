"""The site around a page that a test makes."""

from collections.abc import Mapping
from typing import Any

from badgeledger.credential.profile import profile
from badgeledger.model import Issuer
from badgeledger.outputs.surroundings import Surroundings


def around(issuer: Issuer, did: str, assets: Mapping[str, str], /, **changes: Any) -> Surroundings:
    """A published site of the issuer, without other achievements; `changes` go before."""
    preview = bool(changes.get("preview"))
    plain: dict[str, Any] = {
        "issuer": profile(issuer, did, preview=preview),
        "site": issuer.site,
        "language": "en",
        "names": {},
        "leads_to": {},
        "assets": assets,
        "preview": False,
        "policy": True,
    }
    return Surroundings(**plain | changes)
