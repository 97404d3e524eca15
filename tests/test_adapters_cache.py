"""The cache of a history: what this ledger's key wrote, whole, or nothing."""

import os
import stat
from pathlib import Path

import pytest

from badgeledger import memory
from badgeledger.adapters.cache import FOLDER, MAC, PREVIEWED, PUBLISHED, PURPOSE, Cache
from badgeledger.keys.ed25519 import Secret
from badgeledger.memory import HISTORY, NO_MEMORY, recorded
from tests.command_line import call
from tests.ledger_simulator import DAY, START, LedgerSimulator

NOW = START + 10_000 * DAY
ENVIRON = {"BADGELEDGER_KEY": Secret(bytes(32)).reveal()}
OTHER = {"BADGELEDGER_KEY": Secret(bytes([1] * 32)).reveal()}
DATA = b"What was known.\n\x00" * 3


KEPT = FOLDER / PUBLISHED


def file_in(root: Path, folder: Path = KEPT) -> Path:
    return root / folder / HISTORY


@pytest.mark.parametrize(("environ", "folder"), [(ENVIRON, PUBLISHED), ({}, PREVIEWED)])
def test_what_is_saved_is_loaded(tmp_path: Path, environ: dict[str, str], folder: str) -> None:
    assert Cache(tmp_path, environ).load(HISTORY) is None
    assert list(tmp_path.iterdir()) == []  # nor was a key made
    Cache(tmp_path, environ).save(HISTORY, DATA)
    assert Cache(tmp_path, environ).load(HISTORY) == DATA
    Cache(tmp_path, environ).save(HISTORY, b"")
    assert Cache(tmp_path, environ).load(HISTORY) == b""
    assert stat.S_IMODE(file_in(tmp_path, FOLDER / folder).stat().st_mode) == 0o600


def test_previews_leave_what_builds_with_a_key_remember(tmp_path: Path) -> None:
    Cache(tmp_path, ENVIRON).save(HISTORY, DATA)
    Cache(tmp_path, {}).save(HISTORY, b"of previews")
    assert Cache(tmp_path, ENVIRON).load(HISTORY) == DATA
    assert Cache(tmp_path, {}).load(HISTORY) == b"of previews"


def test_no_changed_byte_is_read(tmp_path: Path) -> None:
    cache = Cache(tmp_path, ENVIRON)
    cache.save(HISTORY, DATA)
    whole = file_in(tmp_path).read_bytes()
    assert len(whole) == MAC + len(DATA)
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        file_in(tmp_path).write_bytes(changed)
        assert cache.load(HISTORY) is None, place
    for length in range(len(whole)):
        file_in(tmp_path).write_bytes(whole[:length])
        assert cache.load(HISTORY) is None, length
    for longer in (whole + b"\n", b"\n" + whole, whole[MAC:], whole[:MAC] + whole):
        file_in(tmp_path).write_bytes(longer)
        assert cache.load(HISTORY) is None
    file_in(tmp_path).write_bytes(whole)
    assert cache.load(HISTORY) == DATA


def test_what_another_key_wrote_is_not_read(tmp_path: Path) -> None:
    Cache(tmp_path, ENVIRON).save(HISTORY, DATA)
    for environ in (OTHER, {}, {"BADGELEDGER_KEY": "no key"}):
        assert Cache(tmp_path, environ).load(HISTORY) is None
    assert Cache(tmp_path, ENVIRON).load(HISTORY) == DATA


def test_the_derived_key_tells_of_no_other() -> None:
    secret = Secret(bytes(32))
    derived = {secret.derive(purpose) for purpose in (b"", b"a", PURPOSE)}
    assert len(derived | {bytes(32)}) == 4
    assert secret.derive(PURPOSE) != Secret(bytes([1] * 32)).derive(PURPOSE)


def test_what_was_kept_by_another_name_is_not_read(tmp_path: Path) -> None:
    cache = Cache(tmp_path, ENVIRON)
    cache.save("pictures/one", DATA)
    (tmp_path / KEPT / "pictures" / "one").rename(tmp_path / KEPT / "pictures" / "two")
    assert (cache.load("pictures/one"), cache.load("pictures/two")) == (None, None)


