"""The golden vectors of the published log: they are what we write, and we read them as they say."""

import base64
import json
from typing import Any

import pytest

from badgeledger.errors import ContentError
from badgeledger.log.checkpoint import Checkpoint, read_checkpoint
from badgeledger.log.merkle import is_consistent, leaf_hash, root_from_inclusion
from badgeledger.log.note import Vkey
from badgeledger.log.tlog_proof import read_proof, verify_proof
from tests.tlog_vectors import ENTRIES, FOLDER, ORIGIN, SIZES, vectors

REFUSED = json.loads((FOLDER / "refused.json").read_bytes())


def unwrapped(path: list[str]) -> list[bytes]:
    return [base64.b64decode(each) for each in path]


def code_of(error: ContentError) -> str:
    return error.problems[0].code


def test_the_vectors_are_what_is_written() -> None:
    files = {path.name: json.loads(path.read_bytes()) for path in FOLDER.iterdir()}
    assert files == vectors(), "run  python -m tests.tlog_vectors"
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 100_000


@pytest.mark.parametrize("size", SIZES)
def test_what_a_vector_holds_verifies(size: int) -> None:
    log = json.loads((FOLDER / f"{size}.json").read_bytes())
    vkey, root = Vkey.read(log["vkey"]), base64.b64decode(log["root"])
    checkpoint = Checkpoint(ORIGIN, size, root)
    assert read_checkpoint(log["checkpoint"].encode(), vkey) == checkpoint
    for each in log["inclusions"]:
        leaf, path = leaf_hash(ENTRIES[each["index"]]), unwrapped(each["path"])
        assert root_from_inclusion(leaf, each["index"], size, path) == root
    for each in log["consistencies"]:
        old_root, path = base64.b64decode(each["root"]), unwrapped(each["path"])
        assert is_consistent(each["size"], old_root, size, root, path)
    proof = read_proof(log["proof"]["file"].encode())
    assert verify_proof(proof, leaf_hash(ENTRIES[log["proof"]["index"]]), vkey) == checkpoint


@pytest.mark.parametrize("wrong", REFUSED["vkeys"])
def test_wrong_keys_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ContentError) as refusal:
        Vkey.read(wrong["text"])
    assert code_of(refusal.value) == wrong["code"]


@pytest.mark.parametrize("wrong", REFUSED["checkpoints"])
def test_wrong_checkpoints_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ContentError) as refusal:
        read_checkpoint(wrong["text"].encode(), Vkey.read(REFUSED["vkey"]))
    assert code_of(refusal.value) == wrong["code"]


@pytest.mark.parametrize("wrong", REFUSED["proofs"])
def test_wrong_proofs_are_refused(wrong: dict[str, Any]) -> None:
    leaf, vkey = base64.b64decode(REFUSED["leaf"]), Vkey.read(REFUSED["vkey"])
    with pytest.raises(ContentError) as refusal:
        verify_proof(read_proof(wrong["text"].encode()), leaf, vkey)
    assert code_of(refusal.value) == wrong["code"]
