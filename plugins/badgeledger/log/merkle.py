"""The Merkle tree over the log's entries (RFC 9162, section 2.1; the same tree as RFC 6962's).

In the flow: entries ─ Tree ─ tiles, checkpoint, proofs. Pure: what is stored or fetched where,
`tiles.py` says. A tree holds every complete node and no other, as published tiles do, so that one
set of algorithms finds proofs in either: they ask for nodes by level (0: leaves) and index.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from badgeledger.errors import ContentError

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Nodes = Callable[[int, int], bytes]
"""Gives the complete node of a level and index."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry as a leaf."""
    return hashlib.sha256(b"\x00" + entry).digest()


def parents(hashes: bytes) -> bytes:
    """The nodes above a row of nodes, each row as one string; an odd last one has none."""
    sha256, pair = hashlib.sha256, 2 * HASH_BYTES
    pairs = range(0, len(hashes) - pair + 1, pair)
    return b"".join([sha256(b"\x01" + hashes[at : at + pair]).digest() for at in pairs])


def subtree_root(hashes: bytes) -> bytes:
    """The one node above a row of nodes whose number is a power of two."""
    while len(hashes) > HASH_BYTES:
        hashes = parents(hashes)
    return hashes


class Tree:
    """The tree over entries, and the trees it was at every earlier size."""

    def __init__(self, leaf_hashes: Iterable[bytes]) -> None:
        levels = [b"".join(leaf_hashes)]
        while len(levels[-1]) >= 2 * HASH_BYTES:
            levels.append(parents(levels[-1]))
        self._levels = levels
        self.size = len(levels[0]) // HASH_BYTES

    def hashes(self, level: int, begin: int, end: int) -> bytes:
        """The complete nodes of a level from `begin` to before `end`, as one string."""
        return self._levels[level][HASH_BYTES * begin : HASH_BYTES * end]

    def node(self, level: int, index: int) -> bytes:
        """A complete node. Raises ContentError (B0820) where the tree has none."""
        require_complete(level, index, self.size)
        return self.hashes(level, index, index + 1)

    def root(self, size: int | None = None) -> bytes:
        """The root hash, of an earlier size where one is given. Raises ContentError (B0820)."""
        return root_hash(self.node, self._reached(size))

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The inclusion proof of a leaf. Raises ContentError (B0820)."""
        return inclusion_path(self.node, index, self._reached(size))

    def consistency(self, old_size: int, size: int | None = None) -> tuple[bytes, ...]:
        """The proof that the tree extends the one of `old_size`. Raises ContentError (B0820)."""
        return consistency_path(self.node, old_size, self._reached(size))

    def _reached(self, size: int | None) -> int:
        if size is None:
            return self.size
        require_size(size, self.size)
        return size


def require_size(size: int, reached: int) -> None:
    """Raise ContentError (B0820) unless the log was once of that size."""
    if not 0 <= size <= reached:
        raise _not_in_the_log(f"the log has {reached} entries, and never had {size}")


def require_leaf(index: int, size: int) -> None:
    """Raise ContentError (B0820) unless a log of that size has the leaf."""
    if not 0 <= index < size:
        raise _not_in_the_log(f"the log has {size} entries, and none at leaf {index}")


def require_complete(level: int, index: int, size: int) -> None:
    """Raise ContentError (B0820) unless a log of that size has the whole of the node."""
    if not (0 <= level < 64 and 0 <= index < size >> level):
        raise _not_in_the_log(f"a log of {size} entries has no node {index} at level {level}")


def _not_in_the_log(message: str) -> ContentError:
    return ContentError.because("B0820", message, "ask the log's newest checkpoint for its size")


def root_hash(node: Nodes, size: int) -> bytes:
    """The Merkle Tree Hash of the first `size` leaves (RFC 9162, section 2.1.1)."""
    return _range_hash(node, 0, size) if size else EMPTY_ROOT


def inclusion_path(node: Nodes, index: int, size: int) -> tuple[bytes, ...]:
    """The inclusion proof of a leaf, its sibling first (RFC 9162, section 2.1.3.1).

    Raises ContentError (B0820) where the tree of that size has no such leaf.
    """
    require_leaf(index, size)
    path, begin, end = [], 0, size
    while end - begin > 1:
        middle = _split(begin, end)
        if index < middle:
            path.append(_range_hash(node, middle, end))
            end = middle
        else:
            path.append(_range_hash(node, begin, middle))
            begin = middle
    return tuple(reversed(path))


def consistency_path(node: Nodes, old_size: int, size: int) -> tuple[bytes, ...]:
    """The proof that one tree extends another (RFC 9162, section 2.1.4.1).

    Empty for equal sizes, and for the tree without leaves, which all others extend. Raises
    ContentError (B0820) where `old_size` is beyond `size`.
    """
    require_size(old_size, size)
    if not old_size:
        return ()
    path, begin, end = [], 0, size
    while end != old_size:
        middle = _split(begin, end)
        if old_size <= middle:
            path.append(_range_hash(node, middle, end))
            end = middle
        else:
            path.append(_range_hash(node, begin, middle))
            begin = middle
    if begin:  # otherwise the old root itself, which the verifier has
        path.append(_range_hash(node, begin, end))
    return tuple(reversed(path))


def _split(begin: int, end: int) -> int:
    """Where the tree over these leaves parts: after the largest power of two below their number."""
    return begin + (1 << (end - begin - 1).bit_length() - 1)


def _range_hash(node: Nodes, begin: int, end: int) -> bytes:
    """The hash over the leaves from `begin`, which is where a subtree begins, to before `end`.

    Complete nodes, the largest first, make up the range; they are hashed together from the right.
    """
    peaks = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        peaks.append(node(level, begin >> level))
        begin += 1 << level
    root = peaks.pop()
    while peaks:
        root = parents(peaks.pop() + root)
    return root


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root of the tree in which `path` proves the leaf's hash (RFC 9162, section 2.1.3.2).

    Whoever calls compares it with the root of the checkpoint. Raises ContentError: B0820 where a
    tree of that size has no such leaf, B0821 for a path that cannot be one.
    """
    require_leaf(index, size)
    if any(len(each) != HASH_BYTES for each in path):
        raise _no_path(index, size)
    fn, sn, root = index, size - 1, leaf  # (1) to (3)
    for sibling in path:  # (4)
        if not sn:
            raise _no_path(index, size)
        if fn & 1 or fn == sn:
            root = parents(sibling + root)
            fn, sn = _shift_to_odd(fn, sn)
        else:
            root = parents(root + sibling)
        fn, sn = fn >> 1, sn >> 1
    if sn:  # (5)
        raise _no_path(index, size)
    return root


