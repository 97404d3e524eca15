"""Checks that a credential is signed, and by the issuer it names.

The `proof` and `issuer` checks: Data Integrity 1.0, section 4.3 (verify proof), with the
cryptosuite eddsa-rdfc-2022, and the issuer's own list of keys. It refuses, besides what is wrong,
what it cannot be sure of: unknown contexts, hidden claims, text that programs read differently.
"""

from dataclasses import dataclass
from typing import Any

from badgeledger.errors import ContentError
from badgeledger.keys.multikey import decode_public_key
from badgeledger.proof.eddsa_rdfc_2022 import verify_proof
from badgeledger.rdf.safety import DroppedClaim
from badgeledger.verify.document import JSON, Credential, is_known_proof
from badgeledger.verify.fetching import Fetch
from badgeledger.verify.findings import Ended, Finding
from badgeledger.verify.issuer import find_key
from badgeledger.verify.plain_form import require_known_contexts, require_plain_form

# What the proof's room refuses, by its codes; everything else is a text read in several ways.
REFUSALS = {
    "B0520": Finding("notchecked", "UNSUPPORTED_KEY"),
    "B0522": Finding("fail", "SIGNATURE_MISMATCH"),
    "B0540": Finding("fail", "MALFORMED_PROOF"),
}
UNCLEAR = Finding("notchecked", "UNCLEAR_TEXT")
NOT_REACHED = Finding("notchecked", "NOT_REACHED")


@dataclass(frozen=True, slots=True)
class Signature:
    """How the checks `proof` and `issuer` ended."""

    proof: Finding
    issuer: Finding

    @property
    def holds(self) -> bool:
        """Whether the issuer itself signed exactly this."""
        return self.proof.result == "pass" and self.issuer.result in ("pass", "warn")

    @property
    def broken(self) -> bool:
        """Whether one of the two failed."""
        return "fail" in (self.proof.result, self.issuer.result)


def check_signature(credential: Credential, fetch: Fetch, now: int) -> Signature:
    """The checks `proof` and `issuer` of a credential (report.md, "proof and issuer")."""
    objection = _objection(credential)  # (1) to (3)
    if objection is not None:
        return objection
    try:
        key = find_key(credential.issuer, credential.proof["verificationMethod"], fetch, now)  # (4)
    except Ended as ended:
        return Signature(ended.finding, ended.finding)
    public = _ed25519(key.public)
    if public is not None:
        return Signature(_check_proof(credential, public), key.finding)  # (7) to (9)
    if key.finding.result == "fail":  # (5)
        return Signature(NOT_REACHED, key.finding)
    unsupported = Finding("notchecked", "UNSUPPORTED_KEY")  # (6)
    return Signature(unsupported, unsupported)


def _objection(credential: Credential) -> Signature | None:
    proof = credential.proof
    if not is_known_proof(proof):  # (1)
        suite = Finding("notchecked", "UNSUPPORTED_SUITE", {"suite": _suite(proof)})
        return Signature(suite, suite)
    method = proof.get("verificationMethod")
    if not (isinstance(method, str) and "#" in method and isinstance(proof.get("proofValue"), str)):
        return Signature(Finding("fail", "MALFORMED_PROOF"), NOT_REACHED)  # (2)
    if proof.get("proofPurpose") != "assertionMethod":
        return Signature(NOT_REACHED, Finding("fail", "OTHER_PURPOSE"))
    signer = method.partition("#")[0]
    if signer != credential.issuer:  # (3)
        values = {"did": credential.issuer, "other": signer}
        return Signature(NOT_REACHED, Finding("fail", "OTHER_ISSUER", values))
    return None


def _check_proof(credential: Credential, public: bytes) -> Finding:
    document = {**credential.document, "proof": credential.proof}
    try:
        require_plain_form(document)  # (7)
        require_known_contexts(document)  # (8)
        verify_proof(document, public)  # (8), (9)
    except Ended as ended:
        return ended.finding
    except DroppedClaim as dropped:
        return Finding("fail", "UNDEFINED_TERM", {"term": dropped.claim})
    except ContentError as error:
        return REFUSALS.get(error.problems[0].code, UNCLEAR)
    return Finding("pass", "PROOF_OK")


def _ed25519(multikey: Any) -> bytes | None:
    try:
        return decode_public_key(multikey) if isinstance(multikey, str) else None
    except ContentError:
        return None


def _suite(proof: JSON) -> str:
    named = (proof.get("cryptosuite"), proof.get("type"))
    return next((name for name in named if isinstance(name, str)), "unknown")
