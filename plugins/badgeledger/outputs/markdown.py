"""The ledger's Markdown as safe HTML: criteria, assessments, narratives.

Flow: a text of a YAML file → HTML to set into a page. Whoever writes a YAML file may shape text,
and no more: HTML and images are shown as they were typed, and links lead to http, https and mailto
addresses only. What Markdown lets through is cleaned once more by an allow-list. A text that would
keep the converter busy for long, or nests deeper than it can follow, is shown as it was typed.
"""

from functools import cache, lru_cache

import nh3
from markdown import Markdown
from markupsafe import Markup, escape

LINK_REL = "nofollow noopener noreferrer"
MOST_BRACKETS = 500
_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr", "br", "h3", "h4", "h5", "h6"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_PHRASES = {"a", "em", "strong", "code"}
_IMAGES = ("image_link", "image_reference", "short_image_ref")


@lru_cache(maxsize=1024)
def to_html(text: str) -> Markup:
    """A Markdown text as HTML whose headings begin at `<h3>`."""
    html = _cleaner().clean(_converted(text))
    # What is left of a link that leads nowhere allowed: HTML has no `rel` on it.
    return Markup(html.replace(f'<a rel="{LINK_REL}">', "<a>"))  # noqa: S704


def _converted(text: str) -> str:
    # The converter's time grows with the square of the brackets.
    if text.count("[") > MOST_BRACKETS:
        return _as_typed(text)
    try:
        return str(_markdown().reset().convert(text))
    except RecursionError:
        _markdown.cache_clear()  # it stopped in the middle of a text
        return _as_typed(text)


def _as_typed(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"


@cache
def _markdown() -> Markdown:
    converter = Markdown(
        extensions=["fenced_code", "sane_lists", "tables", "toc"],
        extension_configs={"toc": {"baselevel": 3, "marker": ""}},
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")
    for pattern in ("html", *_IMAGES):
        converter.inlinePatterns.deregister(pattern)
    return converter


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_BLOCKS | _TABLES | _PHRASES,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=LINK_REL,
    )
