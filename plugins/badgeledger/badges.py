"""The badges of a ledger: which there are, what each depends on, and the jobs that make them.

    record ─ badges ─ digest of each one's inputs ─ jobs of those that are to be made

There may be millions. So each is a few references until its job is asked for; then its file is
read, in one stream with the others'. They come by achievement, and within as the log has them: what
badges of one achievement share is worked out, and handed to another process, once.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from badgeledger.credential.achievement import embedded_achievement
from badgeledger.edition import Edition
from badgeledger.inputs import code_digest, digest_of, version_digest
from badgeledger.jobs import Badge
from badgeledger.ledger.readings import ON_DISK
from badgeledger.log.entries import VERSIONS
from badgeledger.model import AchievementVersion
from badgeledger.outputs.surroundings import Surroundings
from badgeledger.record import Record
from badgeledger.values import JSON

_Member = tuple[str, str, tuple[int, ...]]  # an award: its id, its content's name, its leaves
SPAN = 4096  # leaves: so that a group is neither small nor costly to compare badge by badge


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the badges of a version of an achievement share, and a digest of it."""

    achievement: AchievementVersion
    embedded: JSON
    surroundings: Surroundings
    digest: str


@dataclass(frozen=True)
class Badges:
    """The awards with content of a record, as they are published in an edition.

    `signers` names who made commits, as far as it is to be shown.
    """

    record: Record
    edition: Edition
    around: Surroundings
    signers: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.record.awards)

    def __contains__(self, award_id: object) -> bool:
        return award_id in self.record.awards

    def __iter__(self) -> Iterator[str]:
        return (award_id for group in self._groups for award_id, _, _ in group)

    def digest(self, award_id: str) -> bytes | None:
        """All that a badge depends on, as 32 bytes; None for an award that is not committed."""
        content, version = self.record.awards[award_id]
        return self._digest(version, [(award_id, content, self.record.leaves[award_id])])

    def digests(self) -> Iterator[tuple[tuple[str, ...], bytes | None]]:
        """The same of groups of badges, with their ids: for many it takes a quarter of the time.

        A group is of one version of an achievement, and of one span of the log, so that another act
        changes one of them alone.
        """
        for group in self._groups:
            award_ids = tuple(award_id for award_id, _, _ in group)
            _, version = self.record.awards[award_ids[0]]
            yield award_ids, self._digest(version, group)

    def jobs(self, award_ids: Iterable[str]) -> Iterator[Badge]:
        """The jobs of some of them, each when it is asked for."""
        wanted = list(award_ids)
        for award_id, content in zip(wanted, self.record.awards.read(wanted), strict=True):
            shared = self._shared_by(self.record.awards[award_id][1])
            acts = self.record.acts[award_id]
            leaf = next(act.leaf for act in reversed(acts) if act.name in VERSIONS)
            yield Badge(
                award_id,
                content,
                shared.achievement,
                shared.embedded,
                leaf.index,
                created=max(leaf.t, self._key_time),
                verification_method=self.edition.verification_method,
                acts=acts,
                by=self._by(award_id) if self.signers else {},
                surroundings=shared.surroundings,
            )

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many awards of each achievement stand, by slug."""
        awards = self.record.awards
        counts = Counter(version.slug for _, (_, version) in awards.items())
        withdrawn = (awards[award_id] for award_id in self.record.revoked & awards.keys())
        return counts - Counter(version.slug for _, version in withdrawn)

    def _digest(self, version: AchievementVersion, members: Sequence[_Member]) -> bytes | None:
        named = repr((self._shared_by(version).digest, members))
        if ON_DISK in named:  # nothing else that is named has a colon in it
            return None
        by = repr([self._by(award_id) for award_id, _, _ in members]) if self.signers else ""
        entries = [self.record.entries[leaf] for _, _, leaves in members for leaf in leaves]
        return hashlib.sha256(b"\n".join([named.encode(), by.encode(), *entries])).digest()

    def _by(self, award_id: str) -> dict[int, str]:
        """Who did what is shown by name, by the leaves of the acts."""
        commits = {leaf: self.record.commits[leaf] for leaf in self.record.leaves[award_id]}
        return {
            leaf: self.signers[commit] for leaf, commit in commits.items() if commit in self.signers
        }

    def _shared_by(self, version: AchievementVersion) -> _Shared:
        # By identity: versions are large to compare, and live as long as the record does.
        if id(version) not in self._known:
            self._known[id(version)] = self._shared(version)
        return self._known[id(version)]

    def _shared(self, version: AchievementVersion) -> _Shared:
        around = self._around(version)
        shown = repr((around.names, around.leads_to))
        digest = digest_of(self._common, version_digest(version), shown)
        embedded = embedded_achievement(version, self.around.site)
        return _Shared(version, embedded, around, digest)

    def _around(self, version: AchievementVersion) -> Surroundings:
        """The surroundings with the names of those achievements alone that its pages name."""
        later = self.around.leads_to.get(version.slug, ())
        shown = [*version.achievement.builds_on, *later]
        names = {slug: self.around.names[slug] for slug in shown if slug in self.around.names}
        return replace(self.around, names=names, leads_to={version.slug: later} if later else {})

    @cached_property
    def _common(self) -> str:
        """What all badges depend on."""
        around = replace(self.around, names={}, leads_to={})
        return repr((code_digest(), self.edition, self._key_time, around))

    @cached_property
    def _key_time(self) -> int:
        return self.record.key_times.get(self.edition.public_key, 0)

    @cached_property
    def _known(self) -> dict[int, _Shared]:
        return {}

    @cached_property
    def _groups(self) -> tuple[list[_Member], ...]:
        """In order: by version, as the log has them first, and within as the log has the awards."""
        awards = self.record.awards
        groups: dict[int, dict[int, list[_Member]]] = {}
        for award_id, leaves in self.record.leaves.items():
            if award_id in awards:
                content, version = awards[award_id]
                own = groups.setdefault(id(version), {})
                own.setdefault(leaves[0] // SPAN, []).append((award_id, content, leaves))
        return tuple(group for own in groups.values() for group in own.values())
