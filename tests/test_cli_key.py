"""Keys by command: sealed, in keys.yml, never where they would stay."""

import io
import os
import pty
import select
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from nacl.pwhash import argon2id

from badgeledger.adapters.cli import keyring
from badgeledger.adapters.cli.key import _refuse_logs
from badgeledger.check import check
from badgeledger.errors import UsageError
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.keyring import open_keyring, seal_keyring
from badgeledger.ledger.reader import read_keys
from badgeledger.model import Keys
from tests.command_line import PROGRAM, Done, call
from tests.ledger_simulator import LedgerSimulator

WORDS = "quince lantern harbour seven"
CHEAP = partial(seal_keyring, opslimit=argon2id.OPSLIMIT_MIN, memlimit=argon2id.MEMLIMIT_MIN)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LedgerSimulator:
    monkeypatch.setattr(keyring, "seal_keyring", CHEAP)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "words").write_text(f"{WORDS}\r\nsecond line\n")
    ledger = LedgerSimulator(tmp_path / "ledger").issuer().achievement()
    monkeypatch.chdir(ledger.root)
    return ledger


def key(*arguments: str) -> Done:
    return call("key", *arguments, "--passphrase-file", "../words")


def keys(ledger: LedgerSimulator) -> Keys:
    return read_keys(ledger.read("keys.yml"), "keys.yml")


def in_keyring(tmp_path: Path) -> dict[str, Secret]:
    path = tmp_path / "config" / "badgeledger" / "badges.harbour.example.keyring"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return open_keyring(path.read_bytes(), WORDS)


def test_the_first_key_is_sealed_and_public(ledger: LedgerSimulator, tmp_path: Path) -> None:
    done = key("new")
    assert done.code == 0
    current = keys(ledger).current
    assert current is not None
    assert done.out == f"{current.key}\n"
    assert in_keyring(tmp_path)[current.key].public_key == current.key
    assert check(ledger.root, today=None) == []
    assert "z3u2" not in done.out + done.err + ledger.read("keys.yml").decode()


def test_a_second_first_key_is_refused(ledger: LedgerSimulator) -> None:
    assert key("new").code == 0
    before = ledger.read("keys.yml")
    done = key("new")
    assert (done.code, "B0908" in done.err, ledger.read("keys.yml")) == (2, True, before)
    ledger.remove("keys.yml")
    done = key("new")
    assert (done.code, "B0906" in done.err) == (2, True)
    assert key("new", "--keyring", "../other.keyring").code == 0


@pytest.mark.parametrize("place", ["my.keyring", "a/../.badgeledger/k", "../ledger/k"])
def test_a_keyring_never_lies_in_the_ledger(place: str, ledger: LedgerSimulator) -> None:
    done = key("new", "--keyring", place)
    assert (done.code, "B0917" in done.err) == (2, True)
    assert not (ledger.root / place).exists()
    assert not (ledger.root / "keys.yml").exists()


def test_rotation_keeps_the_earlier_keys(ledger: LedgerSimulator, tmp_path: Path) -> None:
    first = key("new").out.strip()
    second = key("rotate").out.strip()
    assert [entry.key for entry in keys(ledger).signing] == [first, second]
    log = keys(ledger).log
    assert set(in_keyring(tmp_path)) == {first, second, log}


def test_a_withdrawn_key_counts_from_a_leaf_on(ledger: LedgerSimulator) -> None:
    first, second = key("new").out.strip(), key("rotate").out.strip()
    ledger.award(1).commit()
    reason = ("--reason", "Laptop stolen")
    done = call("key", "withdraw", first, "--compromised", "--from", "2", *reason)
    assert (done.code, "from leaf 2" in done.out) == (0, True)
    withdrawn = keys(ledger).signing[0].withdrawn
    assert withdrawn is not None
    assert (withdrawn.first_leaf, withdrawn.reason) == (2, "Laptop stolen")
    again = call("key", "withdraw", first, "--compromised")
    assert (again.code, second in again.err, "B0909" in again.err) == (2, True, True)
    ledger.commit()
    done = call("key", "withdraw", second, "--compromised")
    assert (done.code, "No key is left" in done.err) == (0, True)
    # define, issue, key, key; then the first one's withdrawal
    withdrawn = keys(ledger).signing[1].withdrawn
    assert withdrawn is not None
    assert (withdrawn.first_leaf, withdrawn.reason) == (5, None)


