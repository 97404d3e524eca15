"""Tiles and bundles: the paths of C2SP tlog-tiles, and a reader that believes nothing unproven."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.log.merkle import EMPTY_ROOT, Tree, is_consistent, leaf_hash, root_from_inclusion
from badgeledger.log.tiles import (
    Level,
    TileReader,
    log_files,
    read_bundle,
    tile_path,
    write_bundle,
)

LARGE = 700
ENTRIES = [b"entry %d" % index for index in range(LARGE)]


def tree_of(size: int) -> Tree:
    return Tree(map(leaf_hash, ENTRIES[:size]))


def published(size: int) -> dict[str, bytes]:
    return dict(log_files(ENTRIES[:size], tree_of(size)))


class Host:
    """Where a log lies; it remembers what was asked for."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.asked: list[str] = []

    def fetch(self, path: str) -> bytes:
        self.asked.append(path)
        return self.files[path]


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 1234067, 256, "tile/0/x001/x234/067"),
        (1, 15, 66, "tile/1/015.p/66"),
        ("entries", 999, 1, "tile/entries/999.p/1"),
        ("entries", 1000, 256, "tile/entries/x001/000"),
        (5, 1000000, 255, "tile/5/x001/x000/000.p/255"),
    ],
)
def test_a_tile_has_the_address_of_the_specification(
    level: Level, index: int, width: int, path: str
) -> None:
    assert tile_path(level, index, width) == path


def test_a_log_of_70000_entries_has_the_tiles_that_the_specification_counts() -> None:
    entries = [b""] * 70_000
    files = dict(log_files(entries, Tree([leaf_hash(b"")] * 70_000)))
    level_0 = [path for path in files if path.startswith("tile/0/")]
    assert (len(level_0), level_0[-1]) == (274, "tile/0/273.p/112")
    assert len(files["tile/0/273.p/112"]) == 112 * 32
    assert [path for path in files if path.startswith(("tile/1/", "tile/2/", "tile/3/"))] == [
        "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1",
    ]  # fmt: skip
    bundles = [path for path in files if path.startswith("tile/entries/")]
    assert (len(bundles), bundles[-1]) == (274, "tile/entries/273.p/112")


@pytest.mark.parametrize(
    ("size", "paths"),
    [
        (0, []),
        (1, ["tile/0/000.p/1", "tile/entries/000.p/1"]),
        (255, ["tile/0/000.p/255", "tile/entries/000.p/255"]),
        (256, ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]),
        (257, ["tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1",
               "tile/entries/000", "tile/entries/001.p/1"]),
    ],
)  # fmt: skip
def test_small_logs_have_these_files_in_this_order(size: int, paths: list[str]) -> None:
    assert list(published(size)) == paths


@given(st.integers(0, LARGE), st.integers(0, LARGE))
def test_a_log_that_grows_changes_no_full_tile(one: int, other: int) -> None:
    old, new = published(min(one, other)), published(max(one, other))
    for path, data in old.items():
        if ".p/" not in path:
            assert new[path] == data


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_reads_as_it_was_written(entries: list[bytes]) -> None:
    assert read_bundle(write_bundle(entries), len(entries)) == tuple(entries)


@given(st.binary(max_size=60), st.integers(0, 256))
def test_any_bytes_are_a_bundle_in_one_way_or_refused(data: bytes, width: int) -> None:
    try:
        entries = read_bundle(data, width)
    except ContentError as error:
        assert error.problems[0].code == "B0823"
    else:
        assert write_bundle(entries) == data


@given(st.lists(st.binary(max_size=9), min_size=1, max_size=9), st.data())
def test_a_bundle_cut_short_or_with_more_is_refused(
    entries: list[bytes], data: st.DataObject
) -> None:
    bundle = write_bundle(entries)
    cut = data.draw(st.integers(0, len(bundle) - 1))
    for wrong in (bundle[:cut], bundle + b"\0", bundle + write_bundle([b"more"])):
        with pytest.raises(ContentError, match="B0823"):
            read_bundle(wrong, len(entries))


