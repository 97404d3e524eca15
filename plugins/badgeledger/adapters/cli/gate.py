"""`badgeledger gate`: whether the history extends the log that was published."""

import time
from pathlib import Path

import click

from badgeledger.adapters.cache import Cache
from badgeledger.adapters.cli.options import against_options, ledger_option
from badgeledger.adapters.processes import without_secret
from badgeledger.adapters.published import named
from badgeledger.gate import gate


@click.command("gate")
@against_options
@ledger_option
def gate_command(against: str | None, first: bool, root: Path) -> None:
    """Tell whether the history extends the log that was published.

    What was once published must stay as it was: a history that was rewritten since is refused, with
    the entry and the commit where the two part. It needs no key. Every build that publishes passes
    through the same gate; there BADGELEDGER_AGAINST and BADGELEDGER_FIRST=1 say the same as the
    options.

    A checkpoint in the ledger's file `ledger/pinned-checkpoint`, reviewed like everything else, has
    to be extended as well, and the published log must not be older: so a site that was taken back
    is noticed.

    \b
    Examples:
      badgeledger gate
      badgeledger gate --first
      badgeledger gate --against ../backup/site
    """
    memory = Cache(root, without_secret())
    passed = gate(root, named(against, first=first), now=int(time.time()), memory=memory)
    if passed.extends is None:
        click.echo(f"Nothing was published yet: the log begins with {passed.size} entries.")
    else:
        click.echo(
            f"The history extends the published log: {passed.extends.size} entries are as they"
            f" were, {passed.size - passed.extends.size} are new."
        )
