"""Gathers what is wrong with many things, so that an audit tells all of it in one go."""

from collections.abc import Iterator
from contextlib import contextmanager

from badgeledger.errors import BadgeLedgerError, ContentError, Problem


class Faults:
    """What is wrong, in the order in which it was found."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, code: str, message: str, mend: str, path: str = "") -> None:
        """One thing is wrong."""
        self.problems.append(Problem(path, 0, 0, code, message, mend))

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Gather what is refused inside, and go on."""
        try:
            yield
        except BadgeLedgerError as refusal:
            self.problems += refusal.problems

    def settle(self) -> None:
        """Raise ContentError with all that was gathered, if anything was."""
        if self.problems:
            raise ContentError(self.problems)
