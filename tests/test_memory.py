"""A record that goes on from what is remembered is the record of the whole history."""

import tempfile
from collections.abc import Set
from pathlib import Path
from typing import Any

import pytest
from git import Git
from hypothesis import example, given, settings
from hypothesis import strategies as st

from badgeledger import memory as remembering
from badgeledger.errors import ContentError
from badgeledger.ledger.history import History
from badgeledger.ledger.reader import read_award
from badgeledger.memory import HISTORY, NO_MEMORY, Memory, packed, recorded, unpacked
from badgeledger.record import Record
from tests.ledger_simulator import DAY, KEY_1, KEY_2, START, LedgerSimulator, award_id
from tests.test_record import edit, edits

NOW = START + 10_000 * DAY
FACTS = (
    "entries", "commits", "positions", "ended", "awards", "achievements", "versions", "key_times",
    "key_leaves", "log_keys", "sites", "time",
)  # fmt: skip
STANDS = (
    "head", "time", "uncommitted", "changed_elsewhere", "issuer", "keys", "achievements",
    "obstacles",
)  # fmt: skip


class Notes:
    """A memory that tells how often it was written."""

    def __init__(self, data: bytes | None = None) -> None:
        self.data = data
        self.saved = 0

    def load(self, name: str) -> bytes | None:
        assert name == HISTORY
        return self.data

    def save(self, name: str, data: bytes) -> None:
        assert name == HISTORY
        self.data = data
        self.saved += 1

    def forget(self, shelf: str, *, but: Set[str]) -> None:
        raise AssertionError((shelf, but))


@pytest.fixture(autouse=True)
def everything_is_worth_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "WORTH_KEEPING", 0)


def ledger_in(path: Path, **how: Any) -> LedgerSimulator:
    return LedgerSimulator(path / "ledger", **how).issuer().keys().achievement()


def told(history: History, made: Record) -> dict[str, Any]:
    """All that can be asked of a history and its record; order counts."""
    facts = {f"record {name}": getattr(made, name) for name in FACTS}
    facts |= {name: list(facts[name].items()) for name in ("record awards", "record versions")}
    return facts | {name: getattr(history, name) for name in STANDS}


def outcome(ledger: LedgerSimulator, memory: Memory, now: int = NOW) -> Any:
    """All that a pass tells, or why it refuses."""
    try:
        return told(*recorded(ledger.root, now=now, memory=memory))
    except ContentError as refusal:
        return refusal.problems


def agree(ledger: LedgerSimulator, notes: Notes, *, used: bool = True) -> None:
    """Whether the memory was used, and the record is the one without it."""
    history, made = recorded(ledger.root, now=NOW, memory=notes)
    assert (history.past is not None) == used
    assert told(history, made) == outcome(ledger, NO_MEMORY)


