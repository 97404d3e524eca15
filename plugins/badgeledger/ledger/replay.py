"""The ledger's files, commit after commit, as what they stand for together.

In the flow: `history.py` hands over commits, oldest first, and gets steps. Here it is decided, as
log format 1 has it (docs/decisions/log-format-1.md), which version of a file counts, when an award
enters, and which achievement it carries. It calls neither git nor the disk.

A version that cannot be read counts as not written: the file's last readable one stays in its
place for as long as there is a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from badgeledger.ledger.git import Change, Commit
from badgeledger.ledger.readings import Readings, award_id_of, shown_path, slug_of
from badgeledger.model import (
    Achievement,
    AchievementVersion,
    Award,
    AwardVersion,
    Issuer,
    Keys,
    Tombstone,
)


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


@dataclass(frozen=True, slots=True)
class _Life:
    """What an award that has been issued keeps.

    `slug` is its achievement's, None where only tombstones were read of it. `among` are all
    achievements as they stood in the commit that issued it, issued it anew, or gave it another
    slug. `reissued` is what its last version says.
    """

    slug: str | None
    among: Mapping[str, AchievementVersion]
    reissued: date | None = None

    def goes_on(self, award: Award) -> bool:
        """Whether a version of the award keeps what it has."""
        anew = award.reissued and (self.reissued is None or award.reissued > self.reissued)
        return self.slug in (None, award.achievement) and not anew


class Replay:
    """The ledger as it stands after the commits taken so far.

    `issuer` and `keys` are the last readable ones, `achievements` those that stand, by slug, and
    `deleted` the issued awards whose file is gone: id → (commit, path).
    """

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._definitions: dict[bytes, Achievement] = {}
        self._images: dict[bytes, str] = {}
        self._awards: dict[bytes, Award | Tombstone] = {}
        self._paths: dict[str, set[bytes]] = {}
        self._lives: dict[str, _Life] = {}
        self._waiting: set[str] = set()
        self.issuer: Issuer | None = None
        self.keys: Keys | None = None
        self.achievements: Mapping[str, AchievementVersion] = {}
        self.deleted: dict[str, tuple[str, str]] = {}

    def take(self, commit: Commit) -> Step:
        """The step that a commit makes of what stands before it."""
        changed = {change.path for change in commit.changes if self._put(change)}
        achievements = self._take_achievements(changed)
        names = {name for path in changed if (name := award_id_of(path))}
        awards = self._take_awards(names | self._waiting if achievements else names)
        self._note_deletions(commit)
        keys = self.keys if b"keys.yml" in changed else None
        return Step(commit.id, commit.time, achievements, awards, keys)

    def _put(self, change: Change) -> bool:
        """Puts a file's version in its place; whether that is one that counts."""
        path, content = change.path, change.content
        if content is None:
            self._drop(path)
            return True
        image = content != "" and path.startswith(b"achievements/")
        if image:
            self._images[path] = content
        match self._readings.reading(change):
            case Issuer() as issuer:
                self.issuer = issuer
            case Keys() as keys:
                self.keys = keys
            case Achievement() as achievement:
                self._definitions[path] = achievement
            case Award() | Tombstone() as award:
                self._awards[path] = award
                self._paths.setdefault(award_id_of(path), set()).add(path)
            case _:
                return image
        return True

    def _drop(self, path: bytes) -> None:
        self._images.pop(path, None)
        self._definitions.pop(path, None)
        if self._awards.pop(path, None):
            self._paths[award_id_of(path)].discard(path)

    def _take_achievements(self, changed: set[bytes]) -> tuple[AchievementVersion, ...]:
        versions = []
        standing = dict(self.achievements)
        for path in sorted(self._touched(changed)):
            slug = slug_of(path)
            if path not in self._definitions:
                standing.pop(slug, None)
            elif version := self._version(slug, self._definitions[path]):
                standing[slug] = version
                versions.append(version)
        self.achievements = standing
        return tuple(versions)

    def _touched(self, changed: set[bytes]) -> set[bytes]:
        """The files of achievements that may not be what they were."""
        if b"issuer.yml" in changed:
            return {path for path in changed if slug_of(path)} | self._definitions.keys()
        inside = {path for path in changed if path.startswith(b"achievements/")}
        shown = {
            path
            for path, achievement in (self._definitions.items() if inside else ())
            if _image_path(achievement) in inside
        }
        return shown | {path for path in inside if slug_of(path)}

    def _version(self, slug: str, achievement: Achievement) -> AchievementVersion | None:
        """The achievement with its image; None while there is no issuer, or not that image."""
        if self.issuer is None:
            return None
        image = None
        if path := _image_path(achievement):
            if path not in self._images:
                return None
            image = self._readings.image(self._images[path])
        return AchievementVersion(slug, achievement, image, self.issuer)

    def _take_awards(self, names: set[str]) -> tuple[AwardState, ...]:
        """Awards in the order of their paths; of one id in two folders the first path counts."""
        found = sorted((min(paths), name) for name in names if (paths := self._paths.get(name)))
        return tuple(
            AwardState(name, shown_path(path), version)
            for path, name in found
            if (version := self._award(name, self._awards[path]))
        )

    def _award(self, name: str, award: Award | Tombstone) -> AwardVersion | Tombstone | None:
        """The award with its achievement; None while that one cannot be read."""
        life = self._lives.get(name)
        if isinstance(award, Tombstone):
            self._lives[name] = life or _Life(None, self.achievements)
            return award
        slug = award.achievement
        among = self.achievements
        if life and life.goes_on(award) and slug in life.among:
            among = life.among
        if slug not in among:
            self._waiting.add(name)
            return None
        self._waiting.discard(name)
        self._lives[name] = _Life(slug, among, award.reissued)
        return AwardVersion(name, award, among[slug])

    def _note_deletions(self, commit: Commit) -> None:
        for path in sorted(change.path for change in commit.changes):
            name = award_id_of(path)
            if name in self._lives and not self._paths[name]:
                self.deleted.setdefault(name, (commit.id, shown_path(path)))
            else:
                self.deleted.pop(name, None)


def _image_path(achievement: Achievement) -> bytes:
    return f"achievements/{achievement.image}".encode() if achievement.image else b""
