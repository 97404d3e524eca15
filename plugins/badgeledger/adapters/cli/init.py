"""`badgeledger init DIR`: a new institution's ledger, with its site and workflows."""

import shlex
from collections.abc import Mapping
from pathlib import Path

import click

from badgeledger.adapters.cli.scaffold import Institution, ledger_files
from badgeledger.adapters.cli.screen import at_terminal
from badgeledger.errors import ContentError, Problem, UsageError
from badgeledger.ledger.reader import read_issuer

ASKED = {
    "name": "Name of the institution, as badges show it",
    "url": "Its home page (https://…)",
    "site": "Public address of the badge site (https://…, without closing slash)",
}
GIT_INIT = "  git init --initial-branch main\n"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="The institution's name, as badges show it.")
@click.option("--url", help="Its home page.")
@click.option("--site", help="Public address of the badge site, without closing slash.")
@click.option("--email", help="Where the public asks about badges.")
@click.option("--language", default="en", show_default=True, help="Language of the badges.")
@click.option("--timezone", default="UTC", show_default=True, help="As in Europe/Lisbon.")
def init(
    *, folder: Path, name: str | None, url: str | None, site: str | None, email: str | None,
    language: str, timezone: str,
) -> None:  # fmt: skip
    """Make a new institution's ledger in DIR.

    It gets an example badge, a site, the workflows that check and publish, and a README for staff.
    On a terminal it asks for what the options do not say. It writes into a new or an empty folder
    only (one with git's own `.git` is empty), and the ledger builds at once, as a preview.

    \b
    Examples:
      badgeledger init my-badges
      badgeledger init my-badges --name "Alder Quay College" \\
          --url https://www.alderquay.example --site https://badges.alderquay.example
    """
    _refuse_filled(folder)
    told = _completed({"name": name, "url": url, "site": site})
    told["site"] = told["site"].rstrip("/")
    institution = Institution(**told, email=email, language=language, timezone=timezone)
    files = dict(ledger_files(institution))
    _refuse_values(files["issuer.yml"])
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    click.echo(
        f"{folder} is a ledger now. Next:\n\n"
        f"  cd {shlex.quote(str(folder))}\n"
        f"{'' if (folder / '.git').exists() else GIT_INIT}"
        "  mkdocs serve        look at its site, a preview\n\n"
        "README.md tells how to award a badge, and how to publish."
    )


def _refuse_filled(folder: Path) -> None:
    if folder.exists() and any(path.name != ".git" for path in folder.iterdir()):
        raise UsageError.because(
            "B0903", f"{folder} is not empty", "name a new folder: nothing is ever written over"
        )


def _completed(given: Mapping[str, str | None]) -> dict[str, str]:
    """What was given, and the rest as asked at the terminal."""
    missing = [key for key, value in given.items() if not value]
    if missing and not at_terminal():
        raise UsageError(
            Problem("", 0, 0, "B0905", f"--{key} is missing, and there is no terminal to ask at",
                    f"give --{key}")
            for key in missing
        )  # fmt: skip
    return {key: value or click.prompt(ASKED[key], err=True) for key, value in given.items()}


def _refuse_values(issuer: str) -> None:
    """Hold what was told to the rules of `issuer.yml`, and name the option at fault."""
    try:
        read_issuer(issuer.encode(), "issuer.yml")
    except ContentError as error:
        lines = issuer.splitlines()
        raise UsageError(
            Problem("--" + lines[problem.line - 1].partition(":")[0], 0, 0, problem.code,
                    problem.message, problem.mend)
            for problem in error.problems
        ) from None  # fmt: skip
