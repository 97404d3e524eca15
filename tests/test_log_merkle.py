"""The Merkle tree: RFC 9162's definition, its proofs, and that nothing else passes for one."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.log.merkle import (
    EMPTY_ROOT,
    Tree,
    is_consistent,
    leaf_hash,
    root_from_inclusion,
)

LARGE = 300
LEAVES = [leaf_hash(b"%d" % index) for index in range(LARGE)]
TREE = Tree(LEAVES)

# The leaves, and the roots over the first of them, that Certificate Transparency's tests use.
PUBLIC_LEAVES = (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)  # fmt: skip
PUBLIC_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def merkle_tree_hash(leaves: list[bytes]) -> bytes:
    """MTH as RFC 9162, section 2.1.1, defines it."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    sides = merkle_tree_hash(leaves[:k]) + merkle_tree_hash(leaves[k:])
    return hashlib.sha256(b"\x01" + sides).digest()


def flipped(data: bytes, bit: int) -> bytes:
    number = int.from_bytes(data, "big") ^ 1 << bit % (8 * len(data))
    return number.to_bytes(len(data), "big")


def changed(path: tuple[bytes, ...], bit: int) -> tuple[bytes, ...]:
    data = flipped(b"".join(path), bit)
    return tuple(data[at : at + 32] for at in range(0, len(data), 32))


def test_the_roots_are_those_that_others_publish() -> None:
    tree = Tree(leaf_hash(bytes.fromhex(leaf)) for leaf in PUBLIC_LEAVES)
    assert [tree.root(size).hex() for size in range(9)] == list(PUBLIC_ROOTS)


@pytest.mark.parametrize("size", [*range(20), 63, 64, 65, 255, 256, 257, 299, 300])
def test_a_root_is_the_merkle_tree_hash_whether_the_tree_grew_further_or_not(size: int) -> None:
    root = merkle_tree_hash(LEAVES[:size])
    assert TREE.root(size) == Tree(LEAVES[:size]).root() == root


