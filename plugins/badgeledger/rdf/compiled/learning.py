"""From a shape to its frames: the reference processor's dataset of a document made of sentinels.

(1) Every text of the shape becomes a sentinel, an IRI that occurs nowhere else.
(2) The reference processor makes a dataset of that document.
(3) A sentinel's quad tells what became of the text: a literal and its datatype, or an IRI.
(4) The quads that name no sentinel are the same in every document of the shape.

A shape is refused (Unusual) unless every sentinel is found in exactly one place and every quad is
explained by exactly one. So what a processor does with keywords' aliases, maps, nested properties,
graphs, lists of objects, JSON literals or numbers written as texts never gets into a frame.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any

from badgeledger.rdf.canonical import nquads_term, sorted_alike
from badgeledger.rdf.compiled.frame import (
    END,
    Address,
    Cells,
    Child,
    Frame,
    Hole,
    Literal,
    Slot,
)
from badgeledger.rdf.compiled.shape import (
    APART,
    ARRAY,
    CONSTANT,
    CONSTANTS,
    TEXT,
    Content,
    Part,
    Reading,
    Shape,
    Unusual,
)
from badgeledger.rdf.compiled.terms import Terms
from badgeledger.rdf.expansion import to_dataset

JSON = dict[str, Any]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE, _FIRST, _REST, _NIL, _JSON = (
    f"{_RDF}{name}" for name in ("type", "first", "rest", "nil", "JSON")
)
_XSD = "http://www.w3.org/2001/XMLSchema#"
# JSON-LD 1.1 API, section 8.2.2: of these a processor may write a value in another way.
_NUMBERS = {f"{_XSD}{name}" for name in ("double", "float", "decimal", "integer", "boolean")}
_PLACES = ("subject", "predicate", "object")
_SENTINEL = "urn:sentinel:"


def learn(shape: Shape, apart: tuple[Shape, ...], terms: Terms) -> tuple[Frame, ...]:
    """The frames of a shape and of those apart from it, under the contexts of these terms.

    Raises Unusual for a shape that is not to be compiled, and what `to_dataset` raises.
    """
    # (1) Sentinels.
    document = _sentinels(shape, iter(apart), count())
    _, content = Reading(terms, {}).document(document)
    # (2) The reference processor's dataset.
    dataset = to_dataset({"@context": [url for url, _ in terms.contexts], **document})
    if any(quads for graph, quads in dataset.items() if graph != "@default"):
        raise Unusual
    # (3) and (4).
    return _Explanation(dataset["@default"], terms, apart).frames(shape, content)


def _sentinels(shape: Shape, apart: Iterator[Shape], numbers: Iterator[int]) -> Any:
    if shape == TEXT:
        return f"{_SENTINEL}{next(numbers)}"
    if shape == APART:
        return _sentinels(next(apart), apart, numbers)
    if shape[0] == CONSTANT:
        return shape[1]
    if shape[0] == CONSTANTS:
        return list(shape[1:])
    if shape[0] == ARRAY:
        return [_sentinels(item, apart, numbers) for item in sorted(shape[1], key=repr)]
    members = zip(*shape[1:], strict=True)
    return {name: _sentinels(member, apart, numbers) for name, member in members}


class _Explanation:
    """Quads, each of which is to be explained once."""

    def __init__(self, quads: list[JSON], terms: Terms, apart: tuple[Shape, ...]) -> None:
        self._terms = terms
        self._apart = enumerate(apart, start=1)
        self._about: dict[str, list[JSON]] = defaultdict(list)
        self._naming: dict[str, list[JSON]] = defaultdict(list)
        for quad in quads:
            if not all(sorted_alike(quad[place]["value"]) for place in _PLACES):
                raise Unusual
            self._about[quad["subject"]["value"]].append(quad)
            self._naming[quad["object"]["value"]].append(quad)
        self._unexplained = {id(quad) for quad in quads}
        self._frames: dict[int, Frame] = {}

    def frames(self, shape: Shape, content: Content) -> tuple[Frame, ...]:
        root, subject = self._node(shape, content)
        if self._unexplained or self._naming[subject]:
            raise Unusual
        return root, *(self._frames[number] for number in sorted(self._frames))

    def _node(self, shape: Shape, content: Content) -> tuple[Frame, str]:
        """The frame of an object, and its subject, on which all its members have to agree."""
        identity = None
        subjects = set()
        members: list[tuple[int, Slot]] = []
        arrays: list[tuple[int, Shape, Slot]] = []
        for place, name, member in _filled(shape):
            if name in self._terms.identities and member == TEXT:
                identity = place
                subjects.add(content[place])
            elif member[0] == ARRAY:
                for item, (value,) in _occupied(content[place]):
                    slot, subject = self._slot(item, value)
                    arrays.append((place, item, slot))
                    subjects.add(subject)
            else:
                slot, subject = self._slot(member, content[place])
                members.append((place, slot))
                subjects.add(subject)
        if len(subjects) != 1:
            raise Unusual
        (subject,) = subjects
        if (identity is None) != subject.startswith("_:"):
            raise Unusual
        return Frame(identity, self._constants(subject), tuple(members), tuple(arrays)), subject

    def _slot(self, shape: Shape, value: Any) -> tuple[Slot, str]:
        """What became of a text or an object, and the subject of its quad."""
        if shape == TEXT:
            return self._text(value)
        number = 0
        if shape == APART:
            number, shape = next(self._apart)
        frame, subject = self._node(shape, value.content if isinstance(value, Part) else value)
        quad = self._explained(self._only(subject))
        predicate = quad["predicate"]["value"]
        if quad["object"]["type"] == "literal" or predicate in (_TYPE, _FIRST, _REST):
            raise Unusual
        if number:
            self._frames[number] = frame
            return Hole(f" <{predicate}> "), quad["subject"]["value"]
        return Child(f" <{predicate}> ", frame), quad["subject"]["value"]

    def _text(self, sentinel: str) -> tuple[Slot, str]:
        quad = self._explained(self._only(sentinel))
        subject, predicate, term = (quad[place] for place in _PLACES)
        if predicate["value"] == _TYPE or term.get("datatype") in _NUMBERS:
            raise Unusual
        if predicate["value"] == _FIRST:
            return self._cells(quad, sentinel)
        if term["type"] == "IRI":
            return Address(f" <{predicate['value']}> <"), subject["value"]
        return _literal(quad, sentinel), subject["value"]

    def _cells(self, first: JSON, sentinel: str) -> tuple[Slot, str]:
        """A list of one literal: a cell, which names the text and the list's end."""
        cell = first["subject"]["value"]
        rests = [quad for quad in self._about[cell] if quad["predicate"]["value"] == _REST]
        if [quad["object"]["value"] for quad in rests] != [_NIL]:
            raise Unusual
        self._explained(rests[0])
        link = self._explained(self._only(cell))
        if first["object"]["type"] != "literal" or link["predicate"]["value"] == _REST:
            raise Unusual
        predicate = f" <{link['predicate']['value']}> "
        return Cells(predicate, _literal(first, sentinel)), link["subject"]["value"]

    def _constants(self, subject: str) -> tuple[str, ...]:
        """The ends of the subject's quads that name neither a sentinel nor a blank node."""
        ends = []
        for quad in self._about[subject]:
            term = quad["object"]
            if term["type"] == "blank node" or term["value"].startswith(_SENTINEL):
                continue
            if term.get("datatype") == _JSON:  # in which arrays are what they are in JSON
                raise Unusual
            ends.append(_end(self._explained(quad)))
        return tuple(ends)

    def _only(self, value: str) -> JSON:
        found = self._naming[value]
        if len(found) != 1:
            raise Unusual
        return found[0]

    def _explained(self, quad: JSON) -> JSON:
        if id(quad) not in self._unexplained:
            raise Unusual
        self._unexplained.remove(id(quad))
        return quad


def _filled(shape: Shape) -> Iterator[tuple[int, str, Shape]]:
    """The members of an object's shape that have a place in its content."""
    place = 0
    for name, member in zip(*shape[1:], strict=True):
        if name.startswith("@"):
            raise Unusual
        if member[0] not in (CONSTANT, CONSTANTS):
            yield place, name, member
            place += 1


def _occupied(items: dict[Shape, Content]) -> Iterator[tuple[Shape, Content]]:
    """The kinds of an array's items that have contents."""
    return ((shape, contents) for shape, contents in items.items() if contents)


def _literal(quad: JSON, sentinel: str) -> Literal:
    before, after = _end(quad).split(sentinel)
    return Literal(before, after)


def _end(quad: JSON) -> str:
    """A quad as N-Quads, without its subject."""
    return f" {nquads_term(quad['predicate'])} {nquads_term(quad['object'])}{END}"
