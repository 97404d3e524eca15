"""Golden vectors of the published log: tests/vectors/tlog. They hold the browser's reader to ours.

One file for each of some sizes. Entry number i is the text `entry i;`, repeated i mod 5 times. A
file has the log's key, checkpoint and root, proofs by leaf and by earlier size, the SHA-256 of each
tile and bundle, and a log proof whose extra data is the verifier key; hashes are in base64. And
`refused.json`: texts that are none of these, each with the code it is refused for.

`python -m tests.tlog_vectors` writes them again.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.checkpoint import Checkpoint
from badgeledger.log.merkle import Tree, leaf_hash
from badgeledger.log.note import Vkey, note, to_base64
from badgeledger.log.tiles import log_files
from badgeledger.log.tlog_proof import LogProof, write_proof

FOLDER = Path(__file__).parent / "vectors" / "tlog"
SIZES = (1, 2, 255, 256, 257, 1000)
PLACES = (0, 1, 2, 127, 128, 254, 255, 256, 511, 512, 767, 999, 1000)
JSON = dict[str, Any]

ORIGIN = "badges.example/ledger"
SECRET, OTHER = Secret(bytes(range(32))), Secret(bytes(32))
VKEY = Vkey(ORIGIN, decode_public_key(SECRET.public_key))
ENTRIES = [f"entry {index};".encode() * (index % 5) for index in range(max(SIZES))]
TREE = Tree(map(leaf_hash, ENTRIES))


def signed(text: str, vkey: Vkey = VKEY, secret: Secret = SECRET) -> str:
    """A text as note; the one key signs under the other's name where the two do not belong."""
    return note(text, vkey, secret.sign(text.encode())).decode()


def checkpoint_of(size: int) -> str:
    """The text that is signed for the log of a size."""
    return Checkpoint(ORIGIN, size, TREE.root(size)).text


def proof_of(index: int, size: int) -> str:
    """The file that proves a leaf in the log of a size."""
    path = TREE.inclusion(index, size)
    checkpoint = signed(checkpoint_of(size)).encode()
    return write_proof(LogProof(index, path, checkpoint, VKEY.text.encode())).decode()


