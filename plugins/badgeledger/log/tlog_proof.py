"""A leaf's proof as a file that verifies offline (C2SP tlog-proof).

    c2sp.org/tlog-proof@v1
    extra YmFkZ2VzLmV4YW1wbGUvbGVkZ2VyK2M3NGYyMGEzK0FScGMyUWNVUERoTVFlZ3d4YnpoS3FpQmZzVmttcXEv…
    index 73894
    gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
    B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=

    badges.example/ledger
    109482
    sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

    — badges.example/ledger hI2DJw…

The entry is not in it: whoever checks computes it from the badge. The extra data, here the log's
verifier key, is signed by nobody and says only where to look for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from badgeledger.errors import ContentError
from badgeledger.log.checkpoint import Checkpoint, from_decimal, read_checkpoint
from badgeledger.log.merkle import HASH_BYTES, root_from_inclusion
from badgeledger.log.note import Vkey, from_base64, to_base64

FIRST_LINE = "c2sp.org/tlog-proof@v1"
MOST_HEAD_BYTES = 16_384  # the longest inclusion proof has 53 lines of 44
_EXTRA, _INDEX = "extra ", "index "


@dataclass(frozen=True, slots=True)
class LogProof:
    """The inclusion proof of the leaf at `index`, and the checkpoint of the tree that it is for.

    `checkpoint` is the note as the log published it. `extra` is empty where there is none.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""


def write_proof(proof: LogProof) -> bytes:
    """The proof as a file."""
    extra = [_EXTRA + to_base64(proof.extra)] if proof.extra else []
    hashes = [to_base64(each) for each in proof.path]
    head = "\n".join([FIRST_LINE, *extra, f"{_INDEX}{proof.index}", *hashes])
    return f"{head}\n\n".encode() + proof.checkpoint


def read_proof(data: bytes) -> LogProof:
    """The proof in a file, of which nothing was verified. Raises ContentError (B0830)."""
    head, _, checkpoint = data.partition(b"\n\n")
    if len(head) > MOST_HEAD_BYTES or not head.isascii() or not checkpoint:
        raise _malformed("it is not lines of text, an empty line, and a checkpoint")
    first, *lines = head.decode("ascii").split("\n")
    if first != FIRST_LINE:
        raise _malformed(f"its first line is not `{FIRST_LINE}`")
    extra = b""
    if lines and lines[0].startswith(_EXTRA):
        extra = _extra(lines.pop(0))
    if not lines:
        raise _malformed("it has no index")
    return LogProof(_index(lines[0]), _path(lines[1:]), checkpoint, extra)


def verify_proof(proof: LogProof, leaf: bytes, vkey: Vkey) -> Checkpoint:
    """The checkpoint of a tree that the log's key signed, and in which the proof finds the leaf.

    `leaf` is the hash of the entry. Raises ContentError: B0825 to B0829 as `read_checkpoint`, B0820
    and B0821 as `root_from_inclusion`, B0831 where another root follows.
    """
    checkpoint = read_checkpoint(proof.checkpoint, vkey)
    if root_from_inclusion(leaf, proof.index, checkpoint.size, proof.path) != checkpoint.root:
        raise ContentError.because(
            "B0831",
            f"the log has another entry at leaf {proof.index} than this one",
            "download badge and proof again, together, from the badge's page",
        )
    return checkpoint


def _extra(line: str) -> bytes:
    extra = from_base64(line.removeprefix(_EXTRA))
    if not extra:
        raise _malformed("its extra data is not base64")
    return extra


def _index(line: str) -> int:
    index = from_decimal(line.removeprefix(_INDEX)) if line.startswith(_INDEX) else None
    if index is None:
        raise _malformed(f"{line[:40]!r} is not the line of the index")
    return index


def _path(lines: Sequence[str]) -> tuple[bytes, ...]:
    path = tuple(from_base64(line) or b"" for line in lines)
    if any(len(each) != HASH_BYTES for each in path):
        raise _malformed("one of its lines is not a hash")
    return path


def _malformed(fault: str) -> ContentError:
    return ContentError.because(
        "B0830", f"this is no log proof: {fault}", "download the proof again"
    )
