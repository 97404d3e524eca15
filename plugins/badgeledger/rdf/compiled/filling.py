"""A table, filled with a document's content: its canonical N-Quads.

RDFC-1.0, sections 4.4 and 4.6, for datasets in which no two blank nodes have the same first degree
hash. Such a hash depends only on the quads that name the node, so it stands for the node until all
hashes are known and give the nodes their labels. Where two are equal the reference decides.
"""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from operator import eq
from typing import Any

from badgeledger.rdf.canonical import ESCAPES, joined, sorted_alike
from badgeledger.rdf.compiled.frame import (
    END,
    NIL,
    Address,
    Cells,
    Child,
    Frame,
    Literal,
    Slot,
    Table,
)
from badgeledger.rdf.compiled.shape import Content, Part, Unusual
from badgeledger.rdf.safety import is_iri

_REST = " <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
# What is to be escaped, or refused, or sorted otherwise by UTF-16: all but these.
_SPECIAL = re.compile(r"[^ !#-\[\]-~\x80-\ud7ff\ue000-\uffff]").search
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]").search

# Quads of one subject that name blank nodes, as predicate and hash.
Links = list[tuple[str, str]]


@dataclass(slots=True)
class Quads:
    """Quads in the making. A subject is written as in N-Quads; a blank one is its hash.

    `quads` are complete. `blanks` has, for each blank node, the ends of its quads, those apart that
    name another blank node: `links` are these, as subject, predicate and object. `alike` tells that
    UTF-16 sorts them as code points do.
    """

    quads: list[str] = field(default_factory=list)
    blanks: dict[str, list[str]] = field(default_factory=dict)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    alike: bool = True

    def add_named(self, subject: str, ends: list[str], links: Links) -> None:
        """An IRI by the ends of its quads, and by what those have that name a blank node."""
        self.quads += [subject + end for end in ends]
        if links:
            self.links += [(subject, predicate, found) for predicate, found in links]

    def add_blank(self, ends: list[str], links: Links, link: str) -> str:
        """A blank node likewise, and by the quad that names it; its hash (section 4.6).

        All but the last begin alike, so it stands before them or, if a blank node's, after them.
        That processors sort these as they sort all quads is seen there (`fill`).
        """
        whole = ends + [f"{predicate}_:z{END}" for predicate, _ in links] if links else ends
        own = f"_:a{'_:a'.join(sorted(whole))}"
        about = f"{own}{link}" if link.startswith("_") else f"{link}{own}"
        found = sha256(about.encode()).hexdigest()
        if found in self.blanks:
            raise Unusual
        self.blanks[found] = ends
        if links:
            self.links += [(found, predicate, named) for predicate, named in links]
        return found

    def add(self, other: "Quads") -> None:
        """Adds the quads of a part, which is a document of its own. Raises Unusual."""
        if not self.blanks.keys().isdisjoint(other.blanks):
            raise Unusual
        # In front, where sorting finds them sorted: they are the most.
        self.quads = other.quads + self.quads
        self.blanks |= other.blanks
        self.links += other.links
        self.alike = self.alike and other.alike

    def labelled(self) -> list[str]:
        """All quads, their blank nodes labelled in the order of their hashes."""
        quads = list(self.quads)
        labels = {found: f"_:c14n{number}" for number, found in enumerate(sorted(self.blanks))}
        for found, ends in self.blanks.items():
            label = labels[found]
            quads += [label + end for end in ends]
        for subject, predicate, found in self.links:
            quads.append(f"{labels.get(subject, subject)}{predicate}{labels[found]}{END}")
        return quads


def fill(table: Table, content: Content) -> str:
    """The canonical N-Quads of a document of the table's shape.

    Raises Unusual where only the reference knows, and ContentError (B0504) where processors sort
    differently.
    """
    filling = _Filling(table)
    filling.node(next(filling.frames), content)
    quads = sorted(filling.made.labelled())
    if any(map(eq, quads, quads[1:])):
        quads = _distinct(quads, table.derived)
    return "".join(quads) if filling.made.alike else joined(quads)