@pytest.mark.parametrize(
    ("options", "code", "mend"),
    [([], "B0860", "key rotate"), (["--compromised", "--from", "4"], "B0861", "give 3, the next")],
)
def test_a_key_is_not_withdrawn_for_its_age_or_for_the_future(
    options: list[str], code: str, mend: str, ledger: LedgerSimulator
) -> None:
    first = key("new").out.strip()
    ledger.award(1).commit()
    before = ledger.read("keys.yml")
    done = call("key", "withdraw", first, *options)
    assert (done.code, code in done.err, mend in done.err) == (2, True, True), done.err
    assert ledger.read("keys.yml") == before


def test_without_keys_the_mend_is_told(ledger: LedgerSimulator) -> None:
    for command in (["rotate"], ["withdraw", "z6Mk", "--compromised"]):
        done = call("key", *command)
        assert (done.code, "B0912" in done.err, "key new" in done.err) == (2, True, True)


def test_without_a_keyring_or_with_the_wrong_words(ledger: LedgerSimulator, tmp_path: Path) -> None:
    key("new")
    before = ledger.read("keys.yml")
    done = key("rotate", "--keyring", "../none")
    assert (done.code, "B0907" in done.err) == (2, True)
    (tmp_path / "words").write_text("wrong\n")
    done = key("rotate")
    assert (done.code, "B0524" in done.err) == (1, True)
    (tmp_path / "words").write_text("\n")
    assert "B0525" in key("new", "--keyring", "../k", "--ledger", str(_another(tmp_path))).err
    assert ledger.read("keys.yml") == before


def _another(tmp_path: Path) -> Path:
    return LedgerSimulator(tmp_path / "another", git=False).issuer(site="https://x.example/b").root


def test_a_site_under_a_path_has_a_keyring_of_its_own(
    ledger: LedgerSimulator, tmp_path: Path
) -> None:
    assert key("new", "--ledger", str(_another(tmp_path))).code == 0
    assert (tmp_path / "config" / "badgeledger" / "x.example-b.keyring").is_file()


def test_nobody_to_ask_for_the_passphrase(ledger: LedgerSimulator) -> None:
    nobody = Path(os.devnull)
    with nobody.open(encoding="utf-8") as nothing, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", nothing)
        done = call("key", "new")
    assert (done.code, "B0905" in done.err) == (2, True)
    assert not (ledger.root / "keys.yml").exists()


