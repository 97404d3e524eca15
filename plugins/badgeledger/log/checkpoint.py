"""The log's checkpoint (C2SP tlog-checkpoint): how large the log is, and the root of its tree.

In the flow: tree ─ Checkpoint ─ signed by the log's key ─ `ledger/checkpoint`; and back. The first
line of the text is the log's origin, which is also the name of its key.
"""

import re
from dataclasses import dataclass

from badgeledger.errors import ContentError
from badgeledger.log.merkle import EMPTY_ROOT, HASH_BYTES
from badgeledger.log.note import Vkey, from_base64, open_note, to_base64

LARGEST = 2**53 - 1  # what JavaScript counts without error
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,15}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log named `origin`, when it had `size` entries and this root hash."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"


def origin_of(site: str) -> str:
    """The origin of the log of a site: its address without scheme, and `/ledger`.

    A note's key name may hold no `+`, so that one is percent-encoded.
    """
    address = site.partition("://")[2]
    return f"{address.replace('+', '%2B')}/ledger"


def read_checkpoint(data: bytes, vkey: Vkey) -> Checkpoint:
    """The checkpoint in a note that the log's key signed. Lines after its third are not looked at.

    Raises ContentError: B0825 to B0827 as `open_note`, B0828 for a note that is no checkpoint,
    B0829 for the checkpoint of another log.
    """
    lines = open_note(data, vkey).removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines):
        raise _malformed("it is not of three lines or more")
    origin, size, root = lines[:3]
    if origin != vkey.name:
        raise ContentError.because(
            "B0829",
            f"the checkpoint is of the log {origin[:200]!r}, not of {vkey.name[:200]!r}",
            "take the checkpoint from the log's own address",
        )
    return Checkpoint(origin, *_head(size, root))


def from_decimal(text: str) -> int | None:
    """The size or index that a text gives in the one way of writing it; None if it does not."""
    return int(text) if _DECIMAL.fullmatch(text) and int(text) <= LARGEST else None


def _head(size: str, root: str) -> tuple[int, bytes]:
    """Size and root of the second and third line."""
    number = from_decimal(size)
    if number is None:
        raise _malformed(f"{size[:40]!r} is no size of a log")
    decoded = from_base64(root) or b""
    if len(decoded) != HASH_BYTES:
        raise _malformed(f"{root[:80]!r} is no root hash")
    if number == 0 and decoded != EMPTY_ROOT:
        raise _malformed("it gives a log without entries another root than the one that has")
    return number, decoded


def _malformed(fault: str) -> ContentError:
    return ContentError.because(
        "B0828", f"the note is no checkpoint: {fault}", "get the checkpoint again"
    )