@settings(max_examples=8, deadline=None)
@example([[("revoke", 1)], [("move", 1, "b"), ("break", 1)]], set())  # refused: its file is gone
@given(
    st.lists(st.lists(edits, min_size=1, max_size=4), min_size=2, max_size=6),
    st.sets(st.integers(0, 6)),
)
def test_whatever_happens_after_it_the_record_is_the_same(
    commits: list[list[Any]], refreshed: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = ledger_in(Path(folder))
        ledger.commit("First", at=START)
        notes = Notes()
        agree(ledger, notes, used=False)
        for number, changes in enumerate(commits):
            older = Notes(notes.data)
            for change in changes:
                edit(ledger, change)
            assert outcome(ledger, older) == outcome(ledger, NO_MEMORY)
            assert not older.saved or not ledger.git("status", "--porcelain")
            ledger.commit("Next", days=0)
            kept = notes if number in refreshed else older
            assert outcome(ledger, kept) == outcome(ledger, NO_MEMORY)


def remembered(ledger: LedgerSimulator) -> Notes:
    notes = Notes()
    agree(ledger, notes, used=False)
    assert notes.saved == 1
    return notes


@pytest.mark.parametrize("how", [{}, {"folder": "x/ñ", "object_format": "sha256"}])
def test_all_that_a_ledger_can_be_in_the_midst_of_is_remembered(
    tmp_path: Path, how: dict[str, Any]
) -> None:
    ledger = ledger_in(tmp_path, **how)
    ledger.write("achievements/p.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    ledger.achievement("pictured", image="p.svg")
    for number in range(1, 9):
        ledger.award(number, folder="spr\udcffing" if number == 8 else "spring")
    ledger.award(3, achievement="later").award(4, achievement="pictured").commit("First")
    c = "C" * 43
    ledger.tombstone(5, commitment=c).tombstone(6, commitment=c, erased="2026-03-01")
    ledger.revoke(7).write(ledger.path(2), "no award\n").achievement(name="Second")
    ledger.write(f"credentials/a/{award_id(1)}.yml", ledger.read(ledger.path(1)))
    ledger.issuer(site="https://b.example").keys(KEY_1, KEY_2, withdrawn={KEY_1: 1})
    ledger.commit("Second")
    notes = remembered(ledger)
    ledger.award(3, achievement="later").achievement("later")
    ledger.write("keys.yml", ledger.read("keys.yml") + b"# The first one was lost.\n")
    ledger.write("achievements/p.svg", '<svg xmlns="http://www.w3.org/2000/svg" id="x"/>')
    agree(ledger, notes)
    ledger.commit("What was waited for, and another picture")
    agree(ledger, notes)
    ledger.award(5).award(2, narrative="Back").reinstate(7).award(4, narrative="Changed")
    ledger.award(8, narrative="x").award(9, achievement="pictured").keys(KEY_2)
    ledger.remove(f"credentials/a/{award_id(1)}.yml").award(1, reissued="2026-04-01")
    ledger.remove("achievements/later.yml").issuer().commit("Everything at once")
    agree(ledger, Notes(notes.data))
    agree(ledger, notes)


def test_an_append_reads_no_award_but_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = ledger_in(tmp_path).award(1).award(2)
    ledger.commit("First")
    notes = remembered(ledger)
    ledger.award(3).commit("Append")
    seen: list[str] = []

    def counted(data: bytes, path: str) -> Any:
        seen.append(path)
        return read_award(data, path)

    monkeypatch.setattr("badgeledger.ledger.readings.read_award", counted)
    _, made = recorded(ledger.root, now=NOW, memory=notes)
    assert seen == [ledger.path(3)]
    assert [*made.awards] == [*map(award_id, (1, 2, 3))]
    assert len([*made.awards.read(made.awards)]) == 3
    assert seen == [ledger.path(3)]


def test_git_is_called_as_often_for_a_long_history_as_for_a_short_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    execute = Git.execute

    def counted(self: Git, command: Any, *rest: Any, **how: Any) -> Any:
        calls.append(" ".join(command))
        return execute(self, command, *rest, **how)

    def number_of_calls(memory: Memory) -> int:
        calls.clear()
        _, made = recorded(ledger.root, now=NOW, memory=memory)
        assert len(made.commits) == len(made.entries)
        return len(calls)

    monkeypatch.setattr(Git, "execute", counted)
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    short = number_of_calls(NO_MEMORY)
    for number in range(2, 12):
        ledger.award(number).achievement(name=f"Edition {number}").award(number + 20).commit("On")
    notes = Notes()
    assert number_of_calls(notes) == short <= 14
    ledger.award(2, narrative="More").commit("Last")
    assert number_of_calls(notes) == short  # one to see whether the past holds, one for keys less


def amended(ledger: LedgerSimulator) -> None:
    ledger.award(2, narrative="Other").git("add", "--all")
    ledger.git("commit", "--quiet", "--amend", "--message=Other")


def merged_the_wrong_way(ledger: LedgerSimulator) -> None:
    ledger.branch("side", "HEAD^").award(3).commit("Aside")
    ledger.merge("main")


def taken_back(ledger: LedgerSimulator) -> None:
    ledger.git("reset", "--quiet", "--hard", "HEAD^")


def lost(ledger: LedgerSimulator) -> None:
    amended(ledger)
    ledger.git("reflog", "expire", "--expire=now", "--all")
    ledger.git("gc", "--quiet", "--prune=now")


@pytest.mark.parametrize("rewrite", [amended, merged_the_wrong_way, taken_back, lost])
def test_of_another_history_nothing_is_remembered(tmp_path: Path, rewrite: Any) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    ledger.award(2).commit("Second")
    notes = remembered(ledger)
    rewrite(ledger)
    agree(ledger, notes, used=False)
    agree(ledger, notes)


def test_nor_of_a_ledger_in_another_folder(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path, folder="a").award(1)
    ledger.commit("First")
    notes = remembered(ledger)
    ledger.git("mv", "a", "b")
    ledger.commit("Moved")
    ledger.root = ledger.top / "b"
    agree(ledger, notes, used=False)


@pytest.mark.parametrize("what", ["__version__", "FORMAT"])
def test_nor_of_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    notes = remembered(ledger)
    monkeypatch.setattr(remembering, what, "other")
    assert unpacked(notes.data or b"") is None
    agree(ledger, notes, used=False)


def test_what_is_refused_is_refused_with_a_memory_too(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1).award(2)
    ledger.commit("First")
    notes = remembered(ledger)
    data = notes.data
    for now in (START, START + DAY - 16 * 60):
        with pytest.raises(ContentError, match="B0404"):
            recorded(ledger.root, now=now, memory=notes)
    ledger.remove(ledger.path(1)).commit("Gone")
    ledger.award(2, narrative="x").commit("Long ago", at=START - DAY)
    problems = []
    for memory in (notes, NO_MEMORY):
        with pytest.raises(ContentError) as refused:
            recorded(ledger.root, now=NOW, memory=memory)
        problems.append(refused.value.problems)
    assert problems[0] == problems[1]
    assert {problem.code for problem in problems[0]} == {"B0402", "B0403"}
    assert notes.data is data


def test_what_is_not_settled_is_not_remembered(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a").issuer().achievement().award(1)
    for _ in range(2):  # not committed, then without keys
        notes = Notes()
        agree(ledger, notes, used=False)
        assert notes.data is None
        ledger.commit("First")
    ledger.keys().commit("Keys")
    remembered(ledger)


def test_little_is_not_worth_keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "WORTH_KEEPING", 4)
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("Three entries")
    notes = Notes()
    sizes = []
    for number in range(2, 8):
        agree(ledger, notes, used=bool(notes.data))
        known = unpacked(notes.data) if notes.data else None
        sizes.append(len(known.entries) if known else 0)
        ledger.award(number).commit("One more")
    assert sizes == [0, 4, 4, 4, 4, 8]


def test_what_is_known_is_written_and_read_again(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1, folder="a\nb")
    ledger.commit("First")
    _, made = recorded(ledger.root, now=NOW, memory=NO_MEMORY)
    known = made.known()
    assert known
    read = unpacked(packed(known))
    assert read
    assert packed(read) == packed(known)
    assert b"Noor" not in packed(known)  # nor any other name
    assert (list(read.entries), read.past.commit) == (list(made.entries), ledger.head())
