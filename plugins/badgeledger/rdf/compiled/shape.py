"""A document as its shape and what fills it.

The shape is all of a document that decides what its values mean: members, kinds of values, kinds of
an array's items, and every value that is no plain text (types, other names, numbers, true, false
and null). What is left, the content, are texts. An array's shape is the set of its items' shapes,
whatever their number and order: RDF knows neither.
"""

import marshal
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from badgeledger.rdf.ambiguity import DEEPEST, LARGEST
from badgeledger.rdf.bounds import MOST_ENTRIES, MOST_VALUES
from badgeledger.rdf.compiled.terms import Terms

JSON = dict[str, Any]
Shape = tuple[Any, ...]
# Of an object: one entry for each member that is no constant. A text; for an object its content;
# for an array the contents of its items by their shapes.
Content = list[Any]

OBJECT, ARRAY, CONSTANT, CONSTANTS = "{}", "[]", "=", "[=]"
TEXT: Shape = ('""',)
# An object lies at most two levels below the one around it, for an array may lie between.
DEEPEST_OBJECT = DEEPEST // 2 - 1

# Members that are equal in many credentials: with them alone it pays to remember what was made.
RECURRING = frozenset({"issuer", "achievement"})
DEPTH_OF_PARTS = 2


class Unusual(Exception):  # noqa: N818 - no error: the reference processor decides
    """This document is not for the compiled way."""


@dataclass(slots=True)
class Part:
    """The reading of an object that many documents hold.

    `filled` is what became of it last: the frame, the subject and the quads.
    """

    shape: Shape
    content: Content
    values: int
    filled: tuple[Any, str, Any] | None = None


Parts = MutableMapping[tuple[Terms, bytes], Part]


@dataclass(slots=True)
class Reading:
    """The reading of one document, and how many values it had so far; refused where too many.

    `parts` remembers the objects that recur, by their terms and what they hold.
    """

    terms: Terms
    parts: Parts
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
                if name in RECURRING and depth < DEPTH_OF_PARTS:
                    part = self._part(member)
                    shapes.append(part.shape)
                    content.append(part)
                else:
                    shape, inner = self.object(member, depth + 1)
                    shapes.append(shape)
                    content.append(inner)
            elif kind is list:
                if name in self.terms.constants:
                    shapes.append(self._constants(member))
                else:
                    shape, items = self._array(member, depth + 1)
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

    def _part(self, value: JSON) -> Part:
        try:
            # NOTE: marshal tells 1 from true, as JSON does and Python's equality does not. Version
            # 2 of its format has no references, which would depend on who else holds a value.
            data = marshal.dumps(value, 2)
        except ValueError:
            raise Unusual from None
        part = self.parts.get((self.terms, data))
        if part is None:
            alone = Reading(self.terms, self.parts)
            shape, content = alone.object(value, DEPTH_OF_PARTS)
            part = self.parts[self.terms, data] = Part(shape, content, alone.values)
        self.count(part.values)
        return part

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
