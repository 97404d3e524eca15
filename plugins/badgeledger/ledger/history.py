"""The ledger's whole history, read in one pass: what `record.py` makes log entries of.

    git log ┐
            ├─ commits ─ from the first with keys.yml ─ readings ─ replay ─ steps
    disk    ┘

Clause: DESIGN.md, "The ledger" (history) and "The log" (where it begins, and its times). A history
that cannot be trusted is refused: shallow, grafted, with awards deleted or clocks set wrong. What
only stands in the way of publishing is told in `History.obstacles`.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.commits import (
    AHEAD,
    clamped,
    from_the_first_keys,
    lost_a_file,
    with_awards,
    without_awards,
)
from badgeledger.ledger.files import TEMPLATES
from badgeledger.ledger.git import PATHS, Commit, Repository, repository_around
from badgeledger.ledger.past import Past
from badgeledger.ledger.reader import read_issuer
from badgeledger.ledger.readings import Readings, all_on_disk, on_disk, shown_path
from badgeledger.ledger.replay import AwardState, Step
from badgeledger.ledger.walk import Walk
from badgeledger.model import AchievementVersion, Issuer, Keys

__all__ = ["AwardState", "History", "Step", "read_history"]


@dataclass(frozen=True, slots=True)
class History:
    """The ledger from the beginning of its log until now.

    `head` and `time` (UTC seconds) are those of the commit that is checked out; None and 0 where
    the ledger is not in git, or nothing is committed. `uncommitted` are the ledger's paths that
    differ from it, `changed_elsewhere` the others at or below the ledger's root. Issuer, keys and
    achievements (by path) are as they stand now, what is not committed included. `obstacles` say
    why this state of the ledger cannot be published; none where it can.

    `walk` goes through the steps, which are too many to be held at one time. Where they go on from
    what was known of the past, `past` is that, and `earlier` are the achievements that stood then
    or ever before. What stands at their end can be remembered at `settled`, a commit and the
    ledger's folder in the repository; None where it is not committed, or the log has no keys.
    `changed_since` tells which of the ledger's paths are not as in a commit; None where nobody can,
    as of files that git ignores.
    """

    walk: Callable[[], Walk]
    past: Past | None
    earlier: tuple[AchievementVersion, ...]
    settled: tuple[str, bytes] | None
    head: str | None
    time: int
    uncommitted: tuple[str, ...]
    changed_elsewhere: tuple[str, ...]
    issuer: Issuer
    keys: Keys | None
    achievements: tuple[AchievementVersion, ...]
    obstacles: tuple[Problem, ...]
    changed_since: Callable[[str], Collection[str] | None]


def read_history(
    root: Path, *, now: int, remembered: Callable[[], Past | None] = lambda: None
) -> History:
    """The history of the ledger at `root`; `now` (UTC seconds) bounds the commits' times.

    (1) The first-parent commits that touched the ledger and, as the last, what is not committed.
    (2) The log begins with the first that has a keys.yml that can be read: all that stands then is
    new in it. In a preview without one it begins with the first commit. (3) Times are clamped, so
    that none is before the one ahead of it. (4) All but awards is replayed, and of these those that
    ever lost a file: that tells what stands now, and what was deleted. (5) Awards are read while
    one walks through the history.

    Where the history goes on from the past that is `remembered`, only what came later is looked at,
    to the same end. It is asked for while git looks through the files, which takes as long.

    Raises MachineError (B0401, B0408, B0409, B0411 to B0413) where git cannot tell the whole
    history, as walking does where a content is lost (B0411), and ContentError for a deleted award
    (B0402), a time too far back (B0403) or in the future (B0404), and where no issuer.yml can be
    read (B0410, or the reader's own problems).
    """
    repository = repository_around(root)
    with ThreadPoolExecutor(1) as beside:
        looking = beside.submit(repository.changed) if repository else None
        past = remembered()
        past = past if repository and past and _goes_on(repository, past, now) else None
        changed = looking.result() if looking else ()
    uncommitted = tuple(path for path in changed if _is_of_the_ledger(path))
    commits = _commits(root, repository, past, uncommitted)  # (1)
    readings = Readings(root, repository)
    readings.keep(commits[-1].changes if commits else ())
    has_keys = past is not None
    if not has_keys:
        commits, has_keys = from_the_first_keys(commits, readings)  # (2)
    commits, problems = clamped(commits, past.time if past else None, now)  # (3)
    stands = Walk(past, with_awards(commits, lost_a_file(commits)), readings).to_the_end()  # (4)
    if has_keys:
        problems += [_deletion(*place) for place in stands.deleted.values()]
    elif stands.deleted:
        commits = without_awards(commits, stands.deleted)
    if problems:
        raise ContentError(problems)
    issuer = stands.issuer or _no_issuer(root)
    ignored = _ignored(root, repository, issuer)
    return History(
        walk=lambda: Walk(past, commits, readings),  # (5)
        past=past,
        earlier=_earlier(past, readings),
        settled=_settled(repository) if has_keys and not uncommitted else None,
        head=repository.head if repository else None,
        time=repository.time if repository else 0,
        uncommitted=tuple(map(shown_path, uncommitted)),
        changed_elsewhere=tuple(
            shown_path(path) for path in changed if not _is_of_the_ledger(path)
        ),
        issuer=issuer,
        keys=stands.keys,
        achievements=tuple(sorted(stands.achievements.values(), key=lambda each: f"{each.slug}.")),
        obstacles=tuple(_obstacles(repository, uncommitted, ignored)),
        changed_since=lambda commit: (
            _changed_since(repository, commit, uncommitted) if not ignored else None
        ),
    )


def _changed_since(
    repository: Repository | None, commit: str, uncommitted: Sequence[bytes]
) -> set[str] | None:
    changed = repository.changed_since(commit) if repository else None
    return None if changed is None else {os.fsdecode(path) for path in (*changed, *uncommitted)}


def _goes_on(repository: Repository, past: Past, now: int) -> bool:
    """Whether all that was known then holds for this history as well."""
    return (
        past.prefix == repository.prefix
        and past.time <= now + AHEAD
        and repository.passes_through(past.commit)
    )


def _earlier(past: Past | None, readings: Readings) -> tuple[AchievementVersion, ...]:
    made = (sources for _, sources in past.catalogue.changes if sources) if past else ()
    return tuple(map(readings.version, made))


def _settled(repository: Repository | None) -> tuple[str, bytes] | None:
    return (repository.head, repository.prefix) if repository and repository.head else None


def _is_of_the_ledger(path: bytes) -> bool:
    return path.split(b"/")[0].decode("utf-8", "replace") in PATHS


def _commits(
    root: Path, repository: Repository | None, past: Past | None, uncommitted: Sequence[bytes]
) -> list[Commit]:
    if repository is None:
        return [Commit("", 0, all_on_disk(root))]
    commits = list(repository.commits(past.commit if past else None))
    if uncommitted:
        changes = tuple(on_disk(root, path) for path in uncommitted)
        commits.append(Commit("", repository.time, changes))
    return commits


def _deletion(commit: str, path: str) -> Problem:
    if commit:
        message = f"the award's file was deleted in commit {commit}"
        restoring = f"git checkout {commit}^ -- {path}"
    else:
        message, restoring = "the award's file was deleted", f"git checkout HEAD -- {path}"
    mend = f"bring it back with `{restoring}`, then `badgeledger revoke` or `erase` it"
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


def _ignored(root: Path, repository: Repository | None, issuer: Issuer) -> tuple[bytes, ...]:
    """The ledger's files that git ignores, and therefore does not tell of; whole folders as one."""
    if repository is None or repository.head is None:
        return ()
    paths = repository.ignored([*PATHS, *issuer.files, TEMPLATES])
    return tuple(path for path in paths if _is_or_holds_a_file(root / os.fsdecode(path)))


def _is_or_holds_a_file(path: Path) -> bool:
    """Whether there is any file whose name, and whose folder's, does not begin with a full stop."""
    if path.name.startswith("."):
        return False
    if path.is_symlink() or not path.is_dir():
        return True
    return any(map(_is_or_holds_a_file, path.iterdir()))


def _obstacles(
    repository: Repository | None, uncommitted: Sequence[bytes], ignored: Sequence[bytes]
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
    for path in ignored:
        kind = "folder" if path.endswith(b"/") else "file"
        yield Problem(
            shown_path(path), 0, 0, "B0407",
            f"git ignores this {kind} of the ledger",
            "take it out of .gitignore and commit it, or remove it",
        )  # fmt: skip
    if repository.replaced():
        yield Problem(
            "", 0, 0, "B0405",
            "replace refs show people another history than the one that is published",
            "delete them: `git replace --list` names them, `git replace --delete` takes one",
        )  # fmt: skip
