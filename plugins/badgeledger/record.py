"""From the ledger's history to the entries of its log, and each award's place among them.

    history ─ steps ─ commitments ─ register ─ record

Clause: DESIGN.md, "The log". Each step is entered by path: achievements, awards, then keys. Nothing
is judged here, and nothing read: the same history always makes the same record.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType

from badgeledger.credential.achievement import achievement_document
from badgeledger.credential.open_badge import claims
from badgeledger.ledger.history import AwardState, History, Step
from badgeledger.ledger.past import Past
from badgeledger.ledger.walk import Awards
from badgeledger.log.entries import (
    REVOKE,
    VERSIONS,
    Act,
    Leaf,
    Register,
    achievement_commitment,
    act_of,
    award_commitment,
)
from badgeledger.model import AchievementVersion, AwardVersion, Keys, Tombstone
from badgeledger.progress import Watch, unwatched
from badgeledger.values import JSON


@dataclass(frozen=True, slots=True)
class Record:
    """The log of a ledger, and what stands at its end.

    `entries` are log format 1, by index, and `commits` the commits that made them ("" for what is
    not committed). By the ids of awards, erased ones included, `positions` has the current leaf,
    `leaves` the places of all acts, oldest first, and `acts` what they were; `ended` are the leaves
    whose status bit is set. `awards` are those with content; `achievements` those that stand now,
    by slug; `versions` all that ever stood, by commitment. `key_times` says from when each key of
    keys.yml signs, `key_leaves` which leaves tell of it; `log_keys` are the keys that the log was
    ever signed with, by keys.yml, and `sites` the addresses that it ever had. `time` is the last
    entry's. Times are UTC seconds. `known` makes
    what a later record can go on from; None where that is not settled.
    """

    entries: tuple[bytes, ...]
    commits: tuple[str, ...]
    positions: Mapping[str, Leaf]
    leaves: Mapping[str, tuple[int, ...]]
    acts: Mapping[str, tuple[Act, ...]]
    ended: Set[int]
    awards: Awards
    achievements: Mapping[str, AchievementVersion]
    versions: Mapping[str, AchievementVersion]
    key_times: Mapping[str, int]
    key_leaves: Mapping[str, tuple[int, ...]]
    log_keys: frozenset[str]
    sites: frozenset[str]
    time: int
    known: Callable[[], "Known | None"]

    @property
    def erased(self) -> tuple[str, ...]:
        """The ids of the awards of which only a tombstone stands, in order."""
        return tuple(sorted(self.positions.keys() - self.awards.keys()))

    @property
    def last_position(self) -> int:
        """The last leaf that is an award's status position, or ever was; 0 where there is none."""
        places = range(len(self.entries) - 1, -1, -1)
        return next((place for place in places if act_of(self.entries[place])[0] in VERSIONS), 0)

    @property
    def revoked(self) -> frozenset[str]:
        """The ids of the awards that are withdrawn: a withdrawal is their last act."""
        acts = self.leaves.items()
        return frozenset(name for name, leaves in acts if REVOKE in self.entries[leaves[-1]])

    def commitment(self, award_id: str) -> str:
        """What the log says of the award's present content."""
        entry: JSON = json.loads(self.entries[self.positions[award_id].index])
        return str(entry["c"])


@dataclass(frozen=True, slots=True)
class Known:
    """What a record knew after a commit: all that another needs to go on from there.

    `awards` says of which award each entry is, "" for entries of achievements and keys.
    """

    past: Past
    entries: Sequence[bytes]
    awards: Sequence[str]
    commits: Sequence[str]
    log_keys: Set[str]


def commitment_of(version: AwardVersion) -> str:
    """What the log would say of an award's content."""
    achievement = achievement_commitment(achievement_document(version.achievement))
    return award_commitment(claims(version, achievement))


def record(history: History, known: Known | None = None, watch: Watch = unwatched) -> Record:
    """The log of a history, and what stands at its end.

    `known` is that of the past that the history goes on from; `watch` shows how far it is.
    """
    recorder = Recorder()
    if known:
        recorder.go_on(known, history.earlier)
    walk = history.walk()
    for step in watch(walk, "Reading the history", len(walk)):
        recorder.take(step)
    register = recorder.register
    return Record(
        entries=register.entries,
        commits=tuple(recorder.commits),
        positions=register.current,
        leaves=register.leaves,
        acts=register.acts,
        ended=register.ended,
        awards=walk.awards,
        achievements=MappingProxyType({each.slug: each for each in history.achievements}),
        versions=MappingProxyType(recorder.versions),
        key_times=register.key_times,
        key_leaves=register.key_leaves,
        log_keys=frozenset(recorder.log_keys),
        sites=frozenset(recorder.sites | {history.issuer.site}),
        time=register.time,
        known=lambda: (
            recorder.known(walk.remembered(*history.settled)) if history.settled else None
        ),
    )


class Recorder:
    """Feeds a register, computing each achievement's commitment once."""

    def __init__(self) -> None:
        self.register = Register()
        self.versions: dict[str, AchievementVersion] = {}
        self.log_keys: set[str] = set()
        self.sites: set[str] = set()
        self.commits: list[str] = []
        # by identity: versions are large to compare, and live as long as the history does
        self._commitments: dict[int, str] = {}

    def go_on(self, known: Known, earlier: Iterable[AchievementVersion]) -> None:
        """Takes over what another recorder knew, with the achievements that it saw, in order."""
        self.register.go_on(known.entries, known.awards)
        self.commits = list(known.commits)
        self.log_keys = set(known.log_keys)
        for version in earlier:
            self._see(version)

    def known(self, past: Past) -> Known:
        """What `go_on` needs, with the past that it belongs to."""
        register = self.register
        return Known(past, register.entries, register.awards, self.commits, self.log_keys)

    def take(self, step: Step) -> None:
        """Enters what a step changed, by path: achievements, awards, then keys."""
        for version in step.achievements:
            self._define(version, step.time)
        for state in step.awards:
            self._award(state, step.time)
        if step.keys:
            self._keys(step.keys, step.time)
        self.commits += [step.commit] * (self.register.size - len(self.commits))

    def _define(self, version: AchievementVersion, t: int) -> None:
        self.register.define(version.slug, self._see(version), t)

    def _award(self, state: AwardState, t: int) -> None:
        version = state.version
        if isinstance(version, Tombstone):
            c, revoked, erased = version.commitment, version.revoked, version.erased is not None
        else:
            c = award_commitment(claims(version, self._see(version.achievement)))
            revoked, erased = version.award.revoked is not None, False
        self.register.award(state.id, c, t, revoked=revoked, erased=erased)

    def _keys(self, keys: Keys, t: int) -> None:
        if keys.log:
            self.log_keys.add(keys.log)
        for entry in keys.signing:
            if entry.withdrawn is None:
                self.register.key(entry.key, t)
            else:
                self.register.withdraw(entry.key, entry.withdrawn.first_leaf, t)

    def _see(self, version: AchievementVersion) -> str:
        """The commitment of an achievement, which is computed once."""
        c = self._commitments.get(id(version))
        if c is None:
            c = achievement_commitment(achievement_document(version))
            self._commitments[id(version)] = c
            self.sites.add(version.issuer.site)
            self.versions.setdefault(c, version)
        return c
