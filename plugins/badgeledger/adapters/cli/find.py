"""`badgeledger find EMAIL`: which awards an e-mail address has."""

from pathlib import Path

import click

from badgeledger.adapters.cli.files import awards_of, issuer_of
from badgeledger.adapters.cli.options import ledger_option
from badgeledger.award import address, find, unreadable
from badgeledger.errors import UsageError
from badgeledger.values import shown


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
    awards, email = awards_of(root), email.strip()
    if "@" not in email:
        raise UsageError.because(
            "B0218", f"{shown(email)} is not an e-mail address", "write it as in ada@example.org"
        )
    found = list(find(awards, email))
    for holding in found:
        revoked = f"\trevoked {holding.award.revoked.on}" if holding.award.revoked else ""
        click.echo(
            f"{holding.path}\t{holding.award.achievement}\t{address(issuer, holding.id)}{revoked}"
        )
    faulty = list(unreadable(awards, email))
    for path in faulty:
        click.echo(f"{path} may be one too: see `badgeledger check`", err=True)
    if not found and not faulty:
        click.echo("No award in this ledger is for that e-mail address.", err=True)