def log_of(size: int) -> JSON:
    """The vector of a log of a size."""
    entries = ENTRIES[:size]
    files = log_files(entries, Tree(map(leaf_hash, entries)))
    return {
        "size": size,
        "vkey": VKEY.text,
        "root": to_base64(TREE.root(size)),
        "checkpoint": signed(checkpoint_of(size)),
        "files": {path: hashlib.sha256(data).hexdigest() for path, data in files},
        "inclusions": [
            {"index": index, "path": in_base64(TREE.inclusion(index, size))}
            for index in PLACES
            if index < size
        ],
        "consistencies": [
            {
                "size": old,
                "root": to_base64(TREE.root(old)),
                "path": in_base64(TREE.consistency(old, size)),
            }
            for old in PLACES
            if old <= size
        ],
        "proof": {"index": size // 2, "file": proof_of(size // 2, size)},
    }


def in_base64(path: tuple[bytes, ...]) -> list[str]:
    """The hashes of a proof."""
    return [to_base64(each) for each in path]


def refused() -> JSON:
    """Texts that must be refused, each with its code."""
    return {
        "vkey": VKEY.text,
        "leaf": to_base64(TREE.node(0, 5)),
        "vkeys": [{"text": text, "code": "B0824"} for text in wrong_vkeys()],
        "checkpoints": [{"text": text, "code": code} for code, text in wrong_checkpoints()],
        "proofs": [{"text": text, "code": code} for code, text in wrong_proofs()],
    }


def wrong_vkeys() -> Iterator[str]:
    """Texts that are no verifier key."""
    right, key_id = VKEY.text, VKEY.key_id.hex()
    yield from ("", "++", f"{right}\n", f" {right}", right[:-4], f"{right}AAAA")
    yield right.replace(key_id, key_id.upper())
    yield right.replace(key_id, "00000000")
    yield right.replace(ORIGIN, "badges.examples/ledger")
    yield Vkey("two words", VKEY.key).text
    yield Vkey("", VKEY.key).text
    yield Vkey(ORIGIN, VKEY.key[:31]).text
    yield f"{ORIGIN}+{key_id}+{to_base64(bytes([2]) + VKEY.key)}"


def wrong_checkpoints() -> Iterator[tuple[str, str]]:
    """Notes that are no checkpoint of the key's log, by code."""
    text, right = checkpoint_of(20), signed(checkpoint_of(20))
    line = right.removeprefix(f"{text}\n")
    root = text.split("\n")[2]
    for wrong in (
        "", text, f"{text}\n", f"{text}{line}", right[:-1], f"{right}\n", f"{right}more\n",
        right.replace("—", "-"), right.replace("— ", "—  "), right.replace("\n", "\r\n"),
        right.replace(f"— {ORIGIN}", "— a b"), right.replace(f"— {ORIGIN}", "— a+b"),
        right.replace(f"— {ORIGIN}", "— a\u00a0b"), right.replace("20", "20\0"),
        f"{right}— witness.example AAAAAA==\n", f"{right}— witness.example AAAAAAB=\n",
        f"{right}— witness.example AAAA_-AA\n",
    ):  # fmt: skip
        yield "B0825", wrong
    yield "B0826", right.replace(f"— {ORIGIN}", "— other.example/ledger")
    yield "B0826", signed(text, Vkey(ORIGIN, decode_public_key(OTHER.public_key)), OTHER)
    yield "B0827", signed(text, VKEY, OTHER)
    yield "B0827", right.replace("\n20\n", "\n21\n")
    yield "B0827", right.replace(root, to_base64(TREE.root(21)))
    yield "B0827", right + signed(text, VKEY, OTHER).removeprefix(f"{text}\n")
    for wrong in (
        f"{ORIGIN}\n20\n", f"{text}\n", f"{text}\nmore\n", f"\n{text}",
        *(text.replace("\n20\n", f"\n{size}\n") for size in (
            "020", "-20", "+20", "2e1", "20 ", "٢٠", "9007199254740992",
        )),
        *(text.replace(root, other) for other in (
            root[:-1], f"{root}=", f"_{root[1:]}", f"AAAA{root}", root[4:], "AAAA",
        )),
        Checkpoint(ORIGIN, 0, bytes(32)).text,
    ):  # fmt: skip
        yield "B0828", signed(wrong)
    yield "B0829", signed(text.replace(ORIGIN, "other.example/ledger"))


def wrong_proofs() -> Iterator[tuple[str, str]]:
    """Files that do not prove the entry of leaf 5, by code."""
    right = proof_of(5, 20)
    head, _, checkpoint = right.partition("\n\n")
    first, extra, index, *path = head.split("\n")
    for wrong in (
        [], [first], [first, extra], [index, *path], [extra, index, *path],
        [first.replace("v1", "v2"), index, *path], [first, index, extra, *path],
        [first, extra, extra, index, *path], [first, "extra ", index, *path],
        [first, "extra A", index, *path], [first, extra, "index 05", *path],
        [first, extra, "index -5", *path], [first, extra, "index", *path],
        [first, extra, index, index, *path], [first, extra, index, path[0][4:], *path[1:]],
        [first, extra, index, f" {path[0]}", *path[1:]],
        [first, extra, index, path[0].replace("=", ""), *path[1:]],
    ):  # fmt: skip
        yield "B0830", "\n".join(wrong) + f"\n\n{checkpoint}"
    yield "B0830", head
    yield "B0830", f"{head}\n\n"
    yield "B0820", right.replace(index, "index 20")
    yield "B0821", right.replace(f"{path[-1]}\n", "")
    yield "B0821", right.replace(f"{path[-1]}\n", f"{path[-1]}\n{path[-1]}\n")
    yield "B0831", right.replace(index, "index 4")
    yield "B0831", right.replace(path[0], path[1])
    yield "B0831", proof_of(6, 20)
    yield "B0827", right.replace("\n20\n", "\n21\n")


def vectors() -> dict[str, JSON]:
    """All vectors, by the name of their file."""
    return {**{f"{size}.json": log_of(size) for size in SIZES}, "refused.json": refused()}


def main() -> None:
    """Write every vector."""
    FOLDER.mkdir(exist_ok=True)
    for name, vector in vectors().items():
        text = json.dumps(vector, ensure_ascii=False, indent=1)
        (FOLDER / name).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
