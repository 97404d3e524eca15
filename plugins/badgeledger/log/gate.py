"""The publish gate: a log is published only if it extends the one that was published last.

Git alone is not append-only: a force-push, a rebase or a filter rewrites it. What was once
published is not to be rewritten unseen, so a history whose entries do not begin with all the
published ones, in their order, is refused, with the entry and the commit where the two part.
DESIGN.md, "The log"; the old root (RFC 6962, section 2.1) is computed anew from the new entries.

It reads the published log through a function that it is given, and trusts nothing of it but what
the log's key has signed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from badgeledger.errors import ContentError, MachineError
from badgeledger.log.checkpoint import Checkpoint, read_checkpoint
from badgeledger.log.merkle import Tree
from badgeledger.log.note import Vkey
from badgeledger.log.tiles import TileReader

PINNED = "ledger/pinned-checkpoint"
_FOLLOWED = (
    "publish from the history that was published before: find out who rewrote it (`git reflog`), "
    "and bring it back; what has to change is a new commit"
)


@dataclass(frozen=True, slots=True)
class Published:
    """The log that was published last.

    `read` gives a file by its path below `ledger/`, None where there is none, and raises
    MachineError where that cannot be said. `place` is what messages call it. `first` allows that
    none was published yet.
    """

    place: str
    read: Callable[[str], bytes | None]
    first: bool


@dataclass(frozen=True, slots=True)
class Log:
    """A log as a history has it: its entries, the commits that made them, and the tree over them.

    `keys` are all that it was ever signed with, under every name that it ever had.
    """

    entries: Sequence[bytes]
    commits: Sequence[str]
    tree: Tree
    keys: Iterable[Vkey]


def require_extension(log: Log, published: Published, pinned: bytes | None) -> Checkpoint | None:
    """The checkpoint published last, which `log` extends; None where there was none.

    `pinned` is a checkpoint that was reviewed, if there is one. Raises ContentError: B0835 for a
    checkpoint that no key of the log signed, B0836 where none is published, B0838 where the log
    does not extend it, B0839 where the published log is older than the pinned one.
    """
    agreed = _read(pinned, log, PINNED) if pinned is not None else None
    if agreed:
        _require_prefix(log, agreed, published, PINNED)
    data = published.read("checkpoint")
    if data is None:
        if agreed or not published.first:
            raise _nothing(published.place, agreed)
        return None
    last = _read(data, log, published.place)
    if agreed and last.size < agreed.size:
        raise _rolled_back(published.place, last, agreed)
    _require_prefix(log, last, published, published.place)
    return last


def _read(data: bytes, log: Log, place: str) -> Checkpoint:
    """The checkpoint, by whichever key of the log signed it."""
    for key in log.keys:
        try:
            return read_checkpoint(data, key)
        except ContentError:
            continue
    raise ContentError.because(
        "B0835",
        "it is no checkpoint that a key of this log signed: keys.yml never named the key, or "
        "something else stands there",
        "see what it is; if `log` of keys.yml was edited by hand, bring the old key back",
        path=place,
    )


def _require_prefix(log: Log, old: Checkpoint, published: Published, place: str) -> None:
    if old.size <= log.tree.size and log.tree.root(old.size) == old.root:
        return
    found = _parting(log.tree, old, published)
    if found is None:
        raise _parted(place, f"some of its {old.size} entries are others here", None)
    index, theirs = found
    here = log.entries[index].decode() if index < len(log.entries) else "nothing"
    said = f"its entry {index} is {theirs.decode('utf-8', 'replace')}, here it is {here}"
    raise _parted(place, said, _commit_at(log.commits, index))


def _parting(tree: Tree, old: Checkpoint, published: Published) -> tuple[int, bytes] | None:
    """The first entry that differs, and what it is in the old log; None where that is not known.

    The old log's tiles tell: they are checked against the old root.
    """
    reader = TileReader(_reading(published), old.size, old.root)
    try:
        index = next(_differing(tree, reader, min(tree.size, old.size)), tree.size)
        return index, reader.entry(index)
    except (ContentError, MachineError):
        return None


def _differing(tree: Tree, reader: TileReader, size: int) -> Iterator[int]:
    """The first of the `size` first leaves that differs: down from the largest complete trees."""
    start = 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            place = start >> level
            if tree.node(level, place) != reader.node(level, place):
                yield _down(tree, reader, level, place)
                return
            start += 1 << level


def _down(tree: Tree, reader: TileReader, level: int, place: int) -> int:
    """The first leaf that differs below a node that does."""
    while level:
        level, left = level - 1, 2 * place
        place = left if tree.node(level, left) != reader.node(level, left) else left + 1
    return place


def _reading(published: Published) -> Callable[[str], bytes]:
    def read(path: str) -> bytes:
        data = published.read(path)
        if data is None:
            raise ContentError.because(
                "B0836", f"there is no {path}", "publish the whole folder ledger/"
            )
        return data

    return read


def _commit_at(commits: Sequence[str], index: int) -> str:
    if index < len(commits):
        return f"made by {_named(commits[index])}"
    return f"after {_named(commits[-1])}" if commits else "before the first commit"


def _named(commit: str) -> str:
    return f"commit {commit}" if commit else "what is not committed"


def _parted(place: str, said: str, commit: str | None) -> ContentError:
    where = f" ({commit})" if commit else ""
    return ContentError.because(
        "B0838",
        f"the history does not extend the log that was published: {said}{where}",
        _FOLLOWED,
        path=place,
    )


def _nothing(place: str, agreed: Checkpoint | None) -> ContentError:
    if agreed:
        message = f"no log is published there, but {PINNED} has one of {agreed.size} entries"
        mend = f"find out who took the site back; then publish with --against {PINNED}"
    else:
        message = "no log is published there"
        mend = "if this is the first publication, say so with --first (BADGELEDGER_FIRST=1)"
    return ContentError.because("B0836", message, mend, path=place)


def _rolled_back(place: str, last: Checkpoint, agreed: Checkpoint) -> ContentError:
    return ContentError.because(
        "B0839",
        f"the published log has {last.size} entries, fewer than the {agreed.size} of {PINNED}",
        f"find out who took the site back; then publish with --against {PINNED}",
        path=place,
    )