def test_of_a_shelf_only_what_was_used_is_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path, ENVIRON)
    cache.forget("pictures", but=set())
    for name in ("pictures/one", "pictures/two", HISTORY):
        cache.save(name, DATA)
    cache.forget("pictures", but={"pictures/two"})
    kept = [cache.load(name) for name in ("pictures/one", "pictures/two", HISTORY)]
    assert kept == [None, DATA, DATA]


def test_a_failure_to_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path, ENVIRON)
    cache.save(HISTORY, DATA)

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fdopen", full)
        cache.save(HISTORY, b"other")
    assert cache.load(HISTORY) == DATA
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        # It is written, and not put in its place: as where the machine stops.
        cache.save(HISTORY, b"other")
    assert cache.load(HISTORY) == DATA
    cache.save(HISTORY, b"other")
    assert cache.load(HISTORY) == b"other"
    assert sorted(path.name for path in (tmp_path / KEPT).iterdir()) == [".gitignore", HISTORY]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".badgeledger").write_text("a file where the folder belongs")
    for environ in (ENVIRON, {}):
        Cache(tmp_path, environ).save(HISTORY, DATA)
        assert Cache(tmp_path, environ).load(HISTORY) is None


def test_a_ledger_is_remembered_and_stays_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "WORTH_KEEPING", 0)
    ledger = LedgerSimulator(tmp_path / "a").issuer().keys().achievement().award(1)
    ledger.commit("First")
    recorded(ledger.root, now=NOW, memory=Cache(ledger.root, {}))
    assert not ledger.git("status", "--porcelain", "--ignored=no")
    ledger.award(2).commit("Second")
    file = file_in(ledger.root, FOLDER / PREVIEWED)
    for used, data in ((True, file.read_bytes()), (False, file.read_bytes()[:-1])):
        file.write_bytes(data)
        history, made = recorded(ledger.root, now=NOW, memory=Cache(ledger.root, {}))
        assert (history.past is not None) == used
        assert made.entries == recorded(ledger.root, now=NOW, memory=NO_MEMORY)[1].entries
    ledger.award(3).commit("Third")
    file.write_bytes(file.read_bytes()[:MAC] + b"{}" + file.read_bytes()[MAC + 2 :])
    history, _ = recorded(ledger.root, now=NOW, memory=Cache(ledger.root, {}))
    assert history.past is None


def test_the_gate_keeps_a_cache_and_tells_the_same_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "WORTH_KEEPING", 0)
    ledger = LedgerSimulator(tmp_path / "a").issuer().keys().achievement().award(1)
    ledger.commit("First")
    (tmp_path / "site").mkdir()
    gate = ("gate", "--first", "--against", str(tmp_path / "site"), "--ledger", str(ledger.root))
    said = [call(*gate).out for _ in range(2)]
    assert said[0] == said[1] != ""
    kept = Cache(ledger.root, {}).load(HISTORY)
    assert kept
    known = memory.unpacked(kept)
    assert known
    assert known.past.commit == ledger.head()


@pytest.mark.parametrize("link", [FOLDER, KEPT, KEPT / "pictures"])
def test_no_link_in_a_cache_leads_out_of_it(link: Path, tmp_path: Path) -> None:
    outside, mine = tmp_path / "outside", tmp_path / "mine"
    for folder in (outside, outside / "pictures", outside / PUBLISHED / "pictures"):
        folder.mkdir(parents=True)
        (folder / "precious").write_bytes(DATA)
    before = sorted(outside.rglob("*"))
    cache = Cache(mine, ENVIRON)
    (mine / link).parent.mkdir(parents=True)
    (mine / link).symlink_to(outside)
    cache.save("pictures/one", DATA)
    cache.save(HISTORY, DATA)
    cache.forget("pictures", but=set())
    assert sorted(outside.rglob("*")) == before


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    precious, folder = tmp_path / "precious", tmp_path / KEPT
    precious.write_bytes(DATA)
    folder.mkdir(parents=True)
    for name in (".gitignore", ".gitignore.new", HISTORY, f"{HISTORY}.new"):
        (folder / name).symlink_to(precious)
    cache = Cache(tmp_path, ENVIRON)
    cache.save(HISTORY, b"new")
    assert (cache.load(HISTORY), precious.read_bytes()) == (b"new", DATA)
    assert not any(path.is_symlink() for path in folder.iterdir())
