"""Refuses what makes a document mean other things to a reader of JSON than to the signature.

Part of the `proof` check (VC Data Model 2.0, section 5.3, context validation). JSON-LD lets a
member be named by its full address, or by a keyword, without changing what is signed. Somebody
who holds a badge could so rename `validUntil` or `credentialStatus`: the signature would still
fit, and a reader that looks for the plain name would see a badge that never ends and cannot be
withdrawn. A context of one's own does the same, and so do names that contexts have for types
(`Criteria` means what `criteria` does) and values written out as `@value`. And what is said of the
badge may stand wherever its id does, such as in a piece of evidence that leads back to it. So may
the credentials of a record, wherever the id of its subject stands.
"""

from typing import Any

from badgeledger.rdf.contexts import CONTEXTS
from badgeledger.values import JSON
from badgeledger.verify.findings import unchecked

KEYWORDS = ("@context", "@value", "@language", "@direction")
# What the checks read of a badge: looked for in the badge itself alone.
OWN = frozenset(
    {
        "issuer", "credentialSubject", "credentialStatus",
        "validFrom", "validUntil", "issuanceDate", "expirationDate",
    }
)  # fmt: skip


def require_plain_form(document: JSON) -> None:
    """Raise `Ended` with HIDDEN_CLAIM unless all of it is said plainly, and in its place."""
    _require_plain_members(document)
    for name, member in _members(document):
        _require_plain(name, member, document.get("id"))


def _require_plain(name: str, value: Any, own: Any) -> None:
    """The same of what stands as `name` inside the document whose id is `own`."""
    if isinstance(value, list):
        for part in value:
            _require_plain(name, part, own)
    if isinstance(value, dict):
        _require_plain_members(value)
        term = _misplaced(name, value, own)
        if term is not None:
            raise unchecked("HIDDEN_CLAIM", term=term)
        for below, member in _members(value):
            _require_plain(below, member, own)


def _misplaced(name: str, value: JSON, own: Any) -> str | None:
    """A member whose place is elsewhere."""
    is_own = own is not None and value.get("id") == own
    claims = sorted(OWN & value.keys()) if is_own else []
    if name != "credentialSubject" and "verifiableCredential" in value:
        claims.append("verifiableCredential")
    return next(iter(claims), None)


def _require_plain_members(members: JSON) -> None:
    for name in members:
        if _is_hiding(name) or (name == "@value" and "@language" not in members):
            raise unchecked("HIDDEN_CLAIM", term=name)


def _is_hiding(name: str) -> bool:
    keyword = name.startswith("@") and name not in KEYWORDS
    return keyword or ":" in name or "A" <= name[:1] <= "Z" or name == "__proto__"


def _members(value: JSON) -> list[tuple[str, Any]]:
    return [(name, member) for name, member in value.items() if name != "@context"]


def require_known_contexts(value: Any) -> None:
    """Raise `Ended` with UNKNOWN_CONTEXT unless all contexts in `value` are ones we carry."""
    if isinstance(value, dict):
        named = value.get("@context", [])
        for context in named if isinstance(named, list) else [named]:
            if not isinstance(context, str):
                raise unchecked("UNKNOWN_CONTEXT/own")
            if context not in CONTEXTS:
                raise unchecked("UNKNOWN_CONTEXT", context=context)
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            require_known_contexts(part)
