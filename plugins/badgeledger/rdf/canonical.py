"""A JSON-LD document to its canonical N-Quads: what is hashed and signed.

Last step of a canonicalisation: RDF Dataset Canonicalization (RDFC-1.0) with SHA-256. PyLD's
URDNA2015 is the same algorithm with other escapes in N-Quads, and without a limit. This module
writes the N-Quads itself, and refuses datasets that would take much work to canonicalise (RDFC-1.0,
section 7.1, "Dataset Poisoning") and those that processors order differently.
"""

from collections.abc import Iterable
from typing import Any

from pyld.canon import URDNA2015

from badgeledger.errors import ContentError
from badgeledger.rdf.ambiguity import refuse_ambiguous
from badgeledger.rdf.bounds import refuse_excess
from badgeledger.rdf.expansion import Dataset, to_dataset

JSON = dict[str, Any]

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
# RDFC-1.0, section 5 (canonical form of N-Quads): ECHAR where there is one, else UCHAR.
ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    0x08: r"\b",
    0x09: r"\t",
    0x0A: r"\n",
    0x0C: r"\f",
    0x0D: r"\r",
    0x22: r"\"",
    0x5C: r"\\",
}


def canonicalize(document: JSON) -> str:
    """The canonical N-Quads of a JSON-LD document, one quad a line, in code point order.

    Raises ContentError: B0504 for a value that processors read differently, B0508 for a document
    that is too much work, and what `expansion.to_dataset` raises.
    """
    refuse_ambiguous(document)
    refuse_excess(document)
    return canonical_nquads(to_dataset(document))


def canonical_nquads(dataset: Dataset) -> str:
    """The canonical N-Quads of a dataset as PyLD holds it (which is used up)."""
    canonicalization = _Rdfc10()
    canonicalization.main(dataset, {"format": "application/n-quads"})
    quads = [_nquad(quad) for quad in canonicalization.quads]
    text = ordered(quads)
    if len(set(quads)) < len(quads):
        raise _ambiguous("two of its values are one and the same in RDF")
    return text


class _Rdfc10(URDNA2015):  # type: ignore[misc]
    """PyLD's algorithm with the N-Quads of RDFC-1.0 and a limit of work.

    The limit is the one of rdf-canonize in JavaScript (a work factor of 1), which most verifiers
    use: at most as many runs of Hash N-Degree Quads as there are blank nodes that look alike. Every
    order that is tried takes a run, so the count bounds all work, and unlike a time it is the same
    on every machine.
    """

    def __init__(self) -> None:
        super().__init__()
        self._runs_left: int | None = None

    def hash_first_degree_quads(self, id_: str) -> str:
        """RDFC-1.0, section 4.6, with canonical N-Quads."""
        info = self.blank_node_info[id_]
        if "hash" not in info:
            info["hash"] = self.hash_nquads([ordered([_nquad(q, id_) for q in info["quads"]])])
        found: str = info["hash"]
        return found

    def hash_n_degree_quads(self, id_: str, issuer: Any) -> Any:
        """RDFC-1.0, section 4.8, as often as the limit allows."""
        if self._runs_left is None:
            self._runs_left = sum(map(len, self.hash_to_blank_nodes.values()))
        if self._runs_left == 0:
            raise ContentError.because(
                "B0508",
                "too many parts of this document look alike to bring them into an order",
                "give each an id, or remove repeated parts",
            )
        self._runs_left -= 1
        return super().hash_n_degree_quads(id_, issuer)


def _nquad(quad: JSON, reference: str | None = None) -> str:
    """The quad as canonical N-Quads; with a reference node, as Hash First Degree Quads has it."""
    terms = [nquads_term(quad[place], reference) for place in ("subject", "predicate", "object")]
    if "name" in quad:
        terms.append(nquads_term(quad["name"], reference))
    return " ".join(terms) + " .\n"


def nquads_term(term: JSON, reference: str | None = None) -> str:
    """The term as canonical N-Quads; with a reference node, as Hash First Degree Quads has it."""
    value: str = term["value"]
    if term["type"] == "IRI":
        return f"<{value}>"
    if term["type"] == "blank node":
        return value if reference is None else "_:a" if value == reference else "_:z"
    literal = f'"{value.translate(ESCAPES)}"'
    if term["datatype"] == _LANG_STRING:
        return f"{literal}@{term['language']}"
    return literal if term["datatype"] == _XSD_STRING else f"{literal}^^<{term['datatype']}>"


def ordered(quads: Iterable[str]) -> str:
    """The quads in code point order, as one text.

    Raises ContentError (B0504) where UTF-16 (JavaScript's order) has another.
    """
    return joined(sorted(quads))


def joined(quads: list[str]) -> str:
    """The same for quads that are in code point order."""
    text = "".join(quads)
    if not sorted_alike(text) and quads != sorted(quads, key=_utf16):
        raise _ambiguous("some processors sort two of its values the other way round")
    return text


def sorted_alike(text: str) -> bool:
    """Whether UTF-16 has all lines of the text in the order of code points, whatever they are.

    Only a character that is two units of it makes a difference.
    """
    return text.isascii() or len(_utf16(text)) == 2 * len(text)


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-be")


def _ambiguous(why: str) -> ContentError:
    return ContentError.because(
        "B0504",
        f"processors read this document differently: {why}",
        "remove or change one of its values",
    )
