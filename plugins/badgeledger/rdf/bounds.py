"""How much a document may hold: more would keep processors busy for minutes.

Before every canonicalisation. Expanding JSON-LD takes time with the square of a list's entries, and
each mention of a context is read anew. No badge comes near these bounds; a wallet's collection of
a hundred badges stays below them. The browser's verifier has the same.
"""

from collections.abc import Iterator
from typing import Any

from badgeledger.errors import ContentError

MOST_VALUES = 20_000  # objects, lists and what they hold
MOST_ENTRIES = 1000  # in one list
MOST_CONTEXTS = 250


def refuse_excess(document: dict[str, Any]) -> None:
    """Refuse a document beyond the bounds. Raises ContentError (B0508)."""
    contexts = 0
    for values, (name, value) in enumerate(_values("", document), start=1):
        if name == "@context":
            contexts += len(value) if isinstance(value, list) else 1
        if isinstance(value, list) and len(value) > MOST_ENTRIES:
            raise _excess(f"a list of more than {MOST_ENTRIES} entries", "shorten it")
        if values > MOST_VALUES:
            raise _excess(f"more than {MOST_VALUES} values", "divide it")
        if contexts > MOST_CONTEXTS:
            raise _excess(f"more than {MOST_CONTEXTS} contexts", "name each context once")


def _values(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    yield name, value
    if isinstance(value, dict):
        for below, part in value.items():
            yield from _values(below, part)
    elif isinstance(value, list):
        for part in value:
            yield from _values("", part)


def _excess(what: str, mend: str) -> ContentError:
    return ContentError.because("B0508", f"the document has {what}", mend)
