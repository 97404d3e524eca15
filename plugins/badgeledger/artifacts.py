"""How a job becomes its artifact.

`render` is pure: the bytes depend on the job alone. A document that needs a signature comes out
with the 64 bytes to be signed, so that any process may do the work and the key stays where it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from badgeledger.badge_paths import badge_paths
from badgeledger.credential.open_badge import credential
from badgeledger.errors import ContentError
from badgeledger.jobs import (
    Badge,
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
    SignedDocument,
    VerifyPage,
)
from badgeledger.keys.signers import Signer, signature_text
from badgeledger.ledger.reader import read_award
from badgeledger.log.note import Vkey, note
from badgeledger.model import AwardVersion, Tombstone
from badgeledger.outputs.badge_page import badge_page
from badgeledger.outputs.card import card
from badgeledger.outputs.documents import json_bytes
from badgeledger.outputs.embed import embed_page, oembed
from badgeledger.outputs.erased_page import erased_page
from badgeledger.outputs.ledger_page import ledger_page
from badgeledger.outputs.picture import as_png, badge_png, badge_svg, embedded_png
from badgeledger.outputs.verify_page import verify_page
from badgeledger.proof.eddsa_rdfc_2022 import add_proof, hash_data, proof_options
from badgeledger.rdf.compiled import canonicalize
from badgeledger.values import JSON


@dataclass(frozen=True, slots=True)
class Artifact:
    """One published file; `path` is relative to the site."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A document as it is published, before and after its signature, and the bytes to be signed."""

    path: str
    before: bytes
    after: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class UnsignedCheckpoint:
    """A checkpoint, and the bytes to be signed."""

    path: str
    key: Vkey
    data: bytes


Rendered = Artifact | Unsigned | UnsignedCheckpoint


def render(job: Job) -> tuple[Rendered, ...]:
    """The job's artifacts, or what has to be signed to complete them.

    Raises ContentError, naming the artifact, for what cannot be drawn or read with certainty.
    """
    if isinstance(job, Badge):
        return _badge(job)
    if isinstance(job, SignedDocument | SignedCheckpoint):
        return (prepare(job),)
    with _naming(job.path):
        return (Artifact(job.path, _bytes(job)),)


def prepare(job: Signed) -> Unsigned | UnsignedCheckpoint:
    """All the work on what a job signs that needs no key.

    Raises ContentError, naming the artifact, for a document that cannot be read with certainty.
    """
    match job:
        case SignedCheckpoint():
            return UnsignedCheckpoint(job.path, job.key, job.checkpoint.text.encode())
        case SignedDocument():
            return _unsigned(job.path, job.document, job.created, job.verification_method)
        case Badge():
            return _credential(job, _version(job))


def _badge(job: Badge) -> tuple[Rendered, ...]:
    version, around = _version(job), job.surroundings
    _, page, oembed_path = badge_paths(job.id)
    return (
        _credential(job, version),
        Artifact(page, badge_page(version, acts=job.acts, by=job.by, around=around)),
        Artifact(oembed_path, json_bytes(oembed(version, issuer=around.issuer, site=around.site))),
    )


def _version(job: Badge) -> AwardVersion:
    award = read_award(job.content, "")
    if isinstance(award, Tombstone):
        raise TypeError(f"{job.id} has no content")
    return AwardVersion(job.id, award, job.achievement)


def _credential(job: Badge, version: AwardVersion) -> Unsigned:
    document = credential(
        version,
        achievement=job.embedded,
        issuer=job.surroundings.issuer,
        site=job.surroundings.site,
        position=job.position,
    )
    return _unsigned(job.path, document, job.created, job.verification_method)


def _unsigned(path: str, document: JSON, created: int, verification_method: str) -> Unsigned:
    proof = proof_options(created=created, verification_method=verification_method)
    with _naming(path):
        data = hash_data(document, proof, canonicalize=canonicalize)
    # The signature is the last value of a signed document.
    signed = json_bytes(add_proof(document, proof, b""))
    before, _, after = signed.rpartition(signature_text(b"").encode())
    return Unsigned(path, before, after, data)


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
    text = signature_text(signature).encode()
    return Artifact(rendered.path, rendered.before + text + rendered.after)


def _bytes(job: Plain) -> bytes:
    match job:
        case PlainDocument():
            return json_bytes(job.document)
        case VerifyPage() | EmbedPage() | LedgerPage() | ErasedPage():
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
