"""git's plumbing: what is read is what is stored, whatever the repository has met."""

import os
from itertools import islice
from pathlib import Path

import pytest

from badgeledger.errors import MachineError
from badgeledger.ledger.git import WINDOW, Change, Repository, repository_around
from tests.ledger_simulator import LedgerSimulator, without_git


def opened(ledger: LedgerSimulator) -> Repository:
    repository = repository_around(ledger.root)
    assert repository
    return repository


def code(ledger: LedgerSimulator) -> str:
    with pytest.raises(MachineError) as caught:
        repository_around(ledger.root)
    (problem,) = caught.value.problems
    return problem.code


def changes(repository: Repository) -> list[list[bytes]]:
    return [[change.path for change in commit.changes] for commit in repository.commits()]


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
@pytest.mark.parametrize("folder", ["", "bad*ges [2026]/ñ"])
def test_commits_and_contents_are_read_as_stored(
    tmp_path: Path, folder: str, object_format: str
) -> None:
    ledger = LedgerSimulator(tmp_path / "a", folder=folder, object_format=object_format)
    ledger.write("credentials/x y\n\t:é/1.yml", b"\x00\xff\n:").write("keys.yml", "")
    first = ledger.commit("First")
    ledger.write("keys.yml", "a").write("README.md", "not the ledger's").symlink("issuer.yml", "x")
    second = ledger.commit("Second", author="Tom Field")
    ledger.write("docs/index.md", "not the ledger's").commit("Third")
    if folder:  # another folder, that the ledger's would match as a pattern
        other = ledger.top / "bad-ges 2" / "ñ"
        other.mkdir(parents=True)
        (other / "keys.yml").write_text("of another ledger")
        ledger.commit("Fourth", days=0)
        (other / "issuer.yml").write_text("not committed")
    repository = opened(ledger)
    assert repository.changed() == ()
    commits = list(repository.commits())
    assert [commit.id for commit in commits] == [first, second]
    assert [commit.time for commit in commits] == [ledger.time - 2 * 86400, ledger.time - 86400]
    assert repository.head == ledger.head()
    assert repository.time == ledger.time
    one, two = commits[0].changes
    assert (one.path, two.path) == ("credentials/x y\n\t:é/1.yml".encode(), b"keys.yml")
    assert commits[1].changes[0] == Change(b"issuer.yml", "")
    with repository.contents() as contents:
        names = [one.content or "", two.content or "", commits[1].changes[1].content or ""]
        assert list(contents.read(names)) == [b"\x00\xff\n:", b"", b"a"]
        assert list(contents.read(names[:1], largest=2)) == [b"\x00\xff\n"]
        assert list(contents.read(names[:1])) == [b"\x00\xff\n:"]


