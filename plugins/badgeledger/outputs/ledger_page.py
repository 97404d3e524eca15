"""`ledger/`: the whole log as people read it: what was done when, and how much of it.

Flow: the summary of the log and the issuer as it stands now → a whole HTML page.
`verifier/src/ledger-page.ts` reads the log itself and recomputes what the institution signed; until
then, and without JavaScript, the page shows what the build counted, as the institution's own word.
Nothing on it is about persons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from badgeledger.credential.dates import day_of
from badgeledger.log.summary import ACTS, Summary
from badgeledger.outputs.surroundings import Surroundings

ADDRESS = "ledger/index.html"


@dataclass(frozen=True, slots=True)
class Told:
    """What the page tells of an achievement: its slug, its name, and whether it has a page."""

    slug: str
    name: str
    stands: bool


def ledger_page(
    summary: Summary, *, achievements: Sequence[Told], timezone: str, around: Surroundings
) -> bytes:
    """The page as UTF-8, in the issuer's language.

    `achievements` are all that the log ever defined, `timezone` the one in which its days begin.
    """
    counts = summary.months.values()
    return around.page(
        "ledger.html",
        language=around.language,
        acts=[(act, f"ledger.acts.{act}") for act in ACTS if any(act in month for month in counts)],
        months=[(month, summary.months[month]) for month in sorted(summary.months, reverse=True)],
        versions=[
            (
                told,
                [
                    (day_of(each.leaf.t, timezone), each.leaf.index)
                    for each in summary.definitions[told.slug]
                ],
            )
            for told in sorted(achievements, key=lambda told: (told.name.casefold(), told.slug))
        ],
        domain=urlsplit(around.site).hostname,
        timezone=timezone,
    )
