"""Checks whether the issuer has withdrawn a credential.

The `status` check: Bitstring Status List 1.0, section 3.2. A list counts only if the credential's
own issuer signed it and it is valid now; whatever is short of that leaves the check unmade, with
the error the standard names. Only the purposes that bear on validity are looked at.
"""

import re
from dataclasses import dataclass
from typing import Any

from badgeledger.verify.bitstring import read_bit
from badgeledger.verify.dates import check_dates
from badgeledger.verify.document import JSON, STATUS_LIST, Credential, is_named, read_credential
from badgeledger.verify.fetching import Fetch, body_at
from badgeledger.verify.findings import Ended, Finding, unchecked
from badgeledger.verify.signature import check_signature, span_of

INDEX = re.compile(r"0|[1-9][0-9]{0,15}")
# What a set bit means, by purpose.
MEANINGS = {"revocation": "WITHDRAWN", "suspension": "SUSPENDED"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in one list."""

    purpose: str
    index: int
    url: str


def check_entries(credential: Credential, fetch: Fetch, now: int) -> Finding:
    """The `status` check of a credential, as its issuer's lists have it.

    A replaced credential is WITHDRAWN here: `replacement.py` tells the two apart.
    """
    try:
        entries = [_read_entry(entry) for entry in _listed(credential.document)]
    except Ended as ended:
        return ended.finding
    findings = [
        _look_up(entry, credential.issuer, fetch, now)
        for entry in entries
        if entry.purpose in MEANINGS
    ]
    return min(findings, key=_weight, default=Finding("warn", "NO_STATUS"))


def _listed(document: JSON) -> list[Any]:
    status = document.get("credentialStatus")
    if status is None:
        return []
    return status if isinstance(status, list) else [status]


def _read_entry(entry: Any) -> Entry:
    malformed = unchecked("MALFORMED_VALUE_ERROR/entry")
    if not isinstance(entry, dict):
        raise malformed
    kind = entry.get("type")
    if not is_named(kind, "BitstringStatusListEntry"):  # (1)
        raise unchecked("UNSUPPORTED_STATUS", type=kind if isinstance(kind, str) else "unknown")
    purpose, index, url = (
        entry.get(name) for name in ("statusPurpose", "statusListIndex", "statusListCredential")
    )
    if not (isinstance(purpose, str) and isinstance(index, str) and isinstance(url, str)):  # (2)
        raise malformed
    if not INDEX.fullmatch(index) or entry.get("statusSize", 1) != 1:
        raise malformed
    return Entry(purpose, int(index), url)


def _look_up(entry: Entry, issuer: str, fetch: Fetch, now: int) -> Finding:
    try:
        body = body_at(entry.url, fetch)
        if body is None:  # (3)
            raise unchecked("STATUS_RETRIEVAL_ERROR", url=entry.url)
        subject = _verified_list(body, entry, issuer, fetch, now)  # (4)
        ended = read_bit(subject.get("encodedList"), entry.index, entry.url)  # (5)
    except Ended as finding:
        return finding.finding
    return Finding("fail", MEANINGS[entry.purpose]) if ended else Finding("pass", "STATUS_OK")


def _weight(finding: Finding) -> int:
    """The smaller, the more a finding counts among those of several entries."""
    order = ("WITHDRAWN", "SUSPENDED", "notchecked", "pass")
    return order.index(finding.key if finding.result == "fail" else finding.result)


def _verified_list(body: bytes, entry: Entry, issuer: str, fetch: Fetch, now: int) -> JSON:
    try:
        credential = read_credential(body, STATUS_LIST)
    except Ended:
        raise _unverified("document", entry.url) from None
    subject = credential.document.get("credentialSubject")
    if not isinstance(subject, dict) or not is_named(subject.get("type"), "BitstringStatusList"):
        raise _unverified("document", entry.url)
    if credential.issuer != issuer:
        raise _unverified("issuer", entry.url)
    signatures = check_signature(credential, fetch, now)
    if not signatures.holds:
        raise _unverified("proof", entry.url)
    if check_dates(span_of(credential, signatures), now).result == "fail":
        raise _unverified("dates", entry.url)
    if not is_named(subject.get("statusPurpose"), entry.purpose):
        raise _unverified("purpose", entry.url)
    return subject


def _unverified(reason: str, url: str) -> Ended:
    return unchecked(f"STATUS_VERIFICATION_ERROR/{reason}", url=url)
