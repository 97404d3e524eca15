"""Reads JSON so that every program reads the same.

Part of the `document` check. It refuses what RFC 8259 leaves open and programs handle each in
its own way: members that stand twice, numbers that a double cannot hold, half a surrogate pair.
"""

import json
import re
from typing import Any

from badgeledger.verify.findings import Ended, failed

MOST_BYTES = 2 * 1024 * 1024
MOST_LEVELS = 64
LARGEST_WHOLE = 2**53 - 1
SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(data: bytes) -> Any:
    """The JSON value that `data` is, in UTF-8.

    Raises `Ended` with TOO_LARGE, NOT_JSON, DUPLICATE_MEMBER, TOO_DEEP, HALF_CHARACTER or
    NUMBER_OUT_OF_RANGE.
    """
    if len(data) > MOST_BYTES:
        raise failed("TOO_LARGE")
    try:
        value = json.loads(
            data.decode(),
            object_pairs_hook=_members,
            parse_constant=_constant,
            parse_int=_whole,
            parse_float=_fraction,
        )
    except RecursionError:
        raise failed("TOO_DEEP", limit=str(MOST_LEVELS)) from None
    except ValueError:
        raise failed("NOT_JSON") from None
    _inspect(value, 1)
    return value


def read_object(data: bytes | None) -> dict[str, Any] | None:
    """The object that `data` is; None where it is none, or programs could read it differently."""
    try:
        value = None if data is None else read_json(data)
    except Ended:
        return None
    return value if isinstance(value, dict) else None


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise failed("DUPLICATE_MEMBER", member=next(n for n in names if names.count(n) > 1))
    return members


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > LARGEST_WHOLE:
        raise failed("NUMBER_OUT_OF_RANGE")
    return int(digits)


def _fraction(digits: str) -> float:
    if abs(float(digits)) == float("inf"):
        raise failed("NUMBER_OUT_OF_RANGE")
    return float(digits)


def _inspect(value: Any, level: int) -> None:
    if isinstance(value, str) and SURROGATE.search(value):
        raise failed("HALF_CHARACTER")
    if isinstance(value, dict | list):
        if level > MOST_LEVELS:
            raise failed("TOO_DEEP", limit=str(MOST_LEVELS))
        parts = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        for part in parts:
            _inspect(part, level + 1)
