"""`credentials/<uuid>/` of an award that was erased: a notice in the place of the badge page.

Flow: the issuer as it stands now → a whole HTML page, the same for every such award. It says what
happened, that nothing follows from it, and what becomes of copies; nothing of the award is known
here. `credential.json` and `oembed.json` are gone with it: for a document that is not there, a 404
is what programs understand (oEmbed 1.0, section 2.3.6).
"""

from badgeledger.outputs.surroundings import Surroundings


def erased_page(around: Surroundings) -> bytes:
    """The page as UTF-8, in the issuer's language."""
    return around.page("erased.html", language=around.language)
