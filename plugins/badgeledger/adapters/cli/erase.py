"""`badgeledger erase AWARD`: take a learner's badge and data out of the ledger."""

import time
from pathlib import Path

import click

from badgeledger.adapters.cli.files import award_path, issuer_of
from badgeledger.adapters.cli.options import ledger_option, today
from badgeledger.erasure import erase
from badgeledger.ledger.files import read_file, replace
from badgeledger.ledger.history import read_history

REMAINS = """\
What is not gone by that:
  - git's history still holds the file as it was: in this clone, on the forge, in every other clone.
    Badge Ledger's guide docs/erasure.md tells how to purge it, with `badgeledger purge`.
  - What others have: badges that were downloaded, forks, pull requests and caches of the forge,
    search engines, archives. You can ask them; nobody can call it back.
  - Notes of your own: lists, mail merges, commit messages that name the learner."""


@click.command("erase")
@click.argument("award")
@ledger_option
def erase_command(award: str, root: Path) -> None:
    """Take an award and what it says of a person out of the ledger.

    AWARD is the award's file, or its id. All that the file holds then is its commitment: a number
    that the log has, and that says nothing to anybody. It takes effect when it was reviewed, merged
    and published: the badge's page is a notice, and copies of the badge read as withdrawn. For a
    badge that was only issued in error there is `badgeledger revoke`, which keeps the page.

    What the git history holds is not changed by this: `badgeledger purge` is for that.

    \b
    Example:
      badgeledger erase 3f0c…b2
    """
    path = award_path(root, award)
    day = today(issuer_of(root))
    history = read_history(root, now=int(time.time()))
    replace(root, path, erase(read_file(root, path), path, on=day, history=history))
    click.echo(
        f"{path} is erased as of {day} and holds its commitment alone. Now commit it on a branch,"
        " and have it reviewed."
    )
    click.echo(REMAINS, err=True)
