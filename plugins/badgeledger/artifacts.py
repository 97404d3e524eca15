"""The kinds of artifacts a site is made of, each as a small picklable job, and how one is rendered.

`render` is pure: a job's bytes depend on the job alone. A document that needs a signature comes out
with the 64 bytes to be signed, so that any process may do the work and the key stays where it is.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from badgeledger.errors import ContentError
from badgeledger.keys.signers import Signer
from badgeledger.log.checkpoint import Checkpoint
from badgeledger.log.entries import Act
from badgeledger.log.note import Vkey, note
from badgeledger.log.summary import Summary
from badgeledger.model import AchievementVersion, AwardVersion
from badgeledger.outputs.badge_page import badge_page
from badgeledger.outputs.card import card
from badgeledger.outputs.documents import json_bytes
from badgeledger.outputs.embed import embed_page
from badgeledger.outputs.erased_page import erased_page
from badgeledger.outputs.ledger_page import Told, ledger_page
from badgeledger.outputs.picture import as_png, badge_png, badge_svg, embedded_png
from badgeledger.outputs.template import Templates
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
class SignedDocument:
    """A credential; `created` is in UTC seconds."""

    path: str
    document: JSON
    created: int
    verification_method: str


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """The log's checkpoint; see `Checkpoint`. It is signed in the log's name, with its own key."""

    path: str
    checkpoint: Checkpoint
    key: Vkey


@dataclass(frozen=True, slots=True)
class UnsignedCheckpoint:
    """A checkpoint, and the bytes to be signed."""

    path: str
    key: Vkey
    data: bytes


@dataclass(frozen=True, slots=True)
class PlainDocument:
    """A JSON endpoint without a signature."""

    path: str
    document: JSON


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all pages of our own share; see `badge_page`."""

    issuer: JSON
    site: str
    language: str
    names: Mapping[str, str]
    leads_to: Mapping[str, tuple[str, ...]]
    assets: Mapping[str, str]
    templates: Templates
    preview: bool
    policy: bool


@dataclass(frozen=True, slots=True)
class BadgePage:
    """The page of one award; `acts` is what was done to it, `by` whom (by leaf, where known)."""

    path: str
    version: AwardVersion
    acts: tuple[Act, ...]
    by: Mapping[int, str]
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """The page that checks badges of any issuer; see `verify_page`."""

    path: str
    surroundings: Surroundings
    registries: tuple[JSON, ...]
    keep: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """The page that other sites show a badge with; see `embed_page`."""

    path: str
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The page that shows the log; see `ledger_page`."""

    path: str
    summary: Summary
    achievements: tuple[Told, ...]
    timezone: str
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class ErasedPage:
    """The notice in the place of a badge page; see `erased_page`."""

    path: str
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class BadgePng:
    """An achievement's image."""

    path: str
    version: AchievementVersion


@dataclass(frozen=True, slots=True)
class EmbeddedPng:
    """The image that credentials of an achievement's version embed."""

    path: str
    version: AchievementVersion


@dataclass(frozen=True, slots=True)
class Card:
    """What a link to a badge of this achievement looks like; see `card`."""

    path: str
    version: AchievementVersion
    issuer_name: str


@dataclass(frozen=True, slots=True)
class BadgeSvg:
    """The drawing of an achievement that has no image of its own."""

    path: str
    version: AchievementVersion


@dataclass(frozen=True, slots=True)
class Png:
    """A PNG or SVG file of the ledger, published as PNG."""

    path: str
    source: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """A file published as it is."""

    path: str
    data: bytes


Page = BadgePage | VerifyPage | EmbedPage | LedgerPage | ErasedPage
Picture = BadgePng | EmbeddedPng | BadgeSvg | Card | Png
Plain = PlainDocument | Page | Picture | Copy
Signed = SignedDocument | SignedCheckpoint
Job = Signed | Plain
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
    if isinstance(job, EmbedPage | ErasedPage):
        page = embed_page if isinstance(job, EmbedPage) else erased_page
        return page(
            issuer=around.issuer,
            language=around.language,
            assets=around.assets,
            preview=around.preview,
            templates=around.templates,
            policy=around.policy,
        )
    if isinstance(job, LedgerPage):
        return ledger_page(
            job.summary,
            achievements=job.achievements,
            issuer=around.issuer,
            site=around.site,
            timezone=job.timezone,
            language=around.language,
            assets=around.assets,
            preview=around.preview,
            templates=around.templates,
            policy=around.policy,
        )
    if isinstance(job, VerifyPage):
        return verify_page(
            issuer=around.issuer,
            site=around.site,
            language=around.language,
            registries=job.registries,
            assets=around.assets,
            keep=job.keep,
            preview=around.preview,
            templates=around.templates,
            policy=around.policy,
        )
    return badge_page(
        job.version,
        acts=job.acts,
        by=job.by,
        issuer=around.issuer,
        site=around.site,
        names=around.names,
        leads_to=around.leads_to,
        assets=around.assets,
        preview=around.preview,
        templates=around.templates,
        policy=around.policy,
    )
