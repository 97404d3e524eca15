"""An achievement in the words of schema.org, for search engines and course finders.

Clause: schema.org, EducationalOccupationalCredential. It stands in the head of an achievement's
page, as data that no browser runs.
"""

from badgeledger.credential.achievement import stated
from badgeledger.model import AchievementVersion, Alignment
from badgeledger.outputs.template import language_of
from badgeledger.values import JSON

_UNITS = {"day": "D", "month": "M", "year": "Y"}


def educational_credential(version: AchievementVersion) -> JSON:
    """The achievement as JSON-LD."""
    achievement, issuer = version.achievement, version.issuer
    page = f"{issuer.site}/achievements/{version.slug}/"
    return stated(
        {
            "@context": "https://schema.org",
            "@type": "EducationalOccupationalCredential",
            "@id": page,
            "url": page,
            "name": achievement.name,
            "description": achievement.description.strip(),
            "inLanguage": language_of(version),
            "image": f"{page}badge.png",
            "credentialCategory": achievement.type.removeprefix("ext:"),
            "educationalLevel": achievement.level and _defined_term(achievement.level),
            "competencyRequired": [_defined_term(skill) for skill in achievement.skills],
            "validFor": achievement.valid_for and _duration(achievement.valid_for),
            "recognizedBy": {"@type": "Organization", "name": issuer.name, "url": issuer.url},
        }
    )


def _defined_term(alignment: Alignment) -> JSON:
    return stated(
        {
            "@type": "DefinedTerm",
            "name": alignment.name,
            "url": alignment.url,
            "termCode": alignment.code,
            "inDefinedTermSet": alignment.framework,
        }
    )


def _duration(period: str) -> str:
    """`3 years` as ISO 8601 has it: `P3Y`."""
    number, unit = period.split()
    return f"P{number}{_UNITS[unit.removesuffix('s')]}"
