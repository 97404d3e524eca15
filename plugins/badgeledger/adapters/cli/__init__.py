"""The command line: one file per command, and the one place that turns errors into text.

A command reads its options, hands values to a flow, and says what came of it. Exit codes: 0 fine,
1 the content is at fault, 2 the command was called wrongly, 3 the machine is not as it must be
(`errors.py`), 130 stopped. Never a traceback: `BADGELEDGER_DEBUG=1` shows it.
"""

import io
import os
import platform
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from badgeledger import __version__
from badgeledger.adapters.cli.problems import as_line
from badgeledger.adapters.stops import take_ends_like_ctrl_c
from badgeledger.errors import BadgeLedgerError, MachineError, UsageError, refused_by_the_disk
from badgeledger.values import SURROGATE, near_miss, shown

# In the order in which one meets them: name, and the module and function behind it.
COMMANDS = {
    "init": "init.init",
    "achievement": "achievement.achievement",
    "award": "award.award_command",
    "find": "find.find_command",
    "revoke": "revoke.revoke",
    "reissue": "reissue.reissue_command",
    "erase": "erase.erase_command",
    "purge": "purge.purge_command",
    "hash-email": "hash_email.hash_email",
    "check": "check.check_command",
    "build": "build.build_command",
    "gate": "gate.gate_command",
    "sign": "sign.sign",
    "verify": "verify.verify_command",
    "audit": "audit.audit_command",
    "key": "key.key",
    "schema": "schema.schema",
    "explain": "explain.explain",
}


class Commands(click.Group):
    """The commands, each imported when it is called: completion waits for no JSON-LD library."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, not in the order of the alphabet."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            if ctx.resilient_parsing:
                return None
            mend = near_miss(cmd_name, COMMANDS) or "--help lists them"
            ctx.fail(f"there is no command {shown(cmd_name)}; {mend}")
        module, _, function = COMMANDS[cmd_name].partition(".")
        command: click.Command = getattr(
            import_module(f"badgeledger.adapters.cli.{module}"), function
        )
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="badgeledger")
def badgeledger() -> None:
    """Publish Open Badges 3.0 from a git repository.

    What can be earned and who earned it are YAML files; a build signs every award and makes a
    static site.

    \b
    Examples:
      badgeledger init my-badges
      badgeledger award python-basics --name "Ada Lovelace" --email ada@example.org
      badgeledger check
      badgeledger build

    Each command has more: badgeledger COMMAND --help. Without --ledger, a command works on the
    nearest folder upwards that holds an issuer.yml.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line (of the process, or `arguments`) and leave with its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    take_ends_like_ctrl_c()
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: Sequence[str]) -> int:
    try:
        _refuse_odd(arguments)
        result = badgeledger.main(arguments, prog_name="badgeledger", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except BadgeLedgerError as error:
        return _told(error)
    except OSError as error:
        return _told(refused_by_the_disk(error))
    except Exception as error:
        return _told(_unexpected(error))
    return result if isinstance(result, int) else 0


def _refuse_odd(arguments: Sequence[str]) -> None:
    """Refuse bytes that are no UTF-8: Python carries them as halves of surrogate pairs."""
    if any(SURROGATE.search(argument) for argument in arguments):
        raise UsageError.because(
            "B0916", "an argument is not UTF-8 text", "type it anew, or set the terminal to UTF-8"
        )


def _told(error: BadgeLedgerError) -> int:
    if os.environ.get("BADGELEDGER_DEBUG"):
        traceback.print_exc()
    for problem in error.problems:
        click.echo(as_line(problem), err=True)
    return error.exit_code


def _unexpected(error: Exception) -> BadgeLedgerError:
    # NOTE: the error's own text is left out: it could hold a learner's data or a secret.
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}"
    return MachineError.because(
        "B0999",
        f"{type(error).__name__} at {place} (badgeledger {__version__},"
        f" Python {platform.python_version()})",
        "this is a fault of Badge Ledger: report this line and the command, please;"
        " BADGELEDGER_DEBUG=1 shows more",
    )
