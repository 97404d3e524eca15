"""Rules for awards: what they name exists, their days make sense, and no e-mail is in the clear.

NOTE: results are held against the achievement as it stands today, also those of old awards, which
keep the achievement they were issued with. What has been awarded is not taken out of achievements.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from badgeledger.errors import Problem
from badgeledger.ledger.document import Location
from badgeledger.ledger.files import shown_path
from badgeledger.ledger.rules.bounds import value_fault
from badgeledger.ledger.worktree import Ledger, Source
from badgeledger.model import Achievement, Award, Result, ResultDescription, Tombstone
from badgeledger.values import near_miss, shown


def award_rules(
    awards: Iterable[Source[Award | Tombstone]], ledger: Ledger, today: date | None
) -> Iterator[Problem]:
    """Rules for some awards of a ledger; days are compared with `today` where it is given."""
    achievements = {source.stem: source.value for source in ledger.achievements}
    hashed = ledger.issuer is not None and ledger.issuer.value.emails == "hashed"
    for source in awards:
        if not isinstance(source.value, Award):
            yield from _tombstone(source, source.value)
            continue
        award = Source(source.path, source.data, source.value)
        if award.value.achievement not in ledger.slugs:
            yield _unknown_achievement(award, ledger.slugs)
        if hashed and award.value.recipient.email:
            yield _email(award)
        yield from _days(award, today)
        if award.value.achievement in achievements:
            yield from _results(award, achievements[award.value.achievement])


def _tombstone(source: Source[Award | Tombstone], tombstone: Tombstone) -> Iterator[Problem]:
    if tombstone.erased is None:
        yield source.problem(
            (), "B0328", "the award's content is gone, and no day of erasure given"
        )


def _unknown_achievement(award: Source[Award], slugs: frozenset[str]) -> Problem:
    slug = award.value.achievement
    message = f"no achievement is called {shown(slug)}"
    return award.problem(("achievement",), "B0301", message, near_miss(slug, slugs))


def _email(award: Source[Award]) -> Problem:
    message = "an e-mail address in the clear, while issuer.yml says `emails: hashed`"
    mend = f"run `badgeledger hash-email {shown_path(award.path)}` before you commit"
    return award.problem(("recipient", "email"), "B0313", message, mend, at_key=True)


def _days(award: Source[Award], today: date | None) -> Iterator[Problem]:
    awarded, expires, revoked = award.value.awarded, award.value.expires, award.value.revoked
    reissued = award.value.reissued
    days: dict[Location, date] = {("awarded",): awarded}
    if expires and expires < awarded:
        yield award.problem(("expires",), "B0315", f"expires before it was awarded on {awarded}")
    if reissued:
        days["reissued",] = reissued
        if reissued < awarded:
            message = f"reissued before it was awarded on {awarded}"
            yield award.problem(("reissued",), "B0862", message)
    if revoked:
        days["revoked", "on"] = revoked.on
        if revoked.on < awarded:
            message = f"revoked before it was awarded on {awarded}"
            yield award.problem(("revoked", "on"), "B0314", message)
    for location, day in days.items():
        if today and day > today + timedelta(days=1):
            yield award.problem(location, "B0322", f"{day} lies in the future")


def _results(award: Source[Award], achievement: Achievement) -> Iterator[Problem]:
    descriptions = {description.id: description for description in achievement.results}
    stated: set[str] = set()
    for index, result in enumerate(award.value.results):
        at: Location = ("results", index)
        if result.result in stated:
            message = f"the result {shown(result.result)} stands above already"
            yield award.problem((*at, "result"), "B0319", message)
        stated.add(result.result)
        if result.result in descriptions:
            yield from _result(award, at, result, descriptions[result.result])
        else:
            message = f"the achievement has no result {shown(result.result)}"
            mend = _one_of(result.result, descriptions)
            yield award.problem((*at, "result"), "B0316", message, mend)


def _result(
    award: Source[Award], at: Location, result: Result, description: ResultDescription
) -> Iterator[Problem]:
    levels = {level.id: level for level in description.levels}
    if result.value is None and result.level is None and result.status is None:
        yield award.problem(at, "B0326", "the result has neither value, level nor status")
    if result.level is not None and result.level not in levels:
        message = f"the result {shown(result.result)} has no level {shown(result.level)}"
        yield award.problem((*at, "level"), "B0317", message, _one_of(result.level, levels))
    if result.value is not None and (fault := value_fault(description, result.value)):
        yield award.problem((*at, "value"), "B0318", fault)


def _one_of(word: str, words: Mapping[str, object]) -> str:
    """The mend for a word that is none of these; "" where there are none."""
    return near_miss(word, words) or (f"use one of {', '.join(words)}" if words else "")
