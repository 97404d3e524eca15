"""`badgeledger award SLUG`: award one learner by options, or many by a CSV file."""

import uuid
from datetime import date
from pathlib import Path

import click

from badgeledger.adapters.cli.files import achievement_of, awards_of, create_all, issuer_of
from badgeledger.adapters.cli.options import complete_slug, day_option, ledger_option, today
from badgeledger.award import Awarded, Order, award, mail_merge
from badgeledger.errors import UsageError
from badgeledger.roster.learners import Prize
from badgeledger.roster.table import Row, read_table

IGNORED = "/mail-merge*.csv"


@click.command("award")
@click.argument("slug", shell_complete=complete_slug)
@click.option("--name", help="The learner's name, as the badge page shows it.")
@click.option("--email", help="The learner's e-mail address; only its hash is kept.")
@click.option(
    "--evidence", multiple=True, metavar="NAME=URL", help="A piece of work; can be repeated."
)
@click.option(
    "--result", "results", multiple=True, metavar="RESULT=VALUE",
    help="A result that the achievement describes; can be repeated.",
)  # fmt: skip
@click.option(
    "--from", "source", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A list of learners, as CSV.",
)  # fmt: skip
@day_option("--awarded", "Day of the award.  [default: today]")
@click.option("--folder", help="Folder below credentials/.  [default: the month, as in 2026-05]")
@click.option("--skip-bad", is_flag=True, help="With --from: award the others where a row is bad.")
@click.option("--again", is_flag=True, help="Award even who has this badge already.")
@ledger_option
def award_command(
    *, slug: str, name: str | None, email: str | None, evidence: tuple[str, ...],
    results: tuple[str, ...], source: Path | None, awarded: date | None, folder: str | None,
    skip_bad: bool, again: bool, root: Path,
) -> None:  # fmt: skip
    """Award an achievement to one learner or to many.

    SLUG is the achievement's short name. Each award becomes a file in credentials/, to be committed
    and reviewed. E-mail addresses do not get into it; a CSV of names, addresses and badges for your
    own mail merge is written beside issuer.yml, where git ignores it.

    The CSV file has a header with the columns email, and any of name, evidence, results, narrative,
    awarded and expires. Cells of evidence hold NAME=URL, cells of results RESULT=VALUE; several go
    on lines of their own or with | between. Commas, semicolons and tabs are all fine, as is Excel's
    “CSV UTF-8”. If a row is wrong, nothing is written, and each fault is named with its line.

    \b
    Examples:
      badgeledger award sourdough --name "Ada Lovelace" --email ada@example.org
      badgeledger award sourdough --name "Ada Lovelace" --email ada@example.org \\
          --evidence "Baking diary=https://example.org/diary" --result score=93
      badgeledger award sourdough --from learners.csv --folder 2026-spring
    """
    issuer = issuer_of(root)
    now = today(issuer)
    day = awarded or now
    single = {"name": name, "email": email, "evidence": evidence, "results": results}
    order = Order(
        Prize(slug, achievement_of(root, slug), day),
        folder=folder or f"{day:%Y-%m}",
        today=now,
        source=source.name if source else "",
        again=again,
        skip_bad=skip_bad,
    )
    made = award(_rows(source, single), order, issuer, awards_of(root), lambda: str(uuid.uuid4()))
    merge = _free_name(root, f"mail-merge-{slug}-{day}")
    _ignore(root)
    create_all(root, [*made.files, (merge, mail_merge(made.people))])
    _tell(made, merge)


def _rows(source: Path | None, single: dict[str, str | tuple[str, ...] | None]) -> tuple[Row, ...]:
    """The rows of the list, or the one row that the options make."""
    texts = {
        column: "\n".join(value) if isinstance(value, tuple) else (value or "").strip()
        for column, value in single.items()
    }
    cells = {column: text for column, text in texts.items() if text}
    if (source is None) == (not cells):
        raise UsageError.because(
            "B0713",
            "nobody to award" if source is None else "both a list and a learner",
            "give --email and --name for one learner, or --from FILE for many",
        )
    return read_table(source.read_bytes(), source.name) if source else (Row(0, cells),)


def _free_name(root: Path, stem: str) -> str:
    names = (f"{stem}{number}.csv" for number in ["", *(f"-{count}" for count in range(2, 1000))])
    return next(name for name in names if not (root / name).exists())


def _ignore(root: Path) -> None:
    """See to it that git ignores the mail merge, before it is there."""
    path = root / ".gitignore"
    text = path.read_text("utf-8") if path.exists() else ""
    if not {IGNORED, "*.csv", "/*.csv"} & set(text.splitlines()):
        end = "" if text.endswith("\n") or not text else "\n"
        path.write_text(f"{text}{end}{IGNORED}\n", "utf-8")


def _tell(made: Awarded, merge: str) -> None:
    for problem in made.skipped:
        click.echo(f"left out: {problem}", err=True)
    for path, _data in made.files:
        click.echo(path)
    number = f"{len(made.files)} award{'s' if len(made.files) > 1 else ''}"
    click.echo(
        f"{number} written. {merge} has the addresses for your mail merge; git ignores it.\n"
        "Now commit credentials/ on a branch, and have it reviewed.",
        err=True,
    )
