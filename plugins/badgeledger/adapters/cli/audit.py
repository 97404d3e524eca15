"""`badgeledger audit SITE`: whether a published log is whole, and all else fits to it."""

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from badgeledger.adapters.cli.files import issuer_of
from badgeledger.adapters.cli.options import find_ledger
from badgeledger.adapters.cli.pages import site_pages
from badgeledger.adapters.cli.problems import as_line
from badgeledger.adapters.cli.screen import progress
from badgeledger.adapters.processes import processes
from badgeledger.adapters.published_site import is_address, site_at
from badgeledger.audit import audit
from badgeledger.auditing.credentials import Badge
from badgeledger.auditing.published_log import Kept, counted
from badgeledger.auditing.verdict import Verdict
from badgeledger.errors import Problem
from badgeledger.ledger.history import read_history
from badgeledger.log.gate import PINNED
from badgeledger.log.note import to_base64
from badgeledger.rebuild import rebuild
from badgeledger.record import record
from badgeledger.values import shown

AT_ONCE = 4  # fetches
SHOWN = 20  # problems of one kind
ANSWERS = {"fail": 1, "notchecked": 3}
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("audit")
@click.argument("place", metavar="SITE")
@click.argument("files", nargs=-1, type=FILE, metavar="[BADGE]...")
@click.option(
    "--since", multiple=True, type=FILE, metavar="CHECKPOINT",
    help="A checkpoint kept earlier, or a badge's downloaded proof: the log has to continue it.",
)  # fmt: skip
@click.option(
    "--keep", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Keep the checkpoint of a log that is whole, for a later --since.",
)  # fmt: skip
@click.option(
    "--ledger", "folder", type=click.Path(path_type=Path), metavar="DIR",
    help="A clone of the site's ledger.  [default: the nearest upwards, if it is that]",
)  # fmt: skip
@click.option(
    "--rebuild", "again", is_flag=True,
    help="In a clone: build the site again without its key, and compare every byte.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def audit_command(
    *,
    place: str,
    files: tuple[Path, ...],
    since: tuple[Path, ...],
    keep: Path | None,
    folder: Path | None,
    again: bool,
    as_json: bool,
) -> None:
    """Read a site's whole log, and compare all with it.

    SITE is an address, or a folder with a built site. Checked are the log's signature, its root
    and every entry; every bit of the status lists; the keys; that the log continues what it was;
    and that the badges given have their entries. In a clone of the site's ledger also that its
    history makes this log, and every published badge. Exit code: 0 if all of it is right, 1 if
    something is wrong, 3 if something could not be checked.

    \b
    Examples:
      badgeledger audit https://badges.example.org --keep today.checkpoint
      badgeledger audit https://badges.example.org --since today.checkpoint
      badgeledger audit https://badges.example.org credential.json
      badgeledger audit https://badges.example.org --rebuild
      badgeledger audit site --json
    """
    if not is_address(place) and not Path(place).is_dir():
        raise click.UsageError(f"{shown(place)} is no address and no folder.")
    now = int(time.time())
    with ThreadPoolExecutor(AT_ONCE) as threads:
        site = site_at(place, each=threads.map, watch=progress().watch)
        root = _ledger_of(site.address, folder)
        verdict = audit(
            site,
            kept=[Kept(str(path), path.read_bytes()) for path in _checkpoints(since, root)],
            badges=[Badge(str(path), path.read_bytes()) for path in files],
            record=record(read_history(root, now=now)) if root else None,
            now=now,
        )
        if again:
            _rebuild(verdict, root, now)
    click.echo(_json(verdict) if as_json else _text(verdict))
    if verdict.result in ANSWERS:
        raise click.exceptions.Exit(ANSWERS[verdict.result])
    if keep and verdict.evidence:
        keep.write_bytes(verdict.evidence.log.note)


def _rebuild(verdict: Verdict, root: Path | None, now: int) -> None:
    if root is None:
        raise click.UsageError(f"--rebuild needs a clone of the ledger of {verdict.site}.")
    if evidence := verdict.evidence:
        pages = partial(site_pages, docs=root / "docs")
        with processes() as workers:
            question = partial(rebuild, root, evidence, pages=pages, workers=workers, now=now)
            verdict.ask("rebuild", question)


def _ledger_of(address: str, folder: Path | None) -> Path | None:
    """The ledger of a site: the one named, or the nearest; None where that is another's."""
    root = folder or find_ledger(Path.cwd())
    if root and issuer_of(root).site == address:
        return root
    if folder:
        raise click.UsageError(f"the ledger in {folder} is not that of {address}.")
    return None


def _checkpoints(since: Iterable[Path], root: Path | None) -> Iterator[Path]:
    """Those kept earlier, and the one that the ledger holds."""
    yield from since
    if root and (root / PINNED).is_file():
        yield root / PINNED


def _text(verdict: Verdict) -> str:
    lines = [verdict.site]
    for check in verdict.checks:
        lines.append(f"  {check.name:<10} {check.said}")
        lines += [f"    {line}" for line in _few(check.problems)]
    return "\n".join([*lines, _headline(verdict)])


def _few(problems: Sequence[Problem]) -> Iterator[str]:
    """A line for each problem; of one kind not more than somebody reads."""
    seen = Counter[str]()
    for problem in problems:
        seen[problem.code] += 1
        if seen[problem.code] <= SHOWN:
            yield as_line(problem)
    for code, number in seen.items():
        if number > SHOWN:
            yield f"and {number - SHOWN:,} more {code}; --json has all of them"


def _headline(verdict: Verdict) -> str:
    number = len(verdict.problems)
    if verdict.result == "fail":
        return f"Something is wrong: {counted(number, 'fault')}."
    if verdict.result == "notchecked" or verdict.evidence is None:
        return f"Not everything could be checked: {counted(number, 'question')} left open."
    log, last = verdict.evidence.log, datetime.fromtimestamp(verdict.evidence.seen.time, UTC)
    entries = counted(len(log.entries), "entry", "entries")
    return f"The log is whole: {entries}, the last of {last:%Y-%m-%d}."


def _json(verdict: Verdict) -> str:
    log = verdict.evidence.log if verdict.evidence else None
    return json.dumps(
        {
            "format": 1,
            "site": verdict.site,
            "result": verdict.result,
            "size": len(log.entries) if log else None,
            "root": to_base64(log.checkpoint.root) if log else None,
            "checks": [
                {
                    "check": check.name,
                    "result": check.result,
                    "said": check.said,
                    "problems": [*map(asdict, check.problems)],
                }
                for check in verdict.checks
            ],
        },
        indent=2,
    )
