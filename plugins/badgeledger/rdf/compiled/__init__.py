"""Canonicalisation compiled per document shape: for documents of our own making.

    document ─ shape ┬─ frame ─ filled ─ canonical N-Quads
                     └─ (a shape that is new: sentinels ─ reference processor ─ frame)

A signature of many awards spends its time in JSON-LD, which does the same with each: they share few
shapes. So the reference processor runs once on a document of the shape whose values are sentinels;
what became of each sentinel is kept as a table, a frame, and filled with the values of every other
document of that shape. Whatever is unusual goes to the reference, and so does every refusal.

docs/compiled-canonicalisation.md has the proof, and says when this must not be used: never on
documents that others made. Verification stays with `rdf/canonical.py`.
"""

from badgeledger.rdf.compiled.canonicalizer import Canonicalizer

__all__ = ["Canonicalizer", "canonicalize"]

# One for each process: what it learned of shapes serves all documents that are signed there.
canonicalize = Canonicalizer().canonicalize
