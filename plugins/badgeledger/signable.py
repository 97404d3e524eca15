"""Whether each badge of a ledger could be signed: part of `check`.

    ledger ─ unsigned credential ─ canonical form ─ nothing, or a problem at its file

Rules for single values cannot tell what a whole document becomes: a number that processors write
in different ways, two texts that they sort in different orders. So each credential is made as it
would be signed, and given up again. A pull request learns it here, and not the publication after.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from badgeledger.credential.achievement import embedded_achievement, published_achievement
from badgeledger.credential.open_badge import credential
from badgeledger.credential.profile import profile
from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.worktree import Ledger, Source
from badgeledger.model import AchievementVersion, Award, AwardVersion, Entry, Tombstone
from badgeledger.rdf.compiled import canonicalize
from badgeledger.values import JSON

# Stands for the issuer's DID, which a check does not know.
DID = "did:web:example.org"


@dataclass(frozen=True, slots=True)
class Sound:
    """What credentials of a ledger hold besides their awards: the Profile, and by slug each
    achievement that could be signed, with what is embedded of it."""

    site: str
    issuer: JSON
    achievements: Mapping[str, tuple[AchievementVersion, JSON]]


def sound_part(ledger: Ledger) -> tuple[Sound | None, list[Problem]]:
    """What of a ledger could be signed, and the problems of the achievements that could not."""
    if ledger.issuer is None:
        return None, []
    issuer = ledger.issuer.value
    problems: list[Problem] = []
    sound: dict[str, tuple[AchievementVersion, JSON]] = {}
    for source in ledger.achievements:
        image = ledger.files.get(f"achievements/{source.value.image}")
        version = AchievementVersion(source.stem, source.value, image, issuer)
        if faults := _problems(source, published_achievement(version, issuer.site)):
            problems += faults
        else:
            sound[source.stem] = version, embedded_achievement(version, issuer.site)
    return Sound(issuer.site, profile(issuer, DID, preview=False), sound), problems


def unsignable(awards: Iterable[Source[Award | Tombstone]], sound: Sound) -> Iterator[Problem]:
    """The problems of awards, of sound achievements, that could not be signed."""
    for source in awards:
        award = source.value
        if isinstance(award, Award) and award.achievement in sound.achievements:
            version, embedded = sound.achievements[award.achievement]
            document = credential(
                AwardVersion(source.stem, award, version),
                achievement=embedded,
                issuer=sound.issuer,
                site=sound.site,
                position=0,
            )
            yield from _problems(source, document)


def _problems(source: Source[Entry], document: JSON) -> list[Problem]:
    try:
        canonicalize(document)
    except ContentError as error:
        return [source.problem((), each.code, each.message, each.mend) for each in error.problems]
    return []
