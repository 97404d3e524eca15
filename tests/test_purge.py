"""Purging the history with the real git-filter-repo: the log is the same, and nobody is in it."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeledger.build import build
from badgeledger.ledger.history import read_history
from badgeledger.log.entries import Leaf
from badgeledger.record import Record, record
from tests.command_line import call
from tests.ledger_simulator import DAY, START, LedgerSimulator, award_id, without_git
from tests.publishing import by_key
from tests.setup import ROOT
from tests.test_gate import SECRET, publish
from tests.test_record import edit, edits

NOW = START + 1000 * DAY
GUIDE = (ROOT / "docs" / "erasure.md").read_text("utf-8").replace("\\\n", " ")
SECRETS = (b"Ada Lovelace", b"a" * 64, b"Wove a rug.")
LEARNER = {"name": "Ada Lovelace", "identity": f"sha256${'a' * 64}"}


def ledger_in(path: Path, **how: Any) -> LedgerSimulator:
    return LedgerSimulator(path / "ledger", **how).issuer().keys().achievement()


def recorded(ledger: LedgerSimulator) -> Record:
    return record(read_history(ledger.root, now=NOW))


def erase(ledger: LedgerSimulator, number: int = 1) -> None:
    done = call("erase", award_id(number), "--ledger", str(ledger.root))
    assert done.code == 0, done.err
    ledger.commit("Erased")


def told(program: str) -> list[str]:
    """The arguments of the command of the guide that begins so."""
    (line,) = [line for line in GUIDE.splitlines() if line.startswith(f"$ {program} ")]
    return shlex.split(line.removeprefix(f"$ {program} "))


def purged(ledger: LedgerSimulator, folder: Path) -> LedgerSimulator:
    """A fresh clone of the ledger's pushed repository, purged and pushed back as the guide says."""
    origin = folder / "origin.git"
    ledger.git("clone", "--quiet", "--mirror", str(ledger.top), str(origin))
    clone = ledger.clone(folder / "purge", origin.as_uri())
    done = call("purge", "--ledger", str(clone.root))
    assert done.code == 0, done.err
    (folder / "purge.py").write_text(done.out, "utf-8")
    program = Path(sys.executable).with_name("git-filter-repo")
    run = subprocess.run(
        [program, *told("git filter-repo")],
        cwd=clone.top, capture_output=True, text=True, check=False,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert clone.git("replace", "--list") == b""
    clone.git("push", *told("git push"))
    return ledger.clone(folder / "anew", origin.as_uri())


def contents(ledger: LedgerSimulator) -> bytes:
    """Every object that a repository holds, whether anything refers to it or not."""
    return ledger.git("cat-file", "--batch", "--batch-all-objects")


def dates(ledger: LedgerSimulator) -> bytes:
    return ledger.git("log", "--all", "--date-order", "--format=%ct %at %an %s")


def said(made: Record) -> tuple[tuple[bytes, ...], dict[str, Leaf], set[int]]:
    return made.entries, dict(made.positions), set(made.ended)


def artifacts(ledger: LedgerSimulator) -> dict[str, bytes]:
    made = build(ledger.root, by_key(SECRET), now=NOW)
    return {artifact.path: artifact.data for artifact in made.artifacts()}


def everything(ledger: LedgerSimulator) -> None:
    """Award 1 as it may have lived; award 2 beside it."""
    ledger.award(1, recipient=LEARNER, narrative="Wove a rug.").award(2).commit("Two awards")
    ledger.achievement(criteria="Pass an exam.").award(3, achievement="later").commit(
        "New criteria"
    )
    data = ledger.read(ledger.path(1))
    ledger.write(ledger.path(1), b"# Checked\n" + data).commit("Only a comment", days=0.5)
    ledger.award(2, narrative="A clock that went wrong").commit("Back in time", days=-0.25)
    ledger.award(1, reissued="2026-01-10").commit("Reissued", days=2)
    ledger.write(ledger.path(1), "recipient: {name: Ada Lovelace}\n").commit("Broken")
    ledger.write(ledger.path(1), "recipient: {name: Ada}\n").commit("Broken still")
    ledger.award(1, achievement="later").commit("Waits for its achievement", days=-0.9)
    ledger.achievement("later").commit("It comes", days=0.1)
    ledger.move(ledger.path(1), f"credentials/autumn/{award_id(1)}.yml").commit("Moved")
    ledger.write(f"credentials/a/{award_id(1)}.yml", ledger.read(ledger.path(1))).commit("Twice")
    ledger.remove(f"credentials/a/{award_id(1)}.yml").award(1, narrative="Ada Lovelace again")
    ledger.commit("Once")
    ledger.revoke(1, reason="Ada Lovelace asked").commit("Revoked")
    ledger.reinstate(1).commit("Reinstated")
    ledger.award(1, achievement="python-basics").commit("Back to the first")
    ledger.symlink(f"credentials/b/{award_id(1)}.yml", "Ada Lovelace").commit("A link")
    ledger.remove(f"credentials/b/{award_id(1)}.yml").commit("No link")
    ledger.branch("side").award(1, narrative="Ada Lovelace, corrected").commit("In a branch")
    ledger.award(1, narrative="Ada Lovelace, corrected twice").commit("Reviewed")
    ledger.switch("main").award(2, narrative="Meanwhile").commit("Meanwhile")
    ledger.merge("side")
    ledger.branch("open").award(1, narrative="Never merged: Ada Lovelace").commit("Open")
    ledger.git("tag", "v1")
    ledger.switch("main")


@pytest.mark.parametrize("folder", ["", "badges/2026"])
def test_the_log_is_the_same_and_nothing_is_left(folder: str, tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path, folder=folder)
    everything(ledger)
    erase(ledger)
    before, times = recorded(ledger), dates(ledger)
    assert all(secret in contents(ledger) for secret in SECRETS)
    site = publish(ledger, tmp_path / "site")
    after = purged(ledger, tmp_path)
    assert said(recorded(after)) == said(before)
    done = call("gate", "--against", str(site), "--ledger", str(after.root))
    assert f"{len(before.entries)} entries are as they were, 0 are new" in done.out, done.err
    assert dates(after) == times
    left = contents(after)
    assert [secret for secret in SECRETS if secret in left] == []
    assert b"Meanwhile" in left
    shown = after.git("show", f"v1:{folder}/{after.path(1)}".replace(":/", ":"))
    assert shown.startswith(b"# Version ")
    assert after.read(after.path(1)).startswith(b"# yaml-language-server")


def test_what_stood_before_the_log_began_is_purged_too(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "ledger").issuer().achievement()
    ledger.award(1, recipient=LEARNER).award(2).commit("A draft")
    ledger.award(1, narrative="Wove a rug.").commit("Another")
    ledger.award(2, narrative="Changed").keys().commit("The log begins")
    ledger.award(1, narrative="Later").commit("Changed")
    erase(ledger)
    before = recorded(ledger)
    after = purged(ledger, tmp_path)
    assert said(recorded(after)) == said(before)
    assert artifacts(after) == artifacts(ledger)
    assert [secret for secret in SECRETS if secret in contents(after)] == []


def test_one_content_has_been_several_versions(tmp_path: Path) -> None:
    """Two awards with one file; one goes to another achievement and back: three commitments."""
    ledger = ledger_in(tmp_path).achievement("other")
    ada: dict[str, Any] = {"recipient": {"name": "Ada Lovelace", "id": "did:example:ada"}}
    ledger.award(1, **ada).award(2, **ada).commit("Two of one person")
    assert ledger.read(ledger.path(1)) == ledger.read(ledger.path(2))
    ledger.award(1, achievement="other").commit("Away")
    ledger.achievement(criteria="Pass an exam.").commit("New criteria")
    ledger.award(1, achievement="python-basics").commit("Back, with them")
    for number in (1, 2):
        erase(ledger, number)
    before = recorded(ledger)
    after = purged(ledger, tmp_path)
    assert said(recorded(after)) == said(before)
    assert b"Ada Lovelace" not in contents(after)


def test_a_second_purge_changes_nothing_of_the_first(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1, recipient=LEARNER).award(2)
    ledger.commit("First")
    erase(ledger)
    once = purged(ledger, tmp_path)
    (tmp_path / "again").mkdir()
    assert purged(once, tmp_path / "again").head() == once.head()


def test_there_is_nothing_to_purge_or_not_yet(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    done = call("purge", "--ledger", str(ledger.root))
    assert (done.code, done.out, "B0867" in done.err) == (2, "", True)
    assert call("erase", award_id(1), "--ledger", str(ledger.root)).code == 0
    done = call("purge", "--ledger", str(ledger.root))
    assert (done.code, done.out, "B0407" in done.err) == (1, "", True)
    done = call("purge", "--ledger", str(without_git(ledger).root))
    assert (done.code, done.out, "B0406" in done.err) == (1, "", True)


@settings(max_examples=3, deadline=None)
@given(st.lists(st.lists(edits, min_size=1, max_size=4), min_size=2, max_size=6))
def test_whatever_was_done_to_an_award_the_log_stays(commits: list[list[Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = ledger_in(Path(folder)).achievement("a").award(1).award(2).award(3)
        ledger.commit("First")
        for changes in commits:
            for change in changes:
                edit(ledger, change)
            ledger.commit("Next", days=0.5)
        ledger.award(1).award(2).award(3).commit("What can be read again")
        for number in (1, 2):
            if award_id(number) in recorded(ledger).awards:
                erase(ledger, number)
        after = purged(ledger, Path(folder))
        assert said(recorded(after)) == said(recorded(ledger))
