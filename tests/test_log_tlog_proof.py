"""Log proofs: read as written, and holding for one leaf of one log alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.checkpoint import Checkpoint
from badgeledger.log.merkle import Tree, leaf_hash
from badgeledger.log.note import Vkey, note
from badgeledger.log.tlog_proof import LogProof, read_proof, verify_proof, write_proof

SECRET = Secret(bytes(range(32)))
ORIGIN = "badges.example/ledger"
VKEY = Vkey(ORIGIN, decode_public_key(SECRET.public_key))
LEAVES = [leaf_hash(b"%d" % index) for index in range(300)]
TREE = Tree(LEAVES)


def signed(size: int) -> bytes:
    text = Checkpoint(ORIGIN, size, TREE.root(size)).text
    return note(text, VKEY, SECRET.sign(text.encode()))


def proof_of(index: int, size: int) -> LogProof:
    path = TREE.inclusion(index, size)
    return LogProof(index, path, signed(size), VKEY.text.encode())


PROOF = proof_of(5, 20)
FILE = write_proof(PROOF)
HEAD = FILE.partition(b"\n\n")[0].decode()
HASH = HEAD.split("\n")[3]

HASHES = st.binary(min_size=32, max_size=32)
PROOFS = st.builds(
    LogProof,
    st.integers(0, 2**53 - 1),
    st.lists(HASHES, max_size=53).map(tuple),
    st.binary(min_size=1),
    st.binary(max_size=200),
)


@given(PROOFS)
def test_a_proof_reads_as_it_was_written(proof: LogProof) -> None:
    assert read_proof(write_proof(proof)) == proof


@given(st.binary(max_size=300) | st.integers(0, len(FILE)).map(lambda cut: FILE[:cut]))
def test_any_bytes_are_a_proof_in_one_way_or_refused(data: bytes) -> None:
    try:
        proof = read_proof(data)
    except ContentError as error:
        assert error.problems[0].code == "B0830"
    else:
        assert write_proof(proof) == data


def test_its_lines_are_those_of_the_specification() -> None:
    assert write_proof(LogProof(7, (bytes(32), b"\xff" * 32), b"checkpoint\n", b"more")) == (
        b"c2sp.org/tlog-proof@v1\nextra bW9yZQ==\nindex 7\n"
        b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
        b"//////////////////////////////////////////8=\n\ncheckpoint\n"
    )
    assert write_proof(LogProof(0, (), b"checkpoint\n")) == (
        b"c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n"
    )


def test_it_is_about_a_kilobyte_for_100000_entries() -> None:
    index, size = 73_894, 100_000
    path = Tree([bytes(32)] * size).inclusion(index)
    assert len(write_proof(LogProof(index, path, signed(300), VKEY.text.encode()))) < 1300


@given(st.integers(1, 300), st.data())
def test_every_leaf_is_proven(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = read_proof(write_proof(proof_of(index, size)))
    assert verify_proof(proof, LEAVES[index], VKEY).size == size
    assert Vkey.read(proof.extra.decode()) == VKEY


@given(st.integers(0, 8 * len(FILE) - 1))
def test_a_flipped_bit_is_refused(bit: int) -> None:
    """But in the extra data, which nobody signed."""
    wrong = (int.from_bytes(FILE, "big") ^ 1 << bit).to_bytes(len(FILE), "big")
    try:
        proof = read_proof(wrong)
        verify_proof(proof, LEAVES[5], VKEY)
    except ContentError:
        return
    assert LogProof(proof.index, proof.path, proof.checkpoint, PROOF.extra) == PROOF


def test_the_proof_of_another_entry_does_not_hold() -> None:
    with pytest.raises(ContentError, match="B0831"):
        verify_proof(PROOF, LEAVES[6], VKEY)


def test_the_proof_of_another_place_or_size_does_not_hold() -> None:
    for wrong, code in (
        (LogProof(4, PROOF.path, PROOF.checkpoint), "B0831"),
        (LogProof(20, PROOF.path, PROOF.checkpoint), "B0820"),
        (LogProof(5, PROOF.path[:-1], PROOF.checkpoint), "B0821"),
        (LogProof(5, PROOF.path, signed(21)), "B0831"),
        (LogProof(5, PROOF.path, signed(300)), "B0821"),
    ):
        with pytest.raises(ContentError, match=code):
            verify_proof(wrong, LEAVES[5], VKEY)


def test_a_proof_of_another_log_does_not_hold() -> None:
    with pytest.raises(ContentError, match="B0826"):
        verify_proof(PROOF, LEAVES[5], Vkey("other.example/ledger", VKEY.key))


@pytest.mark.parametrize(
    "head",
    [
        "", "index 5", f"\n{HEAD}", f" {HEAD}", HEAD.replace("v1", "v2"),
        "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\nextra AAAA",
        HEAD.replace("extra ", "extra"), HEAD.replace("extra ", "Extra "),
        HEAD.replace("extra ", "extra !"), HEAD.replace("extra ", "extra  "),
        "c2sp.org/tlog-proof@v1\nextra \nindex 5",
        f"c2sp.org/tlog-proof@v1\nextra AAAA\n{HEAD.partition(chr(10))[2]}",
        "c2sp.org/tlog-proof@v1\nindex 5\nextra AAAA",
        *(HEAD.replace("index 5", line) for line in (
            "index", "index ", "index 05", "index -5", "index 5 ", "index  5",
            "index 9007199254740992", "Index 5", "index 5\nindex 5", "index " + "9" * 5000,
        )),
        *(HEAD.replace(HASH, line) for line in (
            HASH[:-1], HASH[4:], f"AAAA{HASH}", f" {HASH}", HASH.replace("=", "=="), "AAAA", "é",
        )),
        HEAD + 400 * f"\n{HASH}",
    ],
)  # fmt: skip
def test_what_is_no_proof_is_refused(head: str) -> None:
    with pytest.raises(ContentError, match="B0830"):
        read_proof(f"{head}\n\n".encode() + PROOF.checkpoint)
