"""Ledgers as large as one likes, written by `git fast-import` in seconds.

They have what real ones have: cohorts in folders of their own, achievements that change over the
years, a second key, some awards changed, some withdrawn and some taken back, and a MkDocs site
around them. Everything follows from the numbers asked for, dates too. What is awarded to whom is
`college.py`'s.
"""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from uuid import UUID

from tests.chance import chance
from tests.publishing import LOG_SECRET

from badgeledger.keys.ed25519 import Secret
from bench.college import ISSUER, Office, course_of, courses

START = int(datetime(2024, 9, 2, 9, tzinfo=UTC).timestamp())
DAY = 86400
AWARDS_PER_COMMIT = 10
SPAN = 540 * DAY  # seconds from the first commit to the last
AFTERWARDS = START + SPAN + 30 * DAY  # when all is done, and no award has expired
COHORT = 400  # awards in one folder
SEED = b"\x02" * 32
FIRST_SECRET, SECRET = Secret(b"\x01" * 32), Secret(SEED)  # the second signs in the end
MKDOCS = """\
site_name: Harbour College badges
site_url: https://badges.harbour.example/
theme:
  name: material
  font: false
plugins:
  - search
  - badgeledger
"""
HOME = """\
# Harbour College badges

What can be earned here is under [Badges](achievements/index.md).
"""

Files = dict[str, str]


@dataclass(frozen=True)
class Cohorts:
    """The acts of a ledger that ends with `awards` awards after `commits` commits."""

    awards: int
    commits: int
    chance: Random = field(default_factory=lambda: chance(5))
    mistaken: Files = field(default_factory=dict)

    def steps(self) -> Iterator[Files]:
        """The files that each commit writes."""
        yield {
            "issuer.yml": ISSUER,
            "keys.yml": keys(FIRST_SECRET),
            "mkdocs.yml": MKDOCS,
            "docs/index.md": HOME,
            ".gitignore": "/site/\n/.badgeledger/\n",
            **dict(file for course in courses() for file in course.files(edition=1)),
        }
        recent: list[tuple[str, str]] = []
        for number in range(1, self.commits):
            first, last = (self.awards * n // (self.commits - 1) for n in (number - 1, number))
            today = self.day(number)
            new = {self.path(n): self.office.award(today) for n in range(first, last)}
            yield new | self.changes(number, recent) | self.changes_of_mind(number)
            recent = [*recent, *new.items()][-COHORT:]

    def changes(self, number: int, recent: list[tuple[str, str]]) -> Files:
        """What a commit does besides awarding; what it did to a recent award is not done again."""
        files: Files = {}
        if number % 97 == 0:
            files |= self.chance.choice(courses()).files(edition=number)
        if number == self.commits // 2:
            files["keys.yml"] = keys(FIRST_SECRET, SECRET)
        if number % 7 == 0 and recent:
            path, text = recent.pop(self.chance.randrange(len(recent)))
            files[path] = text + self.later(text, number)
            if "revoked" in files[path] and self.chance.random() < 0.2:
                self.mistaken[path] = text
        return files

    def changes_of_mind(self, number: int) -> Files:
        """Awards withdrawn by mistake, written again as they were."""
        if number % 7 != 3:
            return {}
        mended = dict(self.mistaken)
        self.mistaken.clear()
        return mended

    @property
    def office(self) -> Office:
        return Office(self.chance)

    def time(self, number: int) -> int:
        """When a commit was made, in UTC seconds."""
        return START + SPAN * number // self.commits

    def day(self, number: int) -> date:
        return datetime.fromtimestamp(self.time(number), UTC).date()

    def path(self, number: int) -> str:
        name = UUID(bytes=self.chance.randbytes(16), version=4)
        return f"credentials/cohort-{number // COHORT:04}/{name}.yml"

    def later(self, text: str, number: int) -> str:
        """What is added to an award's file: it is withdrawn, or says more."""
        course = course_of(text)
        if "narrative" in text or self.chance.random() < 0.3:
            return self.office.revocation(course, self.day(number))
        return self.office.narrative(course)


def keys(*secrets: Secret) -> str:
    """keys.yml with these keys, the last of which signs."""
    return f"log: {LOG_SECRET.public_key}\nsigning:\n" + "".join(
        f"  - key: {secret.public_key}\n    added: 2024-09-02\n" for secret in secrets
    )


def make_ledger(root: Path, awards: int, commits: int) -> None:
    """A repository at `root`, its last commit checked out."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", root], check=True)
    process = subprocess.Popen(
        ["git", "-C", root, "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE
    )
    assert process.stdin
    for part in stream(Cohorts(awards, commits)):
        process.stdin.write(part)
    process.stdin.close()
    assert process.wait() == 0
    subprocess.run(["git", "-C", root, "reset", "--quiet", "--hard"], check=True)


def append(root: Path) -> None:
    """One award more, in one commit more."""
    path = root / "credentials" / "late" / f"{UUID(int=0, version=4)}.yml"
    path.parent.mkdir()
    cohorts = Cohorts(1, 1)
    path.write_text(cohorts.office.award(cohorts.day(1)), "utf-8")
    commit(root, "One more", START + SPAN)


def change(root: Path, turn: int) -> None:
    """One award changed, in one commit more; another one at each turn."""
    for path in sorted((root / "credentials").rglob("*.yml")):
        text = path.read_text("utf-8")
        if "narrative:" not in text and "revoked:" not in text:
            break
    said = Office(chance(turn)).narrative(course_of(text))
    path.write_text(text + said, "utf-8")
    commit(root, "One award says more", START + SPAN + turn * DAY)


def commit(root: Path, message: str, when: int) -> None:
    """All that is new in the working tree, committed at a time in UTC seconds."""
    who = ["-c", "user.name=Mira Holt", "-c", "user.email=mira@harbour.example"]
    git = ["git", "-C", str(root), *who]
    times = {"GIT_AUTHOR_DATE": f"{when} +0000", "GIT_COMMITTER_DATE": f"{when} +0000"}
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run(
        [*git, "commit", "--quiet", f"--message={message}"], check=True, env=os.environ | times
    )


def stream(cohorts: Cohorts) -> Iterator[bytes]:
    """The commits as `git fast-import` reads them."""
    for number, files in enumerate(cohorts.steps()):
        who = f"Mira Holt <mira.holt@harbour.example> {cohorts.time(number)} +0000"
        yield f"commit refs/heads/main\ncommitter {who}\ndata 6\nAwards\n".encode()
        for path, text in files.items():
            data = text.encode()
            yield f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"
    yield b"done\n"
