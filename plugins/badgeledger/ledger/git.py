"""What git knows of a ledger: its commits, the contents of its files, what is not committed.

The plumbing below `history.py`. However long the history, git is called a fixed number of times:
once for the log and once for all contents, through a pipe. Everything is read as bytes, from the
object store itself: no grafts, no replace refs, no user's settings change what is seen. Object ids
are taken as they come, so SHA-1 and SHA-256 repositories are alike.

It never writes, not even git's index, and never reaches for a network.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from subprocess import PIPE
from typing import IO, TYPE_CHECKING

from badgeledger.errors import MachineError

if TYPE_CHECKING:
    from git import Git

PATHS = ("achievements", "credentials", "issuer.yml", "keys.yml")
FULL_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
REGULAR = (b"100644", b"100755")
GONE = b"000000"
IGNORED = b"!!"  # as `git status` has it
# Requests on their way to `cat-file` at one time. They must fit into the smallest pipe (4096 bytes)
# with SHA-256 ids, else it waits for us to read while we wait for it to read.
WINDOW = 60
ENVIRONMENT = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    # What git starts by its settings (a monitor of files, a filter) has no need of the secrets.
    "BADGELEDGER_KEY": "",
    "BADGELEDGER_LOG_KEY": "",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A file after a commit.

    `path` is as stored, from the ledger's root. `content` names the bytes of a regular file, ""
    means that something else is there (a link, a submodule), None that nothing is.
    """

    path: bytes
    content: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A first-parent commit that touched the ledger; `time` is the committer's, in UTC seconds."""

    id: str
    time: int
    changes: tuple[Change, ...]


class Contents:
    """The object store of a repository, open for reading. Made by `Repository.contents`."""

    def __init__(self, requests: IO[bytes], answers: IO[bytes]) -> None:
        self._requests = requests
        self._answers = answers

    def read(self, names: Iterable[str], largest: int | None = None) -> Iterator[bytes]:
        """The bytes of the contents named, in that order; to be read to the end.

        Of one with more than `largest` bytes only the first `largest` + 1 are given. Raises
        MachineError where one is missing from the object store.
        """
        return self._objects(names, b"blob", largest)

    def commits(self, names: Iterable[str]) -> Iterator[bytes]:
        """Whole commits, as stored, likewise."""
        return self._objects(names, b"commit", None)

    def _objects(self, names: Iterable[str], kind: bytes, largest: int | None) -> Iterator[bytes]:
        remaining = iter(names)
        while window := list(islice(remaining, WINDOW)):
            self._requests.write("".join(f"{name}\n" for name in window).encode())
            self._requests.flush()
            for name in window:
                yield self._answer(name, kind, largest)

    def _answer(self, name: str, kind: bytes, largest: int | None) -> bytes:
        header = self._answers.readline().split()
        if len(header) != 3 or header[1] != kind:
            raise MachineError.because(
                "B0411",
                f"git has lost {name}, the content of a file or a commit",
                "make a fresh, full clone: without --filter, and not from a damaged copy",
            )
        size = int(header[2])
        wanted = size if largest is None else min(size, largest + 1)
        data = self._answers.read(wanted)
        rest = size + len(b"\n") - wanted
        while rest:
            rest -= len(self._answers.read(min(rest, 1 << 16)))
        return data


