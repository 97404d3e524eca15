"""The publish gate: real histories, made and rewritten with git, against a published log."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from badgeledger.adapters.published import named
from badgeledger.artifacts import complete, render
from badgeledger.build import build
from badgeledger.credential.achievement import achievement_document
from badgeledger.credential.open_badge import claims
from badgeledger.errors import BadgeLedgerError
from badgeledger.gate import gate
from badgeledger.keys.ed25519 import Secret
from badgeledger.ledger.history import read_history
from badgeledger.log.entries import achievement_commitment, award_commitment
from badgeledger.log.gate import PINNED
from badgeledger.log.tiles import read_bundle
from badgeledger.model import AwardVersion
from tests.command_line import call
from tests.example import UNPUBLISHED
from tests.ledger_simulator import DAY, START, LedgerSimulator
from tests.publishing import LOG_SECRET, by_key, keys

NOW = START + 1000 * DAY
SECRET = Secret(b"\x01" * 32)
HASH = "sha256$" + "0" * 64
Rewrite = Callable[[LedgerSimulator], Any]


@pytest.fixture
def ledger(tmp_path: Path) -> LedgerSimulator:
    """Four commits: entries 0 to 2, 3, 4 and 5, and 6."""
    ledger = LedgerSimulator(tmp_path / "ledger").issuer().keys()
    ledger.achievement().award(1).commit("The first badge")
    ledger.award(2).commit("The second")
    ledger.achievement("sourdough").award(3, achievement="sourdough").commit("Another")
    ledger.revoke(1).commit("Taken back")
    return ledger


def publish(ledger: LedgerSimulator, site: Path) -> Path:
    """A folder with what is published of the log."""
    made = build(ledger.root, by_key(SECRET), now=NOW)
    for job in made.plan.jobs:
        if job.path.startswith("ledger/"):
            file = site / job.path
            file.parent.mkdir(parents=True, exist_ok=True)
            (rendered,) = render(job)
            file.write_bytes(complete(rendered, made.signer).data)
    return site


@pytest.fixture
def site(ledger: LedgerSimulator, tmp_path: Path) -> Path:
    return publish(ledger, tmp_path / "site")


def passed(ledger: LedgerSimulator, against: Path, *, first: bool = False) -> tuple[int, int]:
    """How many entries the published log has, and how many the new one."""
    passage = gate(ledger.root, named(str(against), first=first), now=NOW)
    return passage.extends.size if passage.extends else 0, passage.size


def refusal(ledger: LedgerSimulator, against: Path, *, first: bool = False) -> str:
    with pytest.raises(BadgeLedgerError) as caught:
        gate(ledger.root, named(str(against), first=first), now=NOW)
    return str(caught.value)


def commits(ledger: LedgerSimulator) -> list[str]:
    """The first-parent commits, oldest first."""
    return ledger.git("rev-list", "--reverse", "--first-parent", "HEAD").decode().split()


def entry(site: Path, index: int) -> str:
    """An entry of the published log."""
    bundle = (site / "ledger" / "tile" / "entries" / "000.p" / "7").read_bytes()
    return read_bundle(bundle, 7)[index].decode()


# --- what extends it -----------------------------------------------------------------------------


def test_the_same_history_extends_itself(ledger: LedgerSimulator, site: Path) -> None:
    assert passed(ledger, site) == (7, 7)


def test_a_commit_appended(ledger: LedgerSimulator, site: Path) -> None:
    ledger.award(4).commit()
    assert passed(ledger, site) == (7, 8)


def test_a_pull_request_that_was_merged(ledger: LedgerSimulator, site: Path) -> None:
    ledger.branch("more").award(4).commit("On a branch")
    ledger.award(5).commit("And another")
    ledger.switch("main").award(6).commit("Meanwhile on main")
    ledger.merge("more")
    assert passed(ledger, site) == (7, 10)


def test_a_pull_request_that_was_squashed(ledger: LedgerSimulator, site: Path) -> None:
    ledger.branch("more").award(4).commit("On a branch")
    ledger.award(4, narrative="Better").commit("Better words")
    ledger.switch("main")
    ledger.git("merge", "--quiet", "--squash", "more")
    ledger.commit("More (#1)")
    assert passed(ledger, site) == (7, 8)


def commitment(ledger: LedgerSimulator, number: int) -> str:
    """The commitment of an award as its file stands."""
    for step in reversed([*read_history(ledger.root, now=NOW).walk()]):
        for state in step.awards:
            if state.path == ledger.path(number) and isinstance(state.version, AwardVersion):
                c = achievement_commitment(achievement_document(state.version.achievement))
                return award_commitment(claims(state.version, c))
    raise AssertionError(number)


def test_a_history_purged_by_tombstones_has_the_same_root(tmp_path: Path) -> None:
    """Each version keeps its own commitment; the last one says that it was erased."""

    def lived(name: str, first: Rewrite, second: Rewrite) -> LedgerSimulator:
        ledger = LedgerSimulator(tmp_path / name).issuer().keys().achievement()
        first(ledger)
        ledger.commit("The first badge")
        second(ledger)
        ledger.commit("Better words")
        return ledger

    whole = lived("whole", lambda it: it.award(1), lambda it: it.award(1, narrative="Better"))
    site = publish(whole, tmp_path / "site")
    second = commitment(whole, 1)
    whole.git("reset", "--quiet", "--hard", "HEAD~1")
    first = commitment(whole, 1)

    def bury(c: str, **fields: Any) -> Rewrite:
        return lambda it: it.award(1).tombstone(1, commitment=c, **fields)

    purged = lived("purged", bury(first), bury(second))
    assert passed(purged, site) == (4, 4)
    bury(second, erased="2026-06-01")(purged)
    purged.commit("Erased")
    assert passed(purged, site) == (4, 5)


def test_a_site_that_moves_takes_its_log_along(ledger: LedgerSimulator, site: Path) -> None:
    ledger.issuer(site="https://badges.elsewhere.example/a+b").commit("We have moved")
    assert passed(ledger, site) == (7, 7)


def test_a_new_key_of_the_log_goes_on_with_it(ledger: LedgerSimulator, site: Path) -> None:
    text = ledger.read("keys.yml").replace(LOG_SECRET.public_key.encode(), KEY_2.encode())
    ledger.write("keys.yml", text).commit("Another key for the log")
    assert passed(ledger, site) == (7, 7)


KEY_2 = Secret(b"\x05" * 32).public_key


# --- what rewrites it ----------------------------------------------------------------------------


def test_a_dropped_commit(ledger: LedgerSimulator, site: Path) -> None:
    ledger.git("rebase", "--quiet", "--onto", "HEAD~3", "HEAD~2", "main")
    said = refusal(ledger, site)
    assert f"{site}: error B0838" in said
    assert "its entry 3 is" in said
    assert f"made by commit {commits(ledger)[-2]}" in said


def test_the_last_commit_dropped(ledger: LedgerSimulator, site: Path) -> None:
    ledger.git("reset", "--quiet", "--hard", "HEAD~1")
    said = refusal(ledger, site)
    assert 'its entry 6 is {"e":"revoke"' in said
    assert "here it is nothing" in said
    assert f"after commit {ledger.head()}" in said


def test_commits_in_another_order(ledger: LedgerSimulator, site: Path) -> None:
    *_, second, third, fourth = commits(ledger)
    ledger.git("reset", "--quiet", "--hard", "HEAD~3")
    ledger.git("cherry-pick", third, second, fourth)
    assert f"entry 3 is {entry(site, 3)}" in refusal(ledger, site)
    assert f"made by commit {commits(ledger)[1]}" in refusal(ledger, site)


EDITS: dict[str, Rewrite] = {
    "name": lambda it: it.award(2, recipient={"name": "Somebody Else", "identity": HASH}),
    "identity": lambda it: it.award(2, recipient={"identity": HASH}),
    "day": lambda it: it.award(2, awarded="2026-01-03"),
    "expiry": lambda it: it.award(2, expires="2030-01-01"),
    "narrative": lambda it: it.award(2, narrative="Never said"),
    "evidence": lambda it: it.award(2, evidence=[{"name": "A", "url": "https://a.example"}]),
    "achievement": lambda it: it.achievement("second").award(2, achievement="second"),
    "withdrawal": lambda it: it.revoke(2),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_old_award_changed(edit: Rewrite, ledger: LedgerSimulator, site: Path) -> None:
    _, _, third, fourth = commits(ledger)
    ledger.git("reset", "--quiet", "--hard", "HEAD~2")
    ledger.time = START + 2 * DAY
    edit(ledger)
    ledger.git("add", "--all")
    ledger.git("commit", "--quiet", "--amend", "--no-edit")
    changed = ledger.head()
    ledger.git("cherry-pick", third, fourth)
    said = refusal(ledger, site)
    assert "its entry " in said
    assert f"made by commit {changed}" in said or f"made by commit {commits(ledger)[2]}" in said


@pytest.mark.parametrize("field", ["name", "description", "criteria"])
def test_an_old_achievement_changed(field: str, ledger: LedgerSimulator, site: Path) -> None:
    rest = commits(ledger)[1:]
    ledger.git("reset", "--quiet", "--hard", "HEAD~3")
    ledger.time = START + DAY
    ledger.achievement(**{field: "Never said"})
    ledger.git("add", "--all")
    ledger.git("commit", "--quiet", "--amend", "--no-edit")
    changed = ledger.head()
    ledger.git("cherry-pick", *rest)
    said = refusal(ledger, site)
    assert f"its entry 0 is {entry(site, 0)}" in said
    assert f"made by commit {changed}" in said


def test_a_deleted_award(ledger: LedgerSimulator, site: Path) -> None:
    path = ledger.path(2)
    ledger.remove(path).commit("Away with it")
    said = refusal(ledger, site)
    assert f"{path}: error B0402" in said
    assert ledger.head() in said


def test_main_merged_into_a_branch_that_becomes_main(ledger: LedgerSimulator, site: Path) -> None:
    ledger.branch("mine", "HEAD~2").award(7).commit("My own")
    ledger.merge("main")
    ledger.git("branch", "--force", "main", "mine")
    ledger.switch("main")
    said = refusal(ledger, site)
    assert f"its entry 4 is {entry(site, 4)}" in said
    assert f"made by commit {commits(ledger)[2]}" in said


def test_a_naive_purge(ledger: LedgerSimulator, site: Path) -> None:
    """The file is gone from every commit, as a guide for secrets would have it."""
    away = f"git rm --quiet --cached --ignore-unmatch {ledger.path(2)}"
    ledger.git("filter-branch", "--force", "--prune-empty", "--index-filter", away, "main")
    said = refusal(ledger, site)
    assert f"its entry 3 is {entry(site, 3)}" in said


def test_clocks_that_run_backwards_or_ahead(ledger: LedgerSimulator, site: Path) -> None:
    ledger.award(4).commit(at=START - 2 * DAY)
    assert f"error B0403: commit {ledger.head()}" in refusal(ledger, site)
    ledger.git("reset", "--quiet", "--hard", "HEAD~1")
    ledger.award(4).commit(at=NOW + DAY)
    assert f"error B0404: commit {ledger.head()}" in refusal(ledger, site)


def test_replace_refs_grafts_and_shallow_clones(
    ledger: LedgerSimulator, site: Path, tmp_path: Path
) -> None:
    assert "B0401" in refusal(ledger.shallow_clone(tmp_path / "shallow"), site)
    grafted = ledger.clone(tmp_path / "grafted")
    grafted.graft(grafted.head())
    assert "B0408" in refusal(grafted, site)
    ledger.replace(ledger.head(), commits(ledger)[0])
    assert "B0405" in refusal(ledger, site)


# --- what is published ---------------------------------------------------------------------------


def test_none_published_is_right_once_and_only_if_said(
    ledger: LedgerSimulator, tmp_path: Path
) -> None:
    nothing = tmp_path / "empty"
    nothing.mkdir()
    assert "B0836" in refusal(ledger, nothing)
    assert passed(ledger, nothing, first=True) == (0, 7)
    assert "B0837" in refusal(ledger, tmp_path / "mistyped", first=True)


def test_first_does_not_pass_what_is_published(ledger: LedgerSimulator, site: Path) -> None:
    ledger.git("reset", "--quiet", "--hard", "HEAD~1")
    assert "B0838" in refusal(ledger, site, first=True)


def test_a_checkpoint_alone_is_enough_to_refuse(ledger: LedgerSimulator, site: Path) -> None:
    alone = site.parent / "checkpoint"
    (site / "ledger" / "checkpoint").rename(alone)
    assert passed(ledger, alone) == (7, 7)
    ledger.git("reset", "--quiet", "--hard", "HEAD~1")
    assert "some of its 7 entries are others here" in refusal(ledger, alone)


def test_tiles_that_were_changed_do_not_name_an_entry(ledger: LedgerSimulator, site: Path) -> None:
    """What is said of the published log was proven by its checkpoint."""
    tile = site / "ledger" / "tile" / "0" / "000.p" / "7"
    tile.write_bytes(bytes(len(tile.read_bytes())))
    ledger.git("reset", "--quiet", "--hard", "HEAD~1")
    assert "some of its 7 entries" in refusal(ledger, site)


@pytest.mark.parametrize("data", [b"", b"<!doctype html>", b"\xff" * 9])
def test_something_else_in_the_checkpoints_place(
    data: bytes, ledger: LedgerSimulator, site: Path
) -> None:
    (site / "ledger" / "checkpoint").write_bytes(data)
    assert "B0835" in refusal(ledger, site, first=True)


def test_a_checkpoint_of_somebody_elses_key(
    ledger: LedgerSimulator, site: Path, tmp_path: Path
) -> None:
    other = LedgerSimulator(tmp_path / "other").issuer().achievement().award(1)
    text = other.keys().read("keys.yml").replace(LOG_SECRET.public_key.encode(), KEY_2.encode())
    other.write("keys.yml", text).commit()
    assert "B0835" in refusal(other, site)


def test_a_ledger_without_a_key_for_its_log_is_told_so(ledger: LedgerSimulator, site: Path) -> None:
    text = ledger.read("keys.yml").partition(b"log:")[0]
    ledger.write("keys.yml", text).commit("No key for the log")
    assert "keys.yml: error B0536" in refusal(ledger, site)


# --- what is pinned ------------------------------------------------------------------------------


def pin(ledger: LedgerSimulator, site: Path) -> None:
    ledger.write(PINNED, (site / "ledger" / "checkpoint").read_bytes()).commit("Pinned")


def test_a_pinned_checkpoint_has_to_be_extended(
    ledger: LedgerSimulator, site: Path, tmp_path: Path
) -> None:
    """Whoever controls the site cannot make the gate forget what was agreed."""
    pin(ledger, site)
    pinned = ledger.read(PINNED)
    assert passed(ledger, site) == (7, 7)
    ledger.git("rebase", "--quiet", "--onto", "HEAD~4", "HEAD~3", "main")
    (tmp_path / "new").mkdir()
    assert f"{PINNED}: error B0838" in refusal(ledger, tmp_path / "new", first=True)
    ledger.write(PINNED, pinned + b"x").commit("Damaged")
    assert f"{PINNED}: error B0835" in refusal(ledger, tmp_path / "new", first=True)


def test_a_pinned_checkpoint_is_not_lost_by_a_link_to_nowhere(
    ledger: LedgerSimulator, site: Path
) -> None:
    ledger.symlink(PINNED, "gone").commit()
    said = refusal(ledger, site)
    assert PINNED in said


def test_once_pinned_no_log_and_an_older_one_are_noticed(
    ledger: LedgerSimulator, site: Path, tmp_path: Path
) -> None:
    pin(ledger, site)
    (tmp_path / "empty").mkdir()
    assert "B0836" in refusal(ledger, tmp_path / "empty", first=True)
    older = ledger.clone(tmp_path / "older")
    older.git("reset", "--quiet", "--hard", "HEAD~2")
    back = publish(older, tmp_path / "back")
    said = refusal(ledger, back)
    assert "B0839" in said
    assert "6 entries, fewer than the 7" in said
    assert passed(ledger, ledger.root / PINNED) == (7, 7), "the way out that the mend tells"


# --- at the doors --------------------------------------------------------------------------------


def test_the_command_says_what_passed(
    ledger: LedgerSimulator, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ledger.root)
    ledger.award(4).commit()
    done = call("gate", "--against", str(site))
    assert (done.code, done.out) == (
        0, "The history extends the published log: 7 entries are as they were, 1 are new.\n"
    )  # fmt: skip
    (site / "ledger" / "checkpoint").unlink()
    assert call("gate", "--against", str(site)).code == 1
    assert "begins with 8 entries" in call("gate", "--against", str(site), "--first").out
    done = call("gate", "--against", "http://badges.harbour.example")
    assert (done.code, "B0837" in done.err) == (3, True)


@pytest.mark.parametrize("command", ["sign", "build"])
def test_nothing_is_written_of_a_history_that_is_refused(
    command: str, ledger: LedgerSimulator, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.git("reset", "--quiet", "--hard", "HEAD~1")
    ledger.write(".gitignore", "out\n").commit()
    monkeypatch.chdir(ledger.root)
    for name, value in (keys(SECRET) | UNPUBLISHED).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("BADGELEDGER_AGAINST", str(site))
    done = call(command, "--output", "out")
    assert (done.code, "B0838" in done.err) == (1, True)
    assert not (ledger.root / "out").exists()
    assert not [*ledger.root.glob(".out*")]
