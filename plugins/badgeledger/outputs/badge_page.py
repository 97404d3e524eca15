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


def badge_page(
    version: AwardVersion, *, acts: Iterable[Act], by: Mapping[int, str], around: Surroundings
) -> bytes:
    """The page as UTF-8, in the achievement's language, or the issuer's.

    `acts` is what was done to the award, and `by` whom, by leaf, where that is shown.
    """
    achievement = version.achievement.achievement
    tag = tag_for(version.achievement)
    language = language_for(tag)
    key = strings(language)["verifier"]["issuer"]["key"]
    return around.page(
        "badge.html",
        language=language,
        tag=tag,
        award=version.award,
        achievement=achievement,
        slug=version.achievement.slug,
        content=language_of(version.achievement),
        image=_image(version.achievement),
        last_day=last_valid_day(version),
        results=shown_results(version, language),
        history=_recorded(acts, version.achievement.issuer.timezone),
        by=by,
        builds_on=_named(achievement.builds_on, around.names),
        leads_to=_named(around.leads_to.get(version.achievement.slug, ()), around.names),
        address=f"{around.site}/credentials/{version.id}/",
        domain=key if around.preview else urlsplit(around.site).hostname,
    )


def _image(version: AchievementVersion) -> str:
    """The drawing itself where the badge is drawn: small, and sharp at any size."""
    return image_address(version) if version.image else drawing_address(version)


def _recorded(acts: Iterable[Act], timezone: str) -> list[tuple[str, date, int]]:
    """Each act's text, the day on which it was recorded, and its entry in the log."""
    return [(f"history.{act.name}", day_of(act.leaf.t, timezone), act.leaf.index) for act in acts]


def _named(slugs: Iterable[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(slug, names[slug]) for slug in slugs if slug in names]
