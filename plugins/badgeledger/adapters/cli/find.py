"""`badgeledger find EMAIL`: which awards an e-mail address has."""

from pathlib import Path

import click

from badgeledger.adapters.cli.files import awards_of, issuer_of
from badgeledger.adapters.cli.options import ledger_option
from badgeledger.award import address, find


@click.command("find")
@click.argument("email")
@ledger_option
def find_command(email: str, root: Path) -> None:
    """Find the awards of an e-mail address.

    The ledger holds salted hashes only; the address is hashed with each award's own salt and is
    written nowhere. One line for each award: the file, the badge page's address, and whether it was
    revoked.

    \b
    Example:
      badgeledger find ada@example.org
    """
    issuer = issuer_of(root)
    found = list(find(awards_of(root), email.strip()))
    for holding in found:
        revoked = f"\trevoked {holding.award.revoked.on}" if holding.award.revoked else ""
        click.echo(
            f"{holding.path}\t{holding.award.achievement}\t{address(issuer, holding.id)}{revoked}"
        )
    if not found:
        click.echo("No award in this ledger is for that e-mail address.", err=True)
