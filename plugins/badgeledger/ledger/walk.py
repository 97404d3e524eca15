"""A walk through a ledger's history: its steps, one after the other, and what stands at its end.

    commits ─ some at a time ─ readings ─ replay ─ step, step, …

An award is read for the commit that wrote it and let go, so that the longest history fits into
little memory. The files of those that stand at the end can be asked for once more.
"""

from collections import deque
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from badgeledger.ledger.git import Commit
from badgeledger.ledger.past import Past
from badgeledger.ledger.readings import Readings
from badgeledger.ledger.replay import Replay, Step
from badgeledger.model import AchievementVersion

AT_A_TIME = 1000  # changed files; enough that git and we seldom wait for each other


class Walk:
    """The steps of commits, from the beginning or from what was known of the past.

    It can be gone through once, and of those of one history one at a time.
    """

    def __init__(self, past: Past | None, commits: Sequence[Commit], readings: Readings) -> None:
        self._past = past
        self._commits = commits
        self._readings = readings
        self._replay = Replay(readings)

    def __iter__(self) -> Iterator[Step]:
        with self._readings.open():
            if self._past:
                self._replay.resume(self._past)
            for commits in _parts(self._commits):
                self._readings.prepare(change for commit in commits for change in commit.changes)
                yield from map(self._replay.take, commits)
                self._readings.forget_awards()

    def __len__(self) -> int:
        """The number of steps."""
        return len(self._commits)

    def remembered(self, commit: str, prefix: bytes) -> Past:
        """What is known after the steps gone through, of which the last was at `commit`."""
        before = self._past.time if self._past else 0
        time = self._commits[-1].time if self._commits else before
        return self._replay.past(commit, time, prefix)

    def to_the_end(self) -> Replay:
        """What stands at the end, after a walk through all steps."""
        deque(self, maxlen=0)
        return self._replay

    @property
    def awards(self) -> "Awards":
        """The awards with content that stand after the steps gone through."""
        return Awards(self._replay, self._readings)


# Of an award that stands the name of its content, and its achievement.
Entered = tuple[str, AchievementVersion]


class Awards(Mapping[str, Entered]):
    """Awards by their ids, in no order."""

    def __init__(self, replay: Replay, readings: Readings) -> None:
        self._replay = replay
        self._readings = readings

    def __getitem__(self, name: str) -> Entered:
        return self._entered[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entered

    def __iter__(self) -> Iterator[str]:
        return iter(self._entered)

    def __len__(self) -> int:
        return len(self._entered)

    def items(self) -> ItemsView[str, Entered]:
        """Without a call for each."""
        return self._entered.items()

    def read(self, names: Iterable[str]) -> Iterator[bytes]:
        """The files of some of them, one after the other."""
        with self._readings.open():
            yield from self._readings.contents(self._entered[name][0] for name in names)

    @cached_property
    def _entered(self) -> dict[str, Entered]:
        return dict(self._replay.entered())


def _parts(commits: Sequence[Commit]) -> Iterator[Sequence[Commit]]:
    """The commits, in order, some at a time."""
    start = files = 0
    for place, commit in enumerate(commits, start=1):
        files += len(commit.changes)
        if files >= AT_A_TIME or place == len(commits):
            yield commits[start:place]
            start, files = place, 0
