"""Finds the credential in a document.

The `document` check, the first of all: it says whether there is a credential to look at, and
takes from it what the other checks need. It refuses to guess: JSON is read strictly, and a member
of the wrong kind makes the document unreadable. Whether any of it is true, the others say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from badgeledger.verify.dates import Span, read_span
from badgeledger.verify.findings import failed
from badgeledger.verify.strict_json import read_json

JSON = dict[str, Any]
BADGE = ("OpenBadgeCredential", "AchievementCredential")
STATUS_LIST = ("BitstringStatusListCredential",)
CRYPTOSUITE = "eddsa-rdfc-2022"


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential as it was found, before anything in it is believed."""

    document: JSON
    issuer: str  # the issuer's id
    proof: JSON  # the proof that is checked: the first of the suite that is known, else the first
    span: Span


def read_credential(data: bytes, types: Sequence[str] = BADGE) -> Credential:
    """The credential of one of `types` that `data` is, as JSON in UTF-8.

    Raises `Ended` with what is wrong (report.md, "document").
    """
    document = read_json(data)  # (1), (2)
    if not _is_credential(document, types):  # (3)
        raise failed("NO_CREDENTIAL")
    issuer = issuer_id(document)  # (4)
    if issuer is None:
        raise failed("NO_ISSUER")
    proofs = _as_list(document.get("proof"))  # (5)
    if not proofs or not all(isinstance(proof, dict) for proof in proofs):
        raise failed("NO_PROOF")
    proof = next(filter(is_known_proof, proofs), proofs[0])
    return Credential(document, issuer, proof, read_span(document, proof))  # (6)


def is_known_proof(proof: JSON) -> bool:
    """Whether this project can check a proof."""
    kind = (proof.get("type"), proof.get("cryptosuite"))
    return kind == ("DataIntegrityProof", CRYPTOSUITE) and "previousProof" not in proof


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


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
