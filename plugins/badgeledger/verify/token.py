"""Reads a credential that is signed as a compact JWT.

Part of the `document` check: VC-JOSE-COSE 1.0, VC Data Model 1.1, section 6.3.1, Open Badges 3.0,
section 8.2. Who issued what can be told from it; its signature is checked by the browser alone, so
that its `alg` counts as the name of a suite that cannot be checked here.
"""

import base64
import binascii
import re
from typing import Any

from badgeledger.verify.dates import stamp
from badgeledger.verify.findings import failed
from badgeledger.verify.members import text_of
from badgeledger.verify.strict_json import MOST_BYTES, read_json

JSON = dict[str, Any]
COMPACT = re.compile(rb"\s*([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*\s*")
ENVELOPE = re.compile(r"data:application/vc\+(?:ld\+json\+)?jwt,(.*)")
LAST = 253_402_300_799  # the last second that calendars of programs reach
# The members that claims of a JWT stand for, where the credential does not say them itself.
NAMES = {"iss": "issuer", "jti": "id", "nbf": "validFrom", "exp": "validUntil"}


def read_token(data: bytes) -> tuple[JSON, JSON] | None:
    """Header and payload of a compact JWS, perhaps with spaces around it; None for anything else.

    Raises `Ended` with NOT_JSON and what else JSON is refused for.
    """
    parts = COMPACT.fullmatch(data) if len(data) <= MOST_BYTES else None
    if parts is None:
        return None
    header, payload = (read_json(_decoded(part)) for part in parts.groups())
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise failed("NOT_JSON")
    return header, payload


def credential_of(header: JSON, payload: JSON) -> JSON:
    """The credential in a JWT, with its `alg` as the kind of its proof."""
    said = payload.get("vc")
    claims = {NAMES[name]: _claim(payload[name]) for name in NAMES if name in payload}
    credential = said if isinstance(said, dict) else _without_claims(payload)
    alg = text_of(header, "alg") or "unknown"
    proof = {"type": alg, "verificationMethod": header.get("kid")}
    return {**claims, **credential, "proof": None if alg == "none" else proof}


def enveloped(document: Any) -> bytes | None:
    """The JWT in an EnvelopedVerifiableCredential; None for others."""
    named = document.get("type") if isinstance(document, dict) else None
    names = named if isinstance(named, list) else [named]
    found = ENVELOPE.fullmatch(text_of(document, "id") or "")
    is_envelope = "EnvelopedVerifiableCredential" in names and found is not None
    return found[1].encode() if found and is_envelope else None


def _decoded(part: bytes) -> bytes:
    try:
        return base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))
    except binascii.Error:
        raise failed("NOT_JSON") from None


def _claim(value: Any) -> Any:
    """A claim as a credential has it: a moment is a number in a JWT."""
    is_time = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LAST
    return stamp(int(value)) if is_time else value


def _without_claims(payload: JSON) -> JSON:
    return {name: value for name, value in payload.items() if name not in NAMES}
