"""Mends what Material for MkDocs leaves out of its pages, and what no style sheet can put in.

For `mkdocs.py`. Its search is a dialog and a landmark without names (WCAG 2.2, 4.1.2): they get the
theme's own word for the field in them. Where the theme changes, the pages stay as they are.
"""

import re

_FIELD = re.compile(r'class="md-search__input"[^>]* aria-label="([^"]*)"')
_NAMELESS = ('data-md-component="search" role="dialog"', 'class="md-search__inner" role="search"')


def with_named_search(html: str) -> str:
    """A page whose search can be told by those who do not see it."""
    field = _FIELD.search(html)
    if field is None:
        return html
    for element in _NAMELESS:
        html = html.replace(element, f'{element} aria-label="{field[1]}"', 1)
    return html
