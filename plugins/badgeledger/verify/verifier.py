"""All checks of one credential, in order, and the report.

The room's door. The checks and their meaning are docs/reference/report.md; the browser's verifier
makes the same, held together by tests/vectors/verify/. It never raises, whatever the document
holds (only a damaged installation stops it), and reaches other documents through `fetch` alone.
"""

from badgeledger.verify.dates import check_dates
from badgeledger.verify.document import Credential, read_credential
from badgeledger.verify.fetching import Fetch, remembering
from badgeledger.verify.findings import Ended, Finding
from badgeledger.verify.proof import NOT_REACHED
from badgeledger.verify.replacement import check_status
from badgeledger.verify.report import CHECKS, Findings, Found, Report, make_report
from badgeledger.verify.signature import check_signature, span_of


def verify(document: bytes, *, fetch: Fetch, now: int) -> Report:
    """The report on an Open Badge, given as JSON in UTF-8, at `now` in UTC seconds."""
    try:
        credential = read_credential(document)
    except Ended as ended:
        return make_report(Found(_all_from(document=ended.finding), ()), None, now)
    return make_report(_check(credential, remembering(fetch), now), credential, now)


def _check(credential: Credential, fetch: Fetch, now: int) -> Found:
    readable = Finding("pass", "DOCUMENT_OK")
    signature = check_signature(credential, fetch, now)
    signed = {"document": readable, "proof": signature.proof, "issuer": signature.issuer}
    if signature.broken:
        return Found(_all_from(**signed), signature.each)
    findings = _all_from(
        **signed,
        status=check_status(credential, fetch, now),
        dates=check_dates(span_of(credential, signature), now),
        registry=Finding("notchecked", "NO_REGISTRY"),
        log=Finding("notchecked", "LOG_NOT_CHECKED"),
    )
    return Found(findings, signature.each)


def _all_from(**findings: Finding) -> Findings:
    """The findings of all checks: those not made follow from one that failed."""
    return {name: findings.get(name, NOT_REACHED) for name in CHECKS}
