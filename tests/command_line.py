"""The command line in a process of its own or in this one, and its reference.

`python -m tests.command_line` writes docs/reference/commands.md anew.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from badgeledger.adapters.cli import badgeledger, main

REFERENCE = Path(__file__).parent.parent / "docs" / "reference" / "commands.md"
PROGRAM = "from badgeledger.adapters.cli import main; main()"


@dataclass(frozen=True)
class Done:
    """What a command left."""

    code: int
    out: str
    err: str


def call(*arguments: str) -> Done:
    """The command run in this process, by the same door as the program itself."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
        main(arguments)
    assert isinstance(left.value.code, int)
    return Done(left.value.code, out.getvalue(), err.getvalue())


def run(*arguments: str, environ: Mapping[str, str] = {}, cwd: Path | None = None) -> Done:
    """The command run as a program, with pipes where a terminal would be."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def commands(
    group: click.Group = badgeledger, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """All commands by the words that call them, groups before what is in them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def help_of(path: tuple[str, ...]) -> str:
    """What `--help` says of a command, 88 columns wide."""
    command: click.Command = badgeledger
    context = click.Context(command, info_name="badgeledger", terminal_width=88)
    for word in path:
        assert isinstance(command, click.Group)
        command = command.get_command(context, word) or command
        context = click.Context(command, context, word, help_option_names=["-h", "--help"])
    return command.get_help(context)


INTRODUCTION = """\
# Commands

What `badgeledger COMMAND --help` says, command by command. This page is made by
`python -m tests.command_line`.

**Exit codes**: 0 all is well; 1 the ledger, a list or a badge is at fault; 2 the command was called
wrongly; 3 the machine, the key, git or the network is not as it must be; 130 stopped, with
Ctrl-C or by a signal. Errors go to the error stream, each with a code that `badgeledger explain
CODE` tells more about ([all codes](errors.md)). With `BADGELEDGER_DEBUG=1` a traceback is shown
too.

**Completion**: the shell completes commands, options, achievements, keys and error codes after
`eval "$(_BADGELEDGER_COMPLETE=bash_source badgeledger)"` in `~/.bashrc` (with `zsh_source` in
`~/.zshrc`), or `_BADGELEDGER_COMPLETE=fish_source badgeledger | source` in
`~/.config/fish/completions/badgeledger.fish`.

**Environment**: `BADGELEDGER_KEY` and `BADGELEDGER_LOG_KEY` (the secrets of the signing key and of
the log's key: publish), `BADGELEDGER_SIGNATURES` (a signatures file: publishes without a key),
neither: a preview. `BADGELEDGER_AGAINST` and `BADGELEDGER_FIRST=1` tell the gate what was published
(see [gate](#gate)).
"""
LISTS = """
### The list of learners

`award --from` reads CSV: what a spreadsheet saves as “CSV UTF-8”, with commas, semicolons or tabs.
The first line names the columns, in any order and in upper or lower case:

| column | holds |
|---|---|
| `email` | needed; only its salted hash is kept, unless issuer.yml says `emails: allowed` |
| `name` | as the badge page shows it |
| `evidence` | `NAME=URL`, several on lines of their own or with `\\|` between |
| `results` | `RESULT=VALUE`, several likewise: the `id` of a result in the achievement, and its \
value, the `id` of a level, or a status |
| `narrative` | what the learner did, in Markdown |
| `awarded`, `expires` | days as YYYY-MM-DD |

```csv
name,email,evidence,results
Ada Lovelace,ada@example.org,Diary=https://example.org/diary,score=93
"Lee, Li",li@example.org,Diary=https://example.org/li|Talk=https://example.org/talk,
```

Either every row is right and all awards are written, or nothing is and every fault is named by its
line; `--skip-bad` leaves faulty rows out. The mail merge that it writes has the columns `name`,
`email` and `badge`; a cell that a spreadsheet would run as a formula begins with an apostrophe.
"""


def reference() -> str:
    """The text of docs/reference/commands.md."""
    parts = [INTRODUCTION]
    for path, _command in commands():
        parts.append(f"\n## {' '.join(path)}\n\n```text\n{help_of(path)}\n```\n")
        if path == ("award",):
            parts.append(LISTS)
    return "".join(parts)


if __name__ == "__main__":
    REFERENCE.parent.mkdir(exist_ok=True)
    REFERENCE.write_text(reference(), "utf-8")
