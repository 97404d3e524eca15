"""`badgeledger check`: every problem of the ledger at once."""

from datetime import UTC, datetime
from pathlib import Path

import click

from badgeledger.adapters.cli.options import ledger_option
from badgeledger.adapters.cli.problems import FORMATS
from badgeledger.adapters.processes import processes
from badgeledger.check import check
from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.history import read_history


@click.command("check")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
    help="For people, for programs, or as annotations for GitHub or GitLab.",
)  # fmt: skip
@ledger_option
def check_command(form: str, root: Path) -> None:
    """Tell every problem of the ledger at once.

    Each comes with file, line, column, a code, and what to do. It needs no key and changes nothing.
    Exit code: 0 if all is well, 1 if something is wrong, 3 if git cannot tell the whole history.

    \b
    Examples:
      badgeledger check
      badgeledger check --format json
    """
    now = datetime.now(UTC)
    with processes() as workers:
        wrong = check(root, today=now.date(), workers=workers)
    problems = {*wrong, *_of_history(root, int(now.timestamp()))}
    click.echo(FORMATS[form](sorted(problems)), nl=False)
    if problems:
        raise click.exceptions.Exit(1)


def _of_history(root: Path, now: int) -> tuple[Problem, ...]:
    """What only the history shows, such as a deleted award."""
    try:
        read_history(root, now=now)
    except ContentError as error:
        return error.problems
    return ()