@given(st.integers(1, LARGE), st.data())
def test_a_reader_finds_every_proof_and_entry(size: int, data: st.DataObject) -> None:
    tree, host = tree_of(size), Host(published(size))
    reader = TileReader(host.fetch, size, tree.root())
    for index in data.draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=5)):
        path = reader.inclusion(index)
        assert root_from_inclusion(leaf_hash(ENTRIES[index]), index, size, path) == tree.root()
        assert reader.node(0, index) == leaf_hash(ENTRIES[index])
        assert reader.entry(index) == ENTRIES[index]
    old = data.draw(st.integers(0, size))
    assert is_consistent(old, tree.root(old), size, tree.root(), reader.consistency(old))
    assert len(host.asked) == len(set(host.asked))


def test_a_reader_asks_for_few_tiles() -> None:
    tree, host = tree_of(600), Host(published(600))
    TileReader(host.fetch, 600, tree.root()).inclusion(300)
    assert host.asked == ["tile/0/002.p/88", "tile/1/000.p/2", "tile/0/001"]


def all_of(reader: TileReader, size: int) -> None:
    for index in range(0, size, 16):
        reader.entry(index)
    reader.node(0, size - 1)
    reader.consistency(size // 3)


@given(st.sampled_from([1, 2, 255, 256, 257, 700]), st.data(), st.integers(0))
def test_a_flipped_bit_in_any_file_is_refused(size: int, data: st.DataObject, bit: int) -> None:
    files = published(size)
    path = data.draw(st.sampled_from(sorted(files)))
    number = int.from_bytes(files[path], "big") ^ 1 << bit % (8 * len(files[path]))
    files[path] = number.to_bytes(len(files[path]), "big")
    with pytest.raises(ContentError, match=r"B0822|B0823"):
        all_of(TileReader(Host(files).fetch, size, tree_of(size).root()), size)


CUTS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "short": lambda data: data[:-1],
    "a hash less": lambda data: data[:-32],
    "more": lambda data: data + bytes(32),
    "huge": lambda data: data * 1000,
}


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("path", sorted(published(700)))
def test_a_file_of_another_length_is_refused(path: str, cut: str) -> None:
    files = published(700)
    files[path] = CUTS[cut](files[path])
    with pytest.raises(ContentError, match=r"B0822|B0823"):
        all_of(TileReader(Host(files).fetch, 700, tree_of(700).root()), 700)


@given(st.integers(1, LARGE), st.integers(1, LARGE))
def test_the_root_of_another_size_is_refused(size: int, other: int) -> None:
    if size != other:
        with pytest.raises(ContentError, match="B0822"):
            TileReader(Host(published(size)).fetch, size, tree_of(other).root()).node(0, 0)


def test_what_a_failed_fetch_left_behind_is_not_believed() -> None:
    """The first tile is another's, the second cannot be had: then neither is the first."""
    tree, files = tree_of(257), published(257)
    files["tile/0/001.p/1"] = leaf_hash(b"another")
    above = files.pop("tile/1/000.p/1")
    reader = TileReader(Host(files).fetch, 257, tree.root())
    with pytest.raises(KeyError):
        reader.node(0, 256)
    files["tile/1/000.p/1"] = above
    for _ in range(2):
        with pytest.raises(ContentError, match="B0822"):
            reader.node(0, 256)


@pytest.mark.parametrize("size", [0, 1, 256, 700])
def test_what_no_log_of_the_size_has_is_refused(size: int) -> None:
    reader = TileReader(Host(published(size)).fetch, size, tree_of(size).root())
    asks: list[Callable[[], object]] = [
        lambda: reader.inclusion(size), lambda: reader.inclusion(-1), lambda: reader.entry(size),
        lambda: reader.entry(-1), lambda: reader.bundle(-1), lambda: reader.bundle(size),
        lambda: reader.node(0, size), lambda: reader.node(-1, 0), lambda: reader.node(70, 0),
        lambda: reader.consistency(size + 1), lambda: reader.consistency(-1),
    ]  # fmt: skip
    for ask in asks:
        with pytest.raises(ContentError, match="B0820"):
            ask()


def test_an_empty_log_extends_itself() -> None:
    assert TileReader(Host({}).fetch, 0, EMPTY_ROOT).consistency(0) == ()


@given(st.integers(0, LARGE), st.integers(0, LARGE))
def test_a_log_that_grows_changes_no_whole_tile(one: int, other: int) -> None:
    earlier, later = published(min(one, other)), published(max(one, other))
    whole = {path: data for path, data in earlier.items() if ".p/" not in path}
    assert whole == {path: later.get(path) for path in whole}
