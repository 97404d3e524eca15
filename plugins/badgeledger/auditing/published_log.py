"""The whole published log: its signed checkpoint, every entry, and the tree over them.

C2SP tlog-tiles, read as far as the checkpoint says that there are entries.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from badgeledger.auditing.faults import Faults
from badgeledger.auditing.issuer import Issuer
from badgeledger.auditing.site import Site
from badgeledger.errors import ContentError, Problem
from badgeledger.log.checkpoint import Checkpoint, read_checkpoint
from badgeledger.log.merkle import HASH_BYTES, Tree, leaf_hash
from badgeledger.log.note import Vkey, to_base64
from badgeledger.log.replayed import Replayed
from badgeledger.log.tiles import TILE_WIDTH, log_files, read_bundle, tile_path
from badgeledger.log.tlog_proof import FIRST_LINE as PROOF
from badgeledger.log.tlog_proof import read_proof

LEDGER = "ledger/"
CHECKPOINT = f"{LEDGER}checkpoint"
ENTRIES = f"{LEDGER}tile/entries/"
_REPORT = "keep what was published, and ask the issuer: a log is never rewritten"


@dataclass(frozen=True)
class PublishedLog:
    """A log as it was read; `note` is the checkpoint's file, signed by `vkey`."""

    note: bytes
    vkey: Vkey
    checkpoint: Checkpoint
    entries: tuple[bytes, ...]

    @cached_property
    def tree(self) -> Tree:
        """The tree over the entries."""
        return Tree(map(leaf_hash, self.entries))

    def __str__(self) -> str:
        number = counted(len(self.entries), "entry", "entries")
        return f"{number}, under a checkpoint signed by {self.vkey.text}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint that was kept earlier, or a badge's proof that holds one, and its name."""

    name: str
    data: bytes


def read_log(site: Site, issuer: Issuer) -> PublishedLog:
    """The log of a site.

    Raises what `Site.read` raises, and ContentError: B0825 to B0829 for a checkpoint that the log's
    key has not signed, B0823 for a bundle that cannot be read.
    """
    note = site.read(CHECKPOINT)
    try:
        checkpoint = read_checkpoint(note, issuer.vkey)
    except ContentError as refusal:
        raise ContentError(_placed(refusal, CHECKPOINT)) from None
    entries = tuple(_entries(site, checkpoint.size))
    return PublishedLog(note, issuer.vkey, checkpoint, entries)


def _entries(site: Site, size: int) -> Iterator[bytes]:
    number = -(-size // TILE_WIDTH)
    widths = (min(TILE_WIDTH, size - index * TILE_WIDTH) for index in range(number))
    paths = (LEDGER + tile_path("entries", index, width) for index, width in enumerate(widths))
    for index, answer in enumerate(site.read_all(paths, "Reading the log", number)):
        try:
            yield from read_bundle(answer.data, min(TILE_WIDTH, size - index * TILE_WIDTH))
        except ContentError as refusal:
            raise ContentError(_placed(refusal, answer.path)) from None


def check_tree(site: Site, log: PublishedLog) -> str:
    """The entries hash to the signed root, and the published hash tiles are those they make.

    Raises ContentError (B0852, B0853), and what `Site.read` raises.
    """
    faults = Faults()
    if log.tree.root() != log.checkpoint.root:
        faults.add(
            "B0852",
            f"the {counted(log.tree.size, 'entry', 'entries')} do not hash to the root that the"
            " log's key has signed",
            _REPORT,
            CHECKPOINT,
        )
    made = {
        path: data
        for path, data in ((LEDGER + path, data) for path, data in log_files(log.entries, log.tree))
        if not path.startswith(ENTRIES)
    }
    for answer in site.read_all(made, "Reading the tree", len(made)):
        with faults.gathered():
            if answer.data != made[answer.path]:
                place = _first_other(answer.data, made[answer.path])
                message = f"{_hash_at(answer.path, place)} is not what the entries make"
                faults.add("B0853", message, _REPORT, answer.path)
    faults.settle()
    root = to_base64(log.checkpoint.root)
    return f"the root {root} computed anew, {counted(len(made), 'hash tile')} the same to the byte"


def check_entries(seen: Replayed) -> str:
    """Every entry is one of format 1, and stands where it may. Raises ContentError (B0854)."""
    faults = Faults()
    for fault in seen.faults:
        faults.add("B0854", f"leaf {fault.leaf}: {fault.message}", _REPORT, f"{LEDGER}tile/entries")
    faults.settle()
    acts = ", ".join(f"{number} {name}" for name, number in sorted(seen.acts.items()))
    return acts or "none"


def check_kept(log: PublishedLog, kept: Sequence[Kept], keys: Sequence[Vkey]) -> str:
    """The log begins with what checkpoints kept earlier say, each signed by one of the keys.

    Raises ContentError (B0855) with the span in which the two part, as far as the checkpoints tell
    it, and B0825 to B0830 where one is none of this log.
    """
    faults = Faults()
    held = 0  # the largest size at which all is as it was
    for earlier, name in sorted(_read(kept, keys, faults), key=lambda each: each[0].size):
        if earlier.size > log.tree.size:
            message = f"it had {earlier.size} entries, and now has {log.tree.size}"
        elif log.tree.root(earlier.size) != earlier.root:
            message = f"one of the entries {held} to {earlier.size - 1} is not what it was"
        else:
            held = earlier.size
            continue
        faults.add("B0855", f"the log does not continue that of {name}: {message}", _REPORT)
    faults.settle()
    return f"the first {counted(held, 'entry is as it was', 'entries are as they were')}"


def _read(
    kept: Sequence[Kept], keys: Sequence[Vkey], faults: Faults
) -> Iterator[tuple[Checkpoint, str]]:
    for each in kept:
        try:
            yield _checkpoint_in(each.data, keys), each.name
        except ContentError as refusal:
            faults.problems += _placed(refusal, each.name)


def _checkpoint_in(data: bytes, keys: Sequence[Vkey]) -> Checkpoint:
    """The checkpoint in a file, by whichever of the keys signed it; what the first says else."""
    note = read_proof(data).checkpoint if data.startswith(PROOF.encode()) else data
    for key in keys[1:]:
        with suppress(ContentError):
            return read_checkpoint(note, key)
    return read_checkpoint(note, keys[0])


def _placed(refusal: ContentError, path: str) -> Iterator[Problem]:
    return (replace(problem, path=path) for problem in refusal.problems)


def _first_other(one: bytes, other: bytes) -> int:
    """The first hash in which two tiles differ."""
    pairs = zip(one, other, strict=False)
    same = next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return same // HASH_BYTES


def _hash_at(path: str, place: int) -> str:
    """What a hash tile has at a place: in the lowest level a leaf, which a number names."""
    level, _, name = path.removeprefix(f"{LEDGER}tile/").partition("/")
    if level != "0":
        return f"its hash {place}"
    number = int("".join(filter(str.isdigit, name.partition(".p/")[0])))
    return f"the hash of leaf {number * TILE_WIDTH + place}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
