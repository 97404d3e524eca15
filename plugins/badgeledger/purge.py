"""From a history with erased awards to the script that git-filter-repo purges it with.

    history ─ versions that were entered ─ a tombstone for each ─ callback of git-filter-repo

The purged history must make the log that was published, byte by byte
(docs/decisions/log-format-1.md, "Tombstones"). So each version that entered the log becomes a
tombstone with its own commitment, in the commit where it entered; any other becomes a comment,
which counts as not written. Nothing is rewritten here.
"""

import json
from collections.abc import Iterator, Set
from dataclasses import dataclass

from badgeledger.errors import UsageError
from badgeledger.ledger.history import AwardState, History
from badgeledger.ledger.writer import write
from badgeledger.model import AwardVersion, Tombstone
from badgeledger.record import commitment_of

# The body of a function of one `commit`, as `git filter-repo --commit-callback` takes it.
CALLBACK = """\
# Written by `badgeledger purge` for `git filter-repo --commit-callback`: it puts tombstones in the
# place of erased awards, in all commits. The log that the history makes stays the same.

# By commit, and by path after it: what stands for the version that entered the log there.
VERSIONS = {versions}
# The awards' files, in whatever folder.
NAMES = {names}


def written(text):
    command = ["git", "hash-object", "-w", "--stdin"]
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True).stdout.strip()


entered = VERSIONS.get(commit.original_id.decode(), {{}})
changes = []
for change in commit.file_changes:
    ours = os.path.basename(change.filename).decode("utf-8", "replace") in NAMES
    if change.type == b"D" or not ours:
        changes.append(change)
    elif os.fsdecode(change.filename) not in entered:
        # A number that no other commit has: what changed before must still be a change.
        note = b"# Version %d of an award that was erased; it was not entered.\\n" % commit.id
        changes.append(FileChange(b"M", change.filename, written(note), b"100644"))
for path, text in entered.items():
    changes.append(FileChange(b"M", os.fsencode(path), written(text.encode()), b"100644"))
commit.file_changes = changes
"""


@dataclass(frozen=True, slots=True)
class _Version:
    """An award as a commit entered it; `number` counts the award's versions from 1."""

    commit: str
    state: AwardState
    number: int

    @property
    def text(self) -> str:
        """The tombstone's file, which no other version of the award equals."""
        made = write(_tombstone(self.state.version), self.state.path).decode()
        return f"{made}# version {self.number}\n"


def purge(history: History, folder: str) -> str:
    """The callback that purges all erased awards from the history, as text.

    `folder` is the ledger's in the repository: "" or with a closing slash. Raises UsageError where
    no award is erased (B0867).
    """
    erased = _erased(history)
    if not erased:
        raise UsageError.because(
            "B0867", "no award of the ledger is erased", "`badgeledger erase AWARD` comes first"
        )
    entered: dict[str, dict[str, str]] = {}
    for version in _versions(history, erased):
        entered.setdefault(version.commit, {})[folder + version.state.path] = version.text
    names = [f"{name}.yml" for name in sorted(erased)]
    return CALLBACK.format(versions=_literal(entered), names=_literal(names))


def _literal(value: object) -> str:
    """Mappings, lists and texts as Python writes them too."""
    return json.dumps(value, indent=1, ensure_ascii=False)


def _versions(history: History, erased: Set[str]) -> Iterator[_Version]:
    numbers = dict.fromkeys(erased, 0)
    for step in history.walk():
        for state in step.awards:
            if state.id in erased:
                numbers[state.id] += 1
                yield _Version(step.commit, state, numbers[state.id])


def _erased(history: History) -> Set[str]:
    """The ids of the awards whose last version says so."""
    erased: set[str] = set()
    for step in history.walk():
        for state in step.awards:
            if isinstance(state.version, Tombstone) and state.version.erased:
                erased.add(state.id)
            else:
                erased.discard(state.id)
    return erased


def _tombstone(version: AwardVersion | Tombstone) -> Tombstone:
    if isinstance(version, Tombstone):
        return version
    revoked = version.award.revoked is not None
    return Tombstone(commitment=commitment_of(version), revoked=revoked)
