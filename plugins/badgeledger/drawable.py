"""Whether each image that the ledger names can be drawn: part of `check`.

    ledger ─ SVG ─ PNG, or a problem at the file that names it

The rules for images look at what an SVG holds, and not at what drawing it takes. So each is drawn
as it would be for the site, and given up again: a pull request learns it here, and not the
publication after.
"""

from collections.abc import Iterator

from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.worktree import Ledger, Source
from badgeledger.model import Entry
from badgeledger.outputs.picture import as_png


def undrawable(ledger: Ledger) -> Iterator[Problem]:
    """The problems of images that achievements and the issuer name; the files are there."""
    for source in ledger.achievements:
        if source.value.image:
            yield from _problems(source, ledger.files[f"achievements/{source.value.image}"])
    if ledger.issuer and ledger.issuer.value.image:
        yield from _problems(ledger.issuer, ledger.files[ledger.issuer.value.image])


def _problems(source: Source[Entry], image: bytes) -> Iterator[Problem]:
    try:
        as_png(image)
    except ContentError as error:
        for each in error.problems:
            yield source.problem(("image",), each.code, each.message, each.mend)
