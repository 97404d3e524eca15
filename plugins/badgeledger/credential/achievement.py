"""`achievements/<slug>.yml` as an Open Badges 3.0 Achievement.

The mapping is frozen with log format 1: see docs/reference/credential.md for each field. There is
no `creator`: the log holds neither a domain nor a DID, and the credential names its issuer.
"""

import hashlib

import rfc8785

from badgeledger.credential.addresses import ACHIEVEMENT, absolute
from badgeledger.credential.contexts import OPEN_BADGES
from badgeledger.credential.wording import criteria_narrative, trimmed
from badgeledger.model import (
    AchievementVersion,
    Alignment,
    ResultDescription,
    RubricLevel,
)
from badgeledger.values import JSON

# The family of drawn badges; a family's look may be refined, its inputs may not.
DESIGN_FAMILY = 1


def achievement_document(version: AchievementVersion) -> JSON:
    """The Achievement as an award embeds it, its addresses relative to the site."""
    achievement = version.achievement
    language = achievement.language or version.issuer.language
    document = {
        "id": achievement_address(version.slug),
        "type": ["Achievement"],
        "achievementType": achievement.type,
        "name": achievement.name,
        "description": trimmed(achievement.description),
        "criteria": {
            "id": f"achievements/{version.slug}/",
            "narrative": criteria_narrative(achievement, language),
        },
        "image": {"id": image_address(version), "type": "Image"},
        "inLanguage": language,
        "version": achievement.version,
        "creditsAvailable": achievement.credits,
        "tag": list(achievement.tags),
        "alignment": _alignments(version),
        "resultDescription": [
            _result_description(version.slug, result) for result in achievement.results
        ],
        "related": _related(version),
    }
    return stated(document)


def published_achievement(version: AchievementVersion, site: str) -> JSON:
    """What stands at `achievements/<slug>/achievement.json`: with its context, and absolute."""
    return {"@context": [OPEN_BADGES]} | embedded_achievement(version, site)


def embedded_achievement(version: AchievementVersion, site: str) -> JSON:
    """The Achievement inside the credentials of its awards, its addresses under `site`."""
    return absolute(achievement_document(version), ACHIEVEMENT, site)


def achievement_address(slug: str) -> str:
    """Where the Achievement itself stands, which is its `id`."""
    return f"achievements/{slug}/achievement.json"


def result_address(slug: str, result: str) -> str:
    """The `id` of a ResultDescription. Slugs hold no `/`, so no two can meet."""
    return f"{achievement_address(slug)}#result/{result}"


def level_address(slug: str, result: str, level: str) -> str:
    """The `id` of a RubricCriterionLevel of a ResultDescription."""
    return f"{result_address(slug, result)}/{level}"


def image_address(version: AchievementVersion) -> str:
    """Where the image stands that awards of this version embed: named by its source's digest."""
    digest = hashlib.sha256(image_source(version)).hexdigest()
    return f"achievements/{version.slug}/{digest[:32]}.png"


def drawing_address(version: AchievementVersion) -> str:
    """Where the drawing stands of which a drawn badge's image is made: beside it, as SVG."""
    return image_address(version).removesuffix("png") + "svg"


def image_source(version: AchievementVersion) -> bytes:
    """What the image is made from: the committed file, or the inputs of a drawn one (RFC 8785)."""
    return version.image if version.image is not None else rfc8785.dumps(design(version))


def design(version: AchievementVersion) -> JSON:
    """All that a drawn badge may depend on; what nobody chose has no member."""
    chosen = version.achievement.design
    return (chosen.model_dump(exclude_none=True) if chosen else {}) | {
        "design": DESIGN_FAMILY,
        "name": version.achievement.name,
        "primary": version.issuer.colours.primary,
        "secondary": version.issuer.colours.secondary,
        "type": version.achievement.type,
    }


def stated(document: JSON) -> JSON:
    """The members that say something: null and empty ones are left out, zero and false are not."""
    return {key: value for key, value in document.items() if value or value not in (None, [], "")}


def _alignments(version: AchievementVersion) -> list[JSON]:
    skills = [_alignment(skill) for skill in version.achievement.skills]
    if level := version.achievement.level:
        skills.append(_alignment(level) | {"targetType": "ext:QualificationLevel"})
    return skills


def _alignment(alignment: Alignment) -> JSON:
    return stated(
        {
            "type": ["Alignment"],
            "targetName": alignment.name,
            "targetUrl": alignment.url,
            "targetDescription": trimmed(alignment.description or ""),
            "targetFramework": alignment.framework,
            "targetCode": alignment.code,
        }
    )


def _result_description(slug: str, result: ResultDescription) -> JSON:
    required: JSON = {"requiredValue": result.required}
    if result.required in [level.id for level in result.levels]:
        required = {"requiredLevel": level_address(slug, result.id, result.required or "")}
    return stated(
        {
            "id": result_address(slug, result.id),
            "type": ["ResultDescription"],
            "name": result.name,
            "resultType": result.type,
            "allowedValue": list(result.allowed),
            "valueMin": result.minimum,
            "valueMax": result.maximum,
            **required,
            "rubricCriterionLevel": [
                _rubric_criterion_level(slug, result.id, rank, level)
                for rank, level in enumerate(result.levels, start=1)
            ],
        }
    )


def _rubric_criterion_level(slug: str, result: str, rank: int, level: RubricLevel) -> JSON:
    return stated(
        {
            "id": level_address(slug, result, level.id),
            "type": ["RubricCriterionLevel"],
            "name": level.name,
            "description": trimmed(level.description or ""),
            # NOTE: RDF keeps no order of levels; only as a member is "from low to high" signed.
            "level": str(rank),
            "points": level.points,
        }
    )


def _related(version: AchievementVersion) -> list[JSON]:
    slugs = [*version.achievement.builds_on, version.achievement.translation_of]
    return [{"id": achievement_address(slug), "type": ["Related"]} for slug in slugs if slug]
