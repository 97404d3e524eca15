"""What an issuer's status list says of a credential.

Part of the `status` check: Bitstring Status List 1.0, section 3.2 (validate). A list counts only if
the credential's own issuer signed it and it is valid now, wherever it stands; whatever is short of
that leaves the check unmade, with the error the standard names. `ttl` only bears on keeping a list:
it is fetched anew for each report.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from badgeledger.verify.bitstring import read_bits, read_value
from badgeledger.verify.dates import check_dates
from badgeledger.verify.document import JSON, STATUS_LIST, Credential, is_named, read_credential
from badgeledger.verify.fetching import Fetch, body_at
from badgeledger.verify.findings import Ended, Finding, unchecked
from badgeledger.verify.members import text_of
from badgeledger.verify.signature import check_signature, span_of

INDEX = re.compile(r"0|[1-9][0-9]{0,15}")
HEXADECIMAL = re.compile(r"0x[0-9A-Fa-f]{1,4}")
MOST_BITS = 16  # of one status
# What a status other than 0 means, by purpose, and how the check then ends.
MEANINGS = {
    "revocation": Finding("fail", "WITHDRAWN"),
    "suspension": Finding("fail", "SUSPENDED"),
    "refresh": Finding("warn", "REFRESH"),
    "message": Finding("warn", "STATUS_MESSAGE/none"),
}
UNSET = ("revocation", "suspension")  # what 0 means: of the other two, nothing


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in one list, and what the values there mean."""

    purpose: str
    index: int
    url: str
    size: int
    messages: Mapping[int, str]


def look_up_status(members: JSON, issuer: str, fetch: Fetch, now: int) -> Finding | None:
    """What the list of an entry says of a credential; None if it has nothing to say.

    Raises `Ended`.
    """
    entry = _read_entry(members)  # (2)
    subject = _verified_list(entry, issuer, fetch, now)  # (3), (4)
    value = read_value(subject.get("encodedList"), entry.index, entry.size, entry.url)  # (5)
    return _meaning(entry, value)  # (6)


def revocation_bits(url: str, issuer: str, fetch: Fetch, now: int) -> bytes:
    """All bits of an issuer's list of withdrawn credentials, checked as for one of them.

    Raises `Ended`.
    """
    subject = _verified_list(Entry("revocation", 0, url, 1, {}), issuer, fetch, now)
    return read_bits(subject.get("encodedList"), url)


def _meaning(entry: Entry, value: int) -> Finding | None:
    if entry.purpose == "message" and value in entry.messages:
        return Finding("warn", "STATUS_MESSAGE", {"message": entry.messages[value]})
    if value:
        return MEANINGS[entry.purpose]
    return Finding("pass", "STATUS_OK") if entry.purpose in UNSET else None


def _read_entry(members: JSON) -> Entry:
    purpose, index, url = (
        text_of(members, name)
        for name in ("statusPurpose", "statusListIndex", "statusListCredential")
    )
    if purpose is None or index is None or url is None or not INDEX.fullmatch(index):
        raise _malformed()
    if purpose not in MEANINGS:
        raise unchecked("UNKNOWN_PURPOSE", purpose=purpose)
    size = _size(members.get("statusSize", 1))
    messages = _messages(members.get("statusMessage", ...), size)
    return Entry(purpose, int(index), url, size, messages)


def _size(size: Any) -> int:
    if isinstance(size, bool) or size not in range(1, MOST_BITS + 1):
        raise _malformed()
    return int(size)


def _messages(listed: Any, size: int) -> dict[int, str]:
    """The message for each value of `size` bits; none where one bit goes without."""
    if listed is ... and size == 1:
        return {}
    values = listed if isinstance(listed, list) else []
    messages = dict(map(_message, values))
    if len(values) != 2**size or set(messages) != set(range(2**size)):
        raise _malformed()
    return messages


def _message(entry: Any) -> tuple[int, str]:
    status, message = text_of(entry, "status"), text_of(entry, "message")
    if status is None or message is None or not HEXADECIMAL.fullmatch(status):
        raise _malformed()
    return int(status, 16), message


def _malformed() -> Ended:
    return unchecked("MALFORMED_VALUE_ERROR/entry")


def _verified_list(entry: Entry, issuer: str, fetch: Fetch, now: int) -> JSON:
    body = body_at(entry.url, fetch)
    if body is None:
        raise unchecked("STATUS_RETRIEVAL_ERROR", url=entry.url)
    try:
        credential: Credential = read_credential(body, STATUS_LIST)
    except Ended:
        raise _unverified("document", entry.url) from None
    subject = credential.document.get("credentialSubject")
    if not isinstance(subject, dict) or not is_named(subject.get("type"), "BitstringStatusList"):
        raise _unverified("document", entry.url)
    if credential.issuer != issuer:
        raise _unverified("issuer", entry.url)
    # Another list of the issuer, in the place of this one, would say nothing of this credential.
    if credential.document.get("id") not in (None, entry.url):
        raise _unverified("address", entry.url)
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
