"""Whether each image and icon that the ledger names can be drawn: part of `check`.

    ledger ─ SVG ─ PNG, or a problem at the file that names it

The rules for images look at what an SVG holds, and not at what drawing it takes. So each is drawn
as it would be for the site, and given up again: a pull request learns it here, and not the
publication after.
"""

from collections.abc import Iterator

from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.worktree import Ledger, Source
from badgeledger.model import Achievement, Entry
from badgeledger.outputs.icons import icon_names
from badgeledger.outputs.picture import as_png
from badgeledger.values import near_miss, shown


def undrawable(ledger: Ledger) -> Iterator[Problem]:
    """The problems of images that achievements and the issuer name; the files are there."""
    for source in ledger.achievements:
        yield from _icon(source)
        if source.value.image:
            yield from _problems(source, ledger.files[f"achievements/{source.value.image}"])
    if ledger.issuer and ledger.issuer.value.image:
        yield from _problems(ledger.issuer, ledger.files[ledger.issuer.value.image])


def _icon(source: Source[Achievement]) -> Iterator[Problem]:
    name = source.value.design and source.value.design.icon
    if name and name not in icon_names():
        message = f"no icon is called {shown(name)}"
        yield source.problem(("design", "icon"), "B0329", message, near_miss(name, icon_names()))


def _problems(source: Source[Entry], image: bytes) -> Iterator[Problem]:
    try:
        as_png(image)
    except ContentError as error:
        for each in error.problems:
            yield source.problem(("image",), each.code, each.message, each.mend)
