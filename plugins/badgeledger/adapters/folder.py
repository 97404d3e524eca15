"""Where artifacts are written: a folder beside the site, which takes its place when it is whole.

A build that fails, or is interrupted, leaves the last good site as it was.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from badgeledger.artifacts import Artifact
from badgeledger.errors import ContentError


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
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                file.write(artifact.data)
        except (FileExistsError, IsADirectoryError):
            raise collision(artifact.path) from None


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


def replace(site: Path, whole: Path) -> None:
    """Let the folder `whole` become `site`; what `site` was is deleted."""
    whole.chmod(0o777 & ~_umask())
    old = whole.with_name(whole.name + ".old")
    if site.exists():
        site.rename(old)
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
