"""The one door by which text becomes HTML without being escaped.

Under every page. Who calls it vouches for the text: it is of our own making, escaped before, or
cleaned. All other text is escaped by the templates.
"""

from markupsafe import Markup


def trusted(html: str) -> Markup:
    """The text as HTML, as it stands."""
    return Markup(html)  # noqa: S704 vouched for by the caller
