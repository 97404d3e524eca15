"""Which commits make a log's history, and when they were made: before any award is read.

Part of `history.py`. Clause: docs/decisions/log-format-1.md, "Where the log begins" and "Times".
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from badgeledger.errors import Problem
from badgeledger.ledger.git import Commit
from badgeledger.ledger.readings import KEYS, Readings, award_id_of

BACKWARDS = 24 * 3600  # seconds that a committer's time may lie before an earlier commit's
AHEAD = 15 * 60  # seconds that it may lie in the future: clocks differ a little


def from_the_first_keys(commits: list[Commit], readings: Readings) -> tuple[list[Commit], bool]:
    """The commits of the log, the first holding all files that stand; and whether it has keys."""
    versions = [change for commit in commits for change in commit.changes if change.path == KEYS]
    with readings.open():
        readings.prepare(versions)
    readable = {change for change in versions if readings.reading(change)}
    for number, commit in enumerate(commits):
        if not readable.isdisjoint(commit.changes):
            return [_standing(commits[: number + 1]), *commits[number + 1 :]], True
    return commits, False


def _standing(commits: Sequence[Commit]) -> Commit:
    """The last of the commits, with all files that stand in it as its changes."""
    files = {change.path: change for commit in commits for change in commit.changes}
    return replace(commits[-1], changes=tuple(each for each in files.values() if each.content))


def clamped(
    commits: Sequence[Commit], earlier: int | None, now: int
) -> tuple[list[Commit], list[Problem]]:
    """The commits with times that never decrease, and the problems of those too far off.

    `earlier` is the greatest time of the commits before them; None where there are none.
    """
    result: list[Commit] = []
    problems: list[Problem] = []
    latest = earlier if earlier is not None else commits[0].time if commits else 0
    for commit in commits:
        if commit.time < latest - BACKWARDS:
            problems.append(_earlier(commit, latest - commit.time))
        if commit.id and commit.time > now + AHEAD:
            problems.append(_later(commit, commit.time - now))
        latest = max(latest, commit.time)
        result.append(replace(commit, time=latest))
    return result, problems


def lost_a_file(commits: Sequence[Commit]) -> set[str]:
    """The awards of which a file was deleted or moved in any of the commits."""
    changes = (change for commit in commits for change in commit.changes)
    return {award_id_of(change.path) for change in changes if change.content is None}


def with_awards(commits: Sequence[Commit], wanted: Container[str]) -> list[Commit]:
    """The commits without what they do to other awards than these."""
    return [_narrowed(commit, lambda name: not name or name in wanted) for commit in commits]


def without_awards(commits: Sequence[Commit], unwanted: Container[str]) -> list[Commit]:
    """The commits without what they do to these awards."""
    return [_narrowed(commit, lambda name: name not in unwanted) for commit in commits]


def _narrowed(commit: Commit, wanted: Callable[[str], bool]) -> Commit:
    kept = tuple(change for change in commit.changes if wanted(award_id_of(change.path)))
    return replace(commit, changes=kept)


def _earlier(commit: Commit, seconds: int) -> Problem:
    return Problem(
        "", 0, 0, "B0403",
        f"commit {commit.id} was made {seconds // 3600} hours before one that it follows",
        "set the clock of the machine that made it (or the one before) right, and make it again",
    )  # fmt: skip


def _later(commit: Commit, seconds: int) -> Problem:
    return Problem(
        "", 0, 0, "B0404",
        f"commit {commit.id} was made {seconds // 60} minutes in the future",
        "set this machine's clock right; if that is right, make the commit again",
    )  # fmt: skip
