"""`badgeledger achievement new SLUG`: the commented file of a new achievement."""

import re
from pathlib import Path

import click

from badgeledger.adapters.cli.options import ledger_option
from badgeledger.adapters.cli.scaffold import achievement_file
from badgeledger.errors import UsageError
from badgeledger.values import CATALOGUE, SLUG


@click.group()
def achievement() -> None:
    """Begin a new achievement: something that can be earned."""


@achievement.command()
@click.argument("slug")
@click.option("--name", help="Name of the badge.  [default: made from SLUG]")
@ledger_option
def new(slug: str, name: str | None, root: Path) -> None:
    """Write achievements/SLUG.yml, with comments that say what can stand there.

    SLUG is the badge's short name, in lower case with hyphens. It stands in public addresses and
    cannot be changed once the badge was awarded.

    \b
    Examples:
      badgeledger achievement new sourdough
      badgeledger achievement new first-aid --name "First aid at work"
    """
    if not re.fullmatch(SLUG, slug):
        raise UsageError.because(
            "B0212", f"{slug!r} is not a slug of a-z, 0-9 and single hyphens", "as in python-basics"
        )
    if slug == CATALOGUE:
        raise UsageError.because(
            "B0304", f"{slug!r} is the catalogue's own page", "choose another slug"
        )
    path, text = achievement_file(slug, name or slug.replace("-", " ").capitalize())
    if (root / path).exists():
        raise UsageError.because("B0906", f"{path} is there already", "choose another slug")
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text, "utf-8")
    click.echo(f"{path} is ready to be filled in. Then: badgeledger check")
