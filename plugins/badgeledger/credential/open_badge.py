"""An award as an Open Badges 3.0 AchievementCredential, unsigned, and as what the log commits to.

One composition serves both: the claims are the credential without what the site, the issuer's key
and the status position add, and with the achievement's commitment in the achievement's place.
`claims_of` goes the same way back from a published credential, which is how a verifier recomputes
a commitment. Frozen with log format 1: see docs/reference/credential.md. Nothing is signed here.
"""

from datetime import date

from badgeledger.credential.achievement import level_address, result_address, stated
from badgeledger.credential.addresses import CLAIMS, CREDENTIAL, absolute, relative
from badgeledger.credential.contexts import CREDENTIALS_V2, OPEN_BADGES
from badgeledger.credential.dates import end_of, last_day, start_of
from badgeledger.credential.identity import identifiers
from badgeledger.credential.status_list import status_entry
from badgeledger.credential.wording import trimmed
from badgeledger.errors import ContentError
from badgeledger.model import AwardVersion, Evidence, Result
from badgeledger.values import JSON

# What a credential has besides its claims; all but the proof are derived from them or the site.
BESIDES = (
    "@context",
    "type",
    "issuer",
    "name",
    "description",
    "image",
    "credentialStatus",
    "proof",
)


def claims(version: AwardVersion, achievement_c: str) -> JSON:
    """What an award's commitment covers, given its achievement's commitment."""
    return committed(_claims(version), achievement_c)


def credential(
    version: AwardVersion, *, achievement: JSON, issuer: JSON, site: str, position: int
) -> JSON:
    """The whole unsigned credential, its addresses under `site`.

    `achievement` is the award's, as `embedded_achievement` has it for all its awards; `issuer` the
    Profile without its context; `position` the leaf of the log that is the award's status position.
    """
    own = absolute(_claims(version), CLAIMS, site)
    own["credentialSubject"] = own["credentialSubject"] | {"achievement": achievement}
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "id": own.pop("id"),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": version.achievement.achievement.name,
        "issuer": issuer,
        **own,
        "credentialStatus": status_entry(position, site),
    }


def claims_of(credential: JSON, site: str) -> tuple[JSON, JSON]:
    """The claims, without their achievement's commitment, and the Achievement of a credential.

    The addresses of both are relative to `site`. `committed` joins the claims with the commitment.
    Raises ContentError: B0602 where an address is not under `site`, B0603 where the document is
    not such a credential.
    """
    own = {key: value for key, value in credential.items() if key not in BESIDES}
    own = relative(own, CREDENTIAL, site)
    subject = own.get("credentialSubject")
    if not isinstance(subject, dict) or not isinstance(subject.get("achievement"), dict):
        raise ContentError.because(
            "B0603", "the credential has no subject with one achievement", "ask the issuer for it"
        )
    rest = {key: value for key, value in subject.items() if key != "achievement"}
    return own | {"credentialSubject": rest}, subject["achievement"]


def committed(own: JSON, achievement_c: str) -> JSON:
    """The claims of `claims_of`, completed by the commitment of their achievement."""
    return own | {"credentialSubject": own["credentialSubject"] | {"achievement": achievement_c}}


def credential_address(award_id: str) -> str:
    """Where the credential stands, which is its `id`."""
    return f"credentials/{award_id}/credential.json"


def last_valid_day(version: AwardVersion) -> date | None:
    """The last day on which the award holds, in the issuer's timezone; None: for good."""
    award, period = version.award, version.achievement.achievement.valid_for
    if award.expires or not period:
        return award.expires
    return last_day(award.awarded, period)


def _claims(version: AwardVersion) -> JSON:
    award, timezone = version.award, version.achievement.issuer.timezone
    last = last_valid_day(version)
    return stated(
        {
            "id": credential_address(version.id),
            "validFrom": start_of(award.awarded, timezone),
            "validUntil": end_of(last, timezone) if last else None,
            "credentialSubject": _subject(version),
            "evidence": [_evidence(item) for item in award.evidence],
        }
    )


def _subject(version: AwardVersion) -> JSON:
    award = version.award
    return stated(
        {
            "id": award.recipient.id,
            "type": ["AchievementSubject"],
            "identifier": identifiers(award.recipient, version.id),
            "narrative": trimmed(award.narrative or ""),
            "result": [_result(version.achievement.slug, item) for item in award.results],
        }
    )


def _evidence(evidence: Evidence) -> JSON:
    return stated(
        {
            "id": evidence.url,
            "type": ["Evidence"],
            "name": evidence.name,
            "description": trimmed(evidence.description or ""),
        }
    )


def _result(slug: str, result: Result) -> JSON:
    level = result.level and level_address(slug, result.result, result.level)
    return stated(
        {
            "type": ["Result"],
            "resultDescription": result_address(slug, result.result),
            "value": result.value,
            "achievedLevel": level,
            "status": result.status,
        }
    )
