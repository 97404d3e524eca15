"""The cryptosuite `eddsa-rdfc-2022`: from an unsigned credential to a signed one, and back.

Data Integrity EdDSA Cryptosuites 1.0, section 3.2; the step after `credential` and before an
artifact. Ed25519 over the SHA-256 of two canonical RDF datasets: the proof's own, and the
document's. This module chooses no key, fetches none, and does not judge whether a key belongs to
the issuer. It refuses proof chains and documents that are signed already.
"""

import hashlib
import marshal
import re
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from cachetools import LRUCache, cached

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import verify
from badgeledger.keys.multikey import from_multibase
from badgeledger.keys.signers import Signer, signature_text
from badgeledger.rdf import canonical

JSON = dict[str, Any]

Canonicalize = Callable[[JSON], str]

CRYPTOSUITE = "eddsa-rdfc-2022"
# Proofs of one second have one configuration, and a ledger's awards come by the commit: so many of
# what was last made of configurations is remembered.
REMEMBERED = 8192
_DATE_TIME = re.compile(
    r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})",
    re.ASCII,
)


def create_proof(
    document: JSON, *, created: int | str, verification_method: str, signer: Signer, path: str
) -> JSON:
    """The document with a proof added as its last member (section 3.2.1).

    `created` is in UTC seconds, or a date-time; `path` names the artifact to the signer. Raises
    ContentError: what `canonicalize` and the signer raise, and B0540 for a document that has a
    proof, or a `created` that is no date-time.
    """
    # (1) Proof configuration.
    proof = proof_options(created=created, verification_method=verification_method)
    # (2) Transformation and hashing.
    data = hash_data(document, proof)
    # (3) Proof serialization.
    return add_proof(document, proof, signer.sign(path, data))


def proof_options(*, created: int | str, verification_method: str) -> JSON:
    """A proof without its `proofValue`: the options of `hash_data` and `add_proof`."""
    return _options(created, verification_method).copy()


@lru_cache(maxsize=REMEMBERED)
def _options(created: int | str, verification_method: str) -> JSON:
    text = created if isinstance(created, str) else date_time(created)
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": text,
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
    }
    _check_options(proof)
    return proof


def hash_data(
    document: JSON, proof: JSON, *, canonicalize: Canonicalize = canonical.canonicalize
) -> bytes:
    """The 64 bytes that are signed: the hash of the proof's configuration, then the document's.

    `document` is without proof, `proof` may have a `proofValue`, which does not count (sections
    3.2.3 to 3.2.5). `canonicalize` is the reference, or for documents of our own the compiled one.
    Raises what it raises, and ContentError (B0540) for a document that has a proof.
    """
    if "proof" in document:
        raise _malformed("the document is signed already", "sign the document without its proof")
    # (1) The proof's configuration is read with the document's contexts.
    configuration = {**proof, "@context": document.get("@context")}
    configuration.pop("proofValue", None)
    # (2) Transformation and hashing: the proof first.
    return _configuration_hash(configuration, canonicalize) + _hash(document, canonicalize)


def _exactly(configuration: JSON, canonicalize: Canonicalize) -> Hashable:
    try:
        # NOTE: as JSON does, and Python's equality does not, marshal tells 1 from true.
        return marshal.dumps(configuration, 2), canonicalize
    except ValueError:
        return object()  # equal to nothing: what no JSON is, the reference refuses


@cached(LRUCache(maxsize=REMEMBERED), key=_exactly)
def _configuration_hash(configuration: JSON, canonicalize: Canonicalize) -> bytes:
    return _hash(configuration, canonicalize)


def _hash(document: JSON, canonicalize: Canonicalize) -> bytes:
    return hashlib.sha256(canonicalize(document).encode()).digest()


def add_proof(document: JSON, proof: JSON, signature: bytes) -> JSON:
    """A copy of the document whose last member is the proof with the signature (section 3.2.6)."""
    return {**document, "proof": {**proof, "proofValue": signature_text(signature)}}


def proofs(document: JSON) -> list[JSON]:
    """The document's proofs, of any kind. Raises ContentError (B0540) where it has none."""
    found = document.get("proof")
    listed = found if isinstance(found, list) else [found]
    whole = [proof for proof in listed if isinstance(proof, dict)]
    if not whole or len(whole) < len(listed):
        raise _malformed("the document has no proof", "get the signed document from its issuer")
    return whole


def verify_proof(document: JSON, public_key: bytes, *, proof: JSON | None = None) -> None:
    """Return if the proof was made over this document with the key (section 3.2.2).

    `public_key` is 32 raw bytes; `proof` is one of the document's proofs, needed only where it has
    several. Whether the key is the issuer's is not asked here. Raises ContentError: B0540 for a
    malformed proof, B0541 for another cryptosuite, B0522 for a signature that does not verify,
    and what `canonicalize` raises for a document that cannot be read with certainty.
    """
    # (1) The proof, and the document without it.
    listed = proofs(document)
    if proof is None and len(listed) > 1:
        raise _malformed("the document has several proofs", "name the one to verify")
    chosen = listed[0] if proof is None else proof
    unsecured = {key: value for key, value in document.items() if key != "proof"}
    # (2) The proof's form.
    _check_options(chosen)
    if chosen.get("@context", document.get("@context")) != document.get("@context"):
        raise _malformed("the proof has contexts of its own", "get the document again")
    value = chosen.get("proofValue")
    signature = from_multibase(value) if isinstance(value, str) else None
    if signature is None or len(signature) != 64:
        raise _malformed("its proofValue is no Ed25519 signature", "get the document again")
    # (3) Transformation, hashing and proof verification.
    verify(public_key, hash_data(unsecured, chosen), signature)


def date_time(seconds: int) -> str:
    """UTC seconds as `YYYY-MM-DDThh:mm:ssZ`."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _check_options(proof: JSON) -> None:
    if (proof.get("type"), proof.get("cryptosuite")) != ("DataIntegrityProof", CRYPTOSUITE):
        raise ContentError.because(
            "B0541",
            f"the proof is a {proof.get('type')!r} of the cryptosuite {proof.get('cryptosuite')!r}",
            f"only a DataIntegrityProof of {CRYPTOSUITE} is read here",
        )
    created = proof.get("created")
    if created is not None and not (isinstance(created, str) and _DATE_TIME.fullmatch(created)):
        raise _malformed("the proof's created is no date-time", "write it as 2026-05-01T00:00:00Z")
    if proof.get("proofPurpose") != "assertionMethod":
        raise _malformed("the proof is not for an assertion", "use proofPurpose assertionMethod")
    if not isinstance(proof.get("verificationMethod"), str):
        raise _malformed("the proof names no verificationMethod", "name the key as a DID URL")
    if "previousProof" in proof:
        raise _malformed("the proof is part of a chain", "use a proof that stands alone")


def _malformed(message: str, mend: str) -> ContentError:
    return ContentError.because("B0540", message, mend)
