"""The ledger's whole history, read in one pass: what `record.py` makes log entries of.

    git log ┐
            ├─ commits ─ from the first with keys.yml ─ readings ─ replay ─ steps
    disk    ┘

Clause: DESIGN.md, "The ledger" (history) and "The log" (where it begins, and its times). A history
that cannot be trusted is refused: shallow, grafted, with awards deleted or clocks set wrong. What
only stands in the way of publishing is told in `History.obstacles`.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.files import TEMPLATES
from badgeledger.ledger.git import PATHS, Commit, Repository, repository_around
from badgeledger.ledger.reader import read_issuer
from badgeledger.ledger.readings import (
    Readings,
    all_on_disk,
    award_id_of,
    on_disk,
    shown_path,
)
from badgeledger.ledger.replay import AwardState, Step
from badgeledger.ledger.walk import Walk
from badgeledger.model import AchievementVersion, Issuer, Keys

__all__ = ["AwardState", "History", "Step", "read_history"]

KEYS = b"keys.yml"
BACKWARDS = 24 * 3600  # seconds that a committer's time may lie before an earlier commit's
AHEAD = 15 * 60  # seconds that it may lie in the future: clocks differ a little


@dataclass(frozen=True, slots=True)
class History:
    """The ledger from the beginning of its log until now.

    `head` and `time` (UTC seconds) are those of the commit that is checked out; None and 0 where
    the ledger is not in git, or nothing is committed. `uncommitted` are the ledger's paths that
    differ from it, `changed_elsewhere` the others at or below the ledger's root. Issuer, keys and
    achievements (by path) are as they stand now, what is not committed included. `obstacles` say
    why this state of the ledger cannot be published; none where it can. `walk` goes through the
    steps, which are too many to be held at one time.
    """

    walk: Callable[[], Walk]
    head: str | None
    time: int
    uncommitted: tuple[str, ...]
    changed_elsewhere: tuple[str, ...]
    issuer: Issuer
    keys: Keys | None
    achievements: tuple[AchievementVersion, ...]
    obstacles: tuple[Problem, ...]


def read_history(root: Path, *, now: int) -> History:
    """The history of the ledger at `root`; `now` (UTC seconds) bounds the commits' times.

    (1) The first-parent commits that touched the ledger and, as the last, what is not committed.
    (2) The log begins with the first that has a keys.yml that can be read: all that stands then is
    new in it. In a preview without one it begins with the first commit. (3) Times are clamped, so
    that none is before the one ahead of it. (4) All but awards is replayed, and of these those that
    ever lost a file: that tells what stands now, and what was deleted. (5) Awards are read while
    one walks through the history.

    Raises MachineError (B0401, B0408, B0409, B0411 to B0413) where git cannot tell the whole
    history, as walking does where a content is lost (B0411), and ContentError for a deleted award
    (B0402), a time too far back (B0403) or in the future (B0404), and where no issuer.yml can be
    read (B0410, or the reader's own problems).
    """
    repository = repository_around(root)
    changed = repository.changed() if repository else ()
    uncommitted = tuple(path for path in changed if _is_of_the_ledger(path))
    commits = _commits(root, repository, uncommitted)  # (1)
    readings = Readings(root, repository)
    readings.keep(commits[-1].changes if commits else ())
    commits, has_keys = _from_the_first_keys(commits, readings)  # (2)
    commits, problems = _clamped(commits, now)  # (3)
    stands = Walk(_with_awards(commits, _lost_a_file(commits)), readings).to_the_end()  # (4)
    if has_keys:
        problems += [_deletion(*place) for place in stands.deleted.values()]
    elif stands.deleted:
        commits = _without_awards(commits, stands.deleted)
    if problems:
        raise ContentError(problems)
    issuer = stands.issuer or _no_issuer(root)
    return History(
        walk=lambda: Walk(commits, readings),  # (5)
        head=repository.head if repository else None,
        time=repository.time if repository else 0,
        uncommitted=tuple(map(shown_path, uncommitted)),
        changed_elsewhere=tuple(
            shown_path(path) for path in changed if not _is_of_the_ledger(path)
        ),
        issuer=issuer,
        keys=stands.keys,
        achievements=tuple(sorted(stands.achievements.values(), key=lambda each: f"{each.slug}.")),
        obstacles=tuple(_obstacles(repository, uncommitted, issuer)),
    )


def _is_of_the_ledger(path: bytes) -> bool:
    return path.split(b"/")[0].decode("utf-8", "replace") in PATHS


def _commits(
    root: Path, repository: Repository | None, uncommitted: Sequence[bytes]
) -> list[Commit]:
    if repository is None:
        return [Commit("", 0, all_on_disk(root))]
    commits = list(repository.commits())
    if uncommitted:
        changes = tuple(on_disk(root, path) for path in uncommitted)
        commits.append(Commit("", repository.time, changes))
    return commits


def _from_the_first_keys(commits: list[Commit], readings: Readings) -> tuple[list[Commit], bool]:
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


def _clamped(commits: Sequence[Commit], now: int) -> tuple[list[Commit], list[Problem]]:
    """The commits with times that never decrease, and the problems of those too far off."""
    clamped: list[Commit] = []
    problems: list[Problem] = []
    latest = commits[0].time if commits else 0
    for commit in commits:
        if commit.time < latest - BACKWARDS:
            problems.append(_earlier(commit, latest - commit.time))
        if commit.id and commit.time > now + AHEAD:
            problems.append(_later(commit, commit.time - now))
        latest = max(latest, commit.time)
        clamped.append(replace(commit, time=latest))
    return clamped, problems


def _lost_a_file(commits: Sequence[Commit]) -> set[str]:
    """The awards of which a file was deleted or moved in any of the commits."""
    changes = (change for commit in commits for change in commit.changes)
    return {award_id_of(change.path) for change in changes if change.content is None}


def _with_awards(commits: Sequence[Commit], wanted: Container[str]) -> list[Commit]:
    """The commits without what they do to other awards than these."""
    return [_narrowed(commit, lambda name: not name or name in wanted) for commit in commits]


def _without_awards(commits: Sequence[Commit], unwanted: Container[str]) -> list[Commit]:
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


def _deletion(commit: str, path: str) -> Problem:
    if commit:
        message = f"the award's file was deleted in commit {commit}"
        restoring = f"git checkout {commit}^ -- {path}"
    else:
        message, restoring = "the award's file was deleted", f"git checkout HEAD -- {path}"
    mend = f"bring it back with `{restoring}`, then set `revoked` in it"
    return Problem(path, 0, 0, "B0402", message, mend)


def _no_issuer(root: Path) -> Issuer:
    """Raises what is wrong with issuer.yml, where no version of it could be read."""
    file = root / "issuer.yml"
    if file.is_file() and not file.is_symlink():
        read_issuer(file.read_bytes(), file.name)
    raise ContentError.because(
        "B0410",
        "the ledger has no issuer.yml, or git ignores it",
        "write one; `badgeledger init` makes a whole ledger",
    )


def _obstacles(
    repository: Repository | None, uncommitted: Sequence[bytes], issuer: Issuer
) -> Iterator[Problem]:
    if repository is None or repository.head is None:
        yield Problem(
            "", 0, 0, "B0406",
            "the ledger is not in git, or nothing was committed yet",
            "commit the ledger; without a commit it can be previewed only",
        )  # fmt: skip
        return
    if uncommitted:
        more = len(uncommitted) - 1
        yield Problem(
            shown_path(uncommitted[0]), 0, 0, "B0407",
            "the file is not in the last commit, or differs from it"
            f"{f', as do {more} more' if more else ''}",
            "commit or stash the change: what is published has to be in the history",
        )  # fmt: skip
    for path in repository.ignored([*PATHS, *issuer.files, TEMPLATES]):
        if path.rpartition(b"/")[2].startswith(b"."):
            continue  # no file of the ledger's
        yield Problem(
            shown_path(path), 0, 0, "B0407",
            "git ignores this file of the ledger",
            "take it out of .gitignore and commit it, or remove it",
        )  # fmt: skip
    if repository.replaced():
        yield Problem(
            "", 0, 0, "B0405",
            "replace refs show people another history than the one that is published",
            "delete them: `git replace --list` names them, `git replace --delete` takes one",
        )  # fmt: skip
