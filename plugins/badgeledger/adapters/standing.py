"""How finished badges stand on the disk: what is remembered of them, and what of that still holds.

Of each badge a row is remembered: its id, a digest of what went into it, one of what its files
hold, and one of how they lie (inode, size, times). Rows come in groups, so that what went into many
badges is compared at once. As with git's index, files that lie as they were written count as read;
any others are read, as after a checkout into another folder, and have to hold the same. So no time
of a file ever decides what a badge is.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from badgeledger.badge_paths import BADGE_FILES

ROW = Struct("16s32s32s16s")
HEAD = Struct("32sI")
UNKNOWN = bytes(32)  # no digest of anything
_PLACES = ("", *(f"/{name}" for name in BADGE_FILES))
_FACTS = attrgetter("st_mode", "st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")
_STAT = Struct(f"{5 * len(_PLACES)}q")
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Row(NamedTuple):
    """What is remembered of a badge."""

    award_id: bytes
    inputs: bytes
    files: bytes
    lying: bytes


class Group(NamedTuple):
    """Rows, as bytes, and a digest of what went into all badges that they belong to together.

    The digest is `UNKNOWN` where rows are missing.
    """

    inputs: bytes
    rows: bytes


def name_of(award_id: bytes) -> str:
    """An award's id as text."""
    text = award_id.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def rows_of(data: bytes) -> Iterator[tuple[Row, bytes]]:
    """Each row, and its own bytes."""
    for start in range(0, len(data), ROW.size):
        own = data[start : start + ROW.size]
        yield Row(*ROW.unpack(own)), own


def groups_of(data: bytes) -> Iterator[Group]:
    """The groups in the bytes that `data_of` made."""
    place = 0
    while place < len(data):
        inputs, number = HEAD.unpack_from(data, place)
        end = place + HEAD.size + number * ROW.size
        yield Group(inputs, data[place + HEAD.size : end])
        place = end


def data_of(groups: Iterable[Group]) -> bytes:
    """The groups as bytes."""
    return b"".join(
        HEAD.pack(group.inputs, len(group.rows) // ROW.size) + group.rows for group in groups
    )


def standing(place: str, data: bytes) -> bytes:
    """The groups with those of their rows whose badges stand as they were written.

    However they lie, but for a folder that is a link: it is not ours to move.
    """
    if Path(place).is_symlink():
        return b""
    return data_of(_standing(place, group) for group in groups_of(data))


def laid(place: str, data: bytes) -> bytes:
    """The rows of badges that were just written at a place, with how they lie there.

    Without those in whose folder there is anything else: it goes when that goes.
    """
    return b"".join(_alone_and_laid(place, data))


def lying(place: str) -> bytes | None:
    """How a badge's folder and files lie on the disk; None where one is missing."""
    try:
        facts = [fact for name in _PLACES for fact in _FACTS(os.lstat(place + name))]
    except OSError:
        return None
    return hashlib.blake2b(_STAT.pack(*facts), digest_size=16).digest()


def alone(place: str) -> bool:
    """Whether a badge's folder is no link, and holds its files and nothing else."""
    with os.scandir(place) as entries:
        names = sorted(entry.name for entry in entries)
    return names == list(BADGE_FILES) and not Path(place).is_symlink()


def files_digest(files: Iterable[bytes]) -> bytes:
    """A digest of what a badge's files hold, in the order of `BADGE_FILES`."""
    digest = hashlib.sha256()
    for data in files:
        digest.update(b"%d\n" % len(data))
        digest.update(data)
    return digest.digest()


def _alone_and_laid(place: str, rows: bytes) -> Iterator[bytes]:
    for row, _ in rows_of(rows):
        folder = f"{place}/{name_of(row.award_id)}"
        found = lying(folder)
        if found and alone(folder):
            yield ROW.pack(*row._replace(lying=found))


def _standing(place: str, group: Group) -> Group:
    rows = b"".join(_lie_or_hold(place, group.rows))
    return Group(group.inputs if len(rows) == len(group.rows) else UNKNOWN, rows)


def _lie_or_hold(place: str, rows: bytes) -> Iterator[bytes]:
    for row, own in rows_of(rows):
        folder = f"{place}/{name_of(row.award_id)}"
        found = lying(folder)
        if found == row.lying:
            yield own
        elif found and _digest(folder) == row.files:
            yield ROW.pack(*row._replace(lying=found))


def _digest(folder: str) -> bytes | None:
    """Of the files in a badge's folder; None where that is not `alone`, or one is no plain file."""
    try:
        if not alone(folder):
            return None
        return files_digest(_read(f"{folder}/{name}") for name in BADGE_FILES)
    except OSError:
        return None


def _read(path: str) -> bytes:
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        return file.read()
