"""Whether a credential is within its dates.

The `dates` check: validFrom and validUntil of VC Data Model 2.0, section 4.9 (issuanceDate and
expirationDate in 1.1), and `expires` of Data Integrity, section 2.1. Points in time are UTC
seconds; fractions are dropped.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from badgeledger.outputs.wording import strings
from badgeledger.verify.findings import Finding, failed

# XML Schema's dateTimeStamp, as far as calendars of programs reach.
STAMP = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?"
    r"(Z|[+-][0-9]{2}:[0-5][0-9])"
)


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when something holds; None where that end is open."""

    start: int | None
    end: int | None


def read_time(value: Any) -> int | None:
    """The UTC seconds of an XML Schema dateTimeStamp; None if `value` is not one."""
    match = STAMP.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        moment = datetime.fromisoformat("".join(match.groups()))
        return int(moment.astimezone(UTC).timestamp())
    except (ValueError, OverflowError):
        return None


def read_span(credential: dict[str, Any]) -> Span:
    """The span of a credential by its own dates. Raises `Ended` with MALFORMED_DATE."""
    return Span(
        max(_times(credential, ("validFrom", "issuanceDate")), default=None),
        min(_times(credential, ("validUntil", "expirationDate")), default=None),
    )


def read_end(proof: dict[str, Any]) -> int | None:
    """When a proof ends by its own word; None if it does not.

    Raises `Ended` with MALFORMED_DATE.
    """
    return min(_times(proof, ("expires",)), default=None)


def check_dates(span: Span, now: int) -> Finding:
    """The `dates` check of a credential."""
    if span.start is not None and now < span.start:
        return Finding("fail", "NOT_YET_VALID", {"from": written(span.start)})
    if span.end is not None and now > span.end:
        return Finding("fail", "EXPIRED", {"until": written(span.end)})
    return Finding("pass", "DATES_OK") if span.start is not None else Finding("warn", "NO_DATES")


def written(time: int) -> str:
    """A point in time for people: `20 November 2026 at 09:00 UTC`."""
    moment, days = datetime.fromtimestamp(time, UTC), strings()["days"]
    month = days["months"][moment.month - 1]
    day = days["pattern"].format(day=moment.day, month=month, year=moment.year)
    text: str = strings()["verifier"]["moment"].format(day=day, clock=f"{moment:%H:%M}")
    return text


def stamp(time: int) -> str:
    """A point in time as credentials write it."""
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _times(members: dict[str, Any], names: tuple[str, ...]) -> list[int]:
    """The points in time of those members that there are."""
    return [_time(members, name) for name in names if members.get(name) is not None]


def _time(members: dict[str, Any], name: str) -> int:
    time = read_time(members[name])
    if time is None:
        raise failed("MALFORMED_DATE", member=name)
    return time
