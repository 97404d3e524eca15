"""`badgeledger sign`: the signatures of everything that a build signs, and nothing else."""

import time
from pathlib import Path

import click

from badgeledger.adapters.cache import Cache
from badgeledger.adapters.cli.options import (
    against_options,
    beside_issuer,
    jobs_option,
    ledger_option,
    timings_option,
)
from badgeledger.adapters.cli.screen import progress
from badgeledger.adapters.editions import with_key
from badgeledger.adapters.processes import processes, without_secret
from badgeledger.adapters.published import named
from badgeledger.adapters.stages import timings
from badgeledger.build import Means, build
from badgeledger.keys.signers import write_signatures


@click.command()
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Where the signatures go.  [default: signatures.json, in the ledger]",
)  # fmt: skip
@jobs_option
@timings_option
@against_options
@ledger_option
def sign(
    *,
    output: Path | None,
    jobs: int | None,
    with_timings: bool,
    against: str | None,
    first: bool,
    root: Path,
) -> None:
    """Sign the ledger's badges and its log.

    The keys are those in BADGELEDGER_KEY and BADGELEDGER_LOG_KEY, and the signatures go to a file.
    It reads the ledger as data and loads neither theme nor plugins: code that a pull request can
    touch never meets the keys. A build then takes the file instead of the keys.

    The ledger has to be a clean, full clone, the keys those of keys.yml, and the history one that
    passes the gate (see `gate`).

    \b
    Examples:
      badgeledger sign --output signatures.json
      BADGELEDGER_SIGNATURES=signatures.json mkdocs build --strict
    """
    output = output or beside_issuer(root, "signatures.json")
    environ = without_secret()
    by = with_key(environ, named(against, first=first))
    with processes(jobs) as workers:
        means = Means(Cache(root, environ), workers, progress())
        made = build(root, by, now=int(time.time()), means=means)
        with means.progress.stage("signatures"):
            signatures = made.signatures(workers(len(made.plan)))
    output.write_bytes(write_signatures(signatures))
    if with_timings:
        click.echo(timings(means.progress.seconds), err=True)
    click.echo(
        f"{output}: {len(signatures.signatures)} signatures, the log's by {signatures.log_key}, all"
        f" others by {signatures.key}",
        err=True,
    )
