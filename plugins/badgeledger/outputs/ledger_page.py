"""`ledger/`: the whole log as people read it: what was done when, and how much of it.

Flow: the summary of the log and the issuer as it stands now → a whole HTML page.
`verifier/src/ledger-page.ts` reads the log itself and recomputes what the institution signed; until
then, and without JavaScript, the page shows what the build counted, as the institution's own word.
Nothing on it is about persons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from badgeledger.credential.dates import day_of
from badgeledger.log.summary import ACTS, Summary
from badgeledger.outputs.template import NONE_OWN, Templates
from badgeledger.values import JSON

ADDRESS = "ledger/index.html"


@dataclass(frozen=True, slots=True)
class Told:
    """What the page tells of an achievement: its slug, its name, and whether it has a page."""

    slug: str
    name: str
    stands: bool


def ledger_page(
    summary: Summary,
    *,
    achievements: Sequence[Told],
    issuer: JSON,
    site: str,
    timezone: str,
    language: str,
    assets: Mapping[str, str],
    preview: bool,
    policy: bool,
    templates: Templates = NONE_OWN,
) -> bytes:
    """The page as UTF-8.

    `achievements` are all that the log ever defined, `issuer` is the Profile that the site's
    credentials name, `timezone` the one in which its days begin, `language` the one of
    `outputs.wording.LANGUAGES` that the page comes in, `assets` the addresses of
    `outputs.assets`. Without `policy` the page has no Content-Security-Policy, as in `badge_page`.
    """
    counts = summary.months.values()
    text = templates.render(
        "ledger.html",
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
        issuer=issuer,
        site=site,
        domain=urlsplit(site).hostname,
        timezone=timezone,
        assets=assets,
        preview=preview,
        policy=policy,
        language=language,
    )
    return text.encode()
