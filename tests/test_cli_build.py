"""Checking, building, signing and verifying by command."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from badgeledger.adapters.cli.verify import _at_home
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.signers import read_signatures
from badgeledger.verify import Answer, Unreachable
from tests.command_line import PROGRAM, call, run
from tests.example import UNPUBLISHED
from tests.ledger_simulator import KEY_1, LedgerSimulator, award_id
from tests.publishing import keys

SECRET = Secret(b"\x01" * 32).reveal()
SITE = "https://badges.harbour.example"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LedgerSimulator:
    monkeypatch.delenv("BADGELEDGER_KEY", raising=False)
    monkeypatch.delenv("BADGELEDGER_SIGNATURES", raising=False)
    ledger = LedgerSimulator(tmp_path / "ledger").issuer().achievement().keys()
    ledger.write(".gitignore", "/site/\n/.badgeledger/\n")
    ledger.write("docs/index.md", "# Welcome\n\n[All](achievements/index.md)\n")
    ledger.write("docs/about/us.md", "# Us\n").write("docs/logo.bin", b"\x00\x01")
    ledger.write("docs/.hidden.md", "x").award(1).award(2).commit()
    monkeypatch.chdir(ledger.root)
    return ledger


HOLDING = keys(Secret.from_multikey(SECRET)) | UNPUBLISHED


def hold_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in HOLDING.items():
        monkeypatch.setenv(name, value)


def state_of(document: bytes) -> str:
    name = Path("one.json")
    name.write_bytes(document)
    state: str = json.loads(call("verify", "--json", str(name)).out)["state"]
    return state


def test_a_right_ledger_passes_in_all_formats(ledger: LedgerSimulator) -> None:
    assert call("check").out == "no problems\n"
    assert json.loads(call("check", "--format", "json").out)["problems"] == []
    assert call("check", "--format", "github").out == ""
    assert json.loads(call("check", "--format", "gitlab").out) == []


def test_every_problem_is_told_those_of_history_too(ledger: LedgerSimulator) -> None:
    ledger.award(2, results=[{"result": "none", "value": "1"}]).remove(ledger.path(1))
    done = call("check")
    assert (done.code, done.err) == (1, "")
    assert "2 problems" in done.out
    assert f"{ledger.path(2)}:" in done.out
    assert "B0316" in done.out
    assert "B0402" in done.out
    assert call("check", "--format", "github").out.count("::error file=") == 2


def test_a_shallow_clone_is_a_matter_of_the_machine(
    ledger: LedgerSimulator, tmp_path: Path
) -> None:
    ledger.award(3).commit()
    shallow = ledger.shallow_clone(tmp_path / "shallow")
    done = call("check", "--ledger", str(shallow.root))
    assert (done.code, "B0401" in done.err) == (3, True)


def test_a_preview_is_built_with_its_pages(ledger: LedgerSimulator) -> None:
    done = call("build")
    assert (done.code, done.out, "a preview" in done.err) == (0, "", True)
    site = ledger.root / "site"
    home = (site / "index.html").read_text("utf-8")
    assert "Welcome" in home
    assert 'href="achievements/"' in home
    assert "Us" in (site / "about" / "us" / "index.html").read_text("utf-8")
    assert (site / "logo.bin").read_bytes() == b"\x00\x01"
    assert not list(site.rglob("*hidden*"))
    assert (site / "achievements" / "python-basics" / "index.html").is_file()
    assert not (site / ".well-known").exists()
    assert (site / "credentials" / award_id(1) / "index.html").is_file()
    assert ledger.git("status", "--short") == b""


def test_a_site_takes_an_older_one_s_place_and_nothing_else(ledger: LedgerSimulator) -> None:
    call("build")
    (ledger.root / "site" / "stale.html").write_text("old")
    assert call("build").code == 0
    assert not (ledger.root / "site" / "stale.html").exists()
    ledger.write("thesis/chapter.odt", "years of work")
    done = call("build", "--output", "thesis")
    assert (done.code, "B0915" in done.err) == (2, True)
    assert (ledger.root / "thesis" / "chapter.odt").exists()
    (ledger.root / "empty").mkdir()
    assert call("build", "--output", "empty").code == 0


def test_a_ledger_at_fault_leaves_the_last_good_site(ledger: LedgerSimulator) -> None:
    call("build")
    ledger.write("docs/achievements/python-basics/achievement.json", "{}")
    done = call("build")
    assert (done.code, "B0640" in done.err) == (1, True)
    ledger.award(2, achievement="none")
    done = call("build")
    assert (done.code, "B0301" in done.err) == (1, True)
    assert (ledger.root / "site" / "index.html").is_file()
    assert [path.name for path in ledger.root.iterdir() if path.name.startswith(".site")] == []


def test_signing_and_building_are_two_steps(
    ledger: LedgerSimulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "signatures.json"
    hold_keys(monkeypatch)
    done = call("sign", "--output", str(file))
    assert (done.code, SECRET in done.err + done.out + file.read_text("utf-8")) == (0, False)
    assert "BADGELEDGER_KEY" not in os.environ
    signatures = read_signatures(file.read_bytes())
    assert (signatures.key, signatures.commit) == (KEY_1, ledger.head())
    assert len(signatures.signatures) == 4
    done = call("build", "--signatures", str(file))
    assert (done.code, "did:web:badges.harbour.example" in done.err) == (0, True)
    did = json.loads((ledger.root / "site" / ".well-known" / "did.json").read_bytes())
    assert did["id"] == "did:web:badges.harbour.example"


def test_what_a_command_leaves_lies_beside_issuer_yml(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = ledger.root / "credentials" / "spring"
    monkeypatch.chdir(below)
    hold_keys(monkeypatch)
    assert "../../signatures.json: 4 signatures" in call("sign").err
    (ledger.root / "signatures.json").unlink()
    assert "../../site is ready" in call("build").err
    assert (ledger.root / "site" / "achievements.json").is_file()
    assert all(path.suffix == ".yml" for path in below.iterdir())


def test_processes_make_the_same_site(ledger: LedgerSimulator) -> None:
    for name, jobs in (("one", "1"), ("two", "2")):
        assert call("build", "--output", name, "--jobs", jobs).code == 0
    one, two = ledger.root / "one", ledger.root / "two"
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    assert all((one / file).read_bytes() == (two / file).read_bytes() for file in files)


@pytest.mark.parametrize(
    ("number", "send"),
    [
        (signal.SIGINT, os.killpg),  # Ctrl-C reaches every process of the terminal
        (signal.SIGTERM, os.kill),
        (signal.SIGHUP, os.kill),
        (signal.SIGKILL, os.kill),
    ],
)
def test_a_build_that_is_stopped_leaves_nothing_behind(
    number: signal.Signals, send: Callable[[int, int], None], ledger: LedgerSimulator
) -> None:
    # What measures coverage has words of its own for a process that is stopped.
    environ = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "build", "--jobs", "2"], cwd=ledger.root, env=environ,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while len(children.read_text("utf-8").split()) < 2:  # one that works, one that tidies up
            assert process.poll() is None, "it was over before it could be stopped"
            time.sleep(0.005)
        send(process.pid, number)
        # Its end is the end of the last process that has the error stream.
        _out, err = process.communicate(timeout=30)
    if number != signal.SIGKILL:  # which nobody can tidy up after
        assert (process.returncode, err) == (130, "\nStopped.\n")
        assert [path.name for path in ledger.root.iterdir() if "site" in path.name] == []


@pytest.mark.parametrize(
    ("key", "dirty", "code", "problem"),
    [
        (None, False, 3, "B0528"),
        ("z3u2nonsense", False, 3, "B0526"),
        (Secret(b"\x02" * 32).reveal(), False, 3, "B0510"),
        (SECRET, True, 3, "B0407"),
    ],
)
def test_signing_is_refused_with_the_reason(
    key: str | None, dirty: bool, code: int, problem: str, ledger: LedgerSimulator
) -> None:
    if dirty:
        ledger.award(3)
    environ = {} if key is None else HOLDING | {"BADGELEDGER_KEY": key}
    done = run("sign", environ=environ, cwd=ledger.root)
    assert (done.code, problem in done.err) == (code, True), done.err
    assert not (ledger.root / "signatures.json").exists()
    assert key is None or key not in done.out + done.err


def test_a_bar_shows_on_a_terminal_only(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in call("build").err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "Building" in call("build").err
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "build"], cwd=ledger.root, stderr=follower,
        env={**os.environ, "TERM": "xterm"},
    ) as process:  # fmt: skip
        os.close(follower)
        seen = b""
        while True:
            try:
                seen += os.read(leader, 4096)
            except OSError:
                break
    os.close(leader)
    assert (process.returncode, b"Building" in seen) == (0, True)


def test_a_folder_of_a_preview_verifies_from_the_disk(ledger: LedgerSimulator) -> None:
    ledger.revoke(2).commit()
    call("build")
    done = call("verify", "site")
    assert done.code == 1
    assert done.err == "1 revoked, 1 verified\n"
    head, first, second, told, *checks = done.out.splitlines()
    sources = [f"site/credentials/{award_id(number)}/credential.json" for number in (1, 2)]
    assert head.split()[:3] == ["Source", "State", "Badge"]
    assert [line.split()[:2] for line in (first, second)] == [
        [sources[0], "verified"],
        [sources[1], "revoked"],
    ]
    assert told.startswith(f"{sources[1]}: Withdrawn by")
    assert [line.split()[:2] for line in checks][3] == ["status", "fail"]
    reports = [json.loads(line) for line in call("verify", "site", "--json").out.splitlines()]
    assert [report["state"] for report in reports] == ["verified", "revoked"]


def test_one_file_is_told_check_by_check(ledger: LedgerSimulator) -> None:
    call("build")
    credential = ledger.root / "site" / "credentials" / award_id(1) / "credential.json"
    done = call("verify", str(credential))
    assert done.code == 3  # its status list is on no server
    assert "could not check whether it was withdrawn" in done.out.splitlines()[0]
    assert len(done.out.splitlines()) == 8
    tampered = credential.read_bytes().replace(b"Python", b"Pythia")
    assert state_of(tampered) == "tampered"
    assert state_of(b"nothing") == "unreadable"


def test_a_copied_site_cannot_speak_for_an_institution(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_keys(monkeypatch)
    assert call("build").code == 0
    asked: list[str] = []

    def offline(_self: object, url: str) -> Unreachable:
        asked.append(url)
        return Unreachable("B0804", "no network")

    monkeypatch.setattr("badgeledger.adapters.fetch.WebFetch.__call__", offline)
    done = call("verify", "site")
    assert (done.code, done.err) == (3, "2 unchecked-signature\n")
    assert f"{SITE}/.well-known/did.json" in asked


@pytest.mark.parametrize("document", [b"[]", b"{}", b'{"issuer": 1, "id": 2}', b"\xff", b"["])
def test_what_is_no_credential_in_a_folder_is_told_as_such(document: bytes, tmp_path: Path) -> None:
    (tmp_path / "credential.json").write_bytes(document)
    done = call("verify", str(tmp_path), "--json")
    assert (done.code, json.loads(done.out)["state"]) == (1, "unreadable")


def test_a_preview_asks_the_web_for_what_is_not_its_own(tmp_path: Path) -> None:
    document = {"issuer": {"id": "did:key:z6Mk"}, "id": f"{SITE}/credentials/1/credential.json"}
    site = tmp_path / "site"
    site.mkdir()
    (site / "here.json").write_bytes(b"own")
    (tmp_path / "outside.json").write_bytes(b"not of the site")
    fetch = _at_home(json.dumps(document).encode(), site, lambda url: Answer(200, url.encode()))
    assert fetch(f"{SITE}/here.json") == Answer(200, b"own")
    assert fetch(f"{SITE}/gone.json") == Answer(404, b"")
    for way in ("../outside.json", "%2e%2e/outside.json", f"/{tmp_path}/outside.json"):
        assert fetch(f"{SITE}/{way}") == Answer(404, b"")
    assert fetch("https://other.example/x") == Answer(200, b"https://other.example/x")


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        ((), 2, "--live"),
        (("nothing.json",), 2, "no file or folder"),
        (("docs",), 2, "B0913"),
        (("http://badges.harbour.example/x",), 3, "B0801"),
    ],
)
def test_what_cannot_be_looked_at(
    arguments: tuple[str, ...], code: int, problem: str, ledger: LedgerSimulator
) -> None:
    done = call("verify", *arguments)
    assert (done.code, problem in done.err) == (code, True), done.err


def test_the_live_site_is_sampled(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ledger.award(2, expires="2026-01-05").award(3).revoke(3).commit()
    hold_keys(monkeypatch)
    call("build")

    def served(_self: object, url: str) -> Answer:
        path = ledger.root / "site" / url.removeprefix(f"{SITE}/")
        path = path / "index.html" if url.endswith("/") else path
        return Answer(200, path.read_bytes()) if path.is_file() else Answer(404, b"")

    monkeypatch.setattr("badgeledger.adapters.fetch.WebFetch.__call__", served)
    done = call("verify", "--live", "50")
    assert (done.code, done.err) == (0, "1 expired, 1 verified\n")
    assert len(call("verify", "--live", "1", "--json").out.splitlines()) == 1
    assert call("verify", f"{SITE}/credentials/{award_id(3)}/").code == 1
    (ledger.root / "site" / "credentials" / award_id(1) / "index.html").unlink()
    done = call("verify", "--live", "50")
    assert (done.code, "B0914" in done.err) == (3, True)
    monkeypatch.chdir(tmp_path)
    assert call("verify", "--live", "1").code == 2
