"""Checks whether the issuer has withdrawn a credential.

The `status` check: VC Data Model 2.0, section 4.10. Every entry is looked at, and the worst of
what they say counts. A type that is not known here leaves the check unmade, as it could be what
withdraws the credential.
"""

from typing import Any

from badgeledger.verify.document import Credential, is_named
from badgeledger.verify.fetching import Fetch
from badgeledger.verify.findings import Ended, Finding, unchecked
from badgeledger.verify.members import text_of
from badgeledger.verify.status_list import look_up_status

# The first of these that one of the entries gives is what the check ends with.
ORDER = ("WITHDRAWN", "SUSPENDED", "notchecked", "STATUS_MESSAGE", "REFRESH", "pass")
MOST_ENTRIES = 16  # each can name a list of its own, on any site


def check_entries(credential: Credential, fetch: Fetch, now: int) -> Finding:
    """The `status` check of a credential, as its issuer's lists have it.

    A replaced credential is WITHDRAWN here: `replacement.py` tells the two apart.
    """
    status = credential.document.get("credentialStatus")
    entries = status if isinstance(status, list) else [] if status is None else [status]
    said = [_look_up(entry, credential.issuer, fetch, now) for entry in entries[:MOST_ENTRIES]]
    found = [finding for finding in said if finding is not None]
    if len(entries) > MOST_ENTRIES:
        found.append(Finding("notchecked", "TOO_MANY_STATUSES", {"limit": str(MOST_ENTRIES)}))
    return min(found, key=_weight, default=Finding("warn", "NO_STATUS"))


def _look_up(entry: Any, issuer: str, fetch: Fetch, now: int) -> Finding | None:
    try:
        if not isinstance(entry, dict):  # (1)
            raise unchecked("MALFORMED_VALUE_ERROR/entry")
        if not is_named(entry.get("type"), "BitstringStatusListEntry"):
            raise unchecked("UNSUPPORTED_STATUS", type=text_of(entry, "type") or "unknown")
        return look_up_status(entry, issuer, fetch, now)
    except Ended as ended:
        return ended.finding


def _weight(finding: Finding) -> int:
    return ORDER.index(finding.code if finding.code in ORDER else finding.result)
