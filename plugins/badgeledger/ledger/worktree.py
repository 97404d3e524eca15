"""The ledger as it stands on the disk: every file read, nothing compared yet.

Between `files.py` and the rules of `check`. What cannot be read is a problem, and the rest is read
all the same. History is no business of this module: `history.py` has it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.document import Document, Location, parse
from badgeledger.ledger.files import is_regular, ledger_files, read_file, shown_path
from badgeledger.ledger.reader import (
    read_achievement,
    read_award,
    read_issuer,
    read_keys,
    sound_part,
)
from badgeledger.model import Achievement, Award, Entry, Issuer, Keys, Tombstone

Read_co = TypeVar("Read_co", bound=Entry, covariant=True)


@dataclass(frozen=True, slots=True)
class Source(Generic[Read_co]):
    """A file that was read: its path, its bytes, and what they say."""

    path: str
    data: bytes
    value: Read_co

    @property
    def stem(self) -> str:
        """The file's name without `.yml`: an achievement's slug, an award's id."""
        return self.path.rpartition("/")[2].removesuffix(".yml")

    def problem(
        self, location: Location, code: str, message: str, mend: str = "", *, at_key: bool = False
    ) -> Problem:
        """A problem at a value of the file, as in `Document.problem`."""
        document = _parsed(self.data, shown_path(self.path))
        return document.problem(location, code, message, mend, at_key=at_key)


@lru_cache(maxsize=16)
def _parsed(data: bytes, path: str) -> Document:
    """Kept for the next problem of the same file: it may have thousands."""
    return parse(data, path)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What stands on the disk. Paths are relative to the root, with `/`, and in order.

    `files` has the bytes of all files and `slugs` all achievements, also of those that could not be
    read; `problems` tells why. Of an award with faults its sound part is there, for other rules.
    """

    issuer: Source[Issuer] | None
    keys: Source[Keys] | None
    achievements: tuple[Source[Achievement], ...]
    awards: tuple[Source[Award | Tombstone], ...]
    files: dict[str, bytes]
    slugs: frozenset[str]
    problems: tuple[Problem, ...]


def _nothing(_data: bytes, _path: str) -> None:
    """What is used of a file with faults, where rules need all of it."""


def read_ledger(root: Path) -> Ledger:
    """The ledger below `root`, with all problems of its single files. Raises MachineError."""
    found = ledger_files(root)
    problems = list(found.problems)
    files = found.contents

    def sources(
        read: Callable[[bytes, str], Read_co], top: str,
        sound: Callable[[bytes, str], Read_co | None] = _nothing,
    ) -> tuple[Source[Read_co], ...]:  # fmt: skip
        made = []
        for path, data in files.items():
            if path.endswith(".yml") and path.split("/")[0] == top:
                try:
                    made.append(Source(path, data, read(data, shown_path(path))))
                except ContentError as error:
                    problems.extend(error.problems)
                    if (part := sound(data, shown_path(path))) is not None:
                        made.append(Source(path, data, part))
        return tuple(made)

    issuer = next(iter(sources(read_issuer, "issuer.yml")), None)
    beside = [name for name in issuer.value.files if is_regular(root, name)] if issuer else []
    return Ledger(
        issuer=issuer,
        keys=next(iter(sources(read_keys, "keys.yml")), None),
        achievements=sources(read_achievement, "achievements"),
        awards=sources(read_award, "credentials", sound_part),
        files=files | {name: read_file(root, name) for name in beside},
        slugs=frozenset(
            path.removeprefix("achievements/").removesuffix(".yml")
            for path in files
            if path.startswith("achievements/") and path.endswith(".yml")
        ),
        problems=tuple(problems),
    )
