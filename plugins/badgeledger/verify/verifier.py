"""All checks of one credential, in order, and the report.

The room's door. The checks and their meaning are docs/reference/report.md; the browser's verifier
makes the same, held together by tests/vectors/verify/. It never raises, whatever the document
holds (only a damaged installation stops it), and reaches other documents through `fetch` alone.
"""

from badgeledger.verify.dates import check_dates
from badgeledger.verify.document import Credential, read_credential
from badgeledger.verify.fetching import Fetch, remembering
from badgeledger.verify.findings import Ended, Finding
from badgeledger.verify.replacement import check_status
from badgeledger.verify.report import CHECKS, Findings, Report, make_report
from badgeledger.verify.signature import NOT_REACHED, check_signature


def verify(document: bytes, *, fetch: Fetch, now: int) -> Report:
    """The report on an Open Badge, given as JSON in UTF-8, at `now` in UTC seconds."""
    try:
        credential = read_credential(document)
    except Ended as ended:
        return make_report(_all_from(document=ended.finding), None, now)
    return make_report(_check(credential, remembering(fetch), now), credential, now)


def _check(credential: Credential, fetch: Fetch, now: int) -> Findings:
    readable = Finding("pass", "DOCUMENT_OK")
    signature = check_signature(credential, fetch, now)
    if signature.broken:
        return _all_from(document=readable, proof=signature.proof, issuer=signature.issuer)
    return _all_from(
        document=readable,
        proof=signature.proof,
        issuer=signature.issuer,
        status=check_status(credential, fetch, now),
        dates=check_dates(credential.span, now),
        log=Finding("notchecked", "LOG_NOT_CHECKED"),
    )


def _all_from(**findings: Finding) -> Findings:
    """The findings of all checks: those not made follow from one that failed."""
    return {name: findings.get(name, NOT_REACHED) for name in CHECKS}
