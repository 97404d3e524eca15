"""The catalogue, as Markdown for whatever renders the site, and as data.

Flow: the achievements as they stand now → `achievements/index.md`, `achievements/<slug>.md`,
`achievements.json`. The host's theme and its extensions see headings and finished HTML only: what
staff wrote can add neither HTML nor Markdown nor a macro to a page. Of awards there is a number,
and nothing about persons.
"""

from collections.abc import Iterable, Mapping, Sequence

from badgeledger.credential.achievement import achievement_address, stated
from badgeledger.model import AchievementVersion, Alignment
from badgeledger.outputs.host_page import HostPage, front_matter, markdown_text, neutral
from badgeledger.outputs.results import described_results
from badgeledger.outputs.schema_org import educational_credential
from badgeledger.outputs.template import NONE_OWN, Templates, language_of, tag_for
from badgeledger.outputs.versions import Defined, shown_versions
from badgeledger.outputs.wording import language_for, strings
from badgeledger.values import JSON


def catalogue_page(
    achievements: Iterable[AchievementVersion], language: str, templates: Templates = NONE_OWN
) -> HostPage:
    """`achievements/index.md`: all that can be earned, by name, with the words of a language."""
    words = strings(language)["catalogue"]
    body = templates.render(
        "catalogue.md", language=language, tag=language, achievements=_sorted(achievements)
    )
    title = words["title"]
    head = front_matter(title, words["description"], hide="[navigation, toc]")
    return HostPage(f"{head}# {title}\n\n{neutral(body)}")


def achievement_page(
    version: AchievementVersion,
    *,
    catalogue: Mapping[str, AchievementVersion],
    versions: Sequence[Defined],
    awards: int,
    templates: Templates = NONE_OWN,
) -> HostPage:
    """`achievements/<slug>.md`: what one badge means and takes.

    `catalogue` is all achievements by slug, `versions` what the log has of this one, oldest first,
    `awards` how many awards of it there are.
    """
    achievement, slug = version.achievement, version.slug
    others = _sorted(catalogue.values())
    tag = tag_for(version)
    language = language_for(tag)
    body = templates.render(
        "achievement.md",
        language=language,
        tag=tag,
        version=version,
        achievement=achievement,
        content=language_of(version),
        results=described_results(achievement, language),
        builds_on=[catalogue[other] for other in achievement.builds_on if other in catalogue],
        leads_to=[other for other in others if slug in other.achievement.builds_on],
        translations=[other for other in others if _are_translations(version, other)],
        versions=shown_versions(versions, version.issuer.timezone),
        awards=awards,
    )
    matter = front_matter(achievement.name, achievement.description, hide="[navigation, toc]")
    head = templates.render(
        "achievement-head.html",
        language=language,
        achievement=achievement,
        address=f"{version.issuer.site}/achievements/{slug}/",
        data=educational_credential(version),
    )
    return HostPage(f"{matter}# {markdown_text(achievement.name)}\n\n{neutral(body)}", head)


def achievements_json(
    achievements: Iterable[AchievementVersion],
    *,
    issuer: JSON,
    site: str,
    awards: Mapping[str, int],
) -> JSON:
    """`achievements.json`: the catalogue as data, in the order of the slugs.

    Members that say nothing are left out; docs/reference/catalogue.md describes the shape. `issuer`
    is the Profile, `awards` the number of awards by slug.
    """
    return {
        "format": 1,
        "issuer": {"id": issuer["id"], "name": issuer["name"], "url": issuer["url"]},
        "achievements": [
            _entry(version, site, awards.get(version.slug, 0))
            for version in sorted(achievements, key=lambda version: version.slug)
        ],
    }


def _entry(version: AchievementVersion, site: str, awards: int) -> JSON:
    achievement = version.achievement
    folder = f"{site}/achievements/{version.slug}"
    return stated(
        {
            "id": f"{site}/{achievement_address(version.slug)}",
            "slug": version.slug,
            "name": achievement.name,
            "description": achievement.description.strip(),
            "language": language_of(version),
            "type": achievement.type,
            "page": f"{folder}/",
            "image": f"{folder}/badge.png",
            "hours": achievement.hours,
            "credits": achievement.credits,
            "level": achievement.level and _alignment(achievement.level),
            "outcomes": list(achievement.outcomes),
            "skills": [_alignment(skill) for skill in achievement.skills],
            "approvedBy": [
                each.model_dump(mode="json", exclude_none=True) for each in achievement.approved_by
            ],
            "tags": list(achievement.tags),
            "validFor": achievement.valid_for,
            "version": achievement.version,
            "buildsOn": list(achievement.builds_on),
            "translationOf": achievement.translation_of,
            "awards": awards,
        }
    )


def _alignment(alignment: Alignment) -> JSON:
    return alignment.model_dump(include={"name", "url", "framework", "code"}, exclude_none=True)


def _sorted(achievements: Iterable[AchievementVersion]) -> list[AchievementVersion]:
    return sorted(achievements, key=lambda one: (one.achievement.name.casefold(), one.slug))


def _are_translations(one: AchievementVersion, other: AchievementVersion) -> bool:
    origins = [version.achievement.translation_of or version.slug for version in (one, other)]
    return one.slug != other.slug and origins[0] == origins[1]