def test_more_contents_than_any_pipe_holds_are_streamed_in_order(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a", object_format="sha256")
    texts = [f"{number} " * 4000 for number in range(3 * WINDOW + 1)]
    for number, text in enumerate(texts):
        ledger.write(f"credentials/{number:04}", text)
    ledger.commit("Many")
    repository = opened(ledger)
    (commit,) = repository.commits()
    with repository.contents() as contents:
        read = contents.read(change.content or "" for change in commit.changes)
        assert [data.decode() for data in read] == texts
    with repository.contents() as contents:  # left in the midst of it
        read = contents.read(change.content or "" for change in commit.changes)
        assert [data.decode() for data in islice(read, 2)] == texts[:2]


def test_a_window_of_requests_fits_into_the_smallest_pipe() -> None:
    assert WINDOW * (64 + 1) <= 4096


def test_a_merge_is_what_it_changed_for_its_first_parent(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    ledger.write("keys.yml", "0").commit("First")
    ledger.branch("side").write("credentials/side", "1").commit("On the side")
    ledger.write("credentials/side-two", "1").commit("On the side again")
    ledger.switch("main").write("credentials/main", "2").commit("On main")
    ledger.merge("side", evil={"credentials/evil": "3"})
    ledger.branch("late", "HEAD~1").write("credentials/late", "4").commit("Late")
    ledger.merge("main")  # main as the second parent: it comes in as one commit
    assert changes(opened(ledger)) == [
        [b"keys.yml"],
        [b"credentials/main"],
        [b"credentials/late"],
        [b"credentials/evil", b"credentials/side", b"credentials/side-two"],
    ]


def test_settings_of_the_repository_change_nothing(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    ledger.write("keys.yml", "0").write("credentials/a", "same\n" * 9).commit("First")
    ledger.branch("side").write("credentials/b", "1").commit("Side")
    ledger.switch("main").move("credentials/a", "credentials/c").commit("Moved")
    ledger.merge("side")
    plain = [list(opened(ledger).commits())]
    for setting in (
        "log.diffMerges=combined", "log.showSignature=true", "diff.renames=copies",
        "color.ui=always", "core.abbrev=4", "log.showRoot=false", "log.date=human",
        "format.pretty=full", "core.quotePath=true", "status.branch=true", "status.short=true",
    ):  # fmt: skip
        ledger.git("config", *setting.split("="))
        plain.append(list(opened(ledger).commits()))
    assert plain == plain[:1] * len(plain)
    assert opened(ledger).changed() == ()


def test_replaced_commits_are_read_as_they_are(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    first = ledger.write("keys.yml", "0").commit("First")
    second = ledger.write("keys.yml", "1").commit("Second")
    assert not opened(ledger).replaced()
    ledger.replace(second, first)
    repository = opened(ledger)
    assert repository.replaced()
    assert [commit.id for commit in repository.commits()] == [first, second]


def test_what_differs_from_head_is_listed(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a", folder="badges")
    for name in "abcd":
        ledger.write(f"credentials/{name}", name)
    ledger.write(".gitignore", "*.bak\n").commit("First")
    index = ledger.top / ".git" / "index"
    before = index.read_bytes()
    ledger.write("credentials/a", "A").remove("credentials/b")
    ledger.move("credentials/c", "credentials/new/ü c").write("credentials/d.bak", "ignored")
    (ledger.top / "outside").write_text("not below the ledger's root")
    differing = (
        b"credentials/a", b"credentials/b", b"credentials/c", "credentials/new/ü c".encode(),
    )  # fmt: skip
    assert opened(ledger).changed() == differing
    assert index.read_bytes() == before
    ledger.git("add", "--all")
    assert opened(ledger).changed() == differing


@pytest.mark.parametrize("folder", ["", "badges"])
def test_what_git_ignores_is_listed_a_whole_folder_as_one(tmp_path: Path, folder: str) -> None:
    ledger = LedgerSimulator(tmp_path / "a", folder=folder)
    ledger.write(".gitignore", "*.bak\nold/\nassets/\n/site/\nkept.yml\nissuer.yml\n")
    ledger.write("credentials/a.yml", "A").write("credentials/kept.yml", "A")
    ledger.git("add", "--force", str(ledger.root / "credentials" / "kept.yml"))
    ledger.commit("First")
    for path in ("credentials/a.bak", "credentials/old/1.yml", "credentials/old/2.yml"):
        ledger.write(path, "ignored")
    ledger.write("issuer.yml", "ignored").write("assets/logo.png", "").write("site/index.html", "")
    ledger.write("credentialsold/b.bak", "another's").write("credentials/new.yml", "not ignored")
    found = (b"assets/", b"credentials/a.bak", b"credentials/old/", b"issuer.yml")
    assert opened(ledger).ignored(["credentials", "issuer.yml", "keys.yml", "assets"]) == found
    assert opened(ledger).ignored(["issuer.yml", "keys.yml"]) == found[3:]
    assert opened(ledger).changed() == (b"credentials/new.yml",)


def test_a_folder_in_no_repository_has_none(tmp_path: Path) -> None:
    assert repository_around(without_git(LedgerSimulator(tmp_path / "a")).root) is None


def test_a_folder_that_the_repository_ignores_is_in_none(tmp_path: Path) -> None:
    outer = LedgerSimulator(tmp_path / "a").write(".gitignore", "site/\n")
    inner = LedgerSimulator(tmp_path / "a" / "site", git=False).write("issuer.yml", "0")
    assert repository_around(inner.root) is None
    outer.git("add", "--force", "site/issuer.yml")
    assert repository_around(inner.root) is not None


def test_before_the_first_commit_there_is_no_head(tmp_path: Path) -> None:
    repository = opened(LedgerSimulator(tmp_path / "a").write("keys.yml", "0"))
    assert (repository.head, repository.time) == (None, 0)
    assert list(repository.commits()) == []
    assert repository.changed() == (b"keys.yml",)


def test_a_shallow_clone_is_refused(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    ledger.write("keys.yml", "0").commit("First")
    ledger.write("keys.yml", "1").commit("Second")
    assert code(ledger.shallow_clone(tmp_path / "b")) == "B0401"


def test_a_grafts_file_is_refused(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a", folder="badges")
    ledger.write("keys.yml", "0").commit("First")
    ledger.graft(ledger.write("keys.yml", "1").commit("Second"))
    assert code(ledger) == "B0408"
    (ledger.top / ".git" / "info" / "grafts").write_text("")
    assert len(list(opened(ledger).commits())) == 2


def test_a_machine_without_git_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    monkeypatch.setitem(__import__("sys").modules, "git", None)
    assert code(ledger) == "B0409"


def test_a_lost_content_is_told(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    ledger.write("keys.yml", "0").commit("First")
    repository = opened(ledger)
    ((change,),) = [commit.changes for commit in repository.commits()]
    assert change.content
    (ledger.top / ".git" / "objects" / change.content[:2] / change.content[2:]).unlink()
    with repository.contents() as contents, pytest.raises(MachineError, match="B0411"):
        list(contents.read([change.content]))
    with repository.contents() as contents, pytest.raises(MachineError, match="B0411"):
        list(contents.read([repository.head or ""]))


def test_a_repository_of_another_user_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert code(ledger) == "B0412"


def test_what_git_starts_does_not_see_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    ledger.write("keys.yml", "0").commit("First")
    monitor = tmp_path / "monitor"
    monitor.write_text(f'#!/bin/sh\necho "key: $BADGELEDGER_KEY" >> "{tmp_path}/seen"\nexit 1\n')
    monitor.chmod(0o755)
    ledger.git("config", "core.fsmonitor", str(monitor))
    monkeypatch.setenv("BADGELEDGER_KEY", "z3u2-secret")
    opened(ledger).changed()
    assert set((tmp_path / "seen").read_text().splitlines()) == {"key: "}


def test_what_git_says_is_passed_on(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    ledger.write("keys.yml", "0").commit("First")
    (ledger.top / ".git" / "HEAD").write_text("nonsense\n")
    with pytest.raises(MachineError, match="B0413: git failed: not a git repository"):
        repository_around(ledger.root)


def test_a_damaged_history_is_told(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    first = ledger.write("keys.yml", "0").commit("First")
    ledger.write("keys.yml", "1").commit("Second")
    (ledger.top / ".git" / "objects" / first[:2] / first[2:]).unlink()
    with pytest.raises(MachineError, match="B0413: git failed") as caught:
        list(opened(ledger).commits())
    assert first in str(caught.value)  # and not git's hint about grafts, which comes before it
