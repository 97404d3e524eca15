"""`badgeledger build`: the whole site, without a site generator."""

import time
from pathlib import Path

import click

from badgeledger.adapters import editions, folder
from badgeledger.adapters.aside import HIDDEN
from badgeledger.adapters.cache import memory_of
from badgeledger.adapters.cli.options import (
    against_options,
    beside_issuer,
    jobs_option,
    ledger_option,
    timings_option,
)
from badgeledger.adapters.cli.pages import site_pages
from badgeledger.adapters.cli.screen import progress
from badgeledger.adapters.finished import Earlier, Finished
from badgeledger.adapters.processes import processes, without_secret
from badgeledger.adapters.published import named
from badgeledger.adapters.secrets import SIGNATURES
from badgeledger.adapters.stages import timings
from badgeledger.badge_paths import FOLDER
from badgeledger.build import Means, build
from badgeledger.errors import UsageError


@click.command("build")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Where the site goes; it takes an older one's place.  [default: site, in the ledger]",
)  # fmt: skip
@jobs_option
@click.option(
    "--signatures", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Publish with the signatures that `sign` wrote.",
)  # fmt: skip
@timings_option
@against_options
@ledger_option
def build_command(
    *, output: Path | None, jobs: int | None, signatures: Path | None, against: str | None,
    first: bool, with_timings: bool, root: Path,
) -> None:  # fmt: skip
    """Build the site.

    With a signatures file, or keys in BADGELEDGER_KEY and BADGELEDGER_LOG_KEY, it is the site to
    publish, and passes the gate first (see `gate`); with neither a preview, which says so on every
    page. Pages of docs/ and the catalogue get a plain design; with
    MkDocs (`mkdocs build`) they get your theme and its search, and all else is the same.

    The site that was there is replaced when the new one is whole, and stays where a build fails.

    \b
    Examples:
      badgeledger build
      badgeledger build --output public --signatures signatures.json
    """
    output = output or beside_issuer(root, "site")
    _refuse_foreign(output)
    environ = without_secret() | ({SIGNATURES: str(signatures)} if signatures else {})
    by = editions.by_environment(root, environ, named(against, first=first))
    with processes(jobs) as workers, folder.staging(output.resolve()) as whole:
        site, told = output.resolve(), progress()
        means = Means(memory_of(root, environ), workers, told)
        earlier = Earlier(site / FOLDER, means)
        made = build(root, by, now=int(time.time()), means=means)
        finished = Finished(made, earlier)
        with told.stage("pages"):
            folder.write(site_pages(made, root / "docs"), whole)
        finished.make_others(whole)
        with told.stage("exchange of the sites"):
            folder.replace(site, whole, keep=FOLDER, names=finished.ids)
            finished.remember(site / FOLDER)
    if with_timings:
        click.echo(timings(told.seconds), err=True)
    kind = "a preview" if made.edition.preview else f"issued by {made.edition.did}"
    click.echo(f"{output} is ready: {kind}, {len(made.plan)} files beside its pages.", err=True)


def _refuse_foreign(output: Path) -> None:
    """Refuse to replace a folder that is no earlier build: it may hold somebody's work."""
    found = {path.name for path in output.iterdir()} if output.exists() else set()
    if found - {HIDDEN} and "achievements.json" not in found:
        raise UsageError.because(
            "B0915", f"{output} holds something else than a built site",
            "name a new folder, or remove what is in it",
        )  # fmt: skip
