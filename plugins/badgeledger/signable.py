"""Whether each badge of a ledger could be signed: part of `check`.

    ledger ─ unsigned credential ─ canonical form ─ nothing, or a problem at its file

Rules for single values cannot tell what a whole document becomes: a number that processors write
in different ways, two texts that they sort in different orders. So each credential is made as it
would be signed, and given up again. A pull request learns it here, and not the publication after.
"""

from collections.abc import Iterator

from badgeledger.credential.achievement import published_achievement
from badgeledger.credential.open_badge import credential
from badgeledger.credential.profile import profile
from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.worktree import Ledger, Source
from badgeledger.model import Achievement, AchievementVersion, Award, AwardVersion, Entry, Issuer
from badgeledger.rdf.canonical import canonicalize
from badgeledger.values import JSON

# Stands for the issuer's DID, which a check does not know.
DID = "did:web:example.org"


def unsignable(ledger: Ledger) -> Iterator[Problem]:
    """The problems of all achievements, and of awards of sound ones, that could not be signed."""
    if ledger.issuer is None:
        return
    issuer = ledger.issuer.value
    embedded = profile(issuer, DID, preview=False)
    sound: dict[str, AchievementVersion] = {}
    for source in ledger.achievements:
        version = _version(ledger, source, issuer)
        if problems := _problems(source, published_achievement(version, issuer.site)):
            yield from problems
        else:
            sound[source.stem] = version
    for award in ledger.awards:
        if isinstance(award.value, Award) and award.value.achievement in sound:
            stands = AwardVersion(award.stem, award.value, sound[award.value.achievement])
            made = credential(stands, issuer=embedded, site=issuer.site, position=0)
            yield from _problems(award, made)


def _version(ledger: Ledger, source: Source[Achievement], issuer: Issuer) -> AchievementVersion:
    image = ledger.files.get(f"achievements/{source.value.image}")
    return AchievementVersion(source.stem, source.value, image, issuer)


def _problems(source: Source[Entry], document: JSON) -> list[Problem]:
    try:
        canonicalize(document)
    except ContentError as error:
        return [source.problem((), each.code, each.message, each.mend) for each in error.problems]
    return []
