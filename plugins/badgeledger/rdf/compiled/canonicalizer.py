"""The way of a document: compiled where its shape is known and proven, else by the reference.

(1) A shape that is new gets its table: of frames that are proven, or learned from the reference.
(2) A document of it is compared with the reference, byte for byte, unless all frames are proven.
(3) If that was the same, its frames are proven; if not, the table is never used.

Tables and frames are kept by the digests of the contexts and by shape. The least recently used give
way.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cachetools import LRUCache

from badgeledger.errors import ContentError
from badgeledger.rdf import canonical
from badgeledger.rdf.compiled.filling import fill
from badgeledger.rdf.compiled.frame import Frame, Table, table_of
from badgeledger.rdf.compiled.learning import learn
from badgeledger.rdf.compiled.shape import Content, Part, Reading, Shape, Unusual, places_of
from badgeledger.rdf.compiled.terms import Terms, terms_of
from badgeledger.rdf.contexts import CONTEXTS

JSON = dict[str, Any]

MOST_CONTEXTS = 8  # in one document; ours name two


@dataclass(slots=True)
class _Learned:
    """A shape's table, None where there is none to be used; and whether it was compared.

    `names` are those of its frames, by contexts and shape, and but for the root by place.
    """

    table: Table | None
    proven: bool
    names: tuple[Hashable, ...]


class Canonicalizer:
    """Canonicalises documents that are much alike.

    `reference_runs` counts what the reference processor had to do: one or two runs for a shape.
    `tables` and `parts` bound what is remembered.
    """

    def __init__(self, *, tables: int = 4096, parts: int = 1024) -> None:
        self.reference_runs = 0
        self._learned = lru_cache(maxsize=tables)(self._learn)
        self._proven: LRUCache[Hashable, Frame] = LRUCache(maxsize=tables)
        self._parts: LRUCache[tuple[Terms, bytes], Part | None] = LRUCache(maxsize=parts)

    def canonicalize(self, document: JSON) -> str:
        """What `canonical.canonicalize` gives for the document, or the ContentError it raises."""
        try:
            terms = terms_of(_contexts(document))
            reading = Reading(terms, self._parts)
            shape, content = reading.document(_without_contexts(document))
        except Unusual:
            return self._reference(document)
        learned = self._learned(terms, shape, tuple(reading.apart))
        text = _filled(learned, content)
        if text is None or not learned.proven:
            return self._compared(document, learned, text)
        return text

    def _learn(self, terms: Terms, shape: Shape, apart: tuple[Shape, ...]) -> _Learned:
        # (1)
        shapes = (shape,), *places_of(shape, iter(apart))
        names = tuple((terms.contexts, *each) for each in shapes)
        known = [self._proven.get(name) for name in names]
        frames = tuple(frame for frame in known if frame is not None)
        proven = len(frames) == len(names)
        if not proven:
            self.reference_runs += 1
            try:
                frames = _agreed(known, learn(shape, apart, terms))
            except (Unusual, ContentError):
                return _Learned(None, proven, names)
        return _Learned(table_of(frames, terms.names), proven, names)

    def _compared(self, document: JSON, learned: _Learned, text: str | None) -> str:
        expected = self._reference(document)
        if learned.table is None or text is None:
            return expected
        # (2)
        if text != expected:
            learned.table = None
            return expected
        # (3)
        learned.proven = True
        for name, frame in zip(learned.names, learned.table.frames, strict=True):
            self._proven.setdefault(name, frame)
        return expected

    def _reference(self, document: JSON) -> str:
        self.reference_runs += 1
        return canonical.canonicalize(document)


def _agreed(known: list[Frame | None], learned: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """What was learned; of what was known, the known objects. Raises Unusual where they differ."""
    pairs = list(zip(known, learned, strict=True))
    if any(old is not None and old != new for old, new in pairs):
        raise Unusual
    return tuple(new if old is None else old for old, new in pairs)


def _contexts(document: JSON) -> tuple[str, ...]:
    """The addresses of the contexts, which are packaged ones, named once for the document."""
    contexts = document.get("@context")
    if type(contexts) is not list or len(contexts) > MOST_CONTEXTS:
        raise Unusual
    for url in contexts:
        if type(url) is not str or url not in CONTEXTS:
            raise Unusual
    return tuple(contexts)


def _without_contexts(document: JSON) -> JSON:
    own = document.copy()
    del own["@context"]
    return own


def _filled(learned: _Learned, content: Content) -> str | None:
    if learned.table is None:
        return None
    try:
        return fill(learned.table, content)
    except (Unusual, ContentError):
        return None
