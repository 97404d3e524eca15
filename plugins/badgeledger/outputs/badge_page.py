"""`credentials/<uuid>/`: the page of one award, which people send to employers.

Flow: an award with its achievement as they stood together, and the issuer as it stands now → a
whole HTML page. The page is unlisted, runs under a strict policy, and checks its own credential in
the browser. Published of a revocation is the public reason alone; hashed identities and e-mail
addresses are not shown, and staff only where the issuer wants it and a signature proves who it was.
Its history is what the log has of it. Whether an award has expired is the browser's to say: a build
has no clock.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from badgeledger.credential.achievement import drawing_address, image_address
from badgeledger.credential.dates import day_of
from badgeledger.credential.open_badge import last_valid_day
from badgeledger.log.entries import Act
from badgeledger.model import AchievementVersion, AwardVersion
from badgeledger.outputs.results import shown_results
from badgeledger.outputs.surroundings import Surroundings
from badgeledger.outputs.template import language_of, tag_for
from badgeledger.outputs.wording import language_for, strings

MOST_KEPT = 256  # achievements, of many awards each


def badge_page(
    version: AwardVersion, *, acts: Iterable[Act], by: Mapping[int, str], around: Surroundings
) -> bytes:
    """The page as UTF-8, in the achievement's language, or the issuer's.

    `acts` is what was done to the award, and `by` whom, by leaf, where that is shown.
    """
    common = _common(version.achievement, around)
    return around.page(
        "badge.html",
        **common,
        award=version.award,
        last_day=last_valid_day(version),
        results=shown_results(version, common["language"]),
        history=_recorded(acts, version.achievement.issuer.timezone),
        by=by,
        address=f"{around.site}/credentials/{version.id}/",
    )


@lru_cache(maxsize=MOST_KEPT)
def _common(version: AchievementVersion, around: Surroundings) -> Mapping[str, Any]:
    """What the pages of all awards of an achievement have in common, and its parts as HTML."""
    achievement = version.achievement
    tag = tag_for(version)
    language = language_for(tag)
    key = strings(language)["verifier"]["issuer"]["key"]
    values: dict[str, Any] = {
        "language": language,
        "tag": tag,
        "achievement": achievement,
        "slug": version.slug,
        "content": language_of(version),
        "image": _image(version),
        "builds_on": _named(achievement.builds_on, around.names),
        "leads_to": _named(around.leads_to.get(version.slug, ()), around.names),
        "domain": key if around.preview else urlsplit(around.site).hostname,
    }
    return values | {"common": around.parts("badge-achievement.html", **values)}


def _image(version: AchievementVersion) -> str:
    """The drawing itself where the badge is drawn: small, and sharp at any size."""
    return image_address(version) if version.image else drawing_address(version)


def _recorded(acts: Iterable[Act], timezone: str) -> list[tuple[str, date, int]]:
    """Each act's text, the day on which it was recorded, and its entry in the log."""
    return [(f"history.{act.name}", day_of(act.leaf.t, timezone), act.leaf.index) for act in acts]


def _named(slugs: Iterable[str], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((slug, names[slug]) for slug in slugs if slug in names)
