"""Pages of ours that another program's theme renders: HTML within Markdown.

For the catalogue and the issuer's page. The host's extensions see headings and finished HTML only:
what staff wrote can add neither HTML nor Markdown nor a macro to a page.
"""

import re
from dataclasses import dataclass

from markupsafe import escape

# ASCII punctuation but comma and full stop: what means something to Markdown and its extensions.
_SPECIAL = re.compile(r"[!-+\-/:-@\[-`{-~]")
# Those that mean something even within HTML: to macro processors, and to fenced code.
_SPECIAL_IN_HTML = re.compile(r"[{}`~]")
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class HostPage:
    """A page that the host renders: its Markdown, and HTML for its `<head>`."""

    markdown: str
    head: str = ""


def front_matter(title: str, description: str, hide: str) -> str:
    """What stands above a page's Markdown, for MkDocs' themes."""
    # NOTE: MkDocs' themes print both without escaping them, so they are HTML already. `hide` is
    # Material's: columns in which the catalogue has nothing to show.
    said = f"title: {_quoted(title)}\ndescription: {_quoted(description)}\nhide: {hide}"
    return f"---\n{said}\n---\n\n"


def _quoted(text: str) -> str:
    """A text as HTML in a string that YAML and JSON read alike."""
    html = " ".join(str(escape(text)).split()).replace("\\", "&#92;")
    html = _SPECIAL_IN_HTML.sub(_reference, html)
    return '"' + _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", html) + '"'


def markdown_text(text: str) -> str:
    """A text as Markdown that shows it as it is."""
    return " ".join(_SPECIAL.sub(_reference, text).split())


def neutral(html: str) -> str:
    """HTML in which no macro processor and no fence of code finds anything."""
    return _SPECIAL_IN_HTML.sub(_reference, html)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"
