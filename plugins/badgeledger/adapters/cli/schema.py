"""`badgeledger schema KIND`: the JSON Schema of a kind of ledger file, for editors."""

import json

import click

from badgeledger.ledger import schemas


@click.command()
@click.argument("kind", type=click.Choice(list(schemas.KINDS)))
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file.

    By it, editors check and complete as you type. `badgeledger init` keeps all of them in
    .badgeledger/schemas/, and the first line of a file that the tool writes names its own. After an
    update of Badge Ledger, write them anew.

    \b
    Examples:
      badgeledger schema achievement
      badgeledger schema award > .badgeledger/schemas/award.json
    """
    click.echo(json.dumps(schemas.schema(kind), indent=2, ensure_ascii=False))
