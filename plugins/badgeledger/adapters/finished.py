"""Badges that an earlier build finished, and that need not be made again.

    what is remembered of badges ─ those that stand as they were written ┐
    digest of all that each badge depends on ────────────────────────────┴─ finished ─ the others

It is remembered in an entry of the cache, which its MAC protects. A badge that is missing, that is
not as it was written, or that anything else went into, is made anew.
"""

from collections.abc import Iterable, Iterator, Set
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from uuid import UUID

from badgeledger.adapters import folder
from badgeledger.adapters.standing import (
    ROW,
    UNKNOWN,
    Group,
    data_of,
    files_digest,
    groups_of,
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
LIGHT = 20  # So many badges are looked at in the time that one artifact takes to be made.


class Earlier:
    """The badges that an earlier build left at a place, one folder for each.

    Looking at them begins at once, in another process where there are many.
    """

    def __init__(self, place: Path, means: Means) -> None:
        self.remembered = means.memory.load(NAME) or b""
        executor = means.workers(len(self.remembered) // ROW.size // LIGHT)
        self._standing = begin(partial(standing, str(place)), self.remembered, executor)

    def standing(self) -> Iterator[Group]:
        """What is remembered of those that stand as they were written."""
        return groups_of(self._standing())


class Finished:
    """The badges of a build that an earlier one has finished.

    `_whole` are groups that are as they were, by their ids; `_rows` those of single badges.
    """

    def __init__(self, build: Build, earlier: Earlier) -> None:
        self._build = build
        self._badges = build.plan.badges
        self._before = earlier.remembered
        self._whole: dict[tuple[str, ...], Group] = {}
        self._rows: dict[str, bytes] = {}
        self._made: dict[str, bytes] = {}
        with build.means.progress.stage("finished badges"):
            self._inputs = dict(self._badges.digests())
            self._find(earlier)
        self.ids: Set[str] = self._rows.keys() | set(chain.from_iterable(self._whole))

    def make_others(self, into: Path) -> None:
        """Make all that is not finished, in a folder. Raises what making and writing it raise."""
        progress, number = self._build.means.progress, self._build.to_make(self.ids)
        artifacts = self._build.artifacts(finished=self.ids)
        with progress.stage("badges and files"):
            folder.write(self._noted(progress.watch(artifacts, "Building", number)), into)

    def remember(self, place: Path) -> None:
        """Remember the badges, which all stand at `place` now.

        One whose folder a page of docs/ lies in is made anew each time.
        """
        executor = self._build.means.workers(len(self._made) // LIGHT)
        parts = map(b"".join, batches(self._written(), PART))
        for part in spread(partial(laid, str(place)), batches(parts, 1), executor):
            self._rows |= {name_of(row.award_id): own for row, own in rows_of(part)}
        data = data_of(map(self._group, self._inputs))
        if data != self._before:
            self._build.means.memory.save(NAME, data)

    def _find(self, earlier: Earlier) -> None:
        """Groups that nothing else went into, and of the others the badges of which that is so."""
        standing = list(earlier.standing())  # another process looks while digests are made
        by_inputs = {group.inputs: group for group in standing if group.inputs != UNKNOWN}
        others = [group for group in standing if group.inputs == UNKNOWN]
        changed = []
        for award_ids, digest in self._inputs.items():
            if digest in by_inputs:
                self._whole[award_ids] = by_inputs.pop(digest)
            else:
                changed.append(award_ids)
        others += by_inputs.values()
        wanted = set(chain.from_iterable(changed))
        for row, own in chain.from_iterable(rows_of(group.rows) for group in others):
            award_id = name_of(row.award_id)
            if award_id in wanted and row.inputs == self._badges.digest(award_id):
                self._rows[award_id] = own

    def _group(self, award_ids: tuple[str, ...]) -> Group:
        """What is to be remembered of a group."""
        if award_ids in self._whole:
            return self._whole[award_ids]
        rows = [self._rows[award_id] for award_id in award_ids if award_id in self._rows]
        inputs = self._inputs[award_ids] if len(rows) == len(award_ids) else None
        return Group(inputs or UNKNOWN, b"".join(rows))

    def _written(self) -> Iterator[bytes]:
        """Rows of the badges that were made, but for how they lie."""
        for award_id, files in self._made.items():
            if inputs := self._badges.digest(award_id):
                yield ROW.pack(UUID(award_id).bytes, inputs, files, b"")

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
