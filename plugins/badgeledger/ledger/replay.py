"""The ledger's files, commit after commit, as what they stand for together.

In the flow: `history.py` hands over commits, oldest first, and gets steps. Here it is decided, as
log format 1 has it (docs/decisions/log-format-1.md), which version of a file counts, when an award
enters, and which achievement it carries. It calls neither git nor the disk.

A version that cannot be read counts as not written: the file's last readable one stays in its
place for as long as there is a file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from badgeledger.ledger.catalogue import Catalogue
from badgeledger.ledger.git import Change, Commit
from badgeledger.ledger.lives import NEVER, Life, packed, standing, unpacked
from badgeledger.ledger.past import Past
from badgeledger.ledger.readings import KEYS, Readings, award_id_of, shown_path
from badgeledger.model import AchievementVersion, Award, AwardVersion, Issuer, Keys, Tombstone


@dataclass(frozen=True, slots=True)
class AwardState:
    """One award after a step; `path` is where its file is, from the ledger's root."""

    id: str
    path: str
    version: AwardVersion | Tombstone


@dataclass(frozen=True, slots=True)
class Step:
    """One first-parent commit, or, as the last, what is not committed.

    `commit` is its id, "" for what is not committed. `time` is in UTC seconds and never decreases.
    Achievements and awards are those that may have changed, in the order of their files' paths;
    `keys` is None where keys.yml did not change.
    """

    commit: str
    time: int
    achievements: tuple[AchievementVersion, ...]
    awards: tuple[AwardState, ...]
    keys: Keys | None


class Replay:
    """The ledger as it stands after the commits taken so far.

    `keys` is the last readable keys.yml, `deleted` are the issued awards whose file is gone:
    id → (commit, path).
    """

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._catalogue = Catalogue(readings)
        self._lives: dict[str, str] = {}  # packed: there are many, and few that a commit touches
        self._touched: dict[str, Life] = {}
        self._waiting: dict[str, str] = {}  # award → the slug it waits for
        self._keys = ""
        self.keys: Keys | None = None
        self.deleted: dict[str, tuple[str, str]] = {}

    @property
    def issuer(self) -> Issuer | None:
        """The last readable issuer.yml."""
        return self._catalogue.issuer

    @property
    def achievements(self) -> Mapping[str, AchievementVersion]:
        """The achievements that stand, by slug."""
        return self._catalogue.standing

    def take(self, commit: Commit) -> Step:
        """The step that a commit makes of what stands before it."""
        changed = {change.path for change in commit.changes if self._put(change)}
        names = {name for path in changed if (name := award_id_of(path))}
        achievements = self._catalogue.take(changed)
        if achievements:
            names |= {name for name, slug in self._waiting.items() if slug in self.achievements}
        awards = tuple(self._take_awards(names))
        self._note_deletions(commit)
        keys = self.keys if KEYS in changed else None
        self._pack()
        return Step(commit.id, commit.time, achievements, awards, keys)

    def past(self, commit: str, time: int, prefix: bytes) -> Past:
        """What `resume` needs; for the others see there."""
        told = self._catalogue.tell()
        return Past(commit, time, prefix, self._keys, told, self._lives, self._waiting)

    def resume(self, past: Past) -> None:
        """Puts everything where it stood."""
        self._catalogue.resume(past.catalogue)
        self._put(Change(KEYS, past.keys))
        self._lives = dict(past.awards)
        self._waiting = dict(past.waiting)

    def entered(self) -> Iterator[tuple[str, tuple[str, AchievementVersion]]]:
        """Each award that entered with content: its id; the content's name and its achievement."""
        at = cache(self._catalogue.at)
        for name, row in self._lives.items():
            slug, moment, content = standing(row)
            achievement = at(slug, moment) if slug else None
            if content and achievement:
                yield name, (content, achievement)

    def _put(self, change: Change) -> bool:
        """Puts a file's version in its place; whether that is one that counts."""
        name = award_id_of(change.path)
        if not name:
            return self._put_other(change)
        if change.content is None:
            self._life(name).files.pop(change.path, None)
        elif self._readings.reading(change) is None:
            return False
        else:
            self._life(name).files[change.path] = change.content
        return True

    def _put_other(self, change: Change) -> bool:
        if change.path != KEYS:
            return self._catalogue.put(change)
        match self._readings.reading(change):
            case Keys() as keys:
                self._keys, self.keys = change.content or "", keys
                return True
        return change.content is None

    def _take_awards(self, names: set[str]) -> Iterator[AwardState]:
        """Awards in the order of their paths; of one id in two folders the first path counts."""
        found = sorted((min(files), name) for name in names if (files := self._life(name).files))
        for path, name in found:
            life = self._life(name)
            match self._readings.reading(Change(path, life.files[path])):
                case Tombstone() as tombstone:
                    life.bury(self._catalogue.moment)
                    yield AwardState(name, shown_path(path), tombstone)
                case Award() as award if version := self._enter(name, award, path):
                    yield AwardState(name, shown_path(path), version)

    def _enter(self, name: str, award: Award, path: bytes) -> AwardVersion | None:
        """The award with its achievement; None while that one cannot be read."""
        life = self._life(name)
        kept = self._catalogue.at(award.achievement, life.moment) if life.goes_on(award) else None
        achievement = kept or self.achievements.get(award.achievement)
        if achievement is None:
            self._waiting[name] = award.achievement
            return None
        self._waiting.pop(name, None)
        life.enter(award, life.files[path], life.moment if kept else self._catalogue.moment)
        return AwardVersion(name, award, achievement)

    def _note_deletions(self, commit: Commit) -> None:
        for path in sorted(change.path for change in commit.changes):
            name = award_id_of(path)
            if name and (life := self._life(name)).moment != NEVER and not life.files:
                self.deleted.setdefault(name, (commit.id, shown_path(path)))
            else:
                self.deleted.pop(name, None)

    def _life(self, name: str) -> Life:
        if name not in self._touched:
            row = self._lives.get(name)
            self._touched[name] = unpacked(row) if row else Life()
        return self._touched[name]

    def _pack(self) -> None:
        self._lives |= {name: packed(life) for name, life in self._touched.items()}
        self._touched.clear()
