"""All checks of one credential and of those inside it, in order, and the report.

The room's door. The checks and their meaning are docs/reference/report.md; the browser's verifier
makes the same, held together by tests/vectors/verify/. It never raises, whatever the document
holds (only a damaged installation stops it), and reaches other documents through `fetch` alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from badgeledger.verify.assertion import (
    Assertion,
    claims_of_assertion,
    read_assertion,
    unchecked_proof,
)
from badgeledger.verify.claims import claims_of
from badgeledger.verify.dates import check_dates
from badgeledger.verify.document import Credential, kind_of, read_credential
from badgeledger.verify.fetching import Fetch, Remembering
from badgeledger.verify.findings import Ended, Finding
from badgeledger.verify.inclusion import check_log
from badgeledger.verify.offline import check_offline
from badgeledger.verify.parts import Part, parts_of
from badgeledger.verify.proof import NOT_REACHED
from badgeledger.verify.replacement import check_status
from badgeledger.verify.report import (
    CHECKS,
    Findings,
    Found,
    PartReport,
    Report,
    is_sound,
    make_report,
    of_endorsement,
)
from badgeledger.verify.signature import Signatures, check_signature, span_of

# The command line leaves this question to the browser.
_REGISTRY = Finding("notchecked", "NO_REGISTRY")


@dataclass(frozen=True, slots=True)
class _World:
    """What the checks need of the world: other documents, the time, and log proofs."""

    fetch: Fetch
    now: int
    proofs: Sequence[bytes]


def verify(document: bytes, *, fetch: Fetch, now: int, proofs: Sequence[bytes] = ()) -> Report:
    """The report on an Open Badge, its JSON in UTF-8 or a compact JWT, at `now` in UTC seconds.

    `proofs` are log proofs that were handed in with it.
    """
    try:
        handed = _read(document)
    except Ended as ended:
        return _unread(ended.finding, now)
    if isinstance(handed, Assertion):
        return _report_on_hosted(handed, now)
    return _report_on(handed, parts_of(handed), _World(Remembering(fetch), now, proofs))


def _read(document: bytes) -> Credential | Assertion:
    """What was handed in. Raises `Ended` with what is wrong with it."""
    try:
        return read_credential(document)
    except Ended as ended:
        assertion = read_assertion(document) if ended.finding.key == "NO_CREDENTIAL" else None
        if assertion is None:
            raise
        return assertion


def _report_on_hosted(assertion: Assertion, now: int) -> Report:
    """The report on what is checked in the browser alone."""
    proof = unchecked_proof(assertion)
    findings = _all_from(
        document=Finding("pass", "DOCUMENT_OK/assertion"),
        proof=proof.proof,
        issuer=proof.issuer,
        status=proof.proof,
        dates=check_dates(assertion.span, now),
        registry=_REGISTRY,
        log=Finding("notchecked", "LOG_NOT_CHECKED"),
    )
    return make_report(Found(findings, [proof]), claims_of_assertion(assertion), now)


def _report_on(credential: Credential, parts: Sequence[Part], world: _World) -> Report:
    return make_report(_check(credential, parts, world), claims_of(credential), world.now)


def _unread(document: Finding, now: int) -> Report:
    """The report where there is no credential to check: it was not found, or not looked at."""
    signature = NOT_REACHED if document.result == "fail" else document
    findings = _all_from(document=document, proof=signature, issuer=signature)
    return make_report(Found(findings), None, now)


def _check(credential: Credential, parts: Sequence[Part], world: _World) -> Found:
    fetch, now = world.fetch, world.now
    kind = kind_of(credential.document)
    readable = Finding("pass", "DOCUMENT_OK" if kind == "badge" else f"DOCUMENT_OK/{kind}")
    signature, by_proof = _signature(credential, world)
    signed = {"proof": signature.proof, "issuer": signature.issuer}
    if signature.broken:
        return Found(_all_from(document=readable, **signed), signature.each)
    inside = [_report_on_part(part, world) for part in parts]
    findings = _all_from(
        **signed,
        document=_doubt(inside) or readable,
        status=check_status(credential, fetch, now),
        dates=check_dates(span_of(credential, signature), now),
        registry=_REGISTRY,
        log=by_proof or check_log(credential, fetch),
    )
    return Found(findings, signature.each, inside)


def _signature(credential: Credential, world: _World) -> tuple[Signatures, Finding | None]:
    """The signature; and, where the issuer cannot be asked, what log proofs show in its place."""
    found = check_signature(credential, world.fetch, world.now)
    if found.issuer.key != "DID_RETRIEVAL_ERROR" or not world.proofs:
        return found, None
    return check_offline(credential, found, world.proofs)


def _report_on_part(part: Part, world: _World) -> PartReport:
    if not isinstance(part.read, Finding):
        return PartReport(part.role, _report_on(part.read, part.parts, world))
    report = _unread(part.read, world.now)
    return PartReport(part.role, of_endorsement(report) if part.role == "endorsement" else report)


def _doubt(inside: Sequence[PartReport]) -> Finding | None:
    """What is to be said of endorsements that do not hold; None where all of them do."""
    endorsements = [part.report for part in inside if part.role == "endorsement"]
    doubtful = [report for report in endorsements if not is_sound(report.state)]
    if not doubtful:
        return None
    return Finding("warn", "ENDORSEMENT_IN_DOUBT", {"count": str(len(doubtful))})


def _all_from(**findings: Finding) -> Findings:
    """The findings of all checks: those not made follow from one that failed."""
    return {name: findings.get(name, NOT_REACHED) for name in CHECKS}
