"""The way of a document: compiled where its shape is known and proven, else by the reference.

A table is used once a document of its shape came out as the reference has it, byte for byte; one
that did not is never used again. Tables are kept by the digests of the contexts and the shape, and
the least recently used give way.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cachetools import LRUCache

from badgeledger.errors import ContentError
from badgeledger.rdf import canonical
from badgeledger.rdf.compiled.filling import fill
from badgeledger.rdf.compiled.frame import Table
from badgeledger.rdf.compiled.learning import learn
from badgeledger.rdf.compiled.shape import Content, Part, Reading, Shape, Unusual
from badgeledger.rdf.compiled.terms import Terms, terms_of
from badgeledger.rdf.contexts import CONTEXTS

JSON = dict[str, Any]

MOST_CONTEXTS = 8  # in one document; ours name two


@dataclass(slots=True)
class _Learned:
    """A shape's table, None where there is none to be used; and whether it was compared."""

    table: Table | None
    proven: bool = False


class Canonicalizer:
    """Canonicalises documents that are much alike.

    `reference_runs` counts what the reference processor had to do: one or two runs for a shape.
    `tables` and `parts` bound what is remembered.
    """

    def __init__(self, *, tables: int = 4096, parts: int = 1024) -> None:
        self.reference_runs = 0
        self._learned = lru_cache(maxsize=tables)(self._learn)
        self._parts: LRUCache[tuple[Terms, bytes], Part] = LRUCache(maxsize=parts)

    def canonicalize(self, document: JSON) -> str:
        """What `canonical.canonicalize` gives for the document, or the ContentError it raises."""
        try:
            terms = terms_of(_contexts(document))
            shape, content = self._read(document, terms)
        except Unusual:
            return self._reference(document)
        learned = self._learned(terms.contexts, shape)
        text = _filled(learned, content)
        if text is None or not learned.proven:
            return self._compared(document, learned, text)
        return text

    def _read(self, document: JSON, terms: Terms) -> tuple[Shape, Content]:
        own = document.copy()
        del own["@context"]
        return Reading(terms, self._parts).object(own)

    def _learn(self, contexts: tuple[tuple[str, str], ...], shape: Shape) -> _Learned:
        self.reference_runs += 1
        try:
            return _Learned(learn(shape, tuple(url for url, _ in contexts)))
        except (Unusual, ContentError):
            return _Learned(None)

    def _compared(self, document: JSON, learned: _Learned, text: str | None) -> str:
        expected = self._reference(document)
        if text is not None:
            learned.proven = True
            if text != expected:
                learned.table = None
        return expected

    def _reference(self, document: JSON) -> str:
        self.reference_runs += 1
        return canonical.canonicalize(document)


def _contexts(document: JSON) -> tuple[str, ...]:
    """The addresses of the contexts, which are packaged ones, named once for the document."""
    contexts = document.get("@context")
    if type(contexts) is not list or len(contexts) > MOST_CONTEXTS:
        raise Unusual
    for url in contexts:
        if type(url) is not str or url not in CONTEXTS:
            raise Unusual
    return tuple(contexts)


def _filled(learned: _Learned, content: Content) -> str | None:
    if learned.table is None:
        return None
    try:
        return fill(learned.table, content)
    except (Unusual, ContentError):
        return None
