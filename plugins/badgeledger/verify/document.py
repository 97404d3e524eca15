"""Finds the credential in a document.

The `document` check, the first of all: it says whether there is a credential to look at, and
takes from it what the other checks need. It refuses to guess: JSON is read strictly, and a member
of the wrong kind makes the document unreadable. Whether any of it is true, the others say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from badgeledger.verify.dates import Span, read_end, read_span
from badgeledger.verify.findings import failed
from badgeledger.verify.strict_json import read_json
from badgeledger.verify.token import credential_of, enveloped, read_token

JSON = dict[str, Any]
# What the report is about, by the types that say so; the first that fits counts.
KINDS = {
    "record": ("ClrCredential",),
    "badge": ("OpenBadgeCredential", "AchievementCredential"),
    "endorsement": ("EndorsementCredential",),
}
ANSWERED = tuple(name for names in KINDS.values() for name in names)
STATUS_LIST = ("BitstringStatusListCredential",)
MOST_PROOFS = 16


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof of a credential, and when it ends by its own word, in UTC seconds."""

    members: JSON
    end: int | None


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential as it was found, before anything in it is believed."""

    document: JSON
    issuer: str  # the issuer's id
    proofs: tuple[Proof, ...]
    span: Span


def read_credential(data: bytes, types: Sequence[str] = ANSWERED) -> Credential:
    """The credential of one of `types` that `data` is, as JSON in UTF-8 or a compact JWT.

    Raises `Ended` with what is wrong (report.md, "document").
    """
    token = read_token(data)
    document = read_json(data) if token is None else credential_of(*token)  # (1), (2)
    return credential_in(document, types)


def credential_in(document: Any, types: Sequence[str] = ANSWERED) -> Credential:
    """The credential of one of `types` that `document` is. Raises `Ended` likewise."""
    token = enveloped(document)
    if token is not None:
        return read_credential(token, types)
    if not _is_credential(document, types):  # (3)
        raise failed("NO_CREDENTIAL")
    issuer = issuer_id(document)  # (4)
    if issuer is None:
        raise failed("NO_ISSUER")
    proofs = _proofs(document)  # (5)
    return Credential(document, issuer, proofs, read_span(document))  # (6)


def kind_of(document: JSON) -> str:
    """A key of `KINDS`, or `credential` for any other, as a record may hold."""
    fits = (
        kind
        for kind, names in KINDS.items()
        if any(is_named(document.get("type"), name) for name in names)
    )
    return next(fits, "credential")


def issuer_id(document: JSON) -> str | None:
    """The id of the issuer that a credential names."""
    issuer = document.get("issuer")
    identifier = issuer.get("id") if isinstance(issuer, dict) else issuer
    return identifier if isinstance(identifier, str) else None


def is_named(value: Any, name: str) -> bool:
    """Whether a value of one or more names, such as a `type`, has `name`."""
    return value == name or (isinstance(value, list) and name in value)


def _is_credential(document: Any, types: Sequence[str]) -> bool:
    named = document.get("type") if isinstance(document, dict) else None
    if not isinstance(named, list):
        return False
    return "VerifiableCredential" in named and any(kind in named for kind in types)


def _proofs(document: JSON) -> tuple[Proof, ...]:
    found = document.get("proof")
    proofs: list[Any] = found if isinstance(found, list) else [found]
    if not proofs or not all(isinstance(proof, dict) for proof in proofs):
        raise failed("NO_PROOF")
    if len(proofs) > MOST_PROOFS:
        raise failed("TOO_MANY_PROOFS", limit=str(MOST_PROOFS))
    return tuple(Proof(proof, read_end(proof)) for proof in proofs)
