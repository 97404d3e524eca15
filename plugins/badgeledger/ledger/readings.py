"""The contents of the ledger's files as values.

Between git or the disk, which have bytes, and `replay.py`, which wants models. A content that
`reader.py` refuses is None here: history passes over it, and `check` tells why. So does a path:
which files are read at all, and as what, is decided here by their names, as log format 1 has it.

Awards are many: they are read in one stream, and let go when their commits have been taken. All
else is read once and kept.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from badgeledger.errors import ContentError
from badgeledger.ledger.document import LARGEST
from badgeledger.ledger.git import PATHS, Change, Contents, Repository
from badgeledger.ledger.reader import read_achievement, read_award, read_issuer, read_keys
from badgeledger.model import Achievement, AchievementVersion, Award, Issuer, Keys, Tombstone
from badgeledger.values import SLUG, UUID_4

Reading = Issuer | Keys | Achievement | Award | Tombstone
Reader = Callable[[bytes, str], Reading]
Named = tuple[Reader, str]  # a content by its name, and what reads it
ISSUER, KEYS = b"issuer.yml", b"keys.yml"
ON_DISK = "disk:"  # begins the name of a content that no commit holds; then follows its path
AWARD_FILE = re.compile(rf"credentials/(?:.*/)?({UUID_4.pattern})\.yml".encode(), re.DOTALL)
ACHIEVEMENT_FILE = re.compile(rf"achievements/({SLUG.strip('^$')})\.yml".encode())


class Sources(NamedTuple):
    """What a version of an achievement is made of: a slug, and names of contents."""

    slug: str
    achievement: str
    image: str | None
    issuer: str

    @property
    def files(self) -> tuple[Change, Change]:
        """The YAML files that it is made of."""
        path = f"achievements/{self.slug}.yml".encode()
        return Change(path, self.achievement), Change(ISSUER, self.issuer)


class Readings:
    """What the contents say. `repository` is None where the ledger is not in git."""

    def __init__(self, root: Path, repository: Repository | None) -> None:
        self._root = root
        self._repository = repository
        self._contents: Contents | None = None
        self._known: dict[Named, Reading | None] = {}
        self._awards: dict[Named, Reading | None] = {}
        self._versions: dict[Sources, AchievementVersion] = {}
        self._kept: dict[str, bytes] = {}

    @contextmanager
    def open(self) -> Iterator[None]:
        """Lets contents be read that git has, for as long as the context lasts; one at a time."""
        with self._repository.contents() if self._repository else nullcontext() as contents:
            self._contents = contents
            yield

    def prepare(self, changes: Iterable[Change]) -> None:
        """Reads all YAML files among the changes, in one stream."""
        wanted: dict[Named, str] = {}
        for change in changes:
            reader = reader_of(change.path)
            if reader and change.content and not self._has((reader, change.content)):
                wanted.setdefault((reader, change.content), shown_path(change.path))
        stream = self._bytes([content for _, content in wanted], LARGEST)
        for (named, path), data in zip(wanted.items(), stream, strict=True):
            shelf = self._awards if named[0] is read_award else self._known
            shelf[named] = _read(named[0], data, path)

    def forget_awards(self) -> None:
        """Lets go of the awards that were prepared."""
        self._awards.clear()

    def reading(self, change: Change) -> Reading | None:
        """What a change says; None where that cannot be read, or is no such file."""
        reader = reader_of(change.path)
        if reader is None or not change.content:
            return None
        named = (reader, change.content)
        if not self._has(named):
            self.prepare([change])
        return self._awards[named] if reader is read_award else self._known[named]

    def contents(self, names: Iterable[str]) -> Iterator[bytes]:
        """The bytes of contents, which were read before, one after the other."""
        return self._bytes(list(names), LARGEST)

    def version(self, made: Sources) -> AchievementVersion:
        """The achievement made of these sources, with its image; of the same ones the same."""
        if made not in self._versions:
            achievement, issuer = map(self.reading, made.files)
            image = self._image(made.image) if made.image else None
            self._versions[made] = AchievementVersion(
                made.slug, cast(Achievement, achievement), image, cast(Issuer, issuer)
            )
        return self._versions[made]

    def _image(self, content: str) -> bytes:
        if content not in self._kept:
            (self._kept[content],) = self._bytes([content], None)
        return self._kept[content]

    def keep(self, changes: Iterable[Change]) -> None:
        """Takes what stands on the disk: a moment later it may be something else."""
        for change in changes:
            if change.content and change.content.startswith(ON_DISK) and reader_of(change.path):
                self._kept[change.content] = self._from_disk(change.content)

    def _has(self, named: Named) -> bool:
        return named in self._awards or named in self._known

    def _bytes(self, names: list[str], largest: int | None) -> Iterator[bytes]:
        committed = (name for name in names if not name.startswith(ON_DISK))
        stream = self._contents.read(committed, largest) if self._contents else iter(())
        for name in names:
            if name.startswith(ON_DISK):
                yield self._kept[name] if name in self._kept else self._from_disk(name)
            else:
                yield next(stream)

    def _from_disk(self, name: str) -> bytes:
        return (self._root / name.removeprefix(ON_DISK)).read_bytes()


def _read(reader: Reader, data: bytes, path: str) -> Reading | None:
    try:
        return reader(data, path)
    except ContentError:
        return None


def reader_of(path: bytes) -> Reader | None:
    """What reads the file; None where it is not a YAML file of the ledger."""
    if award_id_of(path):
        return read_award
    if path == ISSUER:
        return read_issuer
    if path == KEYS:
        return read_keys
    return read_achievement if slug_of(path) else None


def slug_of(path: bytes) -> str:
    """The slug of the achievement whose file this is; "" for any other file."""
    found = ACHIEVEMENT_FILE.fullmatch(path)
    return found[1].decode() if found else ""


@lru_cache(maxsize=4096)  # asked several times of each file of a part of the history
def award_id_of(path: bytes) -> str:
    """The id of the award whose file this is, in whatever folder; "" for any other file."""
    found = AWARD_FILE.fullmatch(path)
    return found[1].decode() if found else ""


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
