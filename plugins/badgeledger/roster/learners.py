"""Rows of cells → learners: each row as the award it asks for, or what is wrong with it.

The cells go through the same model as the ledger's own files, so nothing gets in by a list that a
file could not hold. A cell may hold several pieces of evidence or results, one per line or with
`|` between them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from badgeledger.errors import Problem, explanations
from badgeledger.model import Achievement, Award, ResultDescription
from badgeledger.roster.table import Row
from badgeledger.values import near_miss, shown


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner to award: the row's line, and the award with the e-mail still in the clear."""

    line: int
    award: Award
    email: str


@dataclass(frozen=True, slots=True)
class Prize:
    """What every learner of a list is awarded: an achievement, and the day if no cell has one."""

    slug: str
    achievement: Achievement
    awarded: date


def read_learners(
    rows: Iterable[Row], prize: Prize, path: str
) -> tuple[list[Learner], list[Problem]]:
    """The learners of all rows that are right, and every problem of the others.

    `path` is what problems call the file: B0703, B0706, B0707, B0710, and those of the values
    themselves.
    """
    learners: list[Learner] = []
    problems: list[Problem] = []
    for row in rows:
        if row.misfit:
            mend = "put cells that contain the separator in double quotes"
            problems.append(Problem(path, row.line, 0, "B0703", row.misfit, mend))
            continue
        reading = _Reading(row, path)
        award = reading.award(prize)
        problems += reading.problems
        if award and not reading.problems:
            learners.append(Learner(row.line, award, row.cells["email"]))
    return learners, problems


class _Reading:
    """One row, read to its end with all that is wrong with it."""

    def __init__(self, row: Row, path: str) -> None:
        self.cells = row.cells
        self.line = row.line
        self.path = path
        self.problems: list[Problem] = []

    def award(self, prize: Prize) -> Award | None:
        """The award that the row asks for; None where its values cannot be."""
        if "email" not in self.cells:
            self._refuse("B0710", "the learner has no e-mail address", "fill it in")
        fields = {
            "achievement": prize.slug,
            "recipient": self._given("name", "email"),
            "awarded": prize.awarded,
            "evidence": list(self._evidence()),
            "results": list(self._results(prize.achievement)),
        }
        try:
            return Award.model_validate(fields | self._given("awarded", "expires", "narrative"))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                if detail["type"] != "B0223":  # no e-mail address: told already
                    self._refuse_value(detail)
            return None

    def _given(self, *columns: str) -> dict[str, str]:
        return {column: self.cells[column] for column in columns if column in self.cells}

    def _evidence(self) -> Iterator[dict[str, str]]:
        for name, url in self._pairs("evidence", "NAME=URL"):
            yield {"name": name, "url": url}

    def _results(self, achievement: Achievement) -> Iterator[dict[str, str]]:
        described = {description.id: description for description in achievement.results}
        for name, value in self._pairs("results", "RESULT=VALUE"):
            if name in described:
                yield {"result": name, _field(described[name], value): value}
            else:
                self._refuse_result(name, list(described))

    def _pairs(self, column: str, form: str) -> Iterator[tuple[str, str]]:
        for part in re.split(r"[\n|]", self.cells.get(column, "")):
            name, equals, value = (piece.strip() for piece in part.partition("="))
            if equals and name and value and "://" not in name:
                yield name, value
            elif part.strip():
                message = f"{column}: {shown(part.strip())} is not {form}"
                self._refuse("B0706", message, f"write {form}, and | between several")

    def _refuse(self, code: str, message: str, mend: str) -> None:
        self.problems.append(Problem(self.path, self.line, 0, code, message, mend))

    def _refuse_value(self, detail: ErrorDetails) -> None:
        column = next(part for part in detail["loc"] if part != "recipient")
        code = "B0117" if detail["type"] == "literal_error" else detail["type"]
        self._refuse(code, f"{column}: {detail['msg']}", explanations()[code].mend)

    def _refuse_result(self, name: str, known: list[str]) -> None:
        mend = "describe it under `results` in the achievement, or leave it out"
        if known:
            mend = near_miss(name, known) or f"its results are {', '.join(known)}"
        self._refuse("B0707", f"results: the achievement has no result {shown(name)}", mend)


def _field(description: ResultDescription, value: str) -> str:
    """Which field of an award's result the value belongs to."""
    if description.type == "Status":
        return "status"
    return "level" if value in {level.id for level in description.levels} else "value"
