"""The results of an award, each on its scale, as a page shows them.

Flow: an award's `results` and its achievement's → what the templates print. It compares
no value with the pass mark: what a result means is for the institution to say.
"""

import re
from dataclasses import dataclass

from markupsafe import Markup

from badgeledger.model import Achievement, AwardVersion, Result, ResultDescription, RubricLevel
from badgeledger.outputs.wording import fill, strings

_DECIMAL = re.compile(r"-?\d{1,9}(\.\d{1,6})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a scale, from low to high."""

    name: str
    reached: bool


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One result in words; `meter` is minimum, maximum and value where all three are numbers."""

    name: str
    value: Markup | None
    meaning: str | None
    scale: Markup | None
    required: Markup | None
    meter: tuple[str, str, str] | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class DescribedResult:
    """One result that awards can state, in words."""

    name: str
    scale: Markup | None
    required: Markup | None
    allowed: tuple[str, ...]
    levels: tuple[RubricLevel, ...]
    pointed: bool  # whether levels have points


def shown_results(version: AwardVersion) -> list[ShownResult]:
    """The award's results in its own order."""
    described = {entry.id: entry for entry in version.achievement.achievement.results}
    return [
        _shown(result, described[result.result]) if result.result in described else _bare(result)
        for result in version.award.results
    ]


def described_results(achievement: Achievement) -> list[DescribedResult]:
    """The results that awards of an achievement can state, in its own order."""
    return [
        DescribedResult(
            name=entry.name,
            scale=_scale(entry),
            required=_required(entry),
            allowed=() if entry.levels else entry.allowed,
            levels=entry.levels,
            pointed=any(level.points for level in entry.levels),
        )
        for entry in achievement.results
    ]


def _required(description: ResultDescription) -> Markup | None:
    if not description.required:
        return None
    names = {level.id: level.name for level in description.levels}
    value = names.get(description.required) or _with_unit(description.required, description)
    return fill(strings()["results"]["required"], value=value)


def _scale(description: ResultDescription) -> Markup | None:
    if not (description.minimum and description.maximum):
        return None
    ends = {
        "minimum": _with_unit(description.minimum, description),
        "maximum": _with_unit(description.maximum, description),
    }
    return fill(strings()["results"]["scale"], **ends)


def _steps(description: ResultDescription, reached: str | None) -> tuple[Step, ...]:
    if description.levels:
        return tuple(Step(level.name, level.id == reached) for level in description.levels)
    return tuple(Step(value, value == reached) for value in description.allowed)


def _shown(result: Result, description: ResultDescription) -> ShownResult:
    level = next((entry for entry in description.levels if entry.id == result.level), None)
    return ShownResult(
        name=description.name,
        value=_value(result, description, level.name if level else None),
        meaning=level.description if level else None,
        scale=_scale(description),
        required=_required(description),
        meter=_meter(result, description),
        steps=_steps(description, result.level if description.levels else result.value),
    )


def _bare(result: Result) -> ShownResult:
    value = _status(result) or fill("{value}", value=result.value or result.level or "")
    return ShownResult(result.result, value, None, None, None, None, ())


def _value(result: Result, description: ResultDescription, level: str | None) -> Markup | None:
    if result.value:
        return _with_unit(result.value, description)
    return fill("{level}", level=level) if level else _status(result)


def _status(result: Result) -> Markup | None:
    return fill(strings()["results"]["status"][result.status]) if result.status else None


def _with_unit(value: str, description: ResultDescription) -> Markup:
    percent = description.type == "Percent" and _DECIMAL.fullmatch(value)
    return fill(strings()["results"]["percent"] if percent else "{value}", value=value)


def _meter(result: Result, description: ResultDescription) -> tuple[str, str, str] | None:
    numbers = (description.minimum or "", description.maximum or "", result.value or "")
    if not all(_DECIMAL.fullmatch(number) for number in numbers):
        return None
    minimum, maximum, value = map(float, numbers)
    return numbers if minimum <= value <= maximum and minimum < maximum else None