@given(st.integers(1, LARGE), st.data())
def test_every_leaf_is_proven_in_a_tree_of_any_size(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = TREE.inclusion(index, size)
    assert path == Tree(LEAVES[:size]).inclusion(index)
    assert root_from_inclusion(LEAVES[index], index, size, path) == TREE.root(size)


def test_all_leaves_of_small_trees_are_proven_and_at_no_other_place() -> None:
    for size in range(1, 20):
        for index in range(size):
            path = TREE.inclusion(index, size)
            for place in range(size):
                try:
                    root = root_from_inclusion(LEAVES[index], place, size, path)
                except ContentError:
                    root = b""
                assert (root == TREE.root(size)) == (place == index)


@given(st.integers(2, LARGE), st.data(), st.integers(0))
def test_a_flipped_bit_proves_nothing(size: int, data: st.DataObject, bit: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaf, path, root = LEAVES[index], TREE.inclusion(index, size), TREE.root(size)
    assert root_from_inclusion(flipped(leaf, bit), index, size, path) != root
    assert root_from_inclusion(leaf, index, size, changed(path, bit)) != root


@pytest.mark.parametrize(
    ("index", "size", "path", "code"),
    [
        (5, 5, (), "B0820"),
        (-1, 5, (), "B0820"),
        (0, 0, (), "B0820"),
        (0, -1, (), "B0820"),
        (0, 2**70, (), "B0821"),
        (0, 5, (), "B0821"),
        (0, 5, TREE.inclusion(0, 5)[:-1], "B0821"),
        (0, 5, (*TREE.inclusion(0, 5), bytes(32)), "B0821"),
        (0, 1, (bytes(32),), "B0821"),
        (0, 2, (b"",), "B0821"),
        (0, 2, (bytes(31),), "B0821"),
        (0, 2, (bytes(64),), "B0821"),
        (0, 5, (bytes(32),) * 100_000, "B0821"),
    ],
)
def test_what_cannot_be_an_inclusion_proof_is_refused(
    index: int, size: int, path: tuple[bytes, ...], code: str
) -> None:
    with pytest.raises(ContentError, match=code):
        root_from_inclusion(LEAVES[0], index, size, path)


def test_trees_of_all_pairs_of_sizes_are_consistent_in_one_direction() -> None:
    for size in range(34):
        for old in range(size + 1):
            path = TREE.consistency(old, size)
            assert is_consistent(old, TREE.root(old), size, TREE.root(size), path)
            assert (old == size) == is_consistent(size, TREE.root(size), old, TREE.root(old), path)


@given(st.integers(1, LARGE - 1), st.data(), st.integers(0))
def test_a_flipped_bit_makes_trees_inconsistent(old: int, data: st.DataObject, bit: int) -> None:
    size = data.draw(st.integers(old + 1, LARGE))
    path, root, old_root = TREE.consistency(old, size), TREE.root(size), TREE.root(old)
    assert is_consistent(old, old_root, size, root, path)
    assert not is_consistent(old, flipped(old_root, bit), size, root, path)
    assert not is_consistent(old, old_root, size, flipped(root, bit), path)
    assert not is_consistent(old, old_root, size, root, changed(path, bit))
    assert not is_consistent(old, old_root, size, root, path[:-1])
    assert not is_consistent(old, old_root, size, root, (*path, bytes(32)))


@given(st.integers(0, 40), st.integers(1, LARGE), st.integers(0, LARGE - 1))
def test_a_rewritten_log_is_inconsistent(more: int, old: int, place: int) -> None:
    place %= old
    other = Tree([*LEAVES[:place], leaf_hash(b"other"), *LEAVES[place + 1 :]])
    size = min(old + more, LARGE)
    path = other.consistency(old, size)
    assert not is_consistent(old, TREE.root(old), size, other.root(size), path)


def test_hashes_of_another_length_are_no_proof_even_where_the_bytes_hashed_are_the_same() -> None:
    sibling, above = TREE.inclusion(1, 3)
    for wrong in ((sibling + b"x", above), (sibling, above + b"x")):
        with pytest.raises(ContentError, match="B0821"):
            root_from_inclusion(LEAVES[1], 1, 3, wrong)
    first, second, third = TREE.consistency(3, 4)
    assert is_consistent(3, TREE.root(3), 4, TREE.root(4), (first, second, third))
    for recut in (
        (first, second + b"x", third),
        (first[1:], second, third + first[:1]),
        (first, second, third + b"x"),
    ):
        assert not is_consistent(3, TREE.root(3), 4, TREE.root(4), recut)


def test_every_tree_extends_the_empty_one_and_no_other_root_of_none() -> None:
    assert is_consistent(0, EMPTY_ROOT, 7, TREE.root(7), ())
    assert not is_consistent(0, bytes(32), 7, TREE.root(7), ())
    assert not is_consistent(0, EMPTY_ROOT, 7, TREE.root(7), (bytes(32),))


def test_two_roots_of_one_size_are_inconsistent() -> None:
    assert is_consistent(7, TREE.root(7), 7, TREE.root(7), ())
    assert not is_consistent(7, TREE.root(7), 7, TREE.root(8), ())
    assert not is_consistent(7, TREE.root(7), 7, TREE.root(7), (bytes(32),))


@pytest.mark.parametrize("path", [(), (b"",), (bytes(31),), (bytes(33),), (bytes(32),) * 100_000])
@pytest.mark.parametrize(("old", "size"), [(3, 7), (4, 7), (-1, 7), (7, 3), (3, 2**70)])
def test_what_cannot_be_a_consistency_proof_is_none(
    path: tuple[bytes, ...], old: int, size: int
) -> None:
    assert not is_consistent(old, TREE.root(4), size, TREE.root(7), path)


def test_a_node_is_the_hash_over_its_leaves() -> None:
    assert TREE.node(3, 5) == merkle_tree_hash(LEAVES[40:48])


@pytest.mark.parametrize(("level", "index"), [(0, 300), (0, -1), (-1, 0), (3, 37), (9, 0), (64, 0)])
def test_a_tree_gives_complete_nodes_only(level: int, index: int) -> None:
    with pytest.raises(ContentError, match="B0820"):
        TREE.node(level, index)


@pytest.mark.parametrize("size", [-1, LARGE + 1])
def test_a_tree_was_never_of_a_size_beyond_its_own(size: int) -> None:
    for ask in (TREE.root, TREE.consistency, lambda size: TREE.inclusion(0, size)):
        with pytest.raises(ContentError, match="B0820"):
            ask(size)


def test_a_leaf_beyond_an_earlier_size_has_no_proof_in_it() -> None:
    with pytest.raises(ContentError, match="B0820"):
        TREE.inclusion(5, 5)
