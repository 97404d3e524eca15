"""How a job becomes its artifact.

`render` is pure: a job's bytes depend on the job alone. A document that needs a signature comes out
with the 64 bytes to be signed, so that any process may do the work and the key stays where it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from badgeledger.errors import ContentError
from badgeledger.jobs import (
    BadgePage,
    BadgePng,
    BadgeSvg,
    Card,
    Copy,
    EmbeddedPng,
    EmbedPage,
    ErasedPage,
    Job,
    LedgerPage,
    Page,
    Picture,
    Plain,
    PlainDocument,
    Png,
    Signed,
    SignedCheckpoint,
    VerifyPage,
)
from badgeledger.keys.signers import Signer
from badgeledger.log.note import Vkey, note
from badgeledger.outputs.badge_page import badge_page
from badgeledger.outputs.card import card
from badgeledger.outputs.documents import json_bytes
from badgeledger.outputs.embed import embed_page
from badgeledger.outputs.erased_page import erased_page
from badgeledger.outputs.ledger_page import ledger_page
from badgeledger.outputs.picture import as_png, badge_png, badge_svg, embedded_png
from badgeledger.outputs.verify_page import verify_page
from badgeledger.proof.eddsa_rdfc_2022 import add_proof, hash_data, proof_options
from badgeledger.values import JSON


@dataclass(frozen=True, slots=True)
class Artifact:
    """One published file; `path` is relative to the site."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A document with its proof, all but the signature, and the bytes to be signed."""

    path: str
    document: JSON
    proof: JSON
    data: bytes


@dataclass(frozen=True, slots=True)
class UnsignedCheckpoint:
    """A checkpoint, and the bytes to be signed."""

    path: str
    key: Vkey
    data: bytes


Rendered = Artifact | Unsigned | UnsignedCheckpoint


def render(job: Job) -> Rendered:
    """The job's artifact, or what has to be signed to complete it.

    Raises ContentError, naming the artifact, for what cannot be drawn or read with certainty.
    """
    if isinstance(job, Signed):
        return prepare(job)
    with _naming(job.path):
        return Artifact(job.path, _bytes(job))


def prepare(job: Signed) -> Unsigned | UnsignedCheckpoint:
    """All of a signed job's work that needs no key.

    Raises ContentError, naming the artifact, for a document that cannot be read with certainty.
    """
    if isinstance(job, SignedCheckpoint):
        return UnsignedCheckpoint(job.path, job.key, job.checkpoint.text.encode())
    proof = proof_options(created=job.created, verification_method=job.verification_method)
    with _naming(job.path):
        data = hash_data(job.document, proof)
    return Unsigned(job.path, job.document, proof, data)


@contextmanager
def _naming(path: str) -> Iterator[None]:
    try:
        yield
    except ContentError as error:
        raise ContentError(replace(each, path=path) for each in error.problems) from None


def signature_of(rendered: Unsigned | UnsignedCheckpoint, signer: Signer) -> bytes:
    """The signature that completes an artifact."""
    sign = signer.sign if isinstance(rendered, Unsigned) else signer.sign_log
    return sign(rendered.path, rendered.data)


def complete(rendered: Rendered, signer: Signer) -> Artifact:
    """The artifact, signed where it needs to be."""
    if isinstance(rendered, Artifact):
        return rendered
    signature = signature_of(rendered, signer)
    if isinstance(rendered, UnsignedCheckpoint):
        return Artifact(rendered.path, note(rendered.data.decode(), rendered.key, signature))
    signed = add_proof(rendered.document, rendered.proof, signature)
    return Artifact(rendered.path, json_bytes(signed))


def _bytes(job: Plain) -> bytes:
    match job:
        case PlainDocument():
            return json_bytes(job.document)
        case BadgePage() | VerifyPage() | EmbedPage() | LedgerPage() | ErasedPage():
            return _page(job)
        case Copy():
            return job.data
        case _:
            return _picture(job)


def _picture(job: Picture) -> bytes:
    match job:
        case BadgePng():
            return badge_png(job.version)
        case EmbeddedPng():
            return embedded_png(job.version)
        case BadgeSvg():
            return badge_svg(job.version)
        case Card():
            return card(job.version, job.issuer_name)
        case Png():
            return as_png(job.source)


def _page(job: Page) -> bytes:
    around = job.surroundings
    match job:
        case BadgePage():
            return badge_page(job.version, acts=job.acts, by=job.by, around=around)
        case VerifyPage():
            return verify_page(around, registries=job.registries, keep=job.keep)
        case EmbedPage():
            return embed_page(around)
        case ErasedPage():
            return erased_page(around)
        case LedgerPage():
            return ledger_page(
                job.summary,
                achievements=job.achievements,
                timezone=job.timezone,
                around=around,
            )
