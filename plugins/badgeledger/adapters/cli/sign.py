"""`badgeledger sign`: the signatures of everything that a build signs, and nothing else."""

import time
from pathlib import Path

import click

from badgeledger.adapters.cli.options import beside_issuer, ledger_option
from badgeledger.adapters.cli.processes import jobs_option, processes, without_secret
from badgeledger.adapters.editions import with_key
from badgeledger.build import build
from badgeledger.keys.signers import write_signatures


@click.command()
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Where the signatures go.  [default: signatures.json, in the ledger]",
)  # fmt: skip
@jobs_option
@ledger_option
def sign(output: Path | None, jobs: int | None, root: Path) -> None:
    """Sign the ledger with the key in BADGELEDGER_KEY.

    The signatures go to a file. It reads the ledger as data and loads neither theme nor plugins:
    code that a pull request can touch never meets the key. A build then takes the file instead of
    the key. The ledger has to be a clean, full clone, and the key the current one of keys.yml.

    \b
    Examples:
      badgeledger sign --output signatures.json
      BADGELEDGER_SIGNATURES=signatures.json mkdocs build --strict
    """
    output = output or beside_issuer(root, "signatures.json")
    made = build(root, with_key(without_secret()), now=int(time.time()))
    with processes(jobs, len(made.plan.jobs)) as executor:
        signatures = made.signatures(executor)
    output.write_bytes(write_signatures(signatures))
    click.echo(f"{output}: {len(signatures.signatures)} signatures by {signatures.key}", err=True)
