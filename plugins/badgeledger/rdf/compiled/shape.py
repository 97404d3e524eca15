"""A document as its shape and what fills it.

The shape is all of a document that decides what its values mean: members, kinds of values, kinds of
an array's items, and every value that is no plain text (types, other names, numbers, true, false
and null). What is left, the content, are texts. An array's shape is the set of its items' shapes,
whatever their number and order: RDF knows neither.

Some objects have a shape of their own, apart from the document's, so that the shapes of both add up
and do not multiply: sections, and those that many documents hold, parts, which are read once.
"""

import marshal
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from badgeledger.rdf.ambiguity import DEEPEST, LARGEST
from badgeledger.rdf.bounds import MOST_ENTRIES, MOST_VALUES
from badgeledger.rdf.compiled.terms import Terms

JSON = dict[str, Any]
Shape = tuple[Any, ...]
# Of an object: one entry for each member that is no constant. A text; for an object its content;
# for an array the contents of its items by their shapes; or a part.
Content = list[Any]

OBJECT, ARRAY, CONSTANT, CONSTANTS = "{}", "[]", "=", "[=]"
TEXT: Shape = ('""',)
APART: Shape = ("<>",)
# An object may hold an array of objects, which are two levels below it.
DEEPEST_OBJECT = DEEPEST - 2

# Members that are equal in many credentials: with them alone it pays to remember what was made.
RECURRING = frozenset({"issuer", "achievement"})
# Members whose shapes vary by themselves, with each of those around them.
SECTIONS = frozenset({"credentialSubject"})
DEPTH_OF_PARTS = 2  # at most; that keeps both out of arrays, and out of parts

# Where an object is, as far as it depends on that what the object means: those around it, from the
# outermost, each as its constants and the name of the member that leads there.
Place = tuple[tuple[Shape, str], ...]


class Unusual(Exception):
    """This document is not for the compiled way."""


@dataclass(slots=True)
class Part:
    """The reading of an object that many documents hold, and that has an identity.

    `filled` is what became of it last: the frame, the subject and the quads.
    """

    shape: Shape
    content: Content
    values: int
    filled: tuple[Any, str, Any] | None = None


Parts = MutableMapping[tuple[Terms, bytes], Part | None]


@dataclass(slots=True)
class Reading:
    """The reading of one document, and how many values it had so far.

    `apart` are the shapes of its sections and parts, each before those within it. `known` remembers
    parts, by their terms and what they hold; None stands for an object without an identity, which
    is read as any other.
    """

    terms: Terms
    known: Parts
    apart: list[Shape] = field(default_factory=list)
    values: int = 0

    def document(self, value: JSON) -> tuple[Shape, Content]:
        """The shape and content of a document without its contexts. Raises Unusual."""
        shape, content = self.object(value)
        if self.values > MOST_VALUES // 2:  # the reference refuses twice as many
            raise Unusual
        return shape, content

    def object(self, value: JSON, depth: int = 0) -> tuple[Shape, Content]:
        """The same for an object at this depth."""
        if depth > DEEPEST_OBJECT:
            raise Unusual
        self.values += len(value)
        constants = self.terms.constants
        shapes: list[Shape] = []
        content: Content = []
        for name, member in value.items():
            kind = type(member)
            if kind is str:
                if name in constants:
                    shapes.append((CONSTANT, member))
                else:
                    shapes.append(TEXT)
                    content.append(member)
            elif kind is dict:
                shape, inner = self._member(name, member, depth)
                shapes.append(shape)
                content.append(inner)
            elif kind is list:
                if name in constants:
                    shapes.append(self._constants(member))
                else:
                    shape, items = self._array(member, depth + 2)
                    shapes.append(shape)
                    content.append(items)
            else:
                shapes.append(_scalar(member))
        return (OBJECT, tuple(value), tuple(shapes)), content

    def _member(self, name: str, value: JSON, depth: int) -> tuple[Shape, Part | Content]:
        if depth < DEPTH_OF_PARTS and name in SECTIONS:
            place = len(self.apart)
            self.apart.append(APART)
            self.apart[place], content = self.object(value, depth + 1)
            return APART, content
        if depth < DEPTH_OF_PARTS and name in RECURRING:
            part = self._part(value)
            if part is not None:
                self.apart.append(part.shape)
                return APART, part
        return self.object(value, depth + 1)

    def _part(self, value: JSON) -> Part | None:
        try:
            # NOTE: marshal tells 1 from true, as JSON does and Python's equality does not. Version
            # 2 of its format has no references, which would depend on who else holds a value.
            key = self.terms, marshal.dumps(value, 2)
        except ValueError:
            raise Unusual from None
        try:
            part = self.known[key]
        except KeyError:
            part = self.known[key] = self._alone(value)
        if part is not None:
            self.values += part.values
        return part

    def _alone(self, value: JSON) -> Part | None:
        if not any(type(value.get(name)) is str for name in self.terms.identities):
            return None
        alone = Reading(self.terms, self.known)
        shape, content = alone.object(value, DEPTH_OF_PARTS)
        return Part(shape, content, alone.values)

    def _array(self, items: list[Any], depth: int) -> tuple[Shape, dict[Shape, Content]]:
        self._measure(items)
        found: dict[Shape, Content] = {}
        for item in items:
            kind = type(item)
            if kind is str:
                found.setdefault(TEXT, []).append(item)
            elif kind is dict:
                shape, inner = self.object(item, depth)
                found.setdefault(shape, []).append(inner)
            else:
                found.setdefault(_scalar(item), [])
        return (ARRAY, frozenset(found)), found

    def _constants(self, items: list[Any]) -> Shape:
        self._measure(items)
        for item in items:
            if type(item) is not str:
                raise Unusual
        return (CONSTANTS, *items)

    def _measure(self, items: list[Any]) -> None:
        self.values += len(items)
        if len(items) > MOST_ENTRIES:
            raise Unusual


_KEYWORDS: dict[bool | None, Shape] = {
    value: (CONSTANT, value, repr(value)) for value in (True, False, None)
}


def _scalar(value: Any) -> Shape:
    """The shape of a value that is neither text nor container; 1, 1.0 and true are three."""
    if type(value) is bool or value is None:
        return _KEYWORDS[value]
    if type(value) in (int, float) and abs(value) <= LARGEST:
        return (CONSTANT, value, repr(value))
    raise Unusual


def places_of(shape: Shape, apart: Iterator[Shape]) -> Iterator[tuple[Place, Shape]]:
    """Where each of the shapes is that are apart from an object's, in their order."""
    members = list(zip(*shape[1:], strict=True))
    constants = tuple((name, each) for name, each in members if each[0] in (CONSTANT, CONSTANTS))
    for name, member in members:
        inner = member
        if member == APART:
            inner = next(apart)
            yield ((constants, name),), inner
        if inner[0] == OBJECT:
            for place, within in places_of(inner, apart):
                yield ((constants, name), *place), within
