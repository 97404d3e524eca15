"""The gate of a ledger: whether its history extends the log that was published last.

    history ─ record ─ log ┐
    published checkpoint   ├─ gate ─ the checkpoint that is extended
    pinned checkpoint      ┘

It needs no key. A build that publishes passes through it too (`build.py`).
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from badgeledger.edition import log_key_of
from badgeledger.errors import MachineError
from badgeledger.keys.multikey import decode_public_key
from badgeledger.ledger.files import read_file
from badgeledger.log.checkpoint import Checkpoint, origin_of
from badgeledger.log.gate import PINNED, Log, Published, require_extension
from badgeledger.log.merkle import Tree, leaf_hash
from badgeledger.log.note import Vkey
from badgeledger.memory import NO_MEMORY, Memory, recorded
from badgeledger.model import Issuer
from badgeledger.record import Record

FindPublished = Callable[[Issuer], Published]


@dataclass(frozen=True, slots=True)
class Passage:
    """What passed the gate: how many entries, and what they extend; None for the first log."""

    size: int
    extends: Checkpoint | None


def gate(root: Path, find: FindPublished, *, now: int, memory: Memory = NO_MEMORY) -> Passage:
    """Whether the ledger at `root` extends the log that `find` finds published.

    `now`, in UTC seconds, bounds the times of commits; for `memory` see there. Raises what reading
    the history and `require_extension` raise, and MachineError for what stands in the way of
    publishing.
    """
    history, made = recorded(root, now=now, memory=memory)
    if history.obstacles:
        raise MachineError(history.obstacles)
    log_key_of(history)
    log = log_of(made)
    return Passage(log.tree.size, pass_gate(root, log, find(history.issuer)))


def log_of(made: Record) -> Log:
    """The log of a record: its tree, and all that it was ever signed with."""
    keys = {
        Vkey(origin_of(site), decode_public_key(key))
        for site in made.sites
        for key in made.log_keys
    }
    return Log(made.entries, made.commits, Tree(map(leaf_hash, made.entries)), frozenset(keys))


def pass_gate(root: Path, log: Log, published: Published) -> Checkpoint | None:
    """The published checkpoint that `log` extends, as it does the one pinned in the ledger."""
    # A link that leads nowhere is no way to be rid of what was agreed: reading it fails.
    pinned = read_file(root, PINNED) if os.path.lexists(root / PINNED) else None
    return require_extension(log, published, pinned)