def _no_path(index: int, size: int) -> ContentError:
    return ContentError.because(
        "B0821",
        f"this cannot be the proof of leaf {index} in a log of {size} entries",
        "get the proof again",
    )


def is_consistent(
    old_size: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether `path` proves that a tree extends another (RFC 9162, section 2.1.4.2).

    SPEC: it leaves out the tree without leaves. Here every tree extends that one, by an empty path.
    """
    if not 0 <= old_size <= size or any(len(each) != HASH_BYTES for each in path):
        return False
    if old_size == size:
        return not path and old_root == root
    if not old_size:
        return not path and old_root == EMPTY_ROOT
    if old_size.bit_count() == 1:  # (2)
        path = (old_root, *path)
    if not path:  # (1)
        return False
    fn, sn = _shift_to_even(old_size - 1, size - 1)  # (3), (4)
    fr = sr = path[0]  # (5)
    for c in path[1:]:  # (6)
        if not sn:
            return False
        if fn & 1 or fn == sn:
            fr, sr = parents(c + fr), parents(c + sr)
            fn, sn = _shift_to_odd(fn, sn)
        else:
            sr = parents(sr + c)
        fn, sn = fn >> 1, sn >> 1
    return fr == old_root and sr == root and not sn  # (7)


def _shift_to_odd(fn: int, sn: int) -> tuple[int, int]:
    """Both shifted until the first is odd or 0."""
    while fn and not fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return fn, sn


def _shift_to_even(fn: int, sn: int) -> tuple[int, int]:
    """Both shifted until the first is even."""
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    return fn, sn
