"""The ledger's Markdown as safe HTML: criteria, assessments, narratives.

Flow: a text of a YAML file → HTML to set into a page. Whoever writes a YAML file may shape text,
and no more: HTML and images are shown as they were typed, and links lead to http, https and mailto
addresses only. What Markdown lets through is cleaned once more by an allow-list. A text that would
keep the converter busy for long, or nests deeper than it can follow, is shown as it was typed.
"""

import re
from functools import cache, lru_cache
from html import unescape
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from badgeledger.outputs.trusted import trusted

SCHEMES = {"http", "https", "mailto"}
LINK = re.compile(r'<a href="([^"]*)"')
LINK_REL = "nofollow noopener noreferrer"
MOST_BRACKETS = 500
MOST_HEADINGS = 500
_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr", "br", "h3", "h4", "h5", "h6"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_PHRASES = {"a", "em", "strong", "code"}
_LEVELS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6"}
_IMAGES = ("image_link", "image_reference", "short_image_ref")


@lru_cache(maxsize=1024)
def to_html(text: str) -> Markup:
    """A Markdown text as HTML whose headings begin at `<h3>`."""
    html = _cleaner().clean(_converted(text))
    # What is left of a link that leads nowhere allowed: HTML has no `rel` on it.
    return trusted(html.replace(f'<a rel="{LINK_REL}">', "<a>"))


def links(text: str) -> list[str]:
    """Where the links of a Markdown text lead, allowed or not."""
    if "[" not in text and "<" not in text:  # none begins otherwise; most texts have none
        return []
    return [unescape(address) for address in LINK.findall(_converted(text))]


def _converted(text: str) -> str:
    # The converter's time grows with the square of the brackets, and of the headings.
    if text.count("[") > MOST_BRACKETS or text.count("\n#") > MOST_HEADINGS:
        return _as_typed(text)
    try:
        return str(_markdown().reset().convert(text))
    except RecursionError:
        _markdown.cache_clear()  # it stopped in the middle of a text
        return _as_typed(text)


def _as_typed(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"


class _Headings(Treeprocessor):
    """Lets headings begin at `<h3>`.

    The converter's own extension also gives each an id, in time that grows with their square.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            if level := _LEVELS.get(element.tag):
                element.tag = level


@cache
def _markdown() -> Markdown:
    converter = Markdown(extensions=["fenced_code", "sane_lists", "tables"], output_format="html")
    converter.treeprocessors.register(_Headings(converter), "badgeledger-headings", 0)
    converter.preprocessors.deregister("html_block")
    for pattern in ("html", *_IMAGES):
        converter.inlinePatterns.deregister(pattern)
    return converter


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_BLOCKS | _TABLES | _PHRASES,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=LINK_REL,
    )
