"""The command line as a whole: help, exit codes, errors as text, and its reference."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from badgeledger.adapters import cli
from badgeledger.errors import explanations
from tests.command_line import PROGRAM, REFERENCE, call, commands, help_of, reference, run
from tests.ledger_simulator import LedgerSimulator

NAMES = {" ".join(path): path for path, _command in commands()}


def test_the_reference_is_what_the_help_says() -> None:
    mend = "run `python -m tests.command_line` to write docs/reference/commands.md anew"
    assert REFERENCE.read_text("utf-8") == reference(), mend


@pytest.mark.parametrize("path", NAMES.values(), ids=NAMES)
def test_every_command_explains_itself_with_examples(path: tuple[str, ...]) -> None:
    done = call(*path, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: badgeledger {' '.join(path)}")
    if path not in (("key",), ("achievement",)):
        assert re.search(rf"Examples?:\n +badgeledger {' '.join(path)} ?", help_of(path))


def test_the_overview_lists_every_command_with_a_whole_sentence() -> None:
    overview = call("--help").out
    for (name, *inside), _command in commands():
        if not inside:
            assert re.search(rf"^  {name} .*\.$", overview, re.MULTILINE), name
    assert "..." not in overview.partition("Commands:")[2]


def test_help_does_not_need_a_ledger_and_version_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("--version").out.startswith("badgeledger, version ")
    assert call("check", "--help").code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("chekc",), 2),
        (("award",), 2),
        (("award", "x", "--no-such"), 2),
        (("explain", "B9999"), 2),
        (("explain", "B0102"), 0),
        (("schema", "planet"), 2),
    ],
)
def test_wrong_calls_leave_with_2(arguments: tuple[str, ...], code: int) -> None:
    done = call(*arguments)
    assert done.code == code
    assert "Traceback" not in done.err
    assert bool(done.err) == bool(code)


def test_a_near_miss_is_suggested() -> None:
    assert "no command 'chekc'; did you mean 'check'?" in call("chekc").err


@pytest.mark.parametrize("command", ["check", "find", "award", "revoke", "hash-email", "build"])
def test_no_ledger_is_told_with_the_mend(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"find": ["a@b"], "award": ["x"], "revoke": ["x", "--reason=y"], "hash-email": ["x"]}
    monkeypatch.chdir(tmp_path)
    for place in ([], ["--ledger", str(tmp_path)]):
        done = call(command, *given.get(command, []), *place)
        assert done.code == 2
        assert "B0901" in done.err
        assert "badgeledger init DIR" in done.err


def test_the_nearest_ledger_upwards_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = LedgerSimulator(tmp_path / "ledger", git=False).issuer().achievement()
    monkeypatch.chdir(ledger.root / "achievements")
    assert call("find", "nobody@example.org").code == 0


def test_explain_tells_all_there_is() -> None:
    for code, entry in explanations().items():
        done = call("explain", code.lower())
        assert done.out.startswith(f"{code}: {entry.title}\n")
        assert entry.mend.split()[-1] in done.out


def test_a_fault_of_ours_is_no_traceback_and_tells_no_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("ada@example.org")

    monkeypatch.setattr("badgeledger.adapters.cli.find.find", fail)
    monkeypatch.delenv("BADGELEDGER_DEBUG", raising=False)
    ledger = LedgerSimulator(tmp_path / "ledger", git=False).issuer()
    done = call("find", "ada@example.org", "--ledger", str(ledger.root))
    assert done.code == 3
    assert re.search(r"B0999: RuntimeError at test_cli\.py:\d+ in fail", done.err)
    assert "Traceback" not in done.err
    assert "ada@" not in done.err
    monkeypatch.setenv("BADGELEDGER_DEBUG", "1")
    assert "Traceback" in call("find", "ada@example.org", "--ledger", str(ledger.root)).err


def test_the_disk_s_refusal_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "ledger", git=False).issuer()
    (ledger.root / "docs").write_text("a file")
    done = call("award", "x", "--from", str(ledger.root / "docs" / "x.csv"), "--email", "y")
    assert done.code == 2

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", "/a/file")

    monkeypatch.setattr("badgeledger.adapters.cli.find.find", refuse)
    done = call("find", "a@b", "--ledger", str(ledger.root))
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("error B0902: /a/file: Permission denied; ")
    monkeypatch.setattr("badgeledger.adapters.cli.find.find", lambda *_: (_ for _ in ()).throw(
        OSError("odd")))  # fmt: skip
    assert "error B0902: odd; " in call("find", "a@b", "--ledger", str(ledger.root)).err


def test_what_a_message_quotes_cannot_steer_a_terminal(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "ledger", git=False).issuer()
    done = call("award", "a\x1b[2Jb\nc", "--email", "a@b", "--ledger", str(ledger.root))
    assert done.code == 2
    assert "\x1b" not in done.err
    assert done.err.count("\n") == 1


def test_ctrl_c_is_clean(tmp_path: Path) -> None:
    fifo = tmp_path / "list.csv"
    os.mkfifo(fifo)
    ledger = LedgerSimulator(tmp_path / "ledger", git=False).issuer().achievement()
    program = "from badgeledger.adapters.cli import main; print('on', flush=True); main()"
    arguments = ["award", "python-basics", "--from", str(fifo), "--ledger", str(ledger.root)]
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        # it waits for the list as soon as somebody can open the other end
        with fifo.open("wb"):
            process.send_signal(signal.SIGINT)
            _out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "\nStopped.\n")
    assert not (ledger.root / "credentials").exists()


def test_an_interrupt_anywhere_leaves_with_130(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("badgeledger.adapters.cli.find.find", interrupt)
    ledger = LedgerSimulator(tmp_path / "ledger", git=False).issuer()
    done = call("find", "a@b", "--ledger", str(ledger.root))
    assert (done.code, done.err) == (130, "\nStopped.\n")


@pytest.mark.parametrize(
    ("command", "closed", "code"),
    [
        ("init x", "<&-", "B0905"),
        ("key new", "<&-", "B0905"),
        ("key export --pipe", ">&-", "B0911"),
        ("check", ">&-", ""),
    ],
)
def test_a_closed_stream_is_as_one_that_nobody_sits_at(
    command: str, closed: str, code: str, tmp_path: Path
) -> None:
    ledger = LedgerSimulator(tmp_path / "ledger", git=False).issuer()
    program = [sys.executable, "-c", PROGRAM, *command.split()]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *program],
        cwd=ledger.root, capture_output=True, text=True, check=False,
        env={**os.environ, "CI": "", "XDG_CONFIG_HOME": str(tmp_path)},
    )  # fmt: skip
    assert (code in done.stderr, "B0999" in done.stderr) == (True, False), done.stderr


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    shell = f'"{sys.executable}" -c "{"from badgeledger.adapters.cli import main; main()"}" "$@"'
    command = f"({shell}; echo $? >{tmp_path}/code) | head -c 10 >/dev/null"
    done = subprocess.run(
        ["bash", "-c", command, "bash", "schema", "achievement"], capture_output=True, check=True
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_text_that_the_terminal_cannot_show_is_escaped() -> None:
    done = run("explain", "B0701", environ={"PYTHONIOENCODING": "iso8859-1"})
    assert (done.code, "\\u201cCSV UTF-8\\u201d" in done.out) == (0, True)


def test_shells_get_completion() -> None:
    done = run(environ={"_BADGELEDGER_COMPLETE": "bash_source"})
    assert done.code == 0
    assert "_BADGELEDGER_COMPLETE" in done.out


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["chec"], "check"),
        (["explain", "b010"], "B0102"),
        (["award", "pyth"], "python-basics"),
        (["key", "withdraw", "z6"], "z6Mk"),
        (["check", "--format", "git"], "gitlab"),
    ],
)
def test_completion_knows_commands_codes_slugs_and_keys(
    words: list[str], wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = LedgerSimulator(tmp_path / "ledger", git=False).issuer().achievement().keys()
    shell = ShellComplete(cli.badgeledger, {}, "badgeledger", "_BADGELEDGER_COMPLETE")
    monkeypatch.chdir(ledger.root)
    found = shell.get_completions(words[:-1], words[-1])
    assert any(item.value.startswith(wanted) for item in found)
    monkeypatch.chdir(tmp_path)
    shell.get_completions(words[:-1], words[-1])
    shell.get_completions(["no-such-command"], "")


def test_main_is_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])
    assert left.value.code == 0
    assert "version" in capsys.readouterr().out
