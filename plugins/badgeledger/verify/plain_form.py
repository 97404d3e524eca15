"""Refuses what makes a document mean other things to a reader of JSON than to the signature.

Part of the `proof` check (VC Data Model 2.0, section 5.3, context validation). JSON-LD lets a
member be named by its full address, or by a keyword, without changing what is signed. Somebody
who holds a badge could so rename `validUntil` or `credentialStatus`: the signature would still
fit, and a reader that looks for the plain name would see a badge that never ends and cannot be
withdrawn. A context of one's own does the same, and so do names that contexts have for types
(`Criteria` means what `criteria` does) and values written out as `@value`. And what is said of the
badge may stand wherever its id does, such as in a piece of evidence that leads back to it.
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
    for part in _parts(document):
        _require_plain(part, document.get("id"))


def _require_plain(value: Any, own: Any) -> None:
    """The same of a part of the document whose id is `own`."""
    if isinstance(value, dict):
        _require_plain_members(value)
        claims = OWN & value.keys()
        if claims and own is not None and value.get("id") == own:
            raise unchecked("HIDDEN_CLAIM", term=min(claims))
    for part in _parts(value):
        _require_plain(part, own)


def _require_plain_members(members: JSON) -> None:
    for name in members:
        if _is_hiding(name) or (name == "@value" and "@language" not in members):
            raise unchecked("HIDDEN_CLAIM", term=name)


def _is_hiding(name: str) -> bool:
    keyword = name.startswith("@") and name not in KEYWORDS
    return keyword or ":" in name or "A" <= name[:1] <= "Z" or name == "__proto__"


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [member for name, member in value.items() if name != "@context"]
    return value if isinstance(value, list) else []


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
