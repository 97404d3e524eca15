"""Every way in which Badge Ledger refuses.

The lowest rank: it imports nothing of the package. A room raises one of the exceptions below; an
adapter alone turns it into text and an exit code.

    BadgeLedgerError
    ├── ContentError      exit 1   the ledger, a CSV or a credential is at fault: a list of problems
    ├── UsageError        exit 2   the command was called wrongly
    └── MachineError      exit 3   the machine, the key, git or the network is not as it must be

Each problem has a stable code, explained in `errors.toml` and by `badgeledger explain CODE`.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import ClassVar, Self


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: what, where and the mend.

    `path` is relative to the ledger's root, with `/` as separator ("" where no file is at fault);
    `line` and `column` count from 1, and are 0 where the whole file is meant.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    mend: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: error {self.code}: {self.message}; {self.mend}".removeprefix(": ")


class BadgeLedgerError(Exception):
    """What a caller may catch; `problems` is never empty."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        # Worker processes hand their errors on by pickle, which would give the text alone.
        return type(self), (self.problems,), self.__dict__

    @classmethod
    def because(
        cls, code: str, message: str, mend: str, *, path: str = "", line: int = 0, column: int = 0
    ) -> Self:
        """The error with the one problem described."""
        return cls([Problem(path, line, column, code, message, mend)])


class ContentError(BadgeLedgerError):
    """The ledger, a CSV or a credential is at fault."""


class UsageError(BadgeLedgerError):
    """The command was called wrongly."""

    exit_code = 2


class MachineError(BadgeLedgerError):
    """The machine, the key, git or the network is not as it must be."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `badgeledger explain CODE` says."""

    code: str
    title: str
    explanation: str
    mend: str


@cache
def explanations() -> Mapping[str, Explanation]:
    """All codes with their explanations, in the order of the codes."""
    text = resources.files("badgeledger").joinpath("errors.toml").read_text("utf-8")
    return {code: Explanation(code, **entry) for code, entry in sorted(tomllib.loads(text).items())}


def refused_by_the_disk(error: OSError) -> MachineError:
    """What the disk or the operating system refused, as a problem (B0902)."""
    name = f"{error.filename}: " if error.filename else ""
    return MachineError.because(
        "B0902", f"{name}{error.strerror or error}", "see to the file, folder or disk named"
    )
