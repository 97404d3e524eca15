"""Where artifacts are written: a folder beside the site, which takes its place when it is whole.

A build that fails, or is interrupted, leaves the last good site as it was.
"""

import atexit
import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from badgeledger.artifacts import Artifact
from badgeledger.errors import ContentError

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
Move = tuple[Path, Path]  # where it is, and where it goes


@contextmanager
def staging(beside: Path) -> Iterator[Path]:
    """An empty folder on the same disk as `beside`, gone at the end whatever happens."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{beside.name}-", dir=beside.parent))
    tidy = partial(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(tidy)  # MkDocs tells its plugins nothing of Ctrl-C
    try:
        yield folder
    finally:
        tidy()
        atexit.unregister(tidy)


def write(artifacts: Iterable[Artifact], folder: Path) -> None:
    """Write every artifact below the folder. Raises ContentError (B0640) for a double."""
    made: set[str] = set()
    for artifact in artifacts:
        above = artifact.path.rpartition("/")[0]
        if above not in made:
            (folder / above).mkdir(parents=True, exist_ok=True)
            made = {above}  # files of one folder mostly come one after the other
        try:
            descriptor = os.open(f"{folder}/{artifact.path}", NEW_FILE, 0o666)
        except (FileExistsError, IsADirectoryError):
            raise collision(artifact.path) from None
        _fill(descriptor, artifact.data)


def _fill(descriptor: int, data: bytes) -> None:
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    finally:
        os.close(descriptor)


def adopt(old: Path, new: Path, names: Set[str]) -> None:
    """Let `new` have, besides its own, those entries of `old` that are called so; `old` is gone.

    Raises FileNotFoundError where one is missing, and OSError where the disk refuses; then both are
    as they were.
    """
    with staging(new.parent) as spare:
        _move(_adoption(old, new, names, spare))


def merge(folder: Path, into: Path) -> None:
    """Move all that is below `folder` to its place below `into`, whole folders where they are new.

    Raises ContentError (B0640), before anything is moved, if the place of a file is taken.
    """
    _move(_merging(folder, into))


def replace(site: Path, whole: Path, *, keep: str, names: Set[str]) -> None:
    """Let the folder `whole` become `site`; what `site` was is deleted.

    But of its folder `keep` the entries called `names` go over, beside what `whole` has there.
    Where that fails or is stopped, `site` is as it was. Raises FileNotFoundError where an entry is
    missing, ContentError (B0640) for one place of two files, and OSError where the disk refuses.
    """
    whole.chmod(0o777 & ~_umask())
    with staging(site) as spare:
        moves = [(whole, site)]
        if site.exists():
            moves = [
                *_adoption(site / keep, whole / keep, names, spare),
                (site, spare / "site"),
                (whole, site),
            ]
        _move(moves)


def _adoption(old: Path, new: Path, names: Set[str], spare: Path) -> list[Move]:
    """The moves that let `new` have those entries of `old` too; the rest of it goes to `spare`.

    They are as many as there are entries that go one way or the other, whichever are fewer. Raises
    as `replace` does.
    """
    if not names and not old.is_dir():
        return []
    there = _names(old)
    if gone := names - there:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(old / min(gone)))
    new.mkdir(parents=True, exist_ok=True)
    own = _names(new)
    both, alone, stale = names & own, names - own, spare / "stale"
    moves = [move for name in both for move in _merging(old / name, new / name)]
    left = there - alone
    if len(left) > len(alone):
        moves += [(old / name, new / name) for name in alone]
        return [*moves, (old, stale)]
    stale.mkdir()
    moves += [(old / name, stale / name) for name in left]
    moves += [(new / name, old / name) for name in own]
    return [*moves, (new, spare / "new"), (old, new)]


def _names(folder: Path) -> set[str]:
    with os.scandir(folder) as entries:
        return {entry.name for entry in entries}


def _merging(folder: Path, into: Path) -> list[Move]:
    moves = list(_moves(folder, into))
    for _, target in moves:
        if target.exists():
            raise collision(target.relative_to(into).as_posix())
    return moves


def _moves(folder: Path, into: Path) -> Iterator[Move]:
    for source in sorted(folder.iterdir()):
        target = into / source.name
        if source.is_dir() and target.is_dir():
            yield from _moves(source, target)
        else:
            yield source, target


def _move(moves: Sequence[Move]) -> None:
    """Make all moves; where one fails, or the build is stopped, those that were made are undone."""
    begun: list[Move] = []
    try:
        for move in moves:
            begun.append(move)
            move[0].rename(move[1])
    except BaseException:
        for source, target in reversed(begun):
            if not os.path.lexists(source):
                target.rename(source)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def collision(path: str) -> ContentError:
    """The refusal of a file at an address that is taken."""
    return ContentError.because(
        "B0640",
        "another page or file of the site has the same address",
        "rename or move the file in docs/ that leads there",
        path=path,
    )
