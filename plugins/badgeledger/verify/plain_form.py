"""Refuses what makes a document mean other things to a reader of JSON than to the signature.

Part of the `proof` check (VC Data Model 2.0, section 5.3, context validation). JSON-LD lets a
member be named by its full address, or by a keyword, without changing what is signed. Somebody
who holds a badge could so rename `validUntil` or `credentialStatus`: the signature would still
fit, and a reader that looks for the plain name would see a badge that never ends and cannot be
withdrawn. A context of one's own does the same.
"""

from typing import Any

from badgeledger.rdf.contexts import CONTEXTS
from badgeledger.verify.findings import unchecked

KEYWORDS = ("@context", "@value", "@language", "@direction")


def require_plain_form(value: Any) -> None:
    """Raise `Ended` with HIDDEN_CLAIM unless every member of `value` has a plain name."""
    if isinstance(value, dict):
        for name, member in value.items():
            if ":" in name or (name.startswith("@") and name not in KEYWORDS):
                raise unchecked("HIDDEN_CLAIM", term=name)
            if name != "@context":
                require_plain_form(member)
    if isinstance(value, list):
        for member in value:
            require_plain_form(member)


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
