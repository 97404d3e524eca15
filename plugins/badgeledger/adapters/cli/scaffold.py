"""What `init` and `achievement new` write: the templates' text, filled in.

The workflows are the very files by which this project's own example ledger is published: a test
holds the two equal.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import escape

from badgeledger import __version__
from badgeledger.ledger import schemas

# Templates' names → where they are written. A name with a dot would be lost in packaging.
FILES = {
    "issuer.yml": "issuer.yml",
    "example.yml": "achievements/first-steps.yml",
    "mkdocs.yml": "mkdocs.yml",
    "docs/index.md": "docs/index.md",
    "README.md": "README.md",
    "requirements.in": "requirements.in",
    "gitignore": ".gitignore",
}
AS_IS = {
    "github/install.sh": ".github/install.sh",
    "github/workflows/check.yml": ".github/workflows/check.yml",
    "github/workflows/publish.yml": ".github/workflows/publish.yml",
    "github/workflows/live.yml": ".github/workflows/live.yml",
}
TEMPLATES = Environment(
    loader=PackageLoader("badgeledger.adapters.cli", "template"),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    autoescape=select_autoescape(("html",)),  # YAML and Markdown: each value is quoted for its own
)


@dataclass(frozen=True, slots=True)
class Institution:
    """What a new ledger is told about its institution; the texts as `issuer.yml` takes them."""

    name: str
    url: str
    site: str
    email: str | None
    language: str
    timezone: str


def ledger_files(institution: Institution) -> Iterator[tuple[str, str]]:
    """Path and text of every file of a new ledger."""
    for template, path in FILES.items():
        yield path, TEMPLATES.get_template(template).render(_values(institution, path))
    folder = resources.files("badgeledger.adapters.cli").joinpath("template")
    for template, path in AS_IS.items():
        yield path, folder.joinpath(template).read_text("utf-8")
    for kind in schemas.KINDS:
        text = json.dumps(schemas.schema(kind), indent=2, ensure_ascii=False)
        yield f"{schemas.FOLDER}/{kind}.json", text + "\n"


def achievement_file(slug: str, name: str) -> tuple[str, str]:
    """Path and text of a new achievement's commented file."""
    path = f"achievements/{slug}.yml"
    values = {"schema_line": schemas.schema_line("achievement", path), "slug": slug}
    text = TEMPLATES.get_template("achievement.yml").render(values, name=_quoted(name))
    return path, text


def _values(institution: Institution, path: str) -> dict[str, str | None]:
    kind = {"issuer.yml": "issuer", "achievements/first-steps.yml": "achievement"}.get(path)
    quoted = {
        name: _quoted(getattr(institution, name))
        for name in ("name", "url", "language", "timezone")
    }
    return {
        **quoted,
        "email": _quoted(institution.email) if institution.email else None,
        "site": _quoted(institution.site) if path == "issuer.yml" else institution.site,
        "site_url": _quoted(f"{institution.site}/"),
        "title": _quoted(f"Badges of {institution.name}"),
        "name_markdown": str(escape(institution.name)),
        "theme_language": _theme_language(institution.language),
        "schema_line": schemas.schema_line(kind, path) if kind else "",
        "version": __version__,
    }


def _theme_language(language: str) -> str:
    """The theme's own language that comes nearest."""
    known = resources.files("material").joinpath("templates", "partials", "languages")
    wanted = (language, language.partition("-")[0])
    return next((tag for tag in wanted if known.joinpath(f"{tag}.html").is_file()), "en")


def _quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar: JSON's strings are that."""
    return json.dumps(text, ensure_ascii=False)
