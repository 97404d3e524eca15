"""An achievement's versions, and what changed from one to the next, in its own words.

For the achievement's page. An award keeps the version that stood when it was issued, so whoever
reads a badge can find here what it took then. Old words are `<del>`, new ones `<ins>`; everything
in them is text, however staff wrote it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from badgeledger.credential.achievement import image_address
from badgeledger.credential.dates import day_of
from badgeledger.log.entries import Leaf
from badgeledger.model import Achievement, AchievementVersion, Entry

_WORDS = re.compile(r"\s+|[^\s]+")
# Texts that share less than this are told apart as a whole.
ALIKE = 0.5
DELETED, INSERTED = Markup("<del>{}</del>"), Markup("<ins>{}</ins>")


@dataclass(frozen=True, slots=True)
class Defined:
    """A version of an achievement, and where the log has it."""

    version: AchievementVersion
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Shown:
    """A version as its page shows it: since when, its entry in the log, and by the name of each
    field that changed, its old and new words."""

    since: date
    leaf: int
    changes: tuple[tuple[str, Markup], ...]


def shown_versions(defined: Sequence[Defined], timezone: str) -> list[Shown]:
    """The versions, the latest first; days are those of a timezone."""
    before = [None, *defined]
    return [
        Shown(
            day_of(each.leaf.t, timezone),
            each.leaf.index,
            tuple(_changes(old.version, each.version)) if old else (),
        )
        for each, old in reversed(list(zip(defined, before, strict=False)))
    ]


def _told(entry: Entry) -> str:
    """All that an alignment or a result says, in one line."""
    return " · ".join(_texts(entry.model_dump(mode="json", exclude_none=True, exclude={"id"})))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
    else:
        yield str(value)


def _words(text: str | None) -> list[str]:
    return _WORDS.findall(text or "")


def _lines(texts: Sequence[str]) -> list[str]:
    return [f"{text}\n" for text in texts]


def _value(value: object) -> list[str]:
    return [] if value is None else [str(value)]


# By the name of each field: what of it is compared, piece by piece.
_FIELDS: dict[str, Callable[[Achievement], list[str]]] = {
    "versions.fields.name": lambda it: _words(it.name),
    "versions.fields.description": lambda it: _words(it.description),
    "facts.criteria": lambda it: _words(it.criteria),
    "facts.assessment": lambda it: _words(it.assessment),
    "facts.outcomes": lambda it: _lines(it.outcomes),
    "facts.skills": lambda it: _lines([_told(skill) for skill in it.skills]),
    "badge.results": lambda it: _lines([_told(result) for result in it.results]),
    "facts.type": lambda it: _value(it.type),
    "facts.hours": lambda it: _value(it.hours),
    "facts.credits": lambda it: _value(it.credits),
    "facts.level": lambda it: _value(it.level and _told(it.level)),
    "facts.version": lambda it: _value(it.version),
    "catalogue.valid_for": lambda it: _value(it.valid_for),
    "versions.fields.tags": lambda it: _lines(it.tags),
    "catalogue.any_language": lambda it: _value(it.language),
}


def _changes(old: AchievementVersion, new: AchievementVersion) -> Iterator[tuple[str, Markup]]:
    for name, pieces in _FIELDS.items():
        before, after = pieces(old.achievement), pieces(new.achievement)
        if before != after:
            yield name, marked(before, after)
    if image_address(old) != image_address(new):
        yield "versions.fields.image", Markup("")


def marked(old: Sequence[str], new: Sequence[str]) -> Markup:
    """Pieces of text, those taken out within `<del>` and those put in within `<ins>`."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _within(DELETED, old) + Markup(" ") + _within(INSERTED, new)
    made = Markup("")
    for _, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        before, after = old[from_old:to_old], new[from_new:to_new]
        if before == after:
            made += escape("".join(before))
        else:
            made += _within(DELETED, before) + _within(INSERTED, after)
    return made


def _within(element: Markup, pieces: Sequence[str]) -> Markup:
    text = "".join(pieces)
    return element.format(text) if text else Markup("")
