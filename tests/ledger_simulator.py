"""A ledger in a real git repository, with fixed dates, authors and identifiers.

For tests of whatever reads a ledger: history, log entries, build, command line.

    ledger = LedgerSimulator(tmp_path / "ledger")
    ledger.issuer().achievement("python-basics").award(1, achievement="python-basics")
    first = ledger.commit("The first badge")
    ledger.revoke(1).commit("Taken back", author="Tom Field", days=30)

Methods that write files return the simulator; `commit` and `merge` return the commit's id. What is
written is minimal but valid; named fields add to it or replace it, and None leaves one out. Git
runs apart from the configuration of whoever runs the tests.
"""

import copy
import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import yaml

START = 1_767_603_600  # 2026-01-05T09:00:00Z
DAY = 86_400
LEARNERS = ("Noor Haddad", "José Ferrer", "Li Wen", "Asha Rao", "Paul O'Shea", "Ines Kowal")
# Ed25519 public keys of the secret seeds 32 × 0x01, 0x02 and 0x09, as Multikey
KEY_1 = "z6Mkon3Necd6NkkyfoGoHxid2znGc59LU3K7mubaRcFbLfLX"
KEY_2 = "z6Mko9hTggMwjSTEaJaPUfE6tqcy2xvU6BnNq3e3o8qVBiyH"
LOG_KEY = "z6MkwVDfCg9LbbY6xjH3EZk8YSFQZujV5Y4y1ZWeER9tDiN3"


