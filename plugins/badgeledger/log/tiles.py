"""The log as static files: hash tiles and entry bundles (C2SP tlog-tiles), written and read.

In the flow: entries, tree ─ log_files ─ artifacts; and from a published log back, tile by tile.
What is fetched is not believed: `TileReader` hands nothing on before it hashed to the checkpoint's
root. Where the files lie and how they are fetched is the caller's.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from badgeledger.errors import ContentError
from badgeledger.log.merkle import (
    HASH_BYTES,
    Tree,
    consistency_path,
    inclusion_path,
    leaf_hash,
    require_complete,
    require_leaf,
    root_hash,
    subtree_root,
)

TILE_WIDTH = 256
TILE_HEIGHT = 8  # levels of the tree that a tile spans

Level = int | Literal["entries"]


def tile_path(level: Level, index: int, width: int) -> str:
    """A tile's address below `ledger/`, `tile/0/x001/x234/067.p/8` for one that is 8 wide."""
    digits = [f"{index % 1000:03}"]
    while index := index // 1000:
        digits.append(f"x{index % 1000:03}")
    partial = "" if width == TILE_WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(reversed(digits))}{partial}"


def log_files(entries: Sequence[bytes], tree: Tree) -> Iterator[tuple[str, bytes]]:
    """All tiles and entry bundles of a log, each with its path below `ledger/`.

    Hash tiles by level and index, then bundles by index. Full ones never change when the log grows;
    of the partial ones these are those of its present size.
    """
    for level in range(_levels(tree.size)):
        for index, begin, end in _tiles(_nodes(tree.size, level)):
            data = tree.hashes(TILE_HEIGHT * level, begin, end)
            yield tile_path(level, index, end - begin), data
    for index, begin, end in _tiles(tree.size):
        yield tile_path("entries", index, end - begin), write_bundle(entries[begin:end])


def write_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries of at most 65,535 bytes each as an entry bundle."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def read_bundle(data: bytes, width: int) -> tuple[bytes, ...]:
    """The entries of a bundle that has `width` of them. Raises ContentError (B0823)."""
    entries, at = [], 0
    for _ in range(width):
        begin = at + 2
        at = begin + int.from_bytes(data[at:begin], "big")
        if at > len(data):
            raise _bad_bundle(f"the entry bundle ends before its {width} entries do")
        entries.append(data[begin:at])
    if at != len(data):
        raise _bad_bundle(f"the entry bundle goes on after its {width} entries")
    return tuple(entries)


class TileReader:
    """A published log of a size and root hash that its checkpoint states, read tile by tile.

    `fetch` gives the bytes at a path below `ledger/`, and may raise what it likes; it is asked for
    every tile and bundle once at most. Anything else that was changed, left out or added on the way
    raises ContentError: B0822 for a tile, B0823 for a bundle, B0820 for what no log of that size
    has.
    """

    def __init__(self, fetch: Callable[[str], bytes], size: int, root: bytes) -> None:
        self._fetch = fetch
        self._size = size
        self._root = root
        self._tiles: dict[tuple[int, int], bytes] = {}
        self._bundles: dict[int, tuple[bytes, ...]] = {}

    def node(self, level: int, index: int) -> bytes:
        """A complete node of the tree."""
        require_complete(level, index, self._size)
        tile_level, height = divmod(level, TILE_HEIGHT)
        tile, offset = divmod(index << height, TILE_WIDTH)
        hashes = self._tile(tile_level, tile)
        return subtree_root(hashes[HASH_BYTES * offset : HASH_BYTES * (offset + (1 << height))])

    def inclusion(self, index: int) -> tuple[bytes, ...]:
        """The inclusion proof of a leaf."""
        return inclusion_path(self.node, index, self._size)

    def consistency(self, old_size: int) -> tuple[bytes, ...]:
        """The proof that the log extends itself at an earlier size."""
        return consistency_path(self.node, old_size, self._size)

    def entry(self, index: int) -> bytes:
        """The entry at a leaf."""
        require_leaf(index, self._size)
        bundle, offset = divmod(index, TILE_WIDTH)
        return self.bundle(bundle)[offset]

    def bundle(self, index: int) -> tuple[bytes, ...]:
        """The entries of a bundle: those of the leaves from 256 × index on."""
        if index not in self._bundles:
            require_leaf(index * TILE_WIDTH, self._size)
            width = min(TILE_WIDTH, self._size - TILE_WIDTH * index)
            entries = read_bundle(self._fetch(tile_path("entries", index, width)), width)
            if b"".join(map(leaf_hash, entries)) != self._tile(0, index):
                raise _bad_bundle(f"entry bundle {index} has other entries than the log")
            self._bundles[index] = entries
        return self._bundles[index]

    def _tile(self, level: int, index: int) -> bytes:
        """A tile, once it hashed to its node in the tile above it, and so on up to the root."""
        if not self._tiles:
            self._open()
        if (level, index) not in self._tiles:
            tile = self._fetched(level, index, TILE_WIDTH)
            above, offset = divmod(index, TILE_WIDTH)
            at = HASH_BYTES * offset
            if subtree_root(tile) != self._tile(level + 1, above)[at : at + HASH_BYTES]:
                raise _bad_tile(level, index, "does not hash to what stands above it")
            self._tiles[level, index] = tile
        return self._tiles[level, index]

    def _open(self) -> None:
        """Fetch the partial tiles: each of their hashes goes into the root, and nothing else."""
        edge = {}
        for level in range(_levels(self._size)):
            index, width = divmod(_nodes(self._size, level), TILE_WIDTH)
            if width:
                edge[level, index] = self._fetched(level, index, width)
        self._tiles = edge
        if root_hash(self.node, self._size) != self._root:
            self._tiles = {}
            raise ContentError.because(
                "B0822",
                "the log's partial tiles do not hash to the root of its checkpoint",
                "get the checkpoint again, and the tiles after it",
            )

    def _fetched(self, level: int, index: int, width: int) -> bytes:
        tile = self._fetch(tile_path(level, index, width))
        if len(tile) != HASH_BYTES * width:
            raise _bad_tile(level, index, f"has {len(tile)} bytes instead of {HASH_BYTES * width}")
        return tile


def _nodes(size: int, level: int) -> int:
    """How many hashes the tiles of a level have together."""
    return size >> TILE_HEIGHT * level


def _levels(size: int) -> int:
    """How many levels of tiles there are."""
    return -(-size.bit_length() // TILE_HEIGHT)


def _tiles(hashes: int) -> Iterator[tuple[int, int, int]]:
    """The tiles of a level with that many hashes: index, first hash, the hash after the last."""
    for begin in range(0, hashes, TILE_WIDTH):
        yield begin // TILE_WIDTH, begin, min(begin + TILE_WIDTH, hashes)


def _bad_tile(level: int, index: int, fault: str) -> ContentError:
    return ContentError.because(
        "B0822", f"tile {index} of level {level} {fault}", "get the tile again"
    )


def _bad_bundle(message: str) -> ContentError:
    return ContentError.because("B0823", message, "get the entry bundle again")
