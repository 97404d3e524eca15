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
    """Move every file below `folder` to its place below `into`.

    Raises ContentError (B0640), before anything is moved, if a place is taken.
    """
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    for file in files:
        if (into / file).exists():
            raise collision(file.as_posix())
    for file in files:
        (into / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).rename(into / file)


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
