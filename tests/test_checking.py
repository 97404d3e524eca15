"""A build looks at all files of a ledger once, and afterwards at those that changed."""

from collections.abc import Iterable, Set
from pathlib import Path

import pytest

from badgeledger import check
from badgeledger.adapters.processes import processes
from badgeledger.check import SOUND, Checking
from badgeledger.errors import Problem
from badgeledger.ledger.history import read_history
from badgeledger.ledger.worktree import Awards, read_awards
from tests.ledger_simulator import LedgerSimulator, award_id

NOW = 2_000_000_000
BROKEN = "achievement: python-basics\nrecipient: {id: 'did:example:x'}\nawarded: 2026-13-01\n"


class Notes:
    """A memory of one entry."""

    def __init__(self) -> None:
        self.data: bytes | None = None

    def load(self, name: str) -> bytes | None:
        assert name == SOUND
        return self.data

    def save(self, name: str, data: bytes) -> None:
        assert name == SOUND
        self.data = data

    def forget(self, shelf: str, *, but: Set[str]) -> None:
        raise AssertionError((shelf, but))


@pytest.fixture
def ledger(tmp_path: Path) -> LedgerSimulator:
    ledger = LedgerSimulator(tmp_path / "ledger").issuer().achievement().keys()
    ledger.award(1).award(2).award(3).commit()
    return ledger


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the awards that were read."""
    seen: list[str] = []

    def noted(root: Path, paths: Iterable[str]) -> Awards:
        listed = list(paths)
        seen.extend(listed)
        return read_awards(root, listed)

    monkeypatch.setattr(check, "read_awards", noted)
    return seen


def problems(ledger: LedgerSimulator, notes: Notes) -> list[Problem]:
    checking = Checking(ledger.root, memory=notes)
    return checking.problems(read_history(ledger.root, now=NOW))


def paths(ledger: LedgerSimulator, *numbers: int) -> list[str]:
    return sorted(ledger.path(number) for number in numbers)


def test_what_was_sound_is_not_read_again(ledger: LedgerSimulator, read: list[str]) -> None:
    notes = Notes()
    assert (problems(ledger, notes), sorted(read)) == ([], paths(ledger, 1, 2, 3))
    read.clear()
    assert (problems(ledger, notes), read) == ([], [])
    ledger.award(2, narrative="More.").commit()
    ledger.award(3, narrative="Not committed.")
    ledger.award(4)
    assert (problems(ledger, notes), sorted(read)) == ([], paths(ledger, 2, 3, 4))
    assert notes.data
    assert ledger.head() not in notes.data.decode()  # not of what is not committed


@pytest.mark.parametrize(
    "change",
    [
        lambda ledger: ledger.achievement("another"),
        lambda ledger: ledger.achievement(results=[]),
        lambda ledger: ledger.issuer(emails="allowed"),
    ],
)
def test_where_anything_but_awards_changed_all_are_read(
    change: object, ledger: LedgerSimulator, read: list[str]
) -> None:
    notes = Notes()
    problems(ledger, notes)
    read.clear()
    assert callable(change)
    change(ledger)
    ledger.commit()
    assert (problems(ledger, notes), sorted(read)) == ([], paths(ledger, 1, 2, 3))


@pytest.mark.parametrize("committed", [True, False])
def test_a_fault_is_found_where_all_was_sound(committed: bool, ledger: LedgerSimulator) -> None:
    notes = Notes()
    problems(ledger, notes)
    sound = notes.data
    ledger.write(ledger.path(2), BROKEN)
    if committed:
        ledger.commit()
        ledger.award(1, narrative="Another.").commit()
    for _ in range(2):
        assert [each.path for each in problems(ledger, notes)] == paths(ledger, 2)
        assert notes.data == sound
    ledger.award(2)
    assert problems(ledger, notes) == []


def test_a_fault_that_is_hidden_by_what_is_not_committed_is_found_when_it_is_not(
    ledger: LedgerSimulator,
) -> None:
    notes = Notes()
    problems(ledger, notes)
    ledger.write(ledger.path(2), BROKEN).commit()
    ledger.award(2)
    assert problems(ledger, notes) == []
    ledger.git("checkout", "--", ledger.path(2))
    assert [each.path for each in problems(ledger, notes)] == paths(ledger, 2)


def test_a_commit_that_is_gone_tells_nothing(ledger: LedgerSimulator, read: list[str]) -> None:
    notes = Notes()
    problems(ledger, notes)
    assert notes.data
    for commit in ("0" * 40, "HEAD", "--all"):
        notes.data = b" ".join([commit.encode(), notes.data.split(b" ")[1]])
        read.clear()
        assert (problems(ledger, notes), sorted(read)) == ([], paths(ledger, 1, 2, 3))


def test_an_award_of_one_name_in_two_folders_is_found_among_those_not_read(
    ledger: LedgerSimulator,
) -> None:
    notes = Notes()
    problems(ledger, notes)
    ledger.write(f"credentials/other/{award_id(1)}.yml", ledger.read(ledger.path(1))).commit()
    assert [each.code for each in problems(ledger, notes)] == ["B0303"]


def test_other_processes_find_the_same(ledger: LedgerSimulator) -> None:
    ledger.write(ledger.path(2), BROKEN)
    ledger.write(f"credentials/other/{award_id(9)}.yml", "achievement: [\n")
    alone = Checking(ledger.root).problems(None)
    with processes(2) as workers:
        assert Checking(ledger.root, workers=workers).problems(None) == alone
        assert check.check(ledger.root, today=None, workers=workers) == alone
    assert len({each.path for each in alone}) == 2


def test_a_fault_in_a_file_that_git_ignores_is_found_where_all_was_sound(
    ledger: LedgerSimulator,
) -> None:
    notes = Notes()
    ledger.write(".gitignore", "/credentials/draft/\n").commit()
    draft = f"credentials/draft/{award_id(9)}.yml"
    ledger.award(9, folder="draft")
    assert problems(ledger, notes) == []
    assert notes.data
    ledger.write(draft, BROKEN)
    assert [each.path for each in problems(ledger, notes)] == [draft]
