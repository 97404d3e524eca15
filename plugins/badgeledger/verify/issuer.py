"""Finds the key that a proof names, and whether the issuer answers for it.

The `issuer` check: did:web, did:key, and Controlled Identifiers 1.0, section 3.3 (a verification
method counts only if its controller's document lists it for the purpose of the proof). It asks
for nothing but the issuer's own document, and refuses every key that the issuer does not list, and
those whose secret is published.
"""

from dataclasses import dataclass
from typing import Any

from badgeledger.verify.dates import read_time
from badgeledger.verify.did_web import WebIssuer, key_of, web_issuer
from badgeledger.verify.document import JSON
from badgeledger.verify.fetching import Fetch, body_at
from badgeledger.verify.findings import Ended, Finding, unchecked
from badgeledger.verify.strict_json import read_json

_FORMS = ("publicKeyMultibase", "publicKeyJwk", "publicKeyBase58")
_SECRETS = (
    "secretKeyMultibase",
    "privateKeyMultibase",
    "privateKeyBase58",
    "privateKeyJwk",
    "secretKeyJwk",
)


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """How the `issuer` check ended, and what was found to check the proof with."""

    finding: Finding
    public: Any  # a Multikey, if the issuer's document has it right


def find_key(issuer: str, method: str, fetch: Fetch, now: int) -> IssuerKey:
    """The key that `method`, the verificationMethod of a proof by `issuer`, stands for.

    Raises `Ended` where the issuer's keys cannot be looked up.
    """
    web = web_issuer(issuer)
    if web is not None:
        return _listed_key(_did_document(web, fetch), web, method, now)
    key = key_of(issuer)
    if key is None:
        raise unchecked("UNSUPPORTED_METHOD", did=issuer)
    if method != f"{issuer}#{key}":
        return IssuerKey(Finding("fail", "KEY_NOT_LISTED"), None)
    return IssuerKey(Finding("warn", "ISSUER_IS_A_KEY", {"did": issuer}), key)


def _did_document(web: WebIssuer, fetch: Fetch) -> JSON:
    body = body_at(web.document, fetch)
    if body is None:
        raise unchecked("DID_RETRIEVAL_ERROR", url=web.document)
    try:
        document = read_json(body)
    except Ended:
        document = None
    if not isinstance(document, dict):
        raise unchecked("DID_DOCUMENT_MALFORMED", url=web.document)
    return document


def _listed_key(document: JSON, web: WebIssuer, method: str, now: int) -> IssuerKey:
    asserting = _entries(document, "assertionMethod", web.did)
    known = {**asserting, **_entries(document, "verificationMethod", web.did)}
    entry = known.get(method) or {}
    steps = (
        (document.get("id") == web.did, "OTHER_DID_DOCUMENT"),
        (bool(entry), "KEY_NOT_LISTED"),
        (entry.get("controller") == web.did, "OTHER_CONTROLLER"),
        (method in asserting, "KEY_NOT_FOR_ASSERTION"),
        (not _is_ended(entry, now), "KEY_ENDED"),
        (not _is_secret_published(entry), "KEY_NOT_SECRET"),
    )
    objection = next((code for holds, code in steps if not holds), None)
    finding = (
        Finding("fail", objection, {"url": web.document})
        if objection
        else Finding("pass", "ISSUER_OK", {"domain": web.domain})
    )
    forms = [name for name in _FORMS if name in entry]
    return IssuerKey(finding, entry.get("publicKeyMultibase") if len(forms) == 1 else None)


def _entries(document: JSON, relationship: str, did: str) -> dict[str, JSON]:
    """The methods of a relationship by their absolute ids; those only named have no members."""
    listed = document.get(relationship)
    entries: dict[str, JSON] = {}
    for entry in listed if isinstance(listed, list) else []:
        members = entry if isinstance(entry, dict) else {}
        identifier = members.get("id") if members else entry
        if isinstance(identifier, str):
            absolute = did + identifier if identifier.startswith("#") else identifier
            entries.setdefault(absolute, members)
    return entries


def _is_ended(entry: JSON, now: int) -> bool:
    """Whether a method is revoked or expired by now, or says so in a way that cannot be read."""
    ends = [entry[name] for name in ("revoked", "expires") if entry.get(name) is not None]
    return any((read_time(end) or 0) <= now for end in ends)


def _is_secret_published(entry: JSON) -> bool:
    """Whether a method tells the secret of its key: then anybody may have signed."""
    jwk = entry.get("publicKeyJwk")
    return any(name in entry for name in _SECRETS) or (isinstance(jwk, dict) and "d" in jwk)
