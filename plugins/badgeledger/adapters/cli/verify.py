"""`badgeledger verify SOURCE…`: the browser's checks, on the command line."""

import json
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

import click

from badgeledger.adapters.badge_link import badge_at
from badgeledger.adapters.cli.files import awards_of, issuer_of
from badgeledger.adapters.cli.options import find_ledger
from badgeledger.adapters.cli.screen import progress
from badgeledger.adapters.fetch import WebFetch
from badgeledger.award import address, standing
from badgeledger.errors import UsageError
from badgeledger.values import shown
from badgeledger.verify import Answer, Fetch, Report, Unreachable, verify

UNCHECKED = {"unchecked-signature", "unchecked-status"}
OVER = {"expired", "not-yet-valid"}  # what a ledger's own award may be, with nothing amiss
CREDENTIAL = "credential.json"


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
    "--live", type=click.IntRange(min=1), metavar="N",
    help="Check N awards of this ledger, chosen at random, where the public finds them.",
)  # fmt: skip
def verify_command(sources: tuple[str, ...], as_json: bool, live: int | None) -> None:
    """Check badges, as a badge page does in the browser.

    Name files, addresses, or folders such as a built site. It makes the checks of the browser:
    signature, issuer, status, dates. It asks only the issuer's site, by https. Exit code: 0 if all
    are genuine and current, 1 if one is not, 3 if one could not be checked.

    \b
    Examples:
      badgeledger verify credential.json
      badgeledger verify https://badges.example.org/credentials/3f0c…b2/
      badgeledger verify site --json
      badgeledger verify --live 50
    """
    if not sources and live is None:
        raise click.UsageError("Name a file, an address or a folder, or give --live N.")
    web = WebFetch()
    addresses = _live(live) if live else []
    found = [source for name in (*sources, *addresses) for source in _sources(name, web)]
    now = int(time.time())
    reports = [
        (source.name, verify(source.data, fetch=source.fetch, now=now))
        for source in progress(found, "Checking", len(found))
    ]
    for name, report in reports:
        whole = len(reports) == 1 or report.state != "verified"
        click.echo(
            json.dumps(report.to_json(), ensure_ascii=False)
            if as_json
            else _told(name, report, whole=whole)
        )
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


def _told(name: str, report: Report, *, whole: bool) -> str:
    lines = [f"{name}: {report.headline}"]
    if whole:
        lines += [
            f"  {check.check:<9} {check.result:<11} {check.reason}" for check in report.checks
        ]
    return "\n".join(lines)
