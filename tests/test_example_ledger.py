"""The example institution shows what a ledger can hold, committed as its staff would."""

import subprocess
from collections.abc import Iterator
from datetime import date

import pytest

from badgeledger.check import check
from badgeledger.credential.dates import last_day
from badgeledger.ledger.worktree import Ledger, read_awards, read_ledger
from badgeledger.model import Achievement, Award
from tests.example import ROOT

# Award by award, or all at once, is not how staff commit.
COHORTS = 10
COMMITTED = date(2026, 11, 22)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger(ROOT)


@pytest.fixture(scope="module")
def achievements(ledger: Ledger) -> dict[str, Achievement]:
    return {source.stem: source.value for source in ledger.achievements}


@pytest.fixture(scope="module")
def awards(ledger: Ledger) -> list[Award]:
    read = read_awards(ROOT, ledger.awards).sources
    return [each.value for each in read if isinstance(each.value, Award)]


def test_nothing_is_wrong_with_it() -> None:
    assert check(ROOT, today=None) == []


def test_its_achievements_show_every_kind(achievements: dict[str, Achievement]) -> None:
    assert len(achievements) >= 12
    every = achievements.values()
    assert any(each.type == "Course" for each in every)
    assert any(len(result.levels) >= 3 for each in every for result in each.results)
    (spanish,) = (each for each in every if each.language == "es")
    assert spanish.translation_of in achievements
    assert any(each.valid_for for each in every)
    assert any("/esco/" in skill.url for each in every for skill in each.skills)
    assert any(each.image for each in every)
    assert max(len(stack(slug, achievements)) for slug in achievements) == 3


def stack(slug: str, achievements: dict[str, Achievement]) -> set[str]:
    """An achievement and all that it builds on, however far down."""
    below = [stack(other, achievements) for other in achievements[slug].builds_on]
    return {slug}.union(*below)


def test_its_awards_show_every_state(
    awards: list[Award], achievements: dict[str, Achievement]
) -> None:
    assert len(awards) >= 60
    assert len([award for award in awards if award.evidence]) >= 20
    assert len([award for award in awards if award.results]) >= 20
    assert len([award for award in awards if award.revoked]) == 2
    assert {award.achievement for award in awards} == set(achievements)
    ends = [
        last_day(award.awarded, period)
        for award in awards
        if (period := achievements[award.achievement].valid_for)
    ]
    assert len([end for end in ends if end < COMMITTED]) == 1
    assert all(award.recipient.identity and not award.recipient.email for award in awards)


def test_it_was_committed_cohort_by_cohort(ledger: Ledger) -> None:
    issued = list(awards_by_commit())
    assert len(issued) >= COHORTS
    assert sum(map(len, issued)) == len(ledger.awards)
    assert all(len({path.rpartition("/")[0] for path in paths}) <= 2 for paths in issued)


def awards_by_commit() -> Iterator[list[str]]:
    """The awards that each commit added."""
    log = ("log", "--format=%x00", "--name-only", "--diff-filter=A", "--", "credentials")
    said = subprocess.run(["git", *log], cwd=ROOT, capture_output=True, text=True, check=True)
    commits = (part.split() for part in said.stdout.split("\0"))
    yield from filter(None, commits)
