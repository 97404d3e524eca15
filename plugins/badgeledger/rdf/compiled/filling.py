"""A table, filled with a document's content: its canonical N-Quads.

RDFC-1.0, sections 4.4 and 4.6, for datasets in which no two blank nodes have the same first degree
hash. Such a hash depends only on the quads that name the node, so it stands for the node until all
hashes are known and give the nodes their labels. Where two are equal the reference decides.
"""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from operator import eq
from typing import Any

from badgeledger.rdf.canonical import ESCAPES, ordered
from badgeledger.rdf.compiled.frame import END, Address, Cells, Frame, Hole, Literal, Slot, Table
from badgeledger.rdf.compiled.shape import Content, Part, Unusual
from badgeledger.rdf.safety import is_iri

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_REST, _NIL = f" <{_RDF}rest> ", f"<{_RDF}nil>"
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\ud800-\udfff]').search
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]").search


@dataclass(slots=True)
class Quads:
    """Quads in the making. A subject is written as in N-Quads; a blank one is its hash.

    `quads` are complete. `blanks` has, for each blank node, the ends of its quads, those apart that
    name another blank node: `links` are these, as subject, predicate and object.
    """

    quads: list[str] = field(default_factory=list)
    blanks: dict[str, list[str]] = field(default_factory=dict)
    links: list[tuple[str, str, str]] = field(default_factory=list)

    def add_blank(self, about: list[str], ends: list[str]) -> str:
        """A blank node by all quads that name it, written as its hash sees them; the hash.

        That processors sort these alike is seen where all quads are sorted (`fill`).
        """
        found = sha256("".join(sorted(about)).encode()).hexdigest()
        if found in self.blanks:
            raise Unusual
        self.blanks[found] = ends
        return found

    def add(self, other: "Quads") -> None:
        """Adds the quads of a part, which is a document of its own. Raises Unusual."""
        if not self.blanks.keys().isdisjoint(other.blanks):
            raise Unusual
        self.quads += other.quads
        self.blanks |= other.blanks
        self.links += other.links

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
    filling.node(table.frames[0], content)
    quads = ordered(filling.made.labelled())
    if any(map(eq, quads, quads[1:])):
        quads = filling.distinct(quads)
    return "".join(quads)


class _Filling:
    def __init__(self, table: Table) -> None:
        self._table = table
        self.made = Quads()

    def node(self, frame: Frame, content: Content, link: str = "") -> str:
        """Adds the quads about an object, and gives its subject.

        `link`: of the quad that names it, subject and predicate, as a blank node's hash sees them.
        """
        ends = list(frame.constants)
        seen = "_:z" if frame.identity is None else f"<{self._address(content[frame.identity])}>"
        links: list[tuple[str, str]] = []
        for place, slot in frame.members:
            if type(slot) is Literal:
                ends.append(f"{slot.before}{_escaped(content[place])}{slot.after}")
            elif type(slot) is Address:
                ends.append(f"{slot.predicate}{self._address(content[place])}>{END}")
            else:
                self._slot(slot, [content[place]], seen, ends, links)
        for place, shape, slot in frame.arrays:
            self._slot(slot, content[place][shape], seen, ends, links)
        if frame.identity is None:
            ends = self.distinct(ends)
            about = [f"_:a{end}" for end in ends]
            about += [f"_:a{predicate}_:z{END}" for predicate, _ in links]
            if link:
                about.append(f"{link}_:a{END}")
            seen = self.made.add_blank(about, ends)
        else:
            self.made.quads += [seen + end for end in ends]
        self.made.links += [(seen, predicate, found) for predicate, found in links]
        return seen

    def _slot(
        self,
        slot: Slot,
        values: list[Any],
        seen: str,
        ends: list[str],
        links: list[tuple[str, str]],
    ) -> None:
        """The quads that values become: those with a blank object to `links`, others to `ends`."""
        if isinstance(slot, Literal):
            ends += [f"{slot.before}{_escaped(value)}{slot.after}" for value in values]
        elif isinstance(slot, Address):
            ends += [f"{slot.predicate}{self._address(value)}>{END}" for value in values]
        elif isinstance(slot, Cells):
            links.append((slot.predicate, self._cells(slot, values, seen)))
        elif isinstance(slot, Hole):
            found = self._part(self._table.frames[slot.number], values[0])
            ends.append(f"{slot.predicate}{found}{END}")
        else:
            for value in values:
                found = self.node(slot.frame, value, seen + slot.predicate)
                if slot.frame.identity is None:
                    links.append((slot.predicate, found))
                else:
                    ends.append(f"{slot.predicate}{found}{END}")

    def _part(self, frame: Frame, part: Part) -> str:
        """A part's subject, with its quads: none of them, and so no hash, depends on the rest."""
        if part.filled is None or part.filled[0] is not frame:
            alone = _Filling(self._table)
            part.filled = (frame, alone.node(frame, part.content), alone.made)
        _, subject, made = part.filled
        self.made.add(made)
        return subject

    def _cells(self, slot: Cells, values: list[str], seen: str) -> str:
        """The first cell of a list, of which each but the last names the next."""
        found = None
        for number, value in reversed(list(enumerate(values))):
            ends = [f"{slot.first.before}{_escaped(value)}{slot.first.after}"]
            link = f"_:z{_REST}" if number else seen + slot.predicate
            rest = f"{_REST}_:z{END}"
            if found is None:
                rest = f"{_REST}{_NIL}{END}"
                ends.append(rest)
            about = [f"_:a{ends[0]}", f"_:a{rest}", f"{link}_:a{END}"]
            cell = self.made.add_blank(about, ends)
            if found is not None:
                self.made.links.append((cell, _REST, found))
            found = cell
        if found is None:
            raise Unusual
        return found

    def distinct(self, quads: list[str]) -> list[str]:
        """Without repetitions; whether a number may repeat a text, the reference decides."""
        once = dict.fromkeys(quads)
        if len(once) == len(quads):
            return quads
        if any(quads.count(quad) > 1 and quad.endswith(self._table.derived) for quad in once):
            raise Unusual
        return list(once)

    def _address(self, value: str) -> str:
        """The address, if no context can make it another one, nor the reference refuse it."""
        if value.partition(":")[0] in self._table.names or not is_iri(value):
            raise Unusual
        return value


def _escaped(text: str) -> str:
    if not _SPECIAL(text):
        return text
    if _REFUSED(text):
        raise Unusual
    return text.translate(ESCAPES)
