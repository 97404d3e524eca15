"""`badgeledger purge`: what git-filter-repo needs to purge erased awards from the history."""

import time
from pathlib import Path

import click

from badgeledger.adapters.cli.options import ledger_option
from badgeledger.errors import ContentError
from badgeledger.ledger.git import repository_around
from badgeledger.ledger.history import read_history
from badgeledger.purge import purge


@click.command("purge")
@ledger_option
def purge_command(root: Path) -> None:
    """Write the script that purges erased awards from history.

    It changes nothing itself: the script goes to the output, and is for git-filter-repo (2.47 or
    newer), which rewrites the history with it in a fresh clone. Every earlier version of an erased
    award becomes a tombstone with that version's own commitment, so the log stays the same to the
    byte, and the next build is accepted as if nothing had happened. The guide docs/erasure.md goes
    through it step by step, and says what a purge cannot reach.

    \b
    Example:
      badgeledger purge > ../purge.py
      git filter-repo --sensitive-data-removal --prune-empty never --prune-degenerate never \\
          --replace-refs delete-no-add --commit-callback ../purge.py
    """
    history = read_history(root, now=int(time.time()))
    repository = repository_around(root)
    if history.obstacles or repository is None:
        raise ContentError(history.obstacles)
    click.echo(purge(history, repository.folder), nl=False)