def test_the_passphrase_is_asked_for_once_or_twice(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def prompt(_words: str, *, confirmation_prompt: bool, hide_input: bool, err: bool) -> str:
        assert hide_input
        assert err
        asked.append(confirmation_prompt)
        return WORDS

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", prompt)
    assert call("key", "new").code == 0
    assert call("key", "rotate").code == 0
    assert asked == [True, False]


def test_the_secret_shown_is_the_current_key_s(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    key("new")
    current = key("rotate").out.strip()
    assert "B0911" in key("export").err
    monkeypatch.setattr("badgeledger.adapters.cli.key._refuse_logs", lambda **_: None)
    assert Secret.from_multikey(key("export").out.strip()).public_key == current


def test_the_log_has_a_key_of_its_own_and_may_get_another(
    ledger: LedgerSimulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signing = key("new").out.strip()
    first = keys(ledger).log
    second = key("log").out.strip()
    assert first not in (None, signing, second)
    assert (keys(ledger).log, keys(ledger).signing[0].key) == (second, signing)
    assert set(in_keyring(tmp_path)) == {signing, first, second}
    assert check(ledger.root, today=None) == []
    monkeypatch.setattr("badgeledger.adapters.cli.key._refuse_logs", lambda **_: None)
    shown = key("export", "--log").out.strip()
    assert Secret.from_multikey(shown).public_key == second


def test_a_key_that_is_not_named_is_not_exported(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = key("new").out.strip()
    monkeypatch.setattr("badgeledger.adapters.cli.key._refuse_logs", lambda **_: None)
    signing = [
        {"key": public, "added": "2026-01-05", "withdrawn": {"on": "2026-02-01", "first_leaf": 3}}
    ]
    ledger.write("keys.yml", {"signing": signing})
    for arguments, mend in (((), "key rotate"), (("--log",), "key log")):
        done = key("export", *arguments)
        assert (done.code, "B0538" in done.err, mend in done.err) == (2, True, True)


def program(ledger: LedgerSimulator, *arguments: str, **streams: Any) -> subprocess.Popen[bytes]:
    """The command in a session of its own: the terminal of whoever tests is not asked."""
    command = [sys.executable, "-c", PROGRAM, "key", *arguments]
    process: subprocess.Popen[bytes] = subprocess.Popen(
        command, cwd=ledger.root, start_new_session=True, **streams
    )
    return process


def typed(terminal: int, words: list[str]) -> bytes:
    """Everything that a terminal shows while the words are typed at its prompts."""
    seen = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            part = os.read(terminal, 1024)
        except OSError:  # the program has left
            break
        if not part:
            break
        seen += part
        if words and (seen.endswith(b": ")):
            os.write(terminal, f"{words.pop(0)}\n".encode())
    return seen


def test_at_a_terminal_the_passphrase_is_typed_twice_and_not_shown(
    ledger: LedgerSimulator, tmp_path: Path
) -> None:
    leader, follower = pty.openpty()
    with program(ledger, "new", stdin=follower, stdout=follower, stderr=follower) as process:
        os.close(follower)
        seen = typed(leader, [WORDS, "mistyped", WORDS, WORDS])
    os.close(leader)
    assert process.returncode == 0
    assert WORDS.encode() not in seen
    assert seen.count(b"New passphrase") == 2
    assert keys(ledger).current is not None
    assert in_keyring(tmp_path)


def test_the_secret_goes_to_a_terminal(ledger: LedgerSimulator, tmp_path: Path) -> None:
    public = key("new").out.strip()
    leader, follower = pty.openpty()
    with program(ledger, "export", stdin=follower, stdout=follower, stderr=follower) as process:
        os.close(follower)
        seen = typed(leader, [WORDS]).decode()
    os.close(leader)
    assert process.returncode == 0
    assert Secret.from_multikey(seen.split()[-1]).public_key == public


def test_the_secret_goes_into_a_pipe_if_asked(ledger: LedgerSimulator, tmp_path: Path) -> None:
    public = key("new").out.strip()
    words = ["--passphrase-file", "../words"]
    with program(ledger, "export", "--pipe", *words, stdout=subprocess.PIPE) as process:
        out, _err = process.communicate(timeout=60)
    assert Secret.from_multikey(out.decode().strip()).public_key == public


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_no_log_unless_a_workflow_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("CI", "")
    _refuse_logs(pipe=False)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(UsageError):
        _refuse_logs(pipe=False)


@pytest.mark.parametrize(
    ("arguments", "into", "ci"), [("", "pipe", ""), ("--pipe", "log", ""), ("--pipe", "pipe", "1")]
)
def test_the_secret_goes_nowhere_where_it_stays(
    arguments: str, into: str, ci: str, ledger: LedgerSimulator, tmp_path: Path
) -> None:
    key("new")
    words = ["export", *arguments.split(), "--passphrase-file", "../words"]
    with (tmp_path / "log").open("wb") as log:
        stdout = log if into == "log" else subprocess.PIPE
        environ = {**os.environ, "CI": ci}
        with program(ledger, *words, stdout=stdout, stderr=subprocess.PIPE, env=environ) as process:
            out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert b"B0911" in err
    assert b"z3u2" not in (out or b"") + err + (tmp_path / "log").read_bytes()


def test_a_keyring_without_the_current_key_is_told(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    key("new")
    ledger.keys()
    monkeypatch.setattr("badgeledger.adapters.cli.key._refuse_logs", lambda **_: None)
    done = key("export")
    assert (done.code, "B0910" in done.err, done.out) == (1, True, "")
