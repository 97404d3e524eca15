"""Checks one proof: that it fits the document, and that the issuer answers for its key.

The `proof` and `issuer` checks of one proof: Data Integrity 1.0, section 4.3 (verify proof), with
the cryptosuite eddsa-rdfc-2022, and the issuer's own list of keys. It refuses, besides what is
wrong, what it cannot be sure of: unknown contexts, hidden claims, text that is read differently.
"""

from typing import Any

from badgeledger.errors import ContentError
from badgeledger.keys.multikey import decode_public_key
from badgeledger.proof.eddsa_rdfc_2022 import CRYPTOSUITE, verify_proof
from badgeledger.rdf.safety import DroppedClaim
from badgeledger.verify.document import JSON, Credential
from badgeledger.verify.fetching import Fetch
from badgeledger.verify.findings import Ended, Finding
from badgeledger.verify.issuer import find_key
from badgeledger.verify.plain_form import require_known_contexts, require_plain_form
from badgeledger.verify.withdrawn import withdrawn_key

# What the proof's room refuses, by its codes; everything else is a text read in several ways.
REFUSALS = {
    "B0520": Finding("notchecked", "UNSUPPORTED_KEY"),
    "B0522": Finding("fail", "SIGNATURE_MISMATCH"),
    "B0540": Finding("fail", "MALFORMED_PROOF"),
}
UNCLEAR = Finding("notchecked", "UNCLEAR_TEXT")
NOT_REACHED = Finding("notchecked", "NOT_REACHED")
Outcome = tuple[Finding, Finding]  # of the checks `proof` and `issuer`


def check_proof(credential: Credential, proof: JSON, fetch: Fetch, now: int) -> Outcome:
    """The checks of one proof of a credential (report.md, "proof and issuer")."""
    objection = _objection(proof, credential.issuer)  # (1) to (3)
    if objection is not None:
        return objection
    try:
        key = find_key(credential.issuer, proof["verificationMethod"], fetch, now)  # (4), (5)
    except Ended as ended:
        return ended.finding, ended.finding
    if key.finding.key == "KEY_NOT_LISTED":
        key = withdrawn_key(credential, proof["verificationMethod"], fetch) or key
    public = _ed25519(key.public)
    if public is not None:
        return check_fit(credential.document, proof, public), key.finding  # (7) to (9)
    if key.finding.result == "fail":
        return NOT_REACHED, key.finding
    unsupported = Finding("notchecked", "UNSUPPORTED_KEY")  # (6)
    return unsupported, unsupported


def fit_by_named_key(credential: Credential, proof: JSON) -> Finding | None:
    """Whether a proof fits the key that is its verificationMethod's fragment, whosever that is.

    None where it names no such key, or is no proof that can be checked.
    """
    if _objection(proof, credential.issuer) is not None:
        return None
    public = _ed25519(proof["verificationMethod"].partition("#")[2])
    return None if public is None else check_fit(credential.document, proof, public)


def suite_of(proof: JSON) -> str:
    """The name of a proof's cryptosuite; of an older kind of proof, its type."""
    named = (proof.get("cryptosuite"), proof.get("type"))
    return next((name for name in named if isinstance(name, str)), "unknown")


def _is_known(proof: JSON) -> bool:
    """Whether this project can check a proof."""
    kind = (proof.get("type"), proof.get("cryptosuite"))
    return kind == ("DataIntegrityProof", CRYPTOSUITE) and "previousProof" not in proof


def _objection(proof: JSON, issuer: str) -> Outcome | None:
    if not _is_known(proof):  # (1)
        suite = Finding("notchecked", "UNSUPPORTED_SUITE", {"suite": suite_of(proof)})
        return suite, suite
    method = proof.get("verificationMethod")
    if not (isinstance(method, str) and "#" in method and isinstance(proof.get("proofValue"), str)):
        return Finding("fail", "MALFORMED_PROOF"), NOT_REACHED  # (2)
    if proof.get("proofPurpose") != "assertionMethod":
        return NOT_REACHED, Finding("fail", "OTHER_PURPOSE")
    signer = method.partition("#")[0]
    if signer != issuer:  # (3)
        return NOT_REACHED, Finding("fail", "OTHER_ISSUER", {"did": issuer, "other": signer})
    return None


def check_fit(document: JSON, proof: JSON, public: bytes) -> Finding:
    """Whether a proof of a document was made over it with a key; whose key it is, is not asked."""
    secured = {**document, "proof": proof}
    try:
        require_plain_form(secured)  # (7)
        require_known_contexts(secured)  # (8)
        verify_proof(secured, public)  # (8), (9)
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
