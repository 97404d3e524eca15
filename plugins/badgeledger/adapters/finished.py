"""Badges that an earlier build finished and that stand as they would be made again.

    folder of badges ┐
    what is remembered of each ├─ finished ─ the ids of those that need not be made
    digest of each one's inputs ┘

Of each badge is remembered what went into it, what its files hold, and how they lie on the disk
(inode, size, times), in an entry of the cache that its MAC protects. As with git's index, files
that lie as they were written count as read; any others are read, as after a checkout into another
folder, and have to hold the same. So no time of a file ever decides what a badge is. What is
missing, changed, or made of anything else is made anew.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from badgeledger.adapters import folder
from badgeledger.artifacts import Artifact
from badgeledger.build import Build
from badgeledger.jobs import BADGE_FILES, FOLDER

NAME = "badges"
ROW = Struct("16s32s32s16s")
STAT = Struct(f"{5 * (1 + len(BADGE_FILES))}q")


class Row(NamedTuple):
    """What is remembered of a badge: its id, and digests of its inputs, its files, their places."""

    award_id: bytes
    inputs: bytes
    files: bytes
    lying: bytes


class Finished:
    """The finished badges of a build: those that stand at `place` now, one folder for each."""

    def __init__(self, build: Build, place: Path) -> None:
        self._build = build
        self._badges = build.plan.badges
        self._place = place
        self._before = build.means.memory.load(NAME) or b""
        self._rows: dict[str, Row] = {}
        self._made: dict[str, bytes] = {}
        with build.means.progress.stage("finished badges"):
            self.ids = frozenset(self._find())

    def make_others(self, into: Path) -> None:
        """Make all that is not finished, in a folder. Raises what making and writing it raise."""
        means, number = self._build.means, self._build.to_make(self.ids)
        artifacts = self._build.artifacts(means.workers(number), finished=self.ids)
        with means.progress.stage("badges and files"):
            folder.write(self._noted(means.progress.watch(artifacts, "Building", number)), into)

    def _noted(self, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
        """The artifacts as they are; of badges it is noted what they hold."""
        files = hashlib.sha256()
        for artifact in artifacts:
            top, _, rest = artifact.path.partition("/")
            award_id, _, name = rest.partition("/")
            if top == FOLDER and award_id in self._badges:
                _add(files, artifact.data)
                if name == BADGE_FILES[-1]:
                    self._made[award_id] = files.digest()
                    files = hashlib.sha256()
            yield artifact

    def remember(self, place: Path) -> None:
        """Remember the badges, which all stand at `place` now."""
        for award_id, files in self._made.items():
            inputs = self._badges.digest(award_id)
            lying = _lying(f"{place}/{award_id}")
            if inputs and lying:
                self._rows[award_id] = Row(_packed(award_id), inputs, files, lying)
        rows = b"".join(ROW.pack(*self._rows[award_id]) for award_id in sorted(self._rows))
        if rows != self._before:
            self._build.means.memory.save(NAME, rows)

    def _find(self) -> Iterator[str]:
        rows = {row[0]: Row(*row) for row in ROW.iter_unpack(self._before)}
        for award_id in self._badges:
            row = rows.get(_packed(award_id))
            if row and row.inputs == self._badges.digest(award_id):
                place = f"{self._place}/{award_id}"
                lying = _lying(place)
                if lying and (lying == row.lying or _files(place) == row.files):
                    self._rows[award_id] = row._replace(lying=lying)
                    yield award_id


def _packed(award_id: str) -> bytes:
    return bytes.fromhex(award_id.replace("-", ""))


def _lying(place: str) -> bytes | None:
    """How a badge's folder and files lie on the disk; None where one is missing."""
    facts: list[int] = []
    try:
        for path in (place, *(f"{place}/{name}" for name in BADGE_FILES)):
            stat = os.lstat(path)
            facts += (stat.st_mode, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    except OSError:
        return None
    return hashlib.blake2b(STAT.pack(*facts), digest_size=16).digest()


def _files(place: str) -> bytes | None:
    """What a badge's files hold; None where there are others, or one is no plain file."""
    digest = hashlib.sha256()
    try:
        if sorted(entry.name for entry in os.scandir(place)) != list(BADGE_FILES):
            return None
        for name in BADGE_FILES:
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
            with os.fdopen(os.open(f"{place}/{name}", flags), "rb") as file:
                _add(digest, file.read())
    except OSError:
        return None
    return digest.digest()


def _add(digest: "hashlib._Hash", data: bytes) -> None:
    digest.update(b"%d\n" % len(data))
    digest.update(data)
