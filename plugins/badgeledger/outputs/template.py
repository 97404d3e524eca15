"""Our templates, and an institution's own that take their places: escaping, strict, compiled once.

Flow: an output's facts → its template in `templates/` → bytes. Templates hold markup and no
decisions beyond "if there is one"; a name that is missing is an error. A template of the ledger's
folder `templates/` takes the place of ours of the same name, which it can extend as
`badgeledger/NAME`. It is code from a pull request: it runs in Jinja's sandbox, and `sign`, which
holds the key, renders no page.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from traceback import extract_tb
from typing import TypeVar

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.environment import TemplateModule
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from badgeledger.errors import ContentError
from badgeledger.model import AchievementVersion
from badgeledger.outputs.compiler import Compiler
from badgeledger.outputs.markdown import to_html
from badgeledger.outputs.wording import (
    day,
    fill,
    month,
    number,
    page_tag,
    said,
    strings,
    type_name,
)
from badgeledger.values import near_miss, shown

FOLDER = "templates"  # of the ledger
OURS = "badgeledger/"  # before the names of our templates, for those that extend them
# Of the file to keep, which belongs to no issuer.
NOBODYS = "verify-file.html"
Filled = TypeVar("Filled")
# What Jinja raises, and what a filter or function of ours does that is given what it is not for.
_FAULTS = (
    TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
)  # fmt: skip
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Templates:
    """An institution's own templates: pairs of a name of ours and a text."""

    own: tuple[tuple[str, str], ...] = ()

    def render(self, template: str, *, language: str, **values: object) -> str:
        """The template filled with these values, with the words of one of `wording.LANGUAGES`.

        Raises ContentError (B0661) where an institution's own cannot be filled.
        """
        return self._filled(Template.render, template, language, values)

    def parts(self, template: str, *, language: str, **values: object) -> TemplateModule:
        """What the template sets, under the names that it gives; filled, and refused, likewise."""
        return self._filled(_module, template, language, values)

    def _filled(
        self,
        fill: Callable[[Template, dict[str, object]], Filled],
        name: str,
        language: str,
        values: dict[str, object],
    ) -> Filled:
        try:
            return fill(_template(self, language, name), values)
        except _FAULTS as error:
            if not self.own:
                raise
            raise _fault(error) from None


NONE_OWN = Templates()


def own_templates(files: Mapping[str, bytes]) -> Templates:
    """The templates of the ledger's folder, by their names in it.

    Raises ContentError: B0660 for a name that is none of ours, B0661 for what Jinja cannot read.
    """
    ours = {path.name for path in _folder().iterdir()} - {NOBODYS}
    for name in sorted(files):
        if name not in ours:
            raise ContentError.because(
                "B0660",
                f"there is no template {shown(name)}",
                near_miss(name, ours) or f"the templates are {', '.join(sorted(ours))}",
                path=f"{FOLDER}/{name}",
            )
    templates = Templates(tuple((name, data.decode()) for name, data in sorted(files.items())))
    for name in files:
        try:
            _environment(templates, "en").get_template(name)
        except TemplateError as error:
            raise _fault(error) from None
    return templates


def _fault(error: Exception) -> ContentError:
    """What went wrong, at the line of the institution's template."""
    path, line = FOLDER, 0
    if isinstance(error, TemplateSyntaxError):
        path, line = error.filename or FOLDER, error.lineno
    else:
        frames = [frame for frame in extract_tb(error.__traceback__)
                  if frame.filename.startswith(f"{FOLDER}/")]  # fmt: skip
        if frames:
            path, line = frames[-1].filename, frames[-1].lineno or 0
    return ContentError.because(
        "B0661",
        f"the template cannot be filled: {error}",
        "mend it, or remove it: then ours takes its place again",
        path=path,
        line=line,
    )


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
def _template(templates: Templates, language: str, name: str) -> Template:
    template = _environment(templates, language).get_template(name)
    # They are copied for every page, and Jinja's chain of mappings is slow to copy.
    template.globals = dict(template.globals)
    return template


@cache
def _environment(templates: Templates, language: str) -> Environment:
    made = SandboxedEnvironment if templates.own else Environment
    environment = made(
        loader=FunctionLoader(partial(_source, dict(templates.own))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )
    environment.code_generator_class = Compiler
    environment.filters.update(
        day=partial(day, language),
        fill=fill,
        language=language_of,
        markdown=to_html,
        month=partial(month, language),
        number=partial(number, language),
        type_name=partial(type_name, language),
    )
    environment.globals.update(
        language=language, words=strings(language), say=partial(said, language)
    )
    return environment


def _module(template: Template, values: dict[str, object]) -> TemplateModule:
    try:
        return template.make_module(values)
    except Exception:
        template.environment.handle_exception()  # at the template's own line, as `render` has it


def _source(own: Mapping[str, str], name: str) -> tuple[str, str, None] | None:
    if name in own:
        return _unindented(own[name]), f"{FOLDER}/{name}", None
    file = _folder().joinpath(name.removeprefix(OURS))
    return (_unindented(file.read_text("utf-8")), name, None) if file.is_file() else None


def _unindented(text: str) -> str:
    # A hundred thousand pages need no indentation; the texts set into them keep theirs.
    return _INDENT.sub("", text)


def _folder() -> Traversable:
    return resources.files("badgeledger.outputs").joinpath("templates")
