"""What the reference processor made of a shape, as data.

A frame says, for each text of an object's content, which quad it becomes; a slot is the part of
that quad after its subject. All text here is canonical N-Quads, ready but for the values.
"""

from dataclasses import dataclass
from functools import lru_cache

from badgeledger.rdf.compiled.shape import Shape

END = " .\n"


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


Slot = Literal | Address | Cells | Child


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


@lru_cache(maxsize=1024)
def one_of(frame: Frame) -> Frame:
    """The same object for all equal frames, so that what was filled once is known by its frame."""
    return frame


@dataclass(frozen=True, slots=True)
class Table:
    """A whole shape: its root, and the literals that are no texts, as ends of quads.

    `names`: what no address may begin with, for the contexts would give it another meaning.
    """

    root: Frame
    derived: tuple[str, ...]
    names: frozenset[str]
