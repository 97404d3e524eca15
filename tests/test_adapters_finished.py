"""What an earlier build finished is taken where it is what this one would make, and only there."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from badgeledger import build, pictures
from badgeledger.adapters import folder
from badgeledger.adapters.cache import FOLDER, PREVIEWED
from badgeledger.adapters.finished import NAME, Finished
from badgeledger.adapters.refusals import refusals_as
from badgeledger.artifacts import Rendered, render
from badgeledger.badge_paths import BADGE_FILES
from badgeledger.jobs import Badge, Job
from badgeledger.keys.ed25519 import Secret
from tests.command_line import call
from tests.ledger_simulator import LedgerSimulator, award_id
from tests.publishing import keys

Files = dict[str, bytes]
Change = Callable[[LedgerSimulator], object]
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
CONFIG = "site_name: C\nsite_url: https://badges.harbour.example/\nplugins: [badgeledger]\n"
HOOK = """import os, signal

def on_env(env, config, files):
    os.kill(os.getpid(), signal.SIGKILL)
"""

FAIL = """from mkdocs.plugins import event_priority

@event_priority(100)
def on_config(config):
    raise RuntimeError("of another plugin")
"""


class Made(list[str]):
    """What was rendered in this process: the ids of badges, and the paths of pictures."""

    def render(self, job: Job) -> tuple[Rendered, ...]:
        self.append(job.id if isinstance(job, Badge) else job.path)
        return render(job)

    @property
    def badges(self) -> list[str]:
        return sorted(name for name in self if "/" not in name and "." not in name)

    @property
    def drawn(self) -> list[str]:
        return [path for path in self if path.endswith((".png", ".svg"))]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    made = Made()
    monkeypatch.setattr(build, "render", made.render)
    monkeypatch.setattr(pictures, "render", made.render)
    return made


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LedgerSimulator:
    for name in ("BADGELEDGER_KEY", "BADGELEDGER_SIGNATURES"):
        monkeypatch.delenv(name, raising=False)
    ledger = LedgerSimulator(tmp_path / "ledger").issuer().achievement().keys()
    ledger.write(".gitignore", "/site/\n/.badgeledger/\n").write("docs/index.md", "# Welcome\n")
    ledger.award(1).award(2).award(3).commit()
    return ledger


def built(ledger: LedgerSimulator, output: str = "site") -> Files:
    """The site, built again."""
    site = ledger.root / output
    done = call("build", "--ledger", str(ledger.root), "--output", str(site))
    assert done.code == 0, done.err
    return contents(site)


def contents(site: Path) -> Files:
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def anew(ledger: LedgerSimulator) -> Files:
    """The site as a build makes it that remembers nothing."""
    cache = ledger.root / FOLDER / PREVIEWED
    kept = cache.with_name("kept")
    cache.rename(kept)
    files = built(ledger, "site-anew")
    shutil.rmtree(cache)
    kept.rename(cache)
    shutil.rmtree(ledger.root / "site-anew")
    return files


def page(ledger: LedgerSimulator, number: int = 1) -> Path:
    return ledger.root / "site" / "credentials" / award_id(number) / "index.html"


def ids(*numbers: int) -> list[str]:
    return sorted(map(award_id, numbers))


def test_of_an_unchanged_ledger_no_badge_and_no_picture_is_made(
    ledger: LedgerSimulator, made: Made
) -> None:
    first = built(ledger)
    assert (made.badges, len(made.drawn)) == (ids(1, 2, 3), 3)
    made.clear()
    assert built(ledger) == first == anew(ledger)
    assert not set(made.badges[:3]) - set(ids(1, 2, 3))
    made.clear()
    built(ledger)
    assert (made.badges, made.drawn) == ([], [])


def narrated(ledger: LedgerSimulator) -> object:
    return ledger.award(2, narrative="She built a bridge.").commit()


def uncommitted(ledger: LedgerSimulator) -> object:
    return ledger.award(2, narrative="Not committed yet.")


def reinstated(ledger: LedgerSimulator) -> object:
    """The file is what it was, and the badge has another place in the log."""
    ledger.revoke(2).commit()
    return ledger.reinstate(2).commit()


CHANGES: list[tuple[Change, list[int]]] = [
    (narrated, [2]),
    (reinstated, [2]),
    (uncommitted, [2]),
    (lambda ledger: ledger.revoke(3).commit(), [3]),
    (lambda ledger: ledger.award(4).commit(), [4]),
    (lambda ledger: ledger.move(ledger.path(1), ledger.path(1)[:-40] + "x/" + ledger.path(1)[-40:])
     .commit(), []),
    (lambda ledger: ledger.write("docs/index.md", "# Hello\n").commit(), []),
    (lambda ledger: ledger.achievement("another").commit(), []),
    (lambda ledger: ledger.achievement(description="Of today.").commit(), []),
    (lambda ledger: ledger.achievement("later", builds_on=["python-basics"]).commit(), [1, 2, 3]),
    (lambda ledger: ledger.issuer(name="Haven College").commit(), [1, 2, 3]),
    (lambda ledger: ledger.issuer(colours={"primary": "#112233"}).commit(), [1, 2, 3]),
    (lambda ledger: ledger.write("templates/badge.html", "<!doctype html><title>Own</title>")
     .commit(), [1, 2, 3]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "numbers"), CHANGES)
def test_a_change_costs_the_badges_that_it_is_in(
    change: Change, numbers: list[int], ledger: LedgerSimulator, made: Made
) -> None:
    built(ledger)
    change(ledger)
    made.clear()
    files = built(ledger)
    assert made.badges == ids(*numbers)
    assert files == anew(ledger)


def test_a_change_of_which_the_log_tells_nothing_costs_its_badge_too(
    ledger: LedgerSimulator, made: Made
) -> None:
    ledger.revoke(3, public_reason="It was another's.").commit()
    built(ledger)
    log = contents(ledger.root / "site" / "ledger")
    ledger.revoke(3, public_reason="It was somebody else's.").commit()
    made.clear()
    files = built(ledger)
    assert contents(ledger.root / "site" / "ledger") == log
    assert (made.badges, files == anew(ledger)) == (ids(3), True)


def rewritten(ledger: LedgerSimulator) -> None:
    """As long as before, and with its times set back."""
    file = page(ledger)
    times = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Awarded", b"Refused"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def cut(ledger: LedgerSimulator) -> None:
    page(ledger).write_bytes(page(ledger).read_bytes()[:-9])


def another_s(ledger: LedgerSimulator) -> None:
    page(ledger).write_bytes(page(ledger, 2).read_bytes())


def linked(ledger: LedgerSimulator) -> None:
    elsewhere = ledger.root.parent / "elsewhere.html"
    page(ledger).rename(elsewhere)
    page(ledger).symlink_to(elsewhere)


def linked_as_a_folder(ledger: LedgerSimulator) -> None:
    elsewhere = ledger.root.parent / "elsewhere"
    page(ledger).parent.rename(elsewhere)
    page(ledger).parent.symlink_to(elsewhere)


def linked_altogether(ledger: LedgerSimulator) -> None:
    elsewhere, badges = ledger.root.parent / "elsewhere", page(ledger).parent.parent
    badges.rename(elsewhere)
    badges.symlink_to(elsewhere)


def remembered(ledger: LedgerSimulator) -> Path:
    return ledger.root / FOLDER / PREVIEWED / NAME


def flipped(ledger: LedgerSimulator) -> None:
    data = bytearray(remembered(ledger).read_bytes())
    data[-20] ^= 1
    remembered(ledger).write_bytes(data)


TAMPERED: list[tuple[Change, list[int]]] = [
    (rewritten, [1]),
    (cut, [1]),
    (another_s, [1]),
    (linked, [1]),
    (lambda ledger: page(ledger).unlink(), [1]),
    (lambda ledger: shutil.rmtree(page(ledger).parent), [1]),
    (lambda ledger: page(ledger).with_name("more.html").write_bytes(b"more"), [1]),
    (lambda ledger: page(ledger).parent.rename(page(ledger, 7).parent), [1]),
    (lambda ledger: shutil.copytree(page(ledger).parent, page(ledger, 7).parent), []),
    (lambda ledger: shutil.rmtree(page(ledger).parent.parent), [1, 2, 3]),
    (linked_as_a_folder, [1]),
    (linked_altogether, [1, 2, 3]),
    (flipped, [1, 2, 3]),
    (lambda ledger: remembered(ledger).write_bytes(remembered(ledger).read_bytes()[:-96]),
     [1, 2, 3]),
    (lambda ledger: remembered(ledger).unlink(), [1, 2, 3]),
    (lambda ledger: (ledger.root / ".badgeledger" / "preview.key").touch(), []),
]  # fmt: skip


@pytest.mark.parametrize(("tamper", "numbers"), TAMPERED)
def test_what_is_not_as_it_was_written_is_made_anew(
    tamper: Change, numbers: list[int], ledger: LedgerSimulator, made: Made
) -> None:
    whole = built(ledger)
    tamper(ledger)
    made.clear()
    assert built(ledger) == whole
    assert made.badges == ids(*numbers)
    assert not any(path.is_symlink() for path in (ledger.root / "site").rglob("*"))


def test_a_picture_that_was_tampered_with_is_drawn_anew(
    ledger: LedgerSimulator, made: Made
) -> None:
    whole = built(ledger)
    for file in (ledger.root / FOLDER / PREVIEWED / "pictures").iterdir():
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    made.clear()
    assert built(ledger) == whole
    assert len(made.drawn) == 3
    ledger.achievement(design={"shape": "seal"}).commit()
    built(ledger)
    made.clear()
    built(ledger)
    assert made.drawn == []
    # Both versions' images, the drawing of each, and the card; what was only of the first is gone.
    assert len(list((ledger.root / FOLDER / PREVIEWED / "pictures").iterdir())) == 5


def test_in_another_checkout_they_are_read_and_taken(
    ledger: LedgerSimulator, made: Made, tmp_path: Path
) -> None:
    whole = built(ledger)
    other = ledger.clone(tmp_path / "other")
    for name in ("site", ".badgeledger"):
        shutil.copytree(ledger.root / name, other.root / name)
    made.clear()
    assert built(other) == whole
    assert made.badges == []
    site = other.root / "site" / "credentials" / award_id(3) / "credential.json"
    site.write_bytes(site.read_bytes().replace(b"Harbour", b"Haven"))
    shutil.copytree(other.root / "site", tmp_path / "third")
    shutil.rmtree(other.root / "site")
    (tmp_path / "third").rename(other.root / "site")
    made.clear()
    assert built(other) == whole
    assert made.badges == ids(3)


def test_what_another_key_finished_is_not_taken(
    ledger: LedgerSimulator, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(ledger)
    (ledger.root / ".badgeledger" / "preview.key").unlink()
    made.clear()
    built(ledger)
    assert made.badges == ids(1, 2, 3)


def test_a_build_that_takes_signatures_remembers_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Made
) -> None:
    secret = Secret(b"\x01" * 32)
    ledger = LedgerSimulator(tmp_path / "ledger").issuer().achievement().keys()
    ledger.write(".gitignore", "/site/\n/.badgeledger/\n").award(1).commit()
    monkeypatch.chdir(ledger.root)
    with monkeypatch.context() as holding:
        for name, value in keys(secret).items():
            holding.setenv(name, value)
        assert (
            call("sign", "--first", "--against", str(tmp_path), "--output", "../s.json").code == 0
        )
    for name in keys(secret):
        monkeypatch.delenv(name, raising=False)
    shutil.rmtree(ledger.root / ".badgeledger", ignore_errors=True)
    for _ in range(2):
        made.clear()
        done = call("build", "--signatures", "../s.json", "--first", "--against", str(tmp_path))
        assert done.code == 0, done.err
        assert made.badges == ids(1)
    assert not (ledger.root / ".badgeledger").exists()


def test_a_page_of_docs_beside_a_badge_comes_and_goes(ledger: LedgerSimulator) -> None:
    whole = built(ledger)
    note = f"docs/credentials/{award_id(1)}/note.md"
    ledger.write(note, "# Of this badge\n").commit()
    for _ in range(3):
        assert built(ledger).keys() - whole == {f"credentials/{award_id(1)}/note/index.html"}
    ledger.remove(note).commit()
    files = built(ledger)
    assert files == anew(ledger)
    assert files.keys() == whole.keys()


def stopped_at(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C after so many folders and files were renamed."""
    rename, done = Path.rename, iter(range(count))

    def stopping(path: Path, target: Path) -> Path:
        moved = rename(path, target)
        if next(done, None) is None:
            monkeypatch.setattr(Path, "rename", rename)
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "rename", stopping)


