"""Writing files of the ledger: whole or not at all, and never over another."""

import os
import stat
from pathlib import Path

import pytest

from badgeledger.errors import ContentError, MachineError
from badgeledger.ledger.files import create, replace


def everything(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.*")}


def test_a_new_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    create(tmp_path, "credentials/2026/a.yml", b"new")
    assert everything(tmp_path) == {"credentials/2026/a.yml": b"new"}
    assert stat.S_IMODE((tmp_path / "credentials/2026/a.yml").stat().st_mode) == 0o644


def test_a_file_that_stands_is_never_overwritten_by_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"old")
    with pytest.raises(ContentError, match=r"^a\.yml: error B0120"):
        create(tmp_path, "a.yml", b"new")
    assert everything(tmp_path) == {"a.yml": b"old"}


def test_an_edited_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"old")
    (tmp_path / "a.yml").chmod(0o600)
    replace(tmp_path, "a.yml", b"new")
    assert everything(tmp_path) == {"a.yml": b"new"}
    assert stat.S_IMODE((tmp_path / "a.yml").stat().st_mode) == 0o600


@pytest.mark.parametrize("write", [create, replace])
def test_what_fails_half_way_leaves_nothing_behind(
    write: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yml").write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert callable(write)
    with pytest.raises(MachineError, match=r"a\.yml: error B0121: No space left on device"):
        write(tmp_path, "a.yml", b"new")
    assert everything(tmp_path) == {"a.yml": b"old"}


def test_a_folder_that_cannot_be_made_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / "credentials").write_bytes(b"")
    with pytest.raises(MachineError, match=r"credentials/a/b\.yml: error B0121"):
        create(tmp_path, "credentials/a/b.yml", b"new")
