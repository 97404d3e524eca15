"""`badgeledger achievement`: the file of a new achievement, and what its badge looks like."""

import re
from pathlib import Path

import click

from badgeledger.adapters.cli.files import achievement_of, issuer_of
from badgeledger.adapters.cli.options import beside_issuer, complete_slug, ledger_option
from badgeledger.adapters.cli.scaffold import achievement_file
from badgeledger.errors import ContentError, UsageError
from badgeledger.ledger.files import read_file
from badgeledger.ledger.images import image_problem
from badgeledger.model import AchievementVersion
from badgeledger.outputs.card import card
from badgeledger.outputs.picture import badge_png, badge_svg
from badgeledger.values import CATALOGUE, SLUG


@click.group()
def achievement() -> None:
    """Begin a new achievement, or look at its badge."""


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


@achievement.command()
@click.argument("slug", shell_complete=complete_slug)
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Where the pictures go.  [default: .badgeledger/preview, in the ledger]",
)  # fmt: skip
@ledger_option
def preview(slug: str, output: Path | None, root: Path) -> None:
    """Draw the badge of achievements/SLUG.yml as it is now, and the card for shared links.

    Nothing has to be committed, and what is wrong with other files does not matter.

    \b
    Examples:
      badgeledger achievement preview sourdough
      badgeledger achievement preview sourdough --output ~/Desktop
    """
    version = _version(root, slug)
    pictures = {"png": badge_png(version), "card.png": card(version, version.issuer.name)}
    if version.image is None:
        pictures["svg"] = badge_svg(version)
    output = output or beside_issuer(root, ".badgeledger/preview")
    output.mkdir(parents=True, exist_ok=True)
    for ending, data in pictures.items():
        path = output / f"{slug}.{ending}"
        path.write_bytes(data)
        click.echo(path)


def _version(root: Path, slug: str) -> AchievementVersion:
    achievement = achievement_of(root, slug)
    image = None
    if achievement.image:
        path = f"achievements/{achievement.image}"
        image = read_file(root, path)
        if problem := image_problem(path, image):
            raise ContentError([problem])
    return AchievementVersion(slug, achievement, image, issuer_of(root))
