"""What the reference processor made of a shape, as data.

A frame says, for each text of an object's content, which quad it becomes; a slot is the part of
that quad after its subject. All text here is canonical N-Quads, ready but for the values.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from badgeledger.rdf.compiled.shape import Shape

END = " .\n"
NIL = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"


@dataclass(frozen=True, slots=True)
class Literal:
    """The text becomes a literal between `before` and `after` (datatype or language, and end)."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Address:
    """The text becomes an IRI."""

    predicate: str


@dataclass(frozen=True, slots=True)
class Cells:
    """The texts become an ordered list of literals, each as `first` has it."""

    predicate: str
    first: Literal


@dataclass(frozen=True, slots=True)
class Child:
    """An object becomes a node of its own, and its subject the object of the quad."""

    predicate: str
    frame: "Frame"


@dataclass(frozen=True, slots=True)
class Hole:
    """An object with a shape of its own: its frame is the table's next.

    It has no number there, for that depends on what else a document holds.
    """

    predicate: str


Slot = Literal | Address | Cells | Child | Hole


@dataclass(frozen=True, slots=True)
class Frame:
    """An object: `identity` is the place of its `@id` in the content, None for a blank node.

    `constants` are the ends of quads that are the same in all documents of the shape. `members`
    are by place in the content, `arrays` by place and the shape of the items.
    """

    identity: int | None
    constants: tuple[str, ...]
    members: tuple[tuple[int, Slot], ...]
    arrays: tuple[tuple[int, Shape, Slot], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A whole shape: `frames` are its root's and those of the objects with shapes of their own,
    each before those within it, as they are read.

    `derived` are the ends of constant quads that are made of numbers, true, false or empty lists;
    `names` what no address may begin with, for the contexts would give it another meaning.
    """

    frames: tuple[Frame, ...]
    derived: tuple[str, ...]
    names: frozenset[str]


def table_of(frames: tuple[Frame, ...], names: frozenset[str]) -> Table:
    """The table of these frames."""
    derived = {end for frame in frames for end in _derived(frame)}
    return Table(frames, tuple(sorted(derived)), names)


def _derived(frame: Frame) -> Iterator[str]:
    yield from (end for end in frame.constants if '> "' in end or end.endswith(f"{NIL}{END}"))
    for slot in (each[-1] for each in (*frame.members, *frame.arrays)):
        if isinstance(slot, Child):
            yield from _derived(slot.frame)
