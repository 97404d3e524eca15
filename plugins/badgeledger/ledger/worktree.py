"""The ledger as it stands on the disk: files read, nothing compared yet.

Between `files.py` and the rules of `check`. What cannot be read is a problem, and the rest is read
all the same. Awards are many: they are read in parts, which can be looked at one by one, in any
process. History is no business of this module: `history.py` has it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.document import Document, Location, parse
from badgeledger.ledger.files import find_files, is_regular, read_file, shown_path
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

    `files` has the bytes of all files but awards and `slugs` all achievements, also of those that
    could not be read; `problems` tells why. `awards` are the paths of the awards.
    """

    issuer: Source[Issuer] | None
    keys: Source[Keys] | None
    achievements: tuple[Source[Achievement], ...]
    files: dict[str, bytes]
    slugs: frozenset[str]
    awards: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Awards:
    """Some of a ledger's awards, likewise. Of one with faults its sound part is there."""

    sources: tuple[Source[Award | Tombstone], ...]
    files: dict[str, bytes]
    problems: tuple[Problem, ...]


def read_ledger(root: Path) -> Ledger:
    """The ledger below `root` without its awards, and all problems of single files.

    Raises MachineError.
    """
    found = find_files(root)
    files = {path: read_file(root, path) for path in found.files}
    issuer, no_issuer = _read(files, "issuer.yml", read_issuer)
    keys, no_keys = _read(files, "keys.yml", read_keys)
    achievements, faults = _read(files, "achievements", read_achievement)
    beside = [name for name in issuer[0].value.files if is_regular(root, name)] if issuer else []
    return Ledger(
        issuer=next(iter(issuer), None),
        keys=next(iter(keys), None),
        achievements=achievements,
        files=files | {name: read_file(root, name) for name in beside},
        slugs=frozenset(
            path.removeprefix("achievements/").removesuffix(".yml")
            for path in files
            if path.startswith("achievements/") and path.endswith(".yml")
        ),
        awards=found.awards,
        problems=(*found.problems, *no_issuer, *no_keys, *faults),
    )


def read_awards(root: Path, paths: Iterable[str]) -> Awards:
    """The awards at some paths. Raises MachineError."""
    files = {path: read_file(root, path) for path in paths}
    sources, problems = _read(files, "credentials", read_award, sound_part)
    return Awards(sources, files, problems)


def _nothing(_data: bytes, _path: str) -> None:
    """What is used of a file with faults, where rules need all of it."""


def _read(
    files: Mapping[str, bytes], top: str, read: Callable[[bytes, str], Read_co],
    sound: Callable[[bytes, str], Read_co | None] = _nothing,
) -> tuple[tuple[Source[Read_co], ...], tuple[Problem, ...]]:  # fmt: skip
    """The YAML files at or below `top`, and their problems."""
    sources: list[Source[Read_co]] = []
    problems: list[Problem] = []
    for path, data in files.items():
        if path.endswith(".yml") and path.split("/", 1)[0] == top:
            try:
                sources.append(Source(path, data, read(data, shown_path(path))))
            except ContentError as error:
                problems.extend(error.problems)
                if (part := sound(data, shown_path(path))) is not None:
                    sources.append(Source(path, data, part))
    return tuple(sources), tuple(problems)
