"""`badgeledger verify SOURCE…`: the browser's checks, on the command line."""

import json
import secrets
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

import click

from badgeledger.adapters.badge_link import badge_at
from badgeledger.adapters.cli.files import awards_of, issuer_of
from badgeledger.adapters.cli.options import find_ledger
from badgeledger.adapters.cli.screen import progress
from badgeledger.adapters.cli.tables import csv_of, print_table
from badgeledger.adapters.fetch import WebFetch
from badgeledger.award import address, standing
from badgeledger.errors import UsageError
from badgeledger.values import shown
from badgeledger.verify import COLUMNS, Answer, Fetch, Report, Unreachable, row_of, verify

UNCHECKED = {"unchecked-signature", "unchecked-status"}
OVER = {"expired", "not-yet-valid"}  # what a ledger's own award may be, with nothing amiss
CREDENTIAL = "credential.json"
MOST_OF_PROOF = 100_000  # bytes; one has about a thousand
# The columns that people are shown, and what they are called.
SHOWN = {
    "source": "Source",
    "state": "State",
    "badge": "Badge",
    "recipient": "Recipient",
    "issuer_domain": "Issuer",
    "valid_until": "Valid until",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A credential to check: what it is called, its bytes, and how it reaches other documents."""

    name: str
    data: bytes
    fetch: Fetch


@click.command("verify")
@click.argument("sources", nargs=-1, metavar="[FILE|URL|DIRECTORY]...")
@click.option("--json", "as_json", is_flag=True, help="Print each report as a line of JSON.")
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print a table as CSV, as the page for it does."
)
@click.option(
    "--live", type=click.IntRange(min=1), metavar="N",
    help="Check N awards of this ledger, chosen at random, where the public finds them.",
)  # fmt: skip
@click.option(
    "--proof", "proofs", type=click.File("rb"), multiple=True, metavar="FILE",
    help="A badge's proof from the log (.tlog-proof), for where its issuer cannot be asked.",
)  # fmt: skip
def verify_command(
    sources: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    live: int | None,
    proofs: tuple[BinaryIO, ...],
) -> None:
    """Check badges, as a badge page does in the browser.

    Name files, addresses, or folders such as a built site. It makes the checks of the browser:
    signature, issuer, status, dates, log. It asks only the issuer's site, by https. One badge is
    told check by check, several as a table. Exit code: 0 if all are genuine and current, 1 if one
    is not, 3 if one could not be checked.

    \b
    Examples:
      badgeledger verify credential.json
      badgeledger verify https://badges.example.org/credentials/3f0c…b2/
      badgeledger verify site --json
      badgeledger verify cohort/*.json --csv > checked.csv
      badgeledger verify --live 50
    """
    if not sources and live is None:
        raise click.UsageError("Name a file, an address or a folder, or give --live N.")
    if as_json and as_csv:
        raise click.UsageError("Give --json or --csv, not both.")
    web = WebFetch()
    addresses = _live(live) if live else []
    found = [source for name in (*sources, *addresses) for source in _sources(name, web)]
    now = int(time.time())
    proven = [proof.read(MOST_OF_PROOF) for proof in proofs]
    reports = [
        (source.name, verify(source.data, fetch=source.fetch, now=now, proofs=proven))
        for source in progress().watch(found, "Checking", len(found))
    ]
    if as_json:
        for _name, report in reports:
            click.echo(json.dumps(report.to_json(), ensure_ascii=False))
    elif as_csv:
        click.echo(csv_of(COLUMNS, [row_of(*each) for each in reports]), nl=False)
    else:
        _tell(reports)
    states = Counter(report.state for _name, report in reports)
    click.echo(", ".join(f"{number} {state}" for state, number in sorted(states.items())), err=True)
    if bad := set(states) - ({"verified", *OVER} if live else {"verified"}):
        raise click.exceptions.Exit(1 if bad - UNCHECKED else 3)


def _sources(name: str, web: Fetch) -> Iterator[Source]:
    if name.startswith(("https://", "http://")):
        yield Source(name, badge_at(name, web), web)
        return
    path = Path(name)
    if path.is_dir():
        files = sorted(path.rglob(CREDENTIAL))
        if not files:
            raise UsageError.because(
                "B0913", f"there is no {CREDENTIAL} in {name}", "name the folder of a built site"
            )
        yield from (Source(str(file), data := file.read_bytes(), _at_home(data, path, web))
                    for file in files)  # fmt: skip
        return
    if not path.exists():
        raise click.UsageError(f"there is no file or folder {shown(name)}.")
    yield Source(name, path.read_bytes(), web)


def _at_home(data: bytes, folder: Path, web: Fetch) -> Fetch:
    """For a preview: addresses of its site are looked up in the folder; else the web.

    NOTE: only where the issuer is a did:key. With a did:web the folder's own did.json could speak
    for an institution whose site it is not.
    """
    try:
        document = json.loads(data)
        issuer, site = document["issuer"]["id"], document["id"].partition("/credentials/")[0]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return web  # the checks will tell what is wrong with it
    if not issuer.startswith("did:key:"):
        return web

    def fetch(url: str) -> Answer | Unreachable:
        if not url.startswith(f"{site}/"):
            return web(url)
        path = (folder / unquote(url.removeprefix(f"{site}/"))).resolve()
        inside = path.is_relative_to(folder.resolve()) and path.is_file()
        return Answer(200, path.read_bytes()) if inside else Answer(404, b"")

    return fetch


def _live(number: int) -> list[str]:
    """Public addresses of awards that stand, chosen at random."""
    root = find_ledger(Path.cwd())
    if root is None:
        raise UsageError.because(
            "B0901", "no ledger here whose awards could be checked", "go to the ledger's folder"
        )
    issuer = issuer_of(root)
    files = list(awards_of(root))
    secrets.SystemRandom().shuffle(files)
    return [address(issuer, holding.id) for holding in islice(standing(files), number)]


def _tell(reports: Sequence[tuple[str, Report]]) -> None:
    """One report check by check; several as a table, and then those that ask for a look."""
    if len(reports) > 1:
        places = [COLUMNS.index(name) for name in SHOWN]
        rows = [row_of(*each) for each in reports]
        print_table([*SHOWN.values()], [[row[place] for place in places] for row in rows])
    for name, report in reports:
        if len(reports) == 1 or report.state != "verified":
            click.echo(_told(name, report))


def _told(name: str, report: Report) -> str:
    checks = [f"  {check.check:<9} {check.result:<11} {check.reason}" for check in report.checks]
    return "\n".join([f"{name}: {report.headline}", *checks])
