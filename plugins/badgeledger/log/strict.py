"""Reads entries of the log back as strictly as they are written: log format 1.

For those who follow a log that others publish. An entry counts only as the very bytes that
`entries.py` would have written: another order of members, a space or a member more is refused, as
is what RFC 8259 leaves open. Whether an entry may stand where it does, `replayed.py` asks.
"""

import base64
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from badgeledger.errors import ContentError
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.jcs import canonical
from badgeledger.values import JSON, SLUG

LARGEST_WHOLE = 2**53 - 1
MOST_BYTES = 1024  # of one entry; the longest that are written have about 250


def _is_whole(value: Any) -> bool:
    return type(value) is int and 0 <= value <= LARGEST_WHOLE


def _is_commitment(value: Any) -> bool:
    """Whether it is the base64url of 32 bytes, without bits that stand for nothing."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]{43}", value, re.ASCII):
        return False
    return base64.urlsafe_b64encode(base64.urlsafe_b64decode(f"{value}="))[:43].decode() == value


def _is_slug(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(SLUG, value) is not None


def _is_key(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(decode_public_key(value))
    except ContentError:
        return False


# What each member holds, and which of them each act has besides `e`, `t` and `v`.
HOLDS: Mapping[str, Callable[[Any], bool]] = {
    "a": _is_slug,
    "c": _is_commitment,
    "i": _is_whole,
    "k": _is_key,
    "s": lambda value: value in ("from", "withdrawn"),
    "t": _is_whole,
    "v": lambda value: type(value) is int and value == 1,
}
MEMBERS: Mapping[str, tuple[str, ...]] = {
    "define": ("a", "c"),
    "issue": ("c",),
    "change": ("c", "i"),
    "reinstate": ("c", "i"),
    "revoke": ("i",),
    "erase": ("i",),
    "key": ("k", "s"),
}


def read_entry(data: bytes) -> JSON:
    """The members of an entry. Raises ValueError, with what is wrong, for any other bytes."""
    if len(data) > MOST_BYTES:
        raise ValueError("it is too long for an entry")
    entry = _object(data)
    act = entry.get("e")
    if not isinstance(act, str) or act not in MEMBERS:
        raise ValueError("it is none of the acts of format 1")
    members = {"e", "t", "v", *MEMBERS[act]}
    if act == "key" and entry.get("s") == "withdrawn":
        members.add("i")
    if entry.keys() != members:
        raise ValueError(f"a {act!r} has the members {', '.join(sorted(members))}, and no others")
    for name, holds in HOLDS.items():
        if name in entry and not holds(entry[name]):
            raise ValueError(f"its member {name!r} does not hold what it should")
    if canonical(entry) != data:
        raise ValueError("it is not written in the one way of RFC 8785")
    return entry


def _object(data: bytes) -> JSON:
    try:
        entry = json.loads(data.decode())
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON in UTF-8") from None
    if not isinstance(entry, dict):
        raise ValueError("it is no JSON object")
    return entry
