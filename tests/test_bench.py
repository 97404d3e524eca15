"""What the benchmark makes and how it watches; what it measures, no test depends on."""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from bench.ledgers import Cohorts, change, make_ledger, stream
from bench.watching import run

from badgeledger.check import check
from badgeledger.ledger.reader import read_award
from badgeledger.memory import NO_MEMORY, recorded
from badgeledger.model import Award

AWARDS, COMMITS = 600, 600
NOW = 2_000_000_000


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "ledger"
    make_ledger(root, AWARDS, COMMITS)
    return root


def test_a_made_ledger_is_always_the_same() -> None:
    first, second = (b"".join(stream(Cohorts(50, 20))) for _ in range(2))
    assert first == second


def test_a_made_ledger_keeps_every_rule(root: Path) -> None:
    assert check(root, today=None) == []


def test_a_made_ledger_has_what_real_ones_have(root: Path) -> None:
    _, made = recorded(root, now=NOW, memory=NO_MEMORY)
    acts = Counter(act.name for name in made.awards for act in made.acts[name])
    read = (read_award(data, "") for data in made.awards.read(made.awards))
    awards = [award for award in read if isinstance(award, Award)]
    achievements = made.achievements.values()
    assert len(awards) == AWARDS
    assert set(acts) == {"issue", "change", "revoke", "reinstate"}
    assert len(made.versions) > len(achievements)
    assert {each.achievement.language for each in achievements} == {"en", "es", "pt", "fr", "de"}
    assert {each.image is None for each in achievements} == {True, False}
    for part in ("narrative", "evidence", "results", "expires", "revoked"):
        assert 0 < sum(bool(getattr(award, part)) for award in awards) < AWARDS
    for part in ("name", "id"):
        assert 0 < sum(bool(getattr(award.recipient, part)) for award in awards) < AWARDS
    levels = {bool(result.level) for award in awards for result in award.results}
    assert levels == {True, False}


def test_a_change_is_of_one_award_and_another_at_each_turn(tmp_path: Path) -> None:
    root = tmp_path / "ledger"
    make_ledger(root, 60, 20)

    def texts() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (root / "credentials").rglob("*.yml")}

    changed: list[Path] = []
    for turn in range(3):
        before = texts()
        change(root, turn)
        changed += [path for path, text in texts().items() if text != before[path]]
        assert check(root, today=None) == []
    assert len(changed) == len(set(changed)) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of other processes")
def test_the_memory_of_a_process_below_is_seen(tmp_path: Path) -> None:
    large = "import time; text = b'x' * 200_000_000; time.sleep(0.2)"
    above = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {large!r}])"
    (tmp_path / "work").mkdir()
    cost, _ = run([sys.executable, "-c", above], tmp_path / "work", os.environ)
    assert 200 < cost.memory < 300


def test_what_fails_is_told(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    with pytest.raises(Exception, match="status 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "work", os.environ)
