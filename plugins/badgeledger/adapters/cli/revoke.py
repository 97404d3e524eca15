"""`badgeledger revoke AWARD`: take an award back."""

from datetime import date
from pathlib import Path

import click
from pydantic import ValidationError

from badgeledger.adapters.cli.files import award_path, issuer_of
from badgeledger.adapters.cli.options import day_option, ledger_option, today
from badgeledger.errors import UsageError
from badgeledger.ledger import writer
from badgeledger.ledger.files import read_file, replace
from badgeledger.ledger.reader import read_award
from badgeledger.model import Award, Revocation


@click.command()
@click.argument("award")
@click.option("--reason", required=True, help="For the files: why. Never published.")
@click.option("--public-reason", help="What the badge page says.")
@day_option("--on", "Day of the withdrawal.  [default: today]")
@ledger_option
def revoke(
    *, award: str, reason: str, public_reason: str | None, on: date | None, root: Path
) -> None:
    """Take an award back.

    AWARD is the award's file, or its id. It adds `revoked` to the file and leaves the rest byte for
    byte. Like any other change, it takes effect when it was reviewed, merged and published.

    \b
    Examples:
      badgeledger revoke credentials/2026-05/3f0c…b2.yml --reason "Copied work; case 2026-17"
      badgeledger revoke 3f0c…b2 --reason "Wrong person" --public-reason "Issued in error"
    """
    path = award_path(root, award)
    now = today(issuer_of(root))
    day = on or now
    data = read_file(root, path)
    _refuse_day(day, data, path, now)
    edited = writer.revoke(data, path, _revocation(day, reason, public_reason))
    replace(root, path, edited)
    click.echo(f"{path} is revoked as of {day}. Now commit it on a branch, and have it reviewed.")


def _refuse_day(day: date, data: bytes, path: str, now: date) -> None:
    """Refuse a day on which nobody could take the award back: `check` would."""
    award = read_award(data, path)
    if day > now:
        raise UsageError.because("B0322", f"--on: {day} lies in the future", "take it back then")
    if isinstance(award, Award) and day < award.awarded:
        message = f"--on: {day} lies before the award, which is of {award.awarded}"
        raise UsageError.because("B0314", message, "correct the day")


def _revocation(day: date, reason: str, public_reason: str | None) -> Revocation:
    try:
        return Revocation(on=day, reason=reason, public_reason=public_reason)
    except ValidationError as error:
        detail = error.errors()[0]
        option = f"--{str(detail['loc'][0]).replace('_', '-')}"
        raise UsageError.because(
            detail["type"], f"{option}: {detail['msg']}", "correct the text"
        ) from None
