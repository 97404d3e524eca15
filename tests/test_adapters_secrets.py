"""Secrets at the edge: from the environment, and the preview key on the disk."""

import resource
import stat
from pathlib import Path

import pytest

from badgeledger.adapters.secrets import preview_secret, signing_secret
from badgeledger.errors import MachineError
from badgeledger.keys.ed25519 import Secret

SECRET = Secret(bytes(32))


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Limits asked for; the test process itself keeps its own."""
    asked: list[object] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: asked.append(limit))
    return asked


@pytest.mark.parametrize("environ", [{}, {"BADGELEDGER_KEY": ""}, {"BADGELEDGER_KEY": " \n"}])
def test_without_a_variable_there_is_no_key(environ: dict[str, str]) -> None:
    assert signing_secret(environ) is None


def test_the_key_of_the_variable_is_taken(limits: list[object]) -> None:
    found = signing_secret({"BADGELEDGER_KEY": f"{SECRET.reveal()}\n"})
    assert found is not None
    assert found.public_key == SECRET.public_key
    assert limits == [(resource.RLIMIT_CORE, (0, 0))]


@pytest.mark.parametrize("text", ["secret", SECRET.public_key, SECRET.reveal()[:-1]])
def test_another_text_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(MachineError, match="B0526") as refusal:
        signing_secret({"BADGELEDGER_KEY": text})
    assert text not in str(refusal.value).replace("secret key", "")
    assert refusal.value.__suppress_context__


def test_the_preview_key_is_made_once_for_its_owner_only(
    tmp_path: Path, limits: list[object]
) -> None:
    first = preview_secret(tmp_path)
    assert preview_secret(tmp_path).public_key == first.public_key
    path = tmp_path / ".badgeledger" / "preview.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == f"{first.reveal()}\n"
    assert limits[0] == (resource.RLIMIT_CORE, (0, 0))


@pytest.mark.parametrize("content", [b"", b"z3u2", b"\xff"])
def test_a_spoilt_preview_key_is_told_and_left_alone(content: bytes, tmp_path: Path) -> None:
    (tmp_path / ".badgeledger").mkdir()
    path = tmp_path / ".badgeledger" / "preview.key"
    path.write_bytes(content)
    with pytest.raises(MachineError, match=r"\.badgeledger/preview\.key: error B0527"):
        preview_secret(tmp_path)
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / ".badgeledger").write_text("in the way")
    with pytest.raises(MachineError, match=r"B0527.*File exists"):
        preview_secret(tmp_path)
