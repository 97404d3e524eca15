"""Days of the ledger as instants in UTC."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.credential import dates
from badgeledger.credential.dates import end_of, last_day, start_of, written
from badgeledger.errors import MachineError
from badgeledger.values import timezones


@pytest.mark.parametrize(
    ("day", "timezone", "start", "end"),
    [
        ("2026-05-01", "UTC", "2026-05-01T00:00:00Z", "2026-05-01T23:59:59Z"),
        ("2026-07-01", "Europe/Madrid", "2026-06-30T22:00:00Z", "2026-07-01T21:59:59Z"),
        # Clocks go forward, and back.
        ("2026-03-29", "Europe/Madrid", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z"),
        ("2026-10-25", "Europe/Madrid", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z"),
        # There was no midnight: the day began at 01:00.
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-05T01:59:59Z"),
        # The last hour came twice.
        ("2018-02-17", "America/Sao_Paulo", "2018-02-17T02:00:00Z", "2018-02-18T02:59:59Z"),
        ("2026-01-01", "Pacific/Kiritimati", "2025-12-31T10:00:00Z", "2026-01-01T09:59:59Z"),
        # Beyond what can be written.
        ("0001-01-01", "Asia/Tokyo", "0001-01-01T00:00:00Z", "0001-01-01T14:40:00Z"),
        ("9999-12-31", "America/New_York", "9999-12-31T05:00:00Z", "9999-12-31T23:59:59Z"),
    ],
)
def test_a_day_begins_and_ends_where_the_issuer_is(
    day: str, timezone: str, start: str, end: str
) -> None:
    assert start_of(date.fromisoformat(day), timezone) == start
    if day != "0001-01-01":  # local mean time, with odd seconds
        assert end_of(date.fromisoformat(day), timezone) == end


@given(st.dates(), st.sampled_from(sorted(timezones())))
def test_every_day_of_every_timezone_can_be_written(day: date, timezone: str) -> None:
    start, end = start_of(day, timezone), end_of(day, timezone)
    assert start <= end
    for text in (start, end):
        assert datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).year == int(
            text[:4]
        )


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)), st.sampled_from(sorted(timezones())))
def test_the_next_day_begins_when_a_day_has_ended(day: date, timezone: str) -> None:
    end = datetime.fromisoformat(end_of(day, timezone))
    assert datetime.fromisoformat(start_of(day + timedelta(1), timezone)) == end + timedelta(
        seconds=1
    )


@pytest.mark.parametrize(
    ("awarded", "period", "last"),
    [
        ("2026-05-01", "3 years", "2029-05-01"),
        ("2026-05-01", "1 day", "2026-05-02"),
        ("2026-05-01", "90 days", "2026-07-30"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2028-01-31", "1 month", "2028-02-29"),
        ("2028-02-29", "1 year", "2029-02-28"),
        ("2028-02-29", "4 years", "2032-02-29"),
        ("2026-10-15", "18 months", "2028-04-15"),
        ("2026-11-30", "1 month", "2026-12-30"),
        ("9999-01-01", "1 year", "9999-12-31"),
        ("9999-12-31", "9 days", "9999-12-31"),
    ],
)
def test_an_award_holds_to_the_same_day_later_that_day_included(
    awarded: str, period: str, last: str
) -> None:
    assert last_day(date.fromisoformat(awarded), period) == date.fromisoformat(last)


def test_seconds_are_written_in_utc() -> None:
    assert written(1767225600) == "2026-01-01T00:00:00Z"


def test_other_timezones_than_the_logs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for cached in (dates._zone, dates.start_of):
        cached.cache_clear()
    monkeypatch.setattr(metadata, "version", lambda _name: "2020.1")
    with pytest.raises(MachineError, match=r"B0601.*2020\.1"):
        start_of(date(2026, 1, 1), "UTC")


def test_the_package_asks_for_the_timezones_it_was_made_with() -> None:
    project = Path(__file__).parent.parent / "pyproject.toml"
    asked = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    assert f"tzdata=={dates.TZDATA}" in asked
