"""The way of a document: compiled where its shape is known and proven, else by the reference.

A table is used once a document of its shape came out as the reference has it, byte for byte; one
that did not is never used again. Tables are keyed by the digests of the contexts and the shape, and
the least recently used give way.
"""

from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache

from badgeledger.errors import ContentError
from badgeledger.rdf import canonical
from badgeledger.rdf.compiled.filling import fill
from badgeledger.rdf.compiled.frame import Table
from badgeledger.rdf.compiled.learning import learn
from badgeledger.rdf.compiled.shape import Content, Reading, Shape, Unusual
from badgeledger.rdf.compiled.terms import terms_of
from badgeledger.rdf.contexts import CONTEXTS

JSON = dict[str, Any]

MOST_TABLES = 256
_MOST_CONTEXTS = 8


@dataclass(slots=True)
class _Learned:
    """A shape's table, None where there is none to be used; and whether it was compared."""

    table: Table | None
    proven: bool = False


class Canonicalizer:
    """Canonicalises documents that are much alike.

    `reference_runs` counts what the reference processor had to do: one or two runs for a shape.
    """

    def __init__(self, most_tables: int = MOST_TABLES) -> None:
        self.reference_runs = 0
        self._learned: LRUCache[tuple[Any, ...], _Learned] = LRUCache(maxsize=most_tables)

    def canonicalize(self, document: JSON) -> str:
        """What `canonical.canonicalize` gives for the document, or the ContentError it raises."""
        try:
            contexts = _contexts(document)
            shape, content = _read(document, contexts)
        except Unusual:
            return self._reference(document)
        learned = self._learned_of(shape, contexts)
        text = _filled(learned, content)
        if text is None or not learned.proven:
            return self._compared(document, learned, text)
        return text

    def _learned_of(self, shape: Shape, contexts: tuple[str, ...]) -> _Learned:
        key = (*(CONTEXTS[url] for url in contexts), shape)
        learned = self._learned.get(key)
        if learned is None:
            learned = self._learned[key] = self._learn(shape, contexts)
        return learned

    def _learn(self, shape: Shape, contexts: tuple[str, ...]) -> _Learned:
        self.reference_runs += 1
        try:
            return _Learned(learn(shape, contexts))
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
    if type(contexts) is not list or len(contexts) > _MOST_CONTEXTS:
        raise Unusual
    if not all(type(url) is str and url in CONTEXTS for url in contexts):
        raise Unusual
    return tuple(contexts)


def _read(document: JSON, contexts: tuple[str, ...]) -> tuple[Shape, Content]:
    own = {name: value for name, value in document.items() if name != "@context"}
    return Reading(terms_of(contexts)).object(own)


def _filled(learned: _Learned, content: Content) -> str | None:
    if learned.table is None:
        return None
    try:
        return fill(learned.table, content)
    except (Unusual, ContentError):
        return None