@pytest.mark.parametrize("count", [0, 1, 3])
@pytest.mark.parametrize("changed", [1, 3])
def test_a_build_that_is_stopped_while_the_sites_are_exchanged_leaves_the_last_one(
    count: int, changed: int, ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = built(ledger)
    for number in range(1, changed + 1):
        ledger.award(number, narrative="She built a bridge.")
    ledger.award(4).commit()
    with monkeypatch.context() as stopping:
        stopped_at(count, stopping)
        site = ("--output", str(ledger.root / "site"))
        code = call("build", "--ledger", str(ledger.root), *site).code
    assert (code, contents(ledger.root / "site") == whole) in ((130, True), (0, False))
    assert list(ledger.root.glob(".site-*")) == []
    assert built(ledger) == anew(ledger)


def test_badges_that_went_meanwhile_are_not_published_as_missing(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = built(ledger)
    make = Finished.make_others

    def make_and_lose(finished: Finished, into: Path) -> None:
        make(finished, into)
        shutil.rmtree(page(ledger).parent)

    monkeypatch.setattr(Finished, "make_others", make_and_lose)
    done = call("build", "--ledger", str(ledger.root), "--output", str(ledger.root / "site"))
    assert (done.code, award_id(1) in done.err) == (3, True)
    monkeypatch.undo()
    assert contents(ledger.root / "site").keys() == {
        path for path in whole if award_id(1) not in path
    }
    assert built(ledger) == whole


def test_a_generator_that_is_killed_costs_no_badge(ledger: LedgerSimulator) -> None:
    ledger.write("mkdocs.yml", CONFIG).commit()

    def mkdocs() -> int:
        return subprocess.run(MKDOCS, cwd=ledger.root, check=False).returncode

    assert mkdocs() == 0
    whole, place = contents(ledger.root / "site"), page(ledger).stat().st_ino
    ledger.write("stop.py", HOOK)
    config = ledger.read("mkdocs.yml")
    ledger.write("mkdocs.yml", config + b"hooks: [stop.py]\n")
    for _ in range(2):
        assert mkdocs() == -signal.SIGKILL
        assert not page(ledger).exists()
    for rest in ledger.root.glob(".site-*"):
        shutil.rmtree(rest)
    ledger.write("mkdocs.yml", config).remove("stop.py")
    assert mkdocs() == 0
    assert contents(ledger.root / "site") == whole
    assert page(ledger).stat().st_ino == place
    assert list((ledger.root / "site").glob(".*")) == []


def test_a_site_s_folder_may_be_a_link_to_another_disk(ledger: LedgerSimulator) -> None:
    ledger.write("mkdocs.yml", CONFIG).commit()
    memory = Path("/", "dev", "shm")  # on most systems a disk of its own
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as elsewhere:
        site, link = Path(elsewhere) / "site", ledger.root / "site"
        site.mkdir()
        link.symlink_to(site)
        for _ in range(2):
            subprocess.run(MKDOCS, cwd=ledger.root, check=True)
            assert link.is_symlink()
            assert (site / "credentials" / award_id(1) / "index.html").is_file()
            assert [*Path(elsewhere).iterdir()] == [site]


def test_a_generator_that_fails_leaves_the_badges_in_their_place(ledger: LedgerSimulator) -> None:
    ledger.write("mkdocs.yml", CONFIG).commit()
    subprocess.run(MKDOCS, cwd=ledger.root, check=True)
    ledger.write("stop.py", HOOK.replace("os.kill(os.getpid(), signal.SIGKILL)", "1 / 0"))
    ledger.write("mkdocs.yml", ledger.read("mkdocs.yml") + b"hooks: [stop.py]\n")
    assert subprocess.run(MKDOCS, cwd=ledger.root, capture_output=True, check=False).returncode
    assert page(ledger).is_file()


def test_a_generator_that_leaves_the_old_site_where_it_is_makes_the_same(
    ledger: LedgerSimulator,
) -> None:
    ledger.write("mkdocs.yml", CONFIG).commit()
    subprocess.run(MKDOCS, cwd=ledger.root, check=True)
    whole, place = contents(ledger.root / "site"), page(ledger).stat().st_ino
    subprocess.run([*MKDOCS, "--dirty"], cwd=ledger.root, check=True)
    dirty = contents(ledger.root / "site")
    assert dirty.keys() == whole.keys()
    # Its own pages it makes without what it does not read again: the others' titles.
    assert all(dirty[path] == whole[path] for path in whole if not path.endswith(".html"))
    assert page(ledger).stat().st_ino == place


def test_a_generator_that_fails_before_the_ledger_is_read_says_why(ledger: LedgerSimulator) -> None:
    ledger.write("fail.py", FAIL).write("mkdocs.yml", CONFIG + "hooks: [fail.py]\n")
    done = subprocess.run(MKDOCS, cwd=ledger.root, capture_output=True, check=False)
    assert done.stderr.splitlines()[-1] == b"RuntimeError: of another plugin"


@pytest.mark.parametrize("names", [set(), {"b"}, {"a", "b", "c"}])
@pytest.mark.parametrize("own", [True, False])
def test_a_folder_takes_over_what_it_is_told_to(names: set[str], own: bool, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "site" / "new"
    for name in "abc":
        (old / name).mkdir(parents=True)
        (old / name / "file").write_text(f"old {name}", "utf-8")
    new.parent.mkdir()
    if own:
        (new / "own").mkdir(parents=True)
    folder.adopt(old, new, names)
    assert {path.name for path in new.iterdir()} == names | ({"own"} if own else set())
    assert all((new / name / "file").read_text("utf-8") == f"old {name}" for name in names)
    assert not old.exists()
    assert [path.name for path in new.parent.iterdir()] == ["new"]
    assert not list(tmp_path.glob(".*"))
    with pytest.raises(FileNotFoundError) if names else nullcontext():
        folder.adopt(old, new, names)


def test_the_files_of_a_badge_are_looked_at_in_the_order_in_which_they_are_made() -> None:
    assert tuple(sorted(BADGE_FILES)) == BADGE_FILES


def test_what_the_disk_refuses_is_told_in_words_under_mkdocs() -> None:
    refusal = pytest.raises(PluginError, match="B0902: site/page: No space left")
    with refusal as told, refusals_as(PluginError):
        raise OSError(28, "No space left on device", "site/page")
    assert told.value.__cause__ is None


def test_a_folder_with_badges_that_a_generator_left_aside_is_a_site(
    ledger: LedgerSimulator, made: Made
) -> None:
    whole = built(ledger)
    site = ledger.root / "site"
    badges = site / "credentials"
    badges.rename(ledger.root / ".credentials")
    shutil.rmtree(site)
    site.mkdir()
    (ledger.root / ".credentials").rename(site / ".credentials")
    assert built(ledger) == whole
    assert not (site / ".credentials").exists()
