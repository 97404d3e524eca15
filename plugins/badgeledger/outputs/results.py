"""The results of an award, each on its scale, as a page shows them.

Flow: an award's `results` and its achievement's → what the templates print. It compares
no value with the pass mark: what a result means is for the institution to say.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from badgeledger.model import Achievement, AwardVersion, Result, ResultDescription, RubricLevel
from badgeledger.outputs.wording import said

MOST_KEPT = 256  # achievements, of many awards each
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


def shown_results(version: AwardVersion, language: str) -> list[ShownResult]:
    """The award's results in its own order, with the words of a language."""
    if not version.award.results:
        return []
    scales = _scales(version.achievement.achievement, language)
    return [
        _shown(result, *scales[result.result], language)
        if result.result in scales
        else _bare(result, language)
        for result in version.award.results
    ]


def described_results(achievement: Achievement, language: str) -> list[DescribedResult]:
    """The results that awards of an achievement can state, with the words of a language."""
    return [_described(entry, language) for entry in achievement.results]


@lru_cache(maxsize=MOST_KEPT)
def _scales(
    achievement: Achievement, language: str
) -> Mapping[str, tuple[ResultDescription, DescribedResult]]:
    return {entry.id: (entry, _described(entry, language)) for entry in achievement.results}


def _described(entry: ResultDescription, language: str) -> DescribedResult:
    return DescribedResult(
        name=entry.name,
        scale=_scale(entry, language),
        required=_required(entry, language),
        allowed=() if entry.levels else entry.allowed,
        levels=entry.levels,
        pointed=any(level.points for level in entry.levels),
    )


def _required(description: ResultDescription, language: str) -> Markup | None:
    if not description.required:
        return None
    names = {level.id: level.name for level in description.levels}
    level = names.get(description.required)
    value = level or _with_unit(description.required, description, language)
    return said(language, "span", "results.required", value=value)


def _scale(description: ResultDescription, language: str) -> Markup | None:
    if not (description.minimum and description.maximum):
        return None
    ends = {
        "minimum": _with_unit(description.minimum, description, language),
        "maximum": _with_unit(description.maximum, description, language),
    }
    return said(language, "span", "results.scale", **ends)


def _steps(description: ResultDescription, reached: str | None) -> tuple[Step, ...]:
    if description.levels:
        return tuple(Step(level.name, level.id == reached) for level in description.levels)
    return tuple(Step(value, value == reached) for value in description.allowed)


def _shown(
    result: Result, description: ResultDescription, described: DescribedResult, language: str
) -> ShownResult:
    level = next((entry for entry in description.levels if entry.id == result.level), None)
    return ShownResult(
        name=description.name,
        value=_value(result, description, level.name if level else None, language),
        meaning=level.description if level else None,
        scale=described.scale,
        required=described.required,
        meter=_meter(result, description),
        steps=_steps(description, result.level if description.levels else result.value),
    )


def _bare(result: Result, language: str) -> ShownResult:
    value = _status(result, language) or escape(result.value or result.level or "")
    return ShownResult(result.result, value, None, None, None, None, ())


def _value(
    result: Result, description: ResultDescription, level: str | None, language: str
) -> Markup | None:
    if result.value:
        return escape(_with_unit(result.value, description, language))
    return escape(level) if level else _status(result, language)


def _status(result: Result, language: str) -> Markup | None:
    return said(language, "span", f"results.status.{result.status}") if result.status else None


def _with_unit(value: str, description: ResultDescription, language: str) -> Markup | str:
    percent = description.type == "Percent" and _DECIMAL.fullmatch(value)
    return said(language, "span", "results.percent", value=value) if percent else value


def _meter(result: Result, description: ResultDescription) -> tuple[str, str, str] | None:
    numbers = (description.minimum or "", description.maximum or "", result.value or "")
    if not all(_DECIMAL.fullmatch(number) for number in numbers):
        return None
    minimum, maximum, value = map(float, numbers)
    return numbers if minimum <= value <= maximum and minimum < maximum else None