class _Plain(yaml.SafeDumper):
    """Writes no aliases, which the ledger does not read."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def award_id(number: int) -> str:
    """The fixed UUID of version 4 that stands for a small number."""
    return f"{number:08x}-0000-4000-8000-{number:012x}"


def to_yaml(fields: Mapping[str, Any]) -> bytes:
    """YAML bytes of a mapping; members that are None are left out."""
    given = {
        name: value for name, value in copy.deepcopy(dict(fields)).items() if value is not None
    }
    text: str = yaml.dump(given, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    return text.encode()


class LedgerSimulator:
    """A ledger's folder on disk and, unless `git=False`, the repository around it.

    `folder` puts the ledger into a folder below the repository's top ("badges/2026").
    """

    def __init__(
        self, path: Path, *, git: bool = True, folder: str = "", object_format: str = "sha1"
    ) -> None:
        self.top = path
        self.root = path / folder
        self.root.mkdir(parents=True)
        self.time = START
        self._awards: dict[str, tuple[str, dict[str, Any]]] = {}
        if git:
            self.git("init", "--quiet", "--initial-branch=main", f"--object-format={object_format}")

    # --- files -----------------------------------------------------------------------------------

    def write(self, path: str, data: bytes | str | Mapping[str, Any]) -> Self:
        """Writes a file: bytes, text, or a mapping as YAML."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_symlink():
            target.unlink()
        if isinstance(data, Mapping):
            data = to_yaml(data)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
        return self

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return (self.root / path).read_bytes()

    def remove(self, path: str) -> Self:
        """Deletes a file."""
        (self.root / path).unlink()
        return self

    def move(self, old: str, new: str) -> Self:
        """Moves a file."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)
        known = {path: name for name, (path, _) in self._awards.items()}
        if old in known:
            self._awards[known[old]] = (new, self._awards[known[old]][1])
        return self

    def symlink(self, path: str, target: str) -> Self:
        """Puts a symbolic link in place of whatever is at `path`."""
        link = self.root / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        return self

    # --- what a ledger holds ---------------------------------------------------------------------

    def issuer(self, **fields: Any) -> Self:
        """Writes issuer.yml."""
        plain = {
            "name": "Harbour College",
            "url": "https://harbour.example",
            "site": "https://badges.harbour.example",
        }
        return self.write("issuer.yml", {**plain, **fields})

    def keys(self, *keys: str, withdrawn: Mapping[str, int] | None = None) -> Self:
        """Writes keys.yml: keys oldest first, withdrawn ones with their first bad leaf."""
        signing: list[dict[str, Any]] = []
        for key in keys or (KEY_1,):
            entry: dict[str, Any] = {"key": key, "added": "2026-01-05"}
            if withdrawn and key in withdrawn:
                entry["withdrawn"] = {"on": "2026-02-01", "first_leaf": withdrawn[key]}
            signing.append(entry)
        return self.write("keys.yml", {"signing": signing, "log": LOG_KEY})

    def achievement(self, slug: str = "python-basics", **fields: Any) -> Self:
        """Writes achievements/<slug>.yml."""
        plain = {
            "name": slug.replace("-", " ").capitalize(),
            "description": f"Shows {slug}.",
            "criteria": "Finish the course and its project.",
        }
        return self.write(f"achievements/{slug}.yml", {**plain, **fields})

    def award(self, award: int | str = 1, *, folder: str = "spring", **fields: Any) -> Self:
        """Writes a new award file; an award that is there already is changed instead.

        `award` is its UUID, or a number that stands for one (`award_id`).
        """
        name = award_id(award) if isinstance(award, int) else award
        path, known = self._awards.get(name, (f"credentials/{folder}/{name}.yml", self._new(name)))
        content = {**known, **fields}
        self._awards[name] = (path, content)
        return self.write(path, content)

    def revoke(self, award: int | str = 1, **fields: Any) -> Self:
        """Sets `revoked` in an award file."""
        return self.award(award, revoked={"on": "2026-06-01", "reason": "An error.", **fields})

    def reinstate(self, award: int | str = 1) -> Self:
        """Takes `revoked` out of an award file."""
        return self.award(award, revoked=None)

    def tombstone(self, award: int | str = 1, *, commitment: str, **fields: Any) -> Self:
        """Puts a tombstone in place of an award's content; give `erased` for the last version."""
        return self.write(self.path(award), {"commitment": commitment, **fields})

    def path(self, award: int | str = 1) -> str:
        """Where an award's file is, from the ledger's root."""
        return self._awards[award_id(award) if isinstance(award, int) else award][0]

    def _new(self, name: str) -> dict[str, Any]:
        digest = hashlib.sha256(f"learner@mail.example{name}".encode())
        learner = LEARNERS[digest.digest()[0] % len(LEARNERS)]
        recipient = {"name": learner, "identity": f"sha256${digest.hexdigest()}"}
        return {"achievement": "python-basics", "recipient": recipient, "awarded": "2026-01-04"}

    # --- commits ---------------------------------------------------------------------------------

    def commit(
        self, message: str = "Change", *, author: str = "Mira Holt", days: float = 1,
        at: int | None = None,
    ) -> str:  # fmt: skip
        """Commits all that stands, `days` after the commit before, or `at` a UTC second."""
        self._tick(days, at)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}", author=author)
        return self.head()

    def branch(self, name: str, start: str = "HEAD") -> Self:
        """Makes a branch and goes there."""
        self.git("switch", "--quiet", "--create", name, start)
        return self

    def switch(self, name: str) -> Self:
        """Goes to a branch."""
        self.git("switch", "--quiet", name)
        return self

    def merge(
        self, name: str, *, author: str = "Mira Holt", days: float = 1, evil: Mapping[str, Any] = {}
    ) -> str:
        """Merges a branch by a merge commit; `evil` names files that the merge itself writes."""
        self._tick(days, None)
        self.git("merge", "--quiet", "--no-ff", "--no-commit", name, author=author)
        for path, data in evil.items():
            self.write(path, data)
        self.git("add", "--all")
        self.git("commit", "--quiet", f"--message=Merge {name}", author=author)
        return self.head()

    def head(self) -> str:
        """The id of HEAD."""
        return self.git("rev-parse", "HEAD").decode().strip()

    def _tick(self, days: float, at: int | None) -> None:
        self.time = self.time + int(days * DAY) if at is None else at

    # --- what a repository may have met ----------------------------------------------------------

    def shallow_clone(self, path: Path, depth: int = 1) -> "LedgerSimulator":
        """A clone that lacks older commits."""
        return self._clone(path, f"--depth={depth}", self.top.resolve().as_uri())

    def clone(self, path: Path, source: str = "") -> "LedgerSimulator":
        """A full clone, of this repository or of another that has its files."""
        return self._clone(path, source or str(self.top))

    def replace(self, commit: str, by: str) -> Self:
        """Leaves a replace ref: git shows `by` where `commit` is asked for."""
        self.git("replace", commit, by)
        return self

    def graft(self, commit: str, *parents: str) -> Self:
        """Writes a grafts file that gives `commit` other parents."""
        grafts = self.top / ".git" / "info" / "grafts"
        grafts.parent.mkdir(exist_ok=True)
        grafts.write_text(" ".join((commit, *parents)) + "\n")
        return self

    def git(self, *arguments: str, author: str = "Mira Holt") -> bytes:
        """What a git command writes; fails where git does."""
        settings = (
            "-c",
            "core.autocrlf=false",
            "-c",
            "gc.auto=0",
            "-c",
            "protocol.file.allow=always",
        )
        command = ["git", "-C", str(self.top), *settings, *arguments]
        done = subprocess.run(
            command, env=self._environment(author), capture_output=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr.decode(errors='replace')}"
        return done.stdout

    def _clone(self, path: Path, *arguments: str) -> "LedgerSimulator":
        self.git("clone", "--quiet", *arguments, str(path))
        twin = copy.copy(self)
        twin.top, twin.root = path, path / self.root.relative_to(self.top)
        twin._awards = dict(self._awards)
        return twin

    def _environment(self, author: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        mail = author.lower().replace(" ", ".") + "@harbour.example"
        person = {
            f"GIT_{role}_{fact}": value
            for role in ("AUTHOR", "COMMITTER")
            for fact, value in (("NAME", author), ("EMAIL", mail), ("DATE", f"@{self.time} +0000"))
        }
        apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(self.top)}
        return {**kept, **person, **apart, "LC_ALL": "C"}


def without_git(ledger: LedgerSimulator) -> LedgerSimulator:
    """The same ledger, its repository taken away."""
    shutil.rmtree(ledger.top / ".git")
    return ledger
