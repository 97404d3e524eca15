"""The pages that whatever renders the site surrounds with its theme: the catalogue's, the issuer's.

Flow: a history's record and an edition → Markdown pages, by their paths in the host's docs folder.
"""

from collections.abc import Mapping

from badgeledger.edition import Edition
from badgeledger.ledger.history import History
from badgeledger.log.summary import Definition
from badgeledger.outputs.catalogue import achievement_page, catalogue_page
from badgeledger.outputs.host_page import HostPage
from badgeledger.outputs.issuer_page import ADDRESS as ISSUER_PAGE
from badgeledger.outputs.issuer_page import issuer_page
from badgeledger.outputs.template import Templates
from badgeledger.outputs.versions import Defined
from badgeledger.outputs.wording import language_for
from badgeledger.record import Record


def host_pages(
    history: History,
    record: Record,
    edition: Edition,
    *,
    awards: Mapping[str, int],
    definitions: Mapping[str, tuple[Definition, ...]],
    templates: Templates,
) -> dict[str, HostPage]:
    """All of them.

    By slug, `awards` is how many awards of each achievement stand, `definitions` what the log has
    of its versions.
    """
    catalogue = record.achievements
    pages = {
        f"achievements/{slug}.md": achievement_page(
            version,
            catalogue=catalogue,
            versions=[
                Defined(record.versions[each.c], each.leaf) for each in definitions.get(slug, ())
            ],
            awards=awards.get(slug, 0),
            templates=templates,
        )
        for slug, version in catalogue.items()
    }
    language = language_for(history.issuer.language)
    about = issuer_page(
        history.issuer,
        history.keys,
        did=edition.did,
        preview=edition.preview,
        templates=templates,
    )
    first = {
        "achievements/index.md": catalogue_page(catalogue.values(), language, templates),
        ISSUER_PAGE: about,
    }
    return first | pages
