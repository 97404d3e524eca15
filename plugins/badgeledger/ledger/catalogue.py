"""The ledger's achievements, commit after commit, each version with its image and its issuer.

Part of the replay. What stood at an earlier moment can be asked for at any time: an award keeps the
achievement of the commit that issued it. A moment is the number of changes made until then.
"""

from bisect import bisect_left
from collections.abc import Mapping

from badgeledger.ledger.git import Change
from badgeledger.ledger.readings import Readings, Sources, slug_of
from badgeledger.model import Achievement, AchievementVersion, Issuer

Definition = tuple[str, Achievement]  # the name of a content, and what it says


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
        self._changes: dict[str, list[tuple[int, AchievementVersion | None]]] = {}
        self.standing: Mapping[str, AchievementVersion] = {}
        self.moment = 0

    def at(self, slug: str, moment: int) -> AchievementVersion | None:
        """The achievement as it stood at a moment; None where it did not."""
        changes = self._changes.get(slug, [])
        place = bisect_left(changes, moment, key=lambda change: change[0])
        return changes[place - 1][1] if place else None

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
                standing.pop(slug, None)
            elif version := self._version(slug, *self._definitions[path]):
                standing[slug] = version
                versions.append(version)
            self._note(slug, standing.get(slug))
        self.standing = standing
        return tuple(versions)

    def _note(self, slug: str, version: AchievementVersion | None) -> None:
        if version is not self.at(slug, self.moment):
            self._changes.setdefault(slug, []).append((self.moment, version))
            self.moment += 1

    def _touched(self, changed: set[bytes]) -> set[bytes]:
        """The files of achievements that may not be what they were."""
        if b"issuer.yml" in changed:
            return {path for path in changed if slug_of(path)} | self._definitions.keys()
        inside = {path for path in changed if path.startswith(b"achievements/")}
        shown = {
            path
            for path, (_, achievement) in (self._definitions.items() if inside else ())
            if _image_path(achievement) in inside
        }
        return shown | {path for path in inside if slug_of(path)}

    def _version(
        self, slug: str, content: str, achievement: Achievement
    ) -> AchievementVersion | None:
        """The achievement with its image; None while there is no issuer, or not that image."""
        path = _image_path(achievement)
        if self.issuer is None or (path and path not in self._images):
            return None
        image = self._images[path] if path else None
        sources = Sources(slug, content, image, self._issuer)
        return self._readings.version(sources, achievement, self.issuer)


def _image_path(achievement: Achievement) -> bytes:
    return f"achievements/{achievement.image}".encode() if achievement.image else b""
