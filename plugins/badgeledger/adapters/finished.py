"""Badges that an earlier build finished, and that need not be made again.

    what is remembered of badges ─ those that stand as they were written ┐
    digest of all that each badge depends on ────────────────────────────┴─ finished ─ the others

It is remembered in an entry of the cache, which its MAC protects. A badge that is missing, that is
not as it was written, or that anything else went into, is made anew.
"""

from collections.abc import Iterable, Iterator, Set
from functools import partial
from itertools import groupby
from pathlib import Path
from uuid import UUID

from badgeledger.adapters import folder
from badgeledger.adapters.standing import (
    ROW,
    Row,
    data_of,
    files_digest,
    laid,
    name_of,
    rows_of,
    standing,
)
from badgeledger.artifacts import Artifact
from badgeledger.badge_paths import FOLDER
from badgeledger.build import Build, Means
from badgeledger.spread import batches, begin, spread

NAME = "badges"
PART = 5000  # badges looked at together
LIGHT = 10  # So many badges are looked at in the time that one artifact takes to be made.


class Earlier:
    """The badges that an earlier build left at a place, one folder for each.

    Looking at them begins at once, in another process where there are many.
    """

    def __init__(self, place: Path, means: Means) -> None:
        self.remembered = means.memory.load(NAME) or b""
        executor = means.workers(len(self.remembered) // ROW.size // LIGHT)
        self._standing = begin(partial(standing, str(place)), self.remembered, executor)

    def standing(self) -> Iterator[Row]:
        """What is remembered of those that stand as they were written."""
        return rows_of(self._standing())


class Finished:
    """The badges of a build that an earlier one has finished."""

    def __init__(self, build: Build, earlier: Earlier) -> None:
        self._build = build
        self._badges = build.plan.badges
        self._before = earlier.remembered
        with build.means.progress.stage("finished badges"):
            self._rows = dict(self._find(earlier))
        self._made: dict[str, bytes] = {}

    @property
    def ids(self) -> Set[str]:
        """The ids of their awards."""
        return self._rows.keys()

    def make_others(self, into: Path) -> None:
        """Make all that is not finished, in a folder. Raises what making and writing it raise."""
        means, number = self._build.means, self._build.to_make(self.ids)
        artifacts = self._build.artifacts(means.workers(number), finished=self.ids)
        with means.progress.stage("badges and files"):
            folder.write(self._noted(means.progress.watch(artifacts, "Building", number)), into)

    def remember(self, place: Path) -> None:
        """Remember the badges, which all stand at `place` now.

        One whose folder a page of docs/ lies in is made anew each time.
        """
        executor = self._build.means.workers(len(self._made) // LIGHT)
        parts = map(data_of, batches(self._written(), PART))
        for part in spread(partial(laid, str(place)), batches(parts, 1), executor):
            self._rows |= {name_of(row.award_id): data_of([row]) for row in rows_of(part)}
        data = b"".join(self._rows[award_id] for award_id in sorted(self._rows))
        if data != self._before:
            self._build.means.memory.save(NAME, data)

    def _written(self) -> Iterator[Row]:
        """What is to be remembered of the badges that were made, but for how they lie."""
        for award_id, files in self._made.items():
            if inputs := self._badges.digest(award_id):
                yield Row(UUID(award_id).bytes, inputs, files, b"")

    def _find(self, earlier: Earlier) -> Iterator[tuple[str, bytes]]:
        for row in earlier.standing():
            award_id = name_of(row.award_id)
            if award_id in self._badges and row.inputs == self._badges.digest(award_id):
                yield award_id, data_of([row])

    def _noted(self, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
        """The artifacts as they are; of badges it is noted what they hold."""
        for award_id, files in groupby(artifacts, self._badge_of):
            if award_id:
                made = tuple(files)
                self._made[award_id] = files_digest(file.data for file in made)
                yield from made
            else:
                yield from files

    def _badge_of(self, artifact: Artifact) -> str:
        """The award of whose badge it is a part; "" for any other."""
        top, _, rest = artifact.path.partition("/")
        award_id = rest.partition("/")[0]
        return award_id if top == FOLDER and award_id in self._badges else ""
