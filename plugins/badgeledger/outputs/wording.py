"""The words of the interface, from `strings/<language>.json`, and how days are written.

Under every page. What institutions and learners wrote is never in here; a text that is missing is
an error when the page is rendered, not a gap in it.
"""

import json
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup, escape

LANGUAGES = ("en", "es", "pt", "fr", "de")


@cache
def strings(language: str = "en") -> dict[str, Any]:
    """All texts of one of the `LANGUAGES`, nested by page."""
    file = resources.files("badgeledger.outputs").joinpath("strings", f"{language}.json")
    texts: dict[str, Any] = json.loads(file.read_bytes())
    return texts


def language_for(tag: str) -> str:
    """The one of `LANGUAGES` for a language tag such as `pt-BR`; English where there is none."""
    language = tag.partition("-")[0].lower()
    return language if language in LANGUAGES else "en"


def fill(text: str, **values: object) -> Markup:
    """A text as HTML with its `{places}` filled; values that are not HTML yet are escaped."""
    return escape(text).format(**values)


def day(value: date) -> Markup:
    """A day as people write it, in a `<time>` for machines."""
    words = strings()["days"]
    month = words["months"][value.month - 1]
    text = fill(words["pattern"], day=value.day, month=month, year=value.year)
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), text)


def type_name(achievement_type: str) -> str:
    """An Open Badges achievementType in words; an `ext:` type as the institution called it."""
    name: str = strings()["types"].get(achievement_type, achievement_type.removeprefix("ext:"))
    return name
