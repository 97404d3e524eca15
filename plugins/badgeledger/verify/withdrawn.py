"""What a signature counts for whose key the issuer has withdrawn.

Part of the `issuer` check. The issuer's document no longer lists such a key. Its log says from
which leaf on it does not count: what the log had before, the key's holder signed; what it has not,
a thief may have signed since, with any date. `keys.json`, which nobody signs, only says where in
the log to look.
"""

from typing import Any

from badgeledger.log.tiles import TileReader
from badgeledger.verify.document import JSON, Credential
from badgeledger.verify.fetching import Fetch, body_at
from badgeledger.verify.findings import Ended, Finding
from badgeledger.verify.inclusion import place_of
from badgeledger.verify.issuer import IssuerKey
from badgeledger.verify.log import Log, log_of, reading
from badgeledger.verify.members import text_of
from badgeledger.verify.strict_json import read_object

MOST_LEAVES = 16
LARGEST_WHOLE = 2**53 - 1


def withdrawn_key(credential: Credential, method: str, fetch: Fetch) -> IssuerKey | None:
    """The key of a method that only the log knows.

    None where the log does not say that it was withdrawn.
    """
    multikey = method.partition("#")[2]
    try:
        finding = _said_by_log(credential, multikey, fetch)
    except Ended:
        return None
    return None if finding is None else IssuerKey(finding, multikey)


def _said_by_log(credential: Credential, multikey: str, fetch: Fetch) -> Finding | None:
    """What the log says of a key and what it signed; None where it was not withdrawn.

    Raises `Ended` where the log cannot be read.
    """
    log = log_of(credential.issuer, fetch)
    first = _first_void_leaf(multikey, log, fetch)  # (1), (2)
    if first is None:
        return None
    try:
        leaf = place_of(credential, log, fetch).leaf  # (3)
    except Ended as ended:
        if ended.finding.key == "LOG_UNREACHABLE":
            raise
        return Finding("fail", "KEY_WITHDRAWN")
    if leaf >= first:
        return Finding("fail", "KEY_WITHDRAWN")
    return Finding("pass", "KEY_WITHDRAWN_LATER", {"leaf": str(leaf)})


def _first_void_leaf(multikey: str, log: Log, fetch: Fetch) -> int | None:
    """The first leaf a key does not count for; None where its last entry withdraws nothing."""
    listed = read_object(body_at(f"{log.url}keys.json", fetch)) or {}
    leaves = _leaves(multikey, listed.get("signing"))

    def read(tiles: TileReader, size: int) -> int | None:
        first = None
        for leaf in leaves:
            said = (read_object(tiles.entry(leaf)) if leaf < size else None) or {}
            if said.get("e") != "key" or said.get("k") != multikey:
                return None
            first = said.get("i") if said.get("s") == "withdrawn" else None
        return first if isinstance(first, int) else None

    return reading(log, fetch, read)


def _leaves(multikey: str, signing: Any) -> list[int]:
    """The leaves that concern a key, as far as they are some."""
    entries = signing if isinstance(signing, list) else []
    own: JSON = next((one for one in entries if text_of(one, "key") == multikey), {})
    leaves = own.get("leaves")
    if not isinstance(leaves, list) or len(leaves) > MOST_LEAVES:
        return []
    whole = all(type(leaf) is int and 0 <= leaf <= LARGEST_WHOLE for leaf in leaves)
    return leaves if whole else []
