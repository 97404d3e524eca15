"""`badgeledger reissue AWARD`: give an award its achievement's present text."""

import time
from pathlib import Path

import click

from badgeledger.adapters.cli.files import award_path, issuer_of
from badgeledger.adapters.cli.options import ledger_option, today
from badgeledger.ledger.files import read_file, replace
from badgeledger.ledger.history import read_history
from badgeledger.record import record
from badgeledger.reissue import reissue


@click.command("reissue")
@click.argument("award")
@ledger_option
def reissue_command(award: str, root: Path) -> None:
    """Give an award its achievement's present text.

    An award keeps the text of its achievement (criteria, image, results) as it stood when the award
    was made. Where the learner wants the present one, this writes today's date as `reissued` into
    the award's file and leaves the rest byte for byte. Like any other change, it takes effect when
    it was reviewed, merged and published; earlier downloads then read as replaced by a newer
    version. AWARD is the award's file, or its id.

    \b
    Example:
      badgeledger reissue 3f0c…b2
    """
    path = award_path(root, award)
    day = today(issuer_of(root))
    made = record(read_history(root, now=int(time.time())))
    replace(root, path, reissue(read_file(root, path), path, on=day, record=made))
    click.echo(
        f"{path} is reissued as of {day}: it gets its achievement's present text. Now commit it on"
        " a branch, and have it reviewed."
    )