class _Filling:
    def __init__(self, table: Table) -> None:
        self._table = table
        self.frames = iter(table.frames)
        self.made = Quads()

    def node(self, frame: Frame, content: Content, link: str = "") -> str:
        """Adds the quads about an object, and gives its subject.

        `link`: of the quad that names it, subject and predicate, as a blank node's hash sees them.
        """
        ends = list(frame.constants)
        seen = "_:z" if frame.identity is None else f"<{self._address(content[frame.identity])}>"
        links: Links = []
        for place, slot in frame.members:
            if type(slot) is Literal:
                ends.append(f"{slot.before}{self._escaped(content[place])}{slot.after}")
            elif type(slot) is Address:
                ends.append(f"{slot.predicate}{self._address(content[place])}>{END}")
            else:
                self._slot(slot, [content[place]], seen, ends, links)
        for place, shape, slot in frame.arrays:
            self._slot(slot, content[place][shape], seen, ends, links)
        if frame.identity is None:
            return self.made.add_blank(ends, links, f"{link}_:a{END}" if link else "")
        self.made.add_named(seen, ends, links)
        return seen

    def _slot(
        self,
        slot: Slot,
        values: list[Any],
        seen: str,
        ends: list[str],
        links: Links,
    ) -> None:
        """The quads that values become: those with a blank object to `links`, others to `ends`."""
        if isinstance(slot, Literal):
            ends += [f"{slot.before}{self._escaped(value)}{slot.after}" for value in values]
        elif isinstance(slot, Address):
            ends += [f"{slot.predicate}{self._address(value)}>{END}" for value in values]
        elif isinstance(slot, Cells):
            links.append((slot.predicate, self._cells(slot, values, seen)))
        else:
            frame = slot.frame if isinstance(slot, Child) else next(self.frames)
            link = seen + slot.predicate
            for value in values:
                part = isinstance(value, Part)
                found = self._part(frame, value) if part else self.node(frame, value, link)
                if frame.identity is None:
                    links.append((slot.predicate, found))
                else:
                    ends.append(f"{slot.predicate}{found}{END}")

    def _part(self, frame: Frame, part: Part) -> str:
        """A part's subject, with its quads: none of them, and so no hash, depends on the rest."""
        if part.filled is None or part.filled[0] is not frame:
            alone = _Filling(self._table)
            part.filled = (frame, alone.node(frame, part.content), alone.made)
            alone.made.quads.sort()
        _, subject, made = part.filled
        self.made.add(made)
        return subject

    def _cells(self, slot: Cells, values: list[str], seen: str) -> str:
        """The first cell of a list, of which each but the last names the next."""
        found = ""
        for number, value in reversed(list(enumerate(values))):
            ends = [f"{slot.first.before}{self._escaped(value)}{slot.first.after}"]
            if not found:
                ends.append(f"{_REST}{NIL}{END}")
            link = f"_:z{_REST}" if number else seen + slot.predicate
            rest: Links = [(_REST, found)] if found else []
            found = self.made.add_blank(ends, rest, f"{link}_:a{END}")
        if not found:
            raise Unusual
        return found

    def _address(self, value: str) -> str:
        """The address, if no context can make it another one, nor the reference refuse it."""
        if value.partition(":")[0] in self._table.names or not is_iri(value):
            raise Unusual
        self.made.alike = self.made.alike and sorted_alike(value)
        return value

    def _escaped(self, text: str) -> str:
        """The text as a literal has it."""
        if not _SPECIAL(text):
            return text
        if _REFUSED(text):
            raise Unusual
        self.made.alike = self.made.alike and sorted_alike(text)
        return text.translate(ESCAPES)


def _distinct(quads: list[str], derived: tuple[str, ...]) -> list[str]:
    """Sorted quads without the repetitions of those about an IRI.

    Whether a number may repeat a text, or a list another, and what hash a blank node has, the
    reference decides.
    """
    repeated = [quad for quad, other in pairwise(quads) if quad == other]
    if any(quad.startswith("_:") or quad.endswith(derived) for quad in repeated):
        raise Unusual
    return list(dict.fromkeys(quads))
