"""Our own templates: escaping, strict about names, compiled once in a process.

Flow: an output's facts → its template in `templates/` → bytes. Templates hold markup and no
decisions beyond "if there is one"; a name that is missing is an error.
"""

import re
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from badgeledger.model import AchievementVersion
from badgeledger.outputs.markdown import to_html
from badgeledger.outputs.wording import day, fill, strings, type_name

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def render(template: str, **values: object) -> str:
    """The template filled with these values."""
    return _environment().get_template(template).render(values)


def preview_note() -> str:
    """What stands on every page of a preview that a theme makes; search passes over it."""
    words = strings()["plain"]["preview"]
    return str(Markup('<p class="bl-preview" data-search-exclude>{}</p>').format(words))


def language_of(version: AchievementVersion) -> str:
    """The language that an achievement is written in."""
    return version.achievement.language or version.issuer.language


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        day=day, fill=fill, language=language_of, markdown=to_html, type_name=type_name
    )
    environment.globals["words"] = strings()
    return environment


def _source(name: str) -> str:
    # A hundred thousand pages need no indentation; the texts set into them keep theirs.
    text = resources.files("badgeledger.outputs").joinpath("templates", name).read_text("utf-8")
    return _INDENT.sub("", text)
