"""A report as one row of a table: what a person who checks many badges compares.

The columns, and what a cell may hold, are docs/reference/report.md, "As a table"; the browser's
verifier makes the same.
"""

import re

from badgeledger.verify.report import UNSEEN, Report

COLUMNS = (
    "source", "state", "headline", "badge", "recipient", "issuer_domain", "issuer_name",
    "valid_from", "valid_until", "checked", "version",
)  # fmt: skip
RUN = re.compile(r"[^\t\r\n]+")  # tabs and the ends of lines stay
# Where one of these fails, nobody answers for what the document claims: it is not repeated.
ANSWERING = ("document", "proof", "issuer")


def row_of(source: str, report: Report) -> tuple[str, ...]:
    """The cells of a report on what `source` names, in the order of the columns."""
    failed = {check.check for check in report.checks if check.result == "fail"}
    signed = failed.isdisjoint(ANSWERING)
    issuer = (report.issuer if signed else None) or {}
    credential = (report.credential if signed else None) or {}
    cells = (
        source,
        report.state,
        report.headline,
        credential.get("name"),
        credential.get("recipient"),
        issuer.get("domain"),
        issuer.get("name"),
        credential.get("validFrom"),
        credential.get("validUntil"),
        report.time,
        report.version,
    )
    return tuple(RUN.sub(_seen, cell or "") for cell in cells)


def _seen(run: re.Match[str]) -> str:
    return UNSEEN.sub("", run[0])
