"""The contents of the ledger's files as values, each distinct content read once.

Between git or the disk, which have bytes, and `replay.py`, which wants models. A content that
`reader.py` refuses is None here: history passes over it, and `check` tells why. So does a path:
which files are read at all, and as what, is decided here by their names, as log format 1 has it.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from badgeledger.errors import ContentError
from badgeledger.ledger.document import LARGEST
from badgeledger.ledger.git import PATHS, Change, Contents
from badgeledger.ledger.reader import read_achievement, read_award, read_issuer, read_keys
from badgeledger.model import Achievement, Award, Issuer, Keys, Tombstone
from badgeledger.values import SLUG, is_award_id

Reading = Issuer | Keys | Achievement | Award | Tombstone
Reader = Callable[[bytes, str], Reading]
ON_DISK = "disk:"  # begins the name of a content that no commit holds; then follows its path


class Readings:
    """What the contents say. `contents` is None where the ledger is not in git."""

    def __init__(self, root: Path, contents: Contents | None) -> None:
        self._root = root
        self._contents = contents
        self._known: dict[tuple[Reader, str], Reading | None] = {}
        self._images: dict[str, bytes] = {}

    def prepare(self, changes: Iterable[Change]) -> None:
        """Reads all YAML files among the changes, in one stream."""
        wanted: dict[tuple[Reader, str], bytes] = {}
        for change in changes:
            reader = reader_of(change.path)
            if reader and change.content and (reader, change.content) not in self._known:
                wanted.setdefault((reader, change.content), change.path)
        stream = self._bytes([content for _, content in wanted], LARGEST)
        for (key, path), data in zip(wanted.items(), stream, strict=True):
            self._known[key] = _read(key[0], data, shown_path(path))

    def reading(self, change: Change) -> Reading | None:
        """What a prepared change says; None where that cannot be read, or is no such file."""
        reader = reader_of(change.path)
        return self._known.get((reader, change.content)) if reader and change.content else None

    def image(self, content: str) -> bytes:
        """The bytes of an image file, as committed."""
        if content not in self._images:
            (self._images[content],) = self._bytes([content], None)
        return self._images[content]

    def _bytes(self, names: list[str], largest: int | None) -> Iterator[bytes]:
        committed = (name for name in names if not name.startswith(ON_DISK))
        stream = self._contents.read(committed, largest) if self._contents else iter(())
        for name in names:
            if name.startswith(ON_DISK):
                yield (self._root / name.removeprefix(ON_DISK)).read_bytes()
            else:
                yield next(stream)


def _read(reader: Reader, data: bytes, path: str) -> Reading | None:
    try:
        return reader(data, path)
    except ContentError:
        return None


def reader_of(path: bytes) -> Reader | None:
    """What reads the file; None where it is not a YAML file of the ledger."""
    if path == b"issuer.yml":
        return read_issuer
    if path == b"keys.yml":
        return read_keys
    if slug_of(path):
        return read_achievement
    return read_award if award_id_of(path) else None


def slug_of(path: bytes) -> str:
    """The slug of the achievement whose file this is; "" for any other file."""
    folder, stem = _parts(path)
    return stem if folder == "achievements" and re.fullmatch(SLUG, stem) else ""


def award_id_of(path: bytes) -> str:
    """The id of the award whose file this is, in whatever folder; "" for any other file."""
    folder, stem = _parts(path)
    return stem if folder.split("/")[0] == "credentials" and is_award_id(stem) else ""


def _parts(path: bytes) -> tuple[str, str]:
    """Folder and name of a YAML file; two empty strings for any other."""
    folder, _, name = path.decode("utf-8", "replace").rpartition("/")
    return (folder, name[:-4]) if name.endswith(".yml") else ("", "")


def shown_path(path: bytes) -> str:
    """A path as text; bytes that are no UTF-8 as escapes."""
    return path.decode("utf-8", "backslashreplace")


def on_disk(root: Path, path: bytes) -> Change:
    """A file as it stands on the disk."""
    name = os.fsdecode(path)
    file = root / name
    if not os.path.lexists(file):
        return Change(path, None)
    regular = file.is_file() and not file.is_symlink()
    return Change(path, ON_DISK + name if regular else "")


def all_on_disk(root: Path) -> tuple[Change, ...]:
    """All of the ledger's files on the disk, by path."""
    files = [root / name for name in PATHS if (root / name).is_file()]
    for name in PATHS:
        for folder, _, names in os.walk(root / name):
            files.extend(Path(folder) / each for each in names)
    paths = sorted(os.fsencode(file.relative_to(root).as_posix()) for file in files)
    return tuple(on_disk(root, path) for path in paths)
