"""The words of the interface, from `strings/<language>.json`, and how days and numbers are written.

Under every page. What institutions and learners wrote is never in here; a text that is missing is
an error when the page is rendered, not a gap in it. A page comes in one language; its elements say
which text is theirs, so that the browser can put another language's in its place (`said`).
"""

import json
import re
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from markupsafe import Markup, escape

from badgeledger.outputs.trusted import trusted

LANGUAGES = ("en", "es", "pt", "fr", "de")
DAYS_KEPT = 4096  # many awards are of one day
_UNNAMED = "badge."  # the group that elements leave out: there are a hundred thousand badge pages
_TAG = re.compile(r"^<[a-z]+")


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


def page_tag(*tags: str) -> str:
    """The first of some language tags that there are words for, as a page's `lang`; else `en`."""
    return next((tag for tag in tags if tag.partition("-")[0].lower() in LANGUAGES), "en")


def fill(text: str, **values: object) -> Markup:
    """A text as HTML with its `{places}` filled; values that are not HTML yet are escaped."""
    places = {name: str(escape(value)) for name, value in values.items()}
    return trusted(str(escape(text)).format(**places))


def said(language: str, tag: str, key: str, **values: object) -> Markup:
    """An element with the text at `key` (`badge.results`), which the browser can translate.

    `tag` is the element's name, with attributes if it has any: `p class="note"`. What fills the
    text is found again by the browser: a value that is an element (of `day`, of `number`) as a
    child with `data-p`, one that is text in a `data-` attribute.
    """
    if not values:
        return _whole(language, tag, key)
    opening, text, closing = _element(language, tag, key)
    places = {}
    for name, value in values.items():
        html = str(escape(value))
        if isinstance(value, Markup):
            places[name] = _named(html, name)
        else:
            places[name] = html
            opening += f' data-{name}="{html}"'
    return trusted(f"{opening}>{text.format(**places)}{closing}")


@cache
def _whole(language: str, tag: str, key: str) -> Markup:
    opening, text, closing = _element(language, tag, key)
    return trusted(f"{opening}>{text}{closing}")


@cache
def _element(language: str, tag: str, key: str) -> tuple[str, str, str]:
    """The opening tag without its bracket, the text with its places, the closing tag."""
    text: Any = strings(language)
    for part in key.split("."):
        text = text[part]
    opening = f'<{tag} data-t="{key.removeprefix(_UNNAMED)}"'
    return opening, str(escape(text)), f"</{tag.partition(' ')[0]}>"


def _named(element: str, name: str) -> str:
    return _TAG.sub(lambda tag: f'{tag[0]} data-p="{name}"', element)


@lru_cache(maxsize=DAYS_KEPT)
def day(language: str, value: date) -> Markup:
    """A day as people write it, in a `<time>` for machines."""
    words = strings(language)["days"]
    month = words["months"][value.month - 1]
    text = fill(words["pattern"], day=value.day, month=month, year=value.year)
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), text)


def month(language: str, value: str) -> Markup:
    """A month, given as `YYYY-MM`, as people write it, in a `<time>` for machines."""
    words = strings(language)["days"]
    name = words["months"][int(value[5:]) - 1]
    text = fill(words["month"], month=name, year=value[:4])
    return Markup('<time datetime="{}">{}</time>').format(value, text)


def number(language: str, value: float) -> Markup:
    """A number with the language's decimal mark, in a `<data>` for machines."""
    text = str(value) if language == "en" else str(value).replace(".", ",")
    return Markup('<data value="{}">{}</data>').format(value, text)


def type_name(language: str, achievement_type: str, element: str) -> Markup:
    """An element with an Open Badges achievementType in words.

    An `ext:` type stays as the institution called it.
    """
    if achievement_type in strings(language)["types"]:
        return said(language, element, f"types.{achievement_type}")
    name = escape(achievement_type.removeprefix("ext:"))
    return trusted(f"<{element}>{name}</{element}>")
