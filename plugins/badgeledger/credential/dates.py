"""Days of the ledger as the instants of a credential: `validFrom` and `validUntil`.

A day begins at 00:00 and ends at 23:59:59 in the issuer's timezone; both are written in UTC with
`Z`. The instants are part of what log format 1 commits to, so the rules of the timezones are
frozen with it: they come from one release of the `tzdata` package, never from the machine, and any
other release is refused.
"""

import calendar
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from importlib import metadata, resources
from zoneinfo import ZoneInfo

from badgeledger.errors import MachineError

TZDATA = "2026.6"
DAYS_KEPT = 4096  # many awards are of one day
LAST_SECOND = time(23, 59, 59, fold=1)  # the later one where clocks go back over it


@lru_cache(maxsize=DAYS_KEPT)
def start_of(day: date, timezone: str) -> str:
    """The first second of `day` in an IANA timezone, as `YYYY-MM-DDThh:mm:ssZ`."""
    return _instant(datetime.combine(day, time()), timezone)


@lru_cache(maxsize=DAYS_KEPT)
def end_of(day: date, timezone: str) -> str:
    """The last second of `day` in an IANA timezone, as `YYYY-MM-DDThh:mm:ssZ`."""
    return _instant(datetime.combine(day, LAST_SECOND), timezone)


def written(seconds: int) -> str:
    """UTC seconds since 1970 as `YYYY-MM-DDThh:mm:ssZ`."""
    return _written(datetime.fromtimestamp(seconds, UTC))


@lru_cache(maxsize=DAYS_KEPT)
def day_of(seconds: int, timezone: str) -> date:
    """The day on which UTC seconds since 1970 fall in an IANA timezone."""
    return datetime.fromtimestamp(seconds, _zone(timezone)).date()


@lru_cache(maxsize=DAYS_KEPT)
def last_day(awarded: date, valid_for: str) -> date:
    """The last day on which an award of `awarded` holds, for a period such as `3 years`.

    It is the same day of the month that many months or years later, itself included, or the last
    day of a shorter month: 29 February and one year give 28 February.
    """
    count, unit = valid_for.split()
    if unit.startswith("day"):
        return date.fromordinal(min(awarded.toordinal() + int(count), date.max.toordinal()))
    months = awarded.year * 12 + awarded.month - 1 + int(count) * (12 if unit[0] == "y" else 1)
    year, month = divmod(months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(awarded.day, calendar.monthrange(year, month + 1)[1]))


def _instant(local: datetime, timezone: str) -> str:
    # Beyond the years 1 to 9999 there is no instant to write: the outermost one stands in.
    try:
        return _written(local.replace(tzinfo=_zone(timezone)).astimezone(UTC))
    except OverflowError:
        return _written(datetime.min if local.year == 1 else datetime.max)


def _written(instant: datetime) -> str:
    return f"{instant.replace(microsecond=0, tzinfo=None).isoformat()}Z"


@cache
def _zone(timezone: str) -> ZoneInfo:
    if (found := metadata.version("tzdata")) != TZDATA:
        raise MachineError.because(
            "B0601",
            f"the timezones are those of tzdata {found}, and the log was made with {TZDATA}",
            f"install tzdata=={TZDATA}",
        )
    source = resources.files("tzdata").joinpath("zoneinfo", *timezone.split("/"))
    with source.open("rb") as data:
        return ZoneInfo.from_file(data, key=timezone)