class Repository:
    """The git repository that a ledger is in. Made by `repository_around`.

    `head` is the id of the commit that is checked out, None before the first one; `time` its
    committer's time in UTC seconds, 0 without one. `prefix` is the ledger's folder in the
    repository, with a slash at its end, or empty.
    """

    def __init__(self, root: Path) -> None:
        self.prefix, shallow, common, top = _run(
            root, "rev-parse", "--show-prefix", "--is-shallow-repository",
            "--git-common-dir", "--show-toplevel",
        ).split(b"\n", 3)  # fmt: skip
        self._top = Path(os.fsdecode(top.removesuffix(b"\n")))
        if shallow == b"true":
            raise MachineError.because(
                "B0401",
                "this clone is shallow: older commits of the ledger are missing",
                "run `git fetch --unshallow`; on GitHub Actions set `fetch-depth: 0` at checkout, "
                "on GitLab `GIT_DEPTH: 0`",
            )
        grafts = root / os.fsdecode(common) / "info" / "grafts"
        if grafts.is_file() and grafts.stat().st_size:
            raise MachineError.because(
                "B0408",
                f"the file {grafts} gives commits other parents than they have",
                "delete that file",
            )
        found = _ask(self._top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        self.head = found.decode().strip() if found else None
        self.time = self._time_of(self.head) if self.head else 0

    def commits(self, since: str | None = None) -> Iterator[Commit]:
        """The first-parent commits that touched the ledger, oldest first.

        With `since`, those after that commit, which the first-parent chain has to pass through.
        """
        if self.head is None:
            return
        commits = f"{since}..{self.head}" if since else self.head
        listing = _run(
            self._top, "--literal-pathspecs", "-c", "log.diffMerges=separate", "log",
            "--first-parent", "-m", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames",
            "--root", "--no-color", "--no-show-signature", "--ignore-submodules=none",
            "--format=%H %ct", commits, "--",
            *(os.fsdecode(self.prefix) + path for path in PATHS),
        )  # fmt: skip
        yield from _commits(listing, self.prefix)

    def passes_through(self, commit: str) -> bool:
        """Whether the first-parent chain of HEAD has a commit, given by its full id."""
        if self.head is None or not FULL_ID.fullmatch(commit):
            return False
        status, listing, _ = _call(
            self._top, "rev-list", "--first-parent", "--parents", f"{commit}..{self.head}"
        )
        oldest = listing.split(b"\n")[-2].split() if listing else []
        return not status and (oldest[1:2] == [commit.encode()] if oldest else commit == self.head)

    @property
    def folder(self) -> str:
        """The ledger's folder in the repository: "" at its top, else with a closing slash."""
        return os.fsdecode(self.prefix)

    @contextmanager
    def contents(self) -> Iterator[Contents]:
        """The contents that commits name, for as long as the context lasts."""
        process = _git(self._top).execute(
            ["git", "cat-file", "--batch"], istream=PIPE, as_process=True, env=ENVIRONMENT
        )
        try:
            yield Contents(process.stdin, process.stdout)
        finally:
            process.communicate()

    def changed(self) -> tuple[bytes, ...]:
        """Paths at or below the ledger's root that differ from HEAD, ignored files apart."""
        return tuple(sorted(path for state, path in self._status if state != IGNORED))

    def ignored(self, names: Sequence[str]) -> tuple[bytes, ...]:
        """Which of these files and folders of the root, or of what lies in them, git ignores.

        A folder that is ignored as a whole stands for its files, with a slash at its end.
        """
        wanted = set(map(os.fsencode, names))
        found = (path for state, path in self._status if state == IGNORED)
        return tuple(path for path in found if path.split(b"/")[0] in wanted)

    @cached_property
    def _status(self) -> tuple[tuple[bytes, bytes], ...]:
        """What is at or below the ledger's root and not as in HEAD: its state, and its path."""
        listing = _run(
            self._top, "--literal-pathspecs", "status", "--porcelain=v1", "-z", "--no-renames",
            "--untracked-files=all", "--ignored=matching", "--ignore-submodules=none",
            "--", os.fsdecode(self.prefix) or ".",
        )  # fmt: skip
        entries = listing.split(b"\0")[:-1]
        return tuple((entry[:2], entry[3:].removeprefix(self.prefix)) for entry in entries)

    def changed_since(self, commit: str) -> tuple[bytes, ...] | None:
        """Paths at or below the ledger's root in which HEAD differs from a commit, by its full id.

        None where that commit is not there.
        """
        if self.head is None or not FULL_ID.fullmatch(commit):
            return None
        status, listing, _ = _call(
            self._top, "--literal-pathspecs", "diff-tree", "-r", "-z", "--name-only",
            "--no-renames", commit, self.head, "--", os.fsdecode(self.prefix) or ".",
        )  # fmt: skip
        if status:
            return None
        return tuple(path.removeprefix(self.prefix) for path in listing.split(b"\0")[:-1])

    def replaced(self) -> bool:
        """Whether replace refs show commits or files other than they are."""
        return bool(_run(self._top, "for-each-ref", "--count=1", "refs/replace"))

    def _time_of(self, commit: str) -> int:
        return int(_run(self._top, "log", "-1", "--no-show-signature", "--format=%ct", commit))


def repository_around(root: Path) -> Repository | None:
    """The repository that holds the ledger at `root`; None where it is in none.

    A folder that the repository around it ignores is in none. Raises MachineError where git cannot
    be run, or where the clone is shallow or grafted.
    """
    folder = root.resolve()
    tops = (above for above in (folder, *folder.parents) if (above / ".git").exists())
    top = next(tops, None)
    if top is None or (top != folder and _ask(folder, "check-ignore", "--quiet", ".") is not None):
        return None
    return Repository(folder)


def _run(folder: Path, *arguments: str) -> bytes:
    """What a git command writes. Raises MachineError where it fails."""
    status, output, complaint = _call(folder, *arguments)
    if status:
        raise _refusal(folder, complaint)
    return output


def _ask(folder: Path, *arguments: str) -> bytes | None:
    """The same of a command that says no by its exit code 1: then None."""
    status, output, complaint = _call(folder, *arguments)
    if status > 1:
        raise _refusal(folder, complaint)
    return None if status else output


def _call(folder: Path, *arguments: str) -> tuple[int, bytes, str]:
    return _git(folder).execute(
        ["git", *arguments], env=ENVIRONMENT, with_extended_output=True,
        with_exceptions=False, stdout_as_string=False, strip_newline_in_stdout=False,
    )  # fmt: skip


def _git(folder: Path) -> "Git":
    try:
        from git import Git  # noqa: PLC0415  it fails to import where git is not installed
    except ImportError:
        raise MachineError.because(
            "B0409", "git cannot be run", "install git, or put it on the PATH"
        ) from None
    return Git(str(folder))


def _refusal(folder: Path, complaint: str) -> MachineError:
    if "dubious ownership" in complaint:
        return MachineError.because(
            "B0412",
            f"git does not read {folder}: it belongs to another user",
            f"if you trust it, run `git config --global --add safe.directory {folder}`",
        )
    return MachineError.because(
        "B0413", f"git failed: {_reason(complaint)}", "run `git fsck --full`, or make a fresh clone"
    )


def _reason(complaint: str) -> str:
    """The line that says why, among git's hints and warnings; the first where none does."""
    lines = complaint.strip().split("\n")
    reasons = (line for line in lines if line.startswith(("error: ", "fatal: ")))
    return next(reasons, lines[0]).removeprefix("error: ").removeprefix("fatal: ")


def _commits(listing: bytes, prefix: bytes) -> Iterator[Commit]:
    """Reads `log --raw -z`: per commit its header, then per file a line of facts and the path."""
    parts = iter(listing.split(b"\0"))
    header, changes = b"", list[Change]()
    for part in parts:
        if b":" in part:
            _, mode, _, content, _ = part.strip().split(b" ")
            changes.append(Change(next(parts).removeprefix(prefix), _content(mode, content)))
        else:
            if header:
                yield _commit(header, changes)
            header, changes = part, []


def _commit(header: bytes, changes: Sequence[Change]) -> Commit:
    name, time = header.decode().split()
    return Commit(name, int(time), tuple(changes))


def _content(mode: bytes, content: bytes) -> str | None:
    if mode == GONE:
        return None
    return content.decode() if mode in REGULAR else ""
