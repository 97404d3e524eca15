"""Whether an issuer's log has a credential: the `log` check.

The entry is recomputed from the credential alone, and looked for at the one place that is its own.
That it is there says nothing of any other entry, nor of later ones: who wants to know that reads
the whole log (`badgeledger audit`).
"""

import re
from dataclasses import dataclass
from typing import Any

import rfc8785

from badgeledger.credential.contexts import CREDENTIALS_V2, OPEN_BADGES
from badgeledger.credential.open_badge import claims_of, committed
from badgeledger.credential.status_list import LEAVES_PER_LIST
from badgeledger.errors import ContentError
from badgeledger.log.entries import achievement_commitment, award_commitment
from badgeledger.log.merkle import leaf_hash
from badgeledger.log.tiles import TileReader
from badgeledger.verify.dates import read_time, written
from badgeledger.verify.document import JSON, Credential, kind_of
from badgeledger.verify.fetching import Fetch
from badgeledger.verify.findings import Ended, Finding, failed, unchecked
from badgeledger.verify.log import Log, log_of, reading
from badgeledger.verify.members import text_of
from badgeledger.verify.strict_json import read_object
from badgeledger.verify.token import LAST

LIST = re.compile(r"/status/(0|[1-9][0-9]{0,8})\.json")
INDEX = re.compile(r"0|[1-9][0-9]{0,5}")
# The entries that put an award's content into the log.
CONTENT = ("issue", "change", "reinstate")


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when (UTC seconds) a credential was entered, and how long the log is."""

    leaf: int
    time: int
    size: int


def check_log(credential: Credential, fetch: Fetch) -> Finding:
    """The `log` check of a credential (report.md, "log")."""
    try:
        log = log_of(credential.issuer, fetch)  # (1)
        place = place_of(credential, log, fetch)
    except Ended as ended:
        return ended.finding
    values = {"leaf": str(place.leaf), "time": written(place.time), "size": str(place.size)}
    return Finding("pass", "LOG_OK", values)


def place_of(credential: Credential, log: Log, fetch: Fetch) -> Place:
    """Where a credential is in a log. Raises `Ended` where it is not, or that cannot be said."""
    leaf = leaf_of(credential.document, log.site)  # (2)
    if leaf is None:
        raise _elsewhere(credential, log)
    c = commitment_to(credential.document, log.site)

    def read(tiles: TileReader, size: int) -> Place:  # (3), (5)
        if leaf >= size:
            raise failed("LOG_NOT_IN/beyond", leaf=str(leaf), size=str(size))
        time = None if c is None else _time(leaf, c, credential.document, tiles)
        if time is None:
            raise failed("LOG_NOT_IN", leaf=str(leaf))
        return Place(leaf, time, size)

    return reading(log, fetch, read)


def _elsewhere(credential: Credential, log: Log) -> Ended:
    """What a place outside of the log's site means.

    An issuer with a log enters all its badges there; who stole its key makes others. What it says
    besides, of others' badges and of records, is not the log's affair.
    """
    if kind_of(credential.document) == "badge":
        return failed("LOG_NOT_IN/elsewhere", url=log.url)
    return unchecked("LOG_OTHER_PLACE", url=log.url)


def leaf_of(document: JSON, site: str) -> int | None:
    """The leaf that is a credential's own: its place in the issuer's status lists.

    None for a credential, or a list, that is not of this site.
    """
    identifier, status = text_of(document, "id"), document.get("credentialStatus")
    if identifier is None or not identifier.startswith(f"{site}/"):
        return None
    listed = text_of(status, "statusListCredential") or ""
    index = text_of(status, "statusListIndex") or ""
    number = LIST.fullmatch(listed.removeprefix(site)) if listed.startswith(site) else None
    if number is None or not INDEX.fullmatch(index) or int(index) >= LEAVES_PER_LIST:
        return None
    return int(number[1]) * LEAVES_PER_LIST + int(index)


def commitment_to(document: JSON, site: str) -> str | None:
    """The commitment to a credential of `site`; None for one that log format 1 does not make."""
    try:
        own, achievement = claims_of(document, site)
    except ContentError:
        return None
    if not _is_derived(document, achievement):
        return None
    return award_commitment(committed(own, achievement_commitment(achievement)))


def _is_derived(document: JSON, achievement: JSON) -> bool:
    """Whether members that are no claims say what every credential of this format says there."""
    return (
        document.get("@context") == [CREDENTIALS_V2, OPEN_BADGES]
        and document.get("type") == ["VerifiableCredential", "OpenBadgeCredential"]
        and isinstance(achievement.get("name"), str)
        and document.get("name") == achievement["name"]
        and "description" not in document
        and "image" not in document
    )


def _time(leaf: int, c: str, document: JSON, tiles: TileReader) -> int | None:
    """When the entry put this commitment into the log; None where it is another entry."""
    issue = issue_of(c, document)
    # Most were issued when they were signed: then the entry itself need not be fetched.
    if issue is not None and tiles.node(0, leaf) == leaf_hash(issue):
        return time_of_content(issue, c)
    return time_of_content(tiles.entry(leaf), c)


def issue_of(c: str, document: JSON) -> bytes | None:
    """The entry that issues an award with the commitment `c` when the credential was signed.

    None where its proof does not say when that was.
    """
    proof: Any = document.get("proof")
    time = read_time(proof.get("created")) if isinstance(proof, dict) else None
    return None if time is None else rfc8785.dumps({"c": c, "e": "issue", "t": time, "v": 1})


def time_of_content(entry: bytes, c: str) -> int | None:
    """When an entry put the commitment `c` into the log; None for any other entry."""
    members: JSON = read_object(entry) or {}
    time = members.get("t")
    is_time = type(time) is int and 0 <= time <= LAST
    is_ours = members.get("e") in CONTENT and members.get("c") == c
    return time if is_ours and is_time else None
