"""The log as published, judged by Go's checksum database: nothing of the judge is ours."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.checkpoint import Checkpoint
from badgeledger.log.merkle import Tree, leaf_hash
from badgeledger.log.note import Vkey, note
from badgeledger.log.tiles import log_files
from tests.judges import LogJudgement, judge_log_with_go

SECRET = Secret(bytes(range(32)))
OTHER = Secret(bytes(32))
ORIGIN = "badges.example/c%2B%2B/ledger"
VKEY = Vkey(ORIGIN, decode_public_key(SECRET.public_key))


@dataclass(frozen=True)
class Log:
    """A log and the folder in which it is published."""

    folder: Path
    tree: Tree

    def sign(self, checkpoint: Checkpoint, vkey: Vkey = VKEY, secret: Secret = SECRET) -> None:
        signed = note(checkpoint.text, vkey, secret.sign(checkpoint.text.encode()))
        (self.folder / "checkpoint").write_bytes(signed)

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint(ORIGIN, self.tree.size, self.tree.root())


def publish(folder: Path, size: int) -> Log:
    entries = [b'{"e":"issue","t":%d,"v":1}' % (index * index) for index in range(size)]
    log = Log(folder, Tree(map(leaf_hash, entries)))
    for path, data in log_files(entries, log.tree):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    log.sign(log.checkpoint)
    return log


@pytest.fixture
def small(tmp_path: Path) -> Log:
    """A log of 600 entries, which a test may spoil; until then the judge accepts it."""
    log = publish(tmp_path, 600)
    assert judge_log_with_go(tmp_path, VKEY) == LogJudgement("", 600, 4, 0, 0)
    return log


def spread(limit: int, count: int) -> list[int]:
    """Numbers from 1 to below the limit, without an order that a log could lean on."""
    return [7919 * number % (limit - 1) + 1 for number in range(1, count + 1)]


def test_go_accepts_a_log_of_three_levels_with_every_proof_of_ours(tmp_path: Path) -> None:
    size = 66_049
    log = publish(tmp_path, size)
    leaves = {0, size - 1, 65_535, 65_536, *spread(65_535, 196)}
    pairs = [(1, size), (65_536, size), (65_535, 65_537), (size, size)]
    pairs += [(old, size - old // 3) for old in spread(size // 2, 196)]
    judged = judge_log_with_go(
        tmp_path,
        VKEY,
        {leaf: log.tree.inclusion(leaf) for leaf in leaves},
        {(old, new): log.tree.consistency(old, new) for old, new in pairs},
    )
    assert judged == LogJudgement("", size, 262, 200, 200)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 513])
def test_go_accepts_logs_whose_last_tiles_are_just_full_or_just_begun(
    tmp_path: Path, size: int
) -> None:
    log = publish(tmp_path, size)
    leaves = {leaf: log.tree.inclusion(leaf) for leaf in range(0, size, 7)}
    pairs = {(old, size): log.tree.consistency(old) for old in range(1, size + 1, 5)}
    judged = judge_log_with_go(tmp_path, VKEY, leaves, pairs)
    assert (judged.fault, judged.size) == ("", size)
    assert (judged.inclusions, judged.consistencies) == (len(leaves), len(pairs))


def test_go_accepts_all_consistencies_of_small_sizes(tmp_path: Path) -> None:
    log = publish(tmp_path, 40)
    pairs = {
        (old, size): log.tree.consistency(old, size)
        for size in range(1, 41)
        for old in range(1, size + 1)
    }
    assert judge_log_with_go(tmp_path, VKEY, {}, pairs).consistencies == len(pairs) == 820


@pytest.mark.parametrize("place", [0, 1, 100, -1])
def test_go_finds_one_wrong_byte_in_any_tile_or_bundle(small: Log, place: int) -> None:
    files = [path for path in small.folder.rglob("tile/**/*") if path.is_file()]
    assert len(files) == 7
    for file in files:
        right = file.read_bytes()
        wrong = bytearray(right)
        wrong[place % len(wrong)] ^= 1
        file.write_bytes(wrong)
        assert judge_log_with_go(small.folder, VKEY).fault, file
        file.write_bytes(right)


def test_go_finds_one_wrong_byte_in_a_proof(small: Log) -> None:
    sibling, *rest = small.tree.inclusion(300)
    wrong = [bytes([sibling[0] ^ 1, *sibling[1:]]), *rest]
    assert "inclusion of 300" in judge_log_with_go(small.folder, VKEY, {300: wrong}).fault
    sibling, *rest = small.tree.consistency(300)
    wrong = [bytes([sibling[0] ^ 1, *sibling[1:]]), *rest]
    judged = judge_log_with_go(small.folder, VKEY, {}, {(300, 600): wrong})
    assert "consistency of 600 with 300" in judged.fault


def test_go_refuses_a_checkpoint_changed_after_it_was_signed(small: Log) -> None:
    file = small.folder / "checkpoint"
    origin, size, root, *rest = file.read_text("utf-8").split("\n")
    for changed in (
        [origin, "599", root],
        [origin, size, small.tree.root(599).hex()],
        ["other.example/ledger", size, root],
    ):
        file.write_text("\n".join([*changed, *rest]), "utf-8")
        assert "invalid signature" in judge_log_with_go(small.folder, VKEY).fault


def test_go_refuses_a_checkpoint_that_another_key_signed(small: Log) -> None:
    small.sign(small.checkpoint, Vkey(ORIGIN, decode_public_key(OTHER.public_key)), OTHER)
    assert "no verifiable signatures" in judge_log_with_go(small.folder, VKEY).fault
    small.sign(small.checkpoint, VKEY, OTHER)
    assert "invalid signature" in judge_log_with_go(small.folder, VKEY).fault


def test_go_refuses_a_signed_checkpoint_that_is_not_of_this_log(small: Log) -> None:
    small.sign(Checkpoint("other.example/ledger", 600, small.tree.root()))
    assert "another log" in judge_log_with_go(small.folder, VKEY).fault
    small.sign(Checkpoint(ORIGIN, 600, small.tree.root(599)))
    assert "replay" in judge_log_with_go(small.folder, VKEY).fault
    small.sign(Checkpoint(ORIGIN, 599, small.tree.root(599)))
    assert "no such file" in judge_log_with_go(small.folder, VKEY).fault
