"""What a check ends with.

A check is a sequence of steps; the first step that is not content raises `Ended` with what it
found, and so ends the check. Codes and wording: docs/reference/report.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Result = Literal["pass", "fail", "warn", "notchecked"]


@dataclass(frozen=True, slots=True)
class Finding:
    """How a check ended: its result, the key of its reason in the strings, and what fills it.

    The key is the code, or the code, a slash and a word where one code has several reasons.
    """

    result: Result
    key: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The stable code, as the report tells it."""
        return self.key.partition("/")[0]


class Ended(Exception):
    """A check has ended early, with `finding`."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.key)


def failed(key: str, **values: str) -> Ended:
    """The end of a check that shows a reason for doubt."""
    return Ended(Finding("fail", key, values))


def unchecked(key: str, **values: str) -> Ended:
    """The end of a check that could not be made."""
    return Ended(Finding("notchecked", key, values))
