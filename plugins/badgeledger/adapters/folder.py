"""Where artifacts are written: a folder beside the site, which takes its place when it is whole.

A build that fails, or is interrupted, leaves the last good site as it was.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from badgeledger.artifacts import Artifact
from badgeledger.errors import ContentError

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


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

    It takes as many steps as there are entries that go one way or the other, whichever are fewer.
    """
    if not old.is_dir():
        return
    stale = [entry.name for entry in os.scandir(old) if entry.name not in names]
    new.mkdir(parents=True, exist_ok=True)
    spare = Path(tempfile.mkdtemp(prefix=".", dir=new.parent))
    if len(stale) < len(names):
        for name in stale:
            (old / name).rename(spare / name)
        for entry in os.scandir(new):
            (new / entry.name).rename(old / entry.name)
        new.rmdir()
        old.rename(new)
    else:
        for name in names:
            (old / name).rename(new / name)
        old.rename(spare / old.name)
    shutil.rmtree(spare, ignore_errors=True)


def merge(folder: Path, into: Path) -> None:
    """Move all that is below `folder` to its place below `into`, whole folders where they are new.

    Raises ContentError (B0640), before anything is moved, if the place of a file is taken.
    """
    moves = list(_moves(folder, into))
    for _, target in moves:
        if target.exists():
            raise collision(target.relative_to(into).as_posix())
    for source, target in moves:
        source.rename(target)


def _moves(folder: Path, into: Path) -> Iterator[tuple[Path, Path]]:
    for source in sorted(folder.iterdir()):
        target = into / source.name
        if source.is_dir() and target.is_dir():
            yield from _moves(source, target)
        else:
            yield source, target


def replace(site: Path, whole: Path, *, keep: str, names: Set[str]) -> None:
    """Let the folder `whole` become `site`; what `site` was is deleted.

    But of its folder `keep` the entries called `names` go over, beside what `whole` has there.
    """
    whole.chmod(0o777 & ~_umask())
    old = whole.with_name(whole.name + ".old")
    if site.exists():
        site.rename(old)
        adopt(old / keep, whole / keep, names)
    whole.rename(site)
    shutil.rmtree(old, ignore_errors=True)


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
