"""Our own templates: escaping, strict about names, compiled once in a process.

Flow: an output's facts → its template in `templates/` → bytes. Templates hold markup and no
decisions beyond "if there is one"; a name that is missing is an error.
"""

import re
from functools import cache, partial
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from badgeledger.model import AchievementVersion
from badgeledger.outputs.markdown import to_html
from badgeledger.outputs.wording import day, fill, number, page_tag, said, strings, type_name

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def render(template: str, *, language: str, **values: object) -> str:
    """The template filled with these values, with the words of one of `wording.LANGUAGES`."""
    return _environment(language).get_template(template).render(values)


def preview_note(language: str) -> str:
    """What stands on every page of a preview that a theme makes; search passes over it."""
    words = strings(language)["plain"]["preview"]
    note = Markup('<p class="bl-preview" lang="{}" data-search-exclude>{}</p>')
    return str(note.format(language, words))


def language_of(version: AchievementVersion) -> str:
    """The language that an achievement is written in."""
    return version.achievement.language or version.issuer.language


def tag_for(version: AchievementVersion) -> str:
    """The `lang` of an achievement's pages: its own if there are words in it, else the issuer's."""
    return page_tag(language_of(version), version.issuer.language)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        day=partial(day, language),
        fill=fill,
        language=language_of,
        markdown=to_html,
        number=partial(number, language),
        type_name=partial(type_name, language),
    )
    environment.globals.update(
        language=language, words=strings(language), say=partial(said, language)
    )
    return environment


def _source(name: str) -> str:
    # A hundred thousand pages need no indentation; the texts set into them keep theirs.
    text = resources.files("badgeledger.outputs").joinpath("templates", name).read_text("utf-8")
    return _INDENT.sub("", text)
