"""A document as its shape and what fills it.

The shape is all of a document that decides what its values mean: members, kinds of values, kinds of
an array's items, and every value that is no plain text (types, other names, numbers, true, false
and null). What is left, the content, are texts. An array's shape is the set of its items' shapes,
whatever their number and order: RDF knows neither.

Objects that many documents hold are parts: read once, with a shape of their own, which is no part
of the document's.
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
PART: Shape = ("<>",)
# An object may hold an array of objects, which are two levels below it.
DEEPEST_OBJECT = DEEPEST - 2

# Members that are equal in many credentials: with them alone it pays to remember what was made.
RECURRING = frozenset({"issuer", "achievement"})
DEPTH_OF_PARTS = 2  # at most; that keeps them out of arrays, and out of each other

# Where a part is, as far as it depends on that what the part means: the objects around it, from the
# outermost, each as its constants and the name of the member that leads to the part.
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
    """The reading of one document: its parts, and how many values it had so far.

    `known` remembers parts, by their terms and what they hold; None stands for an object without an
    identity, which is read as any other.
    """

    terms: Terms
    known: Parts
    parts: list[Part] = field(default_factory=list)
    values: int = 0

    def object(self, value: JSON, depth: int = 0) -> tuple[Shape, Content]:
        """The shape and content of an object. Raises Unusual."""
        if depth > DEEPEST_OBJECT:
            raise Unusual
        self.count(len(value))
        shapes: list[Shape] = []
        content: Content = []
        for name, member in value.items():
            kind = type(member)
            if kind is str:
                if name in self.terms.constants:
                    shapes.append((CONSTANT, member))
                else:
                    shapes.append(TEXT)
                    content.append(member)
            elif kind is dict:
                part = self._part(name, member, depth)
                if part is not None:
                    shapes.append(PART)
                    content.append(part)
                else:
                    shape, inner = self.object(member, depth + 1)
                    shapes.append(shape)
                    content.append(inner)
            elif kind is list:
                if name in self.terms.constants:
                    shapes.append(self._constants(member))
                else:
                    shape, items = self._array(member, depth + 2)
                    shapes.append(shape)
                    content.append(items)
            else:
                shapes.append(_scalar(member))
        return (OBJECT, tuple(value), tuple(shapes)), content

    def count(self, values: int) -> None:
        """Raises Unusual where there are more values than the reference may refuse."""
        self.values += values
        if self.values > MOST_VALUES // 2:
            raise Unusual

    def _part(self, name: str, value: JSON, depth: int) -> Part | None:
        if name not in RECURRING or depth >= DEPTH_OF_PARTS:
            return None
        try:
            # NOTE: marshal tells 1 from true, as JSON does and Python's equality does not. Version
            # 2 of its format has no references, which would depend on who else holds a value.
            key = self.terms, marshal.dumps(value, 2)
        except ValueError:
            raise Unusual from None
        if key not in self.known:
            self.known[key] = self._alone(value)
        part = self.known[key]
        if part is not None:
            self.count(part.values)
            self.parts.append(part)
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
        if not all(type(item) is str for item in items):
            raise Unusual
        return (CONSTANTS, *items)

    def _measure(self, items: list[Any]) -> None:
        if len(items) > MOST_ENTRIES:
            raise Unusual
        self.count(len(items))


def _scalar(value: Any) -> Shape:
    """The shape of a value that is neither text nor container; 1, 1.0 and true are three."""
    if value is None or type(value) is bool:
        return (CONSTANT, value, repr(value))
    if type(value) in (int, float) and abs(value) <= LARGEST:
        return (CONSTANT, value, repr(value))
    raise Unusual


def places_of(shape: Shape) -> Iterator[Place]:
    """Where the parts of an object are, in the order in which they are read."""
    members = list(zip(*shape[1:], strict=True))
    constants = tuple((name, each) for name, each in members if each[0] in (CONSTANT, CONSTANTS))
    for name, member in members:
        if member == PART:
            yield ((constants, name),)
        elif member[0] == OBJECT:
            yield from (((constants, name), *place) for place in places_of(member))
