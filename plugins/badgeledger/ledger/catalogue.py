"""The ledger's achievements, commit after commit, each version with its image and its issuer.

Part of the replay. What stood at an earlier moment can be asked for at any time: an award keeps the
achievement of the commit that issued it. A moment is the number of changes made until then.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from badgeledger.ledger.git import Change
from badgeledger.ledger.readings import ISSUER, Readings, Sources, slug_of
from badgeledger.model import Achievement, AchievementVersion, Issuer

Definition = tuple[str, Achievement]  # the name of a content, and what it says


@dataclass(frozen=True, slots=True)
class Told:
    """A catalogue by names of contents.

    `definitions` and `images` are by path; `changes` are all that it went through, oldest first:
    slug and version, None for one that is gone.
    """

    issuer: str
    definitions: Mapping[bytes, str]
    images: Mapping[bytes, str]
    changes: Sequence[tuple[str, Sources | None]]


class Catalogue:
    """The achievements after the commits taken so far.

    `issuer` is the last readable one, `standing` the versions that stand, by slug.
    """

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._issuer = ""
        self.issuer: Issuer | None = None
        self._definitions: dict[bytes, Definition] = {}
        self._images: dict[bytes, str] = {}
        self._changes: list[tuple[str, Sources | None]] = []
        self._moments: dict[str, list[int]] = {}  # by slug, the places of its changes
        self.standing: Mapping[str, AchievementVersion] = {}

    @property
    def moment(self) -> int:
        """How many changes there were until now."""
        return len(self._changes)

    def at(self, slug: str, moment: int) -> AchievementVersion | None:
        """The achievement as it stood at a moment; None where it did not."""
        moments = self._moments.get(slug, [])
        place = bisect_left(moments, moment)
        made = self._changes[moments[place - 1]][1] if place else None
        return self._readings.version(made) if made else None

    def put(self, change: Change) -> bool:
        """Puts a file's version in its place; whether that is one that counts."""
        path, content = change.path, change.content
        if content is None:
            self._images.pop(path, None)
            self._definitions.pop(path, None)
            return True
        image = content != "" and path.startswith(b"achievements/")
        if image:
            self._images[path] = content
        match self._readings.reading(change):
            case Issuer() as issuer:
                self._issuer, self.issuer = content, issuer
            case Achievement() as achievement:
                self._definitions[path] = (content, achievement)
            case _:
                return image
        return True

    def take(self, changed: set[bytes]) -> tuple[AchievementVersion, ...]:
        """The versions that these files make anew, or as they were, in the order of paths."""
        touched = self._touched(changed)
        if not touched:
            return ()
        versions = []
        standing = dict(self.standing)
        for path in sorted(touched):
            slug = slug_of(path)
            if path not in self._definitions:
                self._note(slug, None)
                standing.pop(slug, None)
            elif made := self._sources(slug, *self._definitions[path]):
                self._note(slug, made)
                standing[slug] = self._readings.version(made)
                versions.append(standing[slug])
        self.standing = standing
        return tuple(versions)

    def _note(self, slug: str, made: Sources | None) -> None:
        moments = self._moments.setdefault(slug, [])
        if made != (self._changes[moments[-1]][1] if moments else None):
            moments.append(self.moment)
            self._changes.append((slug, made))

    def _touched(self, changed: set[bytes]) -> set[bytes]:
        """The files of achievements that may not be what they were."""
        if ISSUER in changed:
            return {path for path in changed if slug_of(path)} | self._definitions.keys()
        inside = {path for path in changed if path.startswith(b"achievements/")}
        shown = {
            path
            for path, (_, achievement) in (self._definitions.items() if inside else ())
            if _image_path(achievement) in inside
        }
        return shown | {path for path in inside if slug_of(path)}

    def _sources(self, slug: str, content: str, achievement: Achievement) -> Sources | None:
        """What its version is made of; None while there is no issuer, or not that image."""
        path = _image_path(achievement)
        if self.issuer is None or (path and path not in self._images):
            return None
        return Sources(slug, content, self._images[path] if path else None, self._issuer)

    def tell(self) -> Told:
        """What `resume` needs, by names of contents."""
        definitions = {path: content for path, (content, _) in self._definitions.items()}
        return Told(self._issuer, definitions, dict(self._images), tuple(self._changes))

    def resume(self, told: Told) -> None:
        """Puts everything where it stood."""
        files = [Change(path, content) for path, content in told.definitions.items()]
        files.append(Change(ISSUER, told.issuer))
        made = {sources for _, sources in told.changes if sources}
        self._readings.prepare([*files, *(file for each in made for file in each.files)])
        for change in files:
            self.put(change)
        self._images = dict(told.images)
        standing: dict[str, AchievementVersion] = {}
        for slug, sources in told.changes:
            self._note(slug, sources)
            standing.pop(slug, None)
            if sources:
                standing[slug] = self._readings.version(sources)
        self.standing = standing


def _image_path(achievement: Achievement) -> bytes:
    return f"achievements/{achievement.image}".encode() if achievement.image else b""
