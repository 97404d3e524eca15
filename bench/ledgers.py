"""Ledgers as large as one likes, written by `git fast-import` in seconds.

They have what real ones have: cohorts in folders of their own, achievements that change over the
years, a second key, and among the awards some with results, evidence or a narrative, some changed,
some withdrawn and some taken back. Everything follows from the numbers asked for, dates too.
"""

import random
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

START = 1_767_603_600  # 2026-01-05T09:00:00Z
APART = 600  # seconds from commit to commit
COHORT = 400  # awards in one folder
ACHIEVEMENTS = 40
LOG_KEY = "z6MkwVDfCg9LbbY6xjH3EZk8YSFQZujV5Y4y1ZWeER9tDiN3"
KEYS = (
    "z6Mkon3Necd6NkkyfoGoHxid2znGc59LU3K7mubaRcFbLfLX",
    "z6Mko9hTggMwjSTEaJaPUfE6tqcy2xvU6BnNq3e3o8qVBiyH",
)
FIRST = ("Noor", "José", "Wen", "Asha", "Paul", "Ines", "Łucja", "Óscar", "Mira", "Thuỳ")
LAST = ("Haddad", "Ferrer", "Li", "Rao", "O'Shea", "Kowal", "Strandqvist", "Nguyễn", "da Silva")
ISSUER = """\
name: Harbour College
url: https://harbour.example
site: https://badges.harbour.example
timezone: Europe/Lisbon
"""

Files = dict[str, str]


@dataclass(frozen=True)
class Cohorts:
    """The acts of a ledger that ends with `awards` awards after `commits` commits."""

    awards: int
    commits: int
    chance: random.Random = field(default_factory=lambda: random.Random(5))  # noqa: S311 no secret

    def steps(self) -> Iterator[Files]:
        """The files that each commit writes."""
        yield {
            "issuer.yml": ISSUER,
            "keys.yml": keys(1),
            **{f"achievements/{slug(n)}.yml": achievement(n, 1) for n in range(ACHIEVEMENTS)},
        }
        recent: list[tuple[str, str]] = []
        for number in range(1, self.commits):
            first, last = (self.awards * n // (self.commits - 1) for n in (number - 1, number))
            new = {self.path(n): self.award() for n in range(first, last)}
            yield new | self.changes(number, recent)
            recent = [*recent, *new.items()][-COHORT:]

    def changes(self, number: int, recent: list[tuple[str, str]]) -> Files:
        """What a commit does besides awarding; what it did to a recent award is not done again."""
        files: Files = {}
        if number % 97 == 0:
            n = self.chance.randrange(ACHIEVEMENTS)
            files[f"achievements/{slug(n)}.yml"] = achievement(n, number)
        if number == self.commits // 2:
            files["keys.yml"] = keys(2)
        if number % 7 == 0 and recent:
            path, text = recent.pop(self.chance.randrange(len(recent)))
            files[path] = text + self.later()
            if "revoked" in files[path] and self.chance.random() < 0.2:
                recent.append((path, text))  # to be written again as it was, and more
        return files

    def path(self, number: int) -> str:
        name = UUID(bytes=self.chance.randbytes(16), version=4)
        return f"credentials/cohort-{number // COHORT:04}/{name}.yml"

    def award(self) -> str:
        """An award as `badgeledger award` writes it."""
        name = f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"
        digest = self.chance.randbytes(32).hex()
        day = f"2026-{self.chance.randrange(1, 13):02}-{self.chance.randrange(1, 29):02}"
        text = (
            "# yaml-language-server: $schema=../../.badgeledger/schemas/award.json\n"
            f"achievement: {slug(self.chance.randrange(ACHIEVEMENTS))}\n"
            f"recipient:\n  name: {name}\n  identity: sha256${digest}\nawarded: {day}\n"
        )
        if self.chance.random() < 0.3:
            text += f'results:\n  - result: test\n    value: "{self.chance.randrange(101)}"\n'
        if self.chance.random() < 0.2:
            work = self.chance.randbytes(4).hex()
            text += f"evidence:\n  - name: Project\n    url: https://work.example/{work}\n"
        return text

    def later(self) -> str:
        """What is added to an award's file."""
        if self.chance.random() < 0.3:
            return "revoked:\n  on: 2026-12-31\n  reason: The wrong learner.\n"
        return "narrative: Built a weather station with two others.\n"


def slug(number: int) -> str:
    return f"course-{number:02}"


def achievement(number: int, edition: int) -> str:
    return (
        f"name: Course {number}\ndescription: What course {number} is about, in a sentence.\n"
        f"criteria: |\n  Attend, and pass the test of edition {edition}.\ntype: Course\n"
        f'hours: {number + 10}\nversion: "{edition}"\ntags: [course, harbour]\n'
        "results:\n  - id: test\n    name: Test\n    type: Percent\n    minimum: '0'\n"
        "    maximum: '100'\nvalid_for: 3 years\n"
    )


def keys(count: int) -> str:
    return f"log: {LOG_KEY}\nsigning:\n" + "".join(
        f"  - key: {key}\n    added: 2026-01-05\n" for key in KEYS[:count]
    )


def make_ledger(root: Path, awards: int, commits: int) -> None:
    """A repository at `root`, its last commit checked out."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", root], check=True)
    process = subprocess.Popen(
        ["git", "-C", root, "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE
    )
    assert process.stdin
    for part in _stream(Cohorts(awards, commits).steps()):
        process.stdin.write(part)
    process.stdin.close()
    assert process.wait() == 0
    subprocess.run(["git", "-C", root, "reset", "--quiet", "--hard"], check=True)


def append(root: Path) -> None:
    """One award more, in one commit more."""
    path = root / "credentials" / "late" / f"{UUID(int=0, version=4)}.yml"
    path.parent.mkdir()
    path.write_text(Cohorts(1, 1).award(), "utf-8")
    who = ["-c", "user.name=Mira Holt", "-c", "user.email=mira@harbour.example"]
    git = ["git", "-C", str(root), *who]
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message=One more"], check=True)


def _stream(steps: Iterable[Files]) -> Iterator[bytes]:
    for number, files in enumerate(steps):
        who = f"Mira Holt <mira.holt@harbour.example> {START + number * APART} +0000"
        yield f"commit refs/heads/main\ncommitter {who}\ndata 6\nAwards\n".encode()
        for path, text in files.items():
            data = text.encode()
            yield f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"
    yield b"done\n"
