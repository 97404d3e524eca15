"""The simulator itself: what other tests take for granted."""

from pathlib import Path

import pytest

from tests.ledger_simulator import KEY_1, LedgerSimulator, award_id, without_git


def small(path: Path, *, folder: str = "", object_format: str = "sha1") -> LedgerSimulator:
    ledger = LedgerSimulator(path, folder=folder, object_format=object_format)
    return ledger.issuer().keys().achievement().award(1)


def test_the_same_ledger_has_the_same_commit_wherever_it_is_made(tmp_path: Path) -> None:
    commits = {small(tmp_path / name).commit("First") for name in ("a", "b")}
    assert commits == {"2059680093ab665825bf59787a11d252cedcf995"}


def test_changing_an_award_keeps_its_path_and_other_fields(tmp_path: Path) -> None:
    ledger = small(tmp_path / "a")
    ledger.move(ledger.path(1), f"credentials/autumn/{award_id(1)}.yml").award(1, narrative="Well")
    text = ledger.read(f"credentials/autumn/{award_id(1)}.yml").decode()
    assert "identity: sha256$" in text
    assert "narrative: Well" in text
    ledger.revoke(1)
    assert b"revoked:" in ledger.read(ledger.path(1))
    ledger.reinstate(1)
    assert b"revoked:" not in ledger.read(ledger.path(1))


def test_merges_replacements_grafts_and_clones_are_what_git_calls_them(tmp_path: Path) -> None:
    ledger = small(tmp_path / "a", folder="badges", object_format="sha256")
    first = ledger.commit("First")
    ledger.branch("side").award(2).commit("Two", author="Tom Field")
    ledger.switch("main").award(3).commit("Three")
    merged = ledger.merge("side", evil={"badges/README": "not a badge"})
    assert len(merged) == 64
    assert len(ledger.git("rev-list", "--parents", "-1", merged).split()) == 3
    assert ledger.git("log", "-1", "--format=%an", "side") == b"Tom Field\n"
    full = ledger.clone(tmp_path / "full")
    assert full.root == tmp_path / "full" / "badges"
    assert full.head() == merged
    shallow = ledger.shallow_clone(tmp_path / "shallow")
    assert shallow.git("rev-parse", "--is-shallow-repository") == b"true\n"
    ledger.replace(merged, first)
    assert ledger.git("for-each-ref", "refs/replace")
    full.graft(merged)
    assert (full.top / ".git" / "info" / "grafts").read_text() == f"{merged}\n"
    assert not (without_git(full).top / ".git").exists()


def test_git_failing_fails_the_test(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="unknown-command"):
        LedgerSimulator(tmp_path / "a").git("unknown-command")


def test_withdrawn_keys_and_links_are_written(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a", git=False).keys(KEY_1, withdrawn={KEY_1: 7})
    assert b"first_leaf: 7" in ledger.read("keys.yml")
    ledger.symlink("keys.yml", "elsewhere.yml").remove("keys.yml")
    assert not (ledger.root / "keys.yml").is_symlink()
