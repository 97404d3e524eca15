"""What an audit found: check by check, all that is wrong, and the one line it comes to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from badgeledger.auditing.evidence import Evidence
from badgeledger.errors import BadgeLedgerError, Problem

# Problems that say that something could not be asked, not that it is wrong.
UNASKED = frozenset(
    {"B0801", "B0802", "B0803", "B0804", "B0805", "B0806", "B0807", "B0914"}
)  # fmt: skip

Result = Literal["pass", "fail", "notchecked"]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Check:
    """One question of an audit: `said` tells what was checked, and how much of it."""

    name: str
    said: str
    problems: tuple[Problem, ...] = ()

    @property
    def result(self) -> Result:
        """How it ended."""
        return result_of(self.problems)


@dataclass(slots=True)
class Verdict:
    """All checks of a site, in the order in which they were made.

    `evidence` is what they are about; None where issuer or log could not be read.
    """

    site: str
    evidence: Evidence | None = None
    checks: list[Check] = field(default_factory=list)

    def ask(self, name: str, question: Callable[[], Found]) -> Found | None:
        """The answer, which as text is what it says; None where the question finds a fault."""
        try:
            found = question()
        except BadgeLedgerError as refusal:
            said = "could not be checked" if result_of(refusal.problems) != "fail" else "is wrong"
            self.checks.append(Check(name, said, refusal.problems))
            return None
        self.checks.append(Check(name, str(found)))
        return found

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong, and all that could not be asked."""
        return [problem for check in self.checks for problem in check.problems]

    @property
    def result(self) -> Result:
        """A fault outweighs what could not be checked."""
        return result_of(self.problems)


def result_of(problems: Sequence[Problem]) -> Result:
    """What problems come to."""
    if not problems:
        return "pass"
    return "notchecked" if all(each.code in UNASKED for each in problems) else "fail"
