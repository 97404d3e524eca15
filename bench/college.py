"""Harbour College: the achievements and awards of made ledgers, as the files that staff would keep.

It teaches in five languages, and people of many scripts. Some badges are drawn, some have images;
results are percentages, grades or levels of a rubric, and some awards have a narrative or evidence.
Which, follows from the chances that are drawn. The texts are in college.toml.
"""

import json
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

TEXTS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("college.toml").read_text("utf-8"))
COURSES = 40
LANGUAGES = ("en", "es", "en", "pt", "en", "fr", "en", "de")  # one course after the other
TYPES = ("Course", "MicroCredential", "Certificate", "Competency", "CommunityService")
GRADES = ("E", "D", "C", "B", "A")
ISSUER = """\
name: Harbour College
url: https://harbour.example
site: https://badges.harbour.example
email: badges@harbour.example
description: A college on the harbour, for school leavers and for people who come back to learning.
language: en
timezone: Europe/Lisbon
"""


@dataclass(frozen=True)
class Course:
    """One of the achievements, by its number."""

    number: int

    @property
    def slug(self) -> str:
        return f"course-{self.number:02}"

    @property
    def language(self) -> str:
        return LANGUAGES[self.number % len(LANGUAGES)]

    @property
    def texts(self) -> dict[str, Any]:
        texts: dict[str, Any] = TEXTS[self.language]
        return texts

    @property
    def subject(self) -> str:
        before = sum(Course(each).language == self.language for each in range(self.number))
        return str(self.texts["subjects"][before])

    @property
    def measures(self) -> tuple[str, ...]:
        """What its awards have results of: `test`, `practice`, `grade`."""
        of_five = (("test",), (), ("practice", "test"), ("grade",), ("practice",))
        return of_five[self.number % len(of_five)]

    @property
    def image(self) -> str | None:
        """The name of its image file; without one its badge is drawn."""
        return f"{self.slug}.svg" if self.number % 10 == 9 else None

    def files(self, edition: int) -> Iterator[tuple[str, str]]:
        """Its files as they are from an edition on."""
        yield f"achievements/{self.slug}.yml", "\n".join(self._lines(edition)) + "\n"
        if self.image:
            yield f"achievements/{self.image}", _picture(self.number)

    def _lines(self, edition: int) -> Iterator[str]:
        said = {"subject": self.subject, "edition": edition}
        yield "# yaml-language-server: $schema=../.badgeledger/schemas/achievement.json"
        yield f"name: {self.subject}"
        yield f"description: {_quoted(self.texts['description'].format(**said))}"
        yield f"criteria: {_quoted(self.texts['criteria'].format(**said).strip())}"
        yield f"type: {TYPES[self.number % len(TYPES)]}"
        yield f"language: {self.language}"
        yield f"tags: [course, {self.slug}]\nhours: {self.number * 3 + 4}"
        yield f'version: "{edition}"'
        if self.image:
            yield f"image: {self.image}"
        if self.number % 3 == 0:
            yield f"assessment: {_quoted(self.texts['assessment'])}"
        if self.number % 3 == 1:
            name, address = (
                self.texts["skill"].format(**said),
                f"https://skills.example/{self.slug}",
            )
            yield f"skills:\n  - name: {_quoted(name)}\n    url: {address}\n    framework: ESCO"
        if self.number % 4 == 0:
            yield "credits: 1.5\nvalid_for: 3 years"
        if self.number % 8 == 2:
            yield f"builds_on: [{Course(self.number - 2).slug}]"
        if self.measures:
            yield "results:"
            yield from map(self._measure, self.measures)

    def _measure(self, measure: str) -> str:
        head = f"  - id: {measure}\n    name: {self.texts[measure]}\n"
        if measure == "test":
            return (
                f"{head}    type: Percent\n    minimum: '0'\n    maximum: '100'\n    required: '40'"
            )
        if measure == "grade":
            return f"{head}    type: LetterGrade\n    allowed: [{', '.join(GRADES)}]"
        levels = "\n".join(
            f"      - {{id: {level}, name: {name}, description: {_quoted(text)}}}"
            for level, name, text in self.texts["levels"]
        )
        return f"{head}    type: RubricCriterionLevel\n    required: secure\n    levels:\n{levels}"


@cache
def courses() -> tuple[Course, ...]:
    return tuple(map(Course, range(COURSES)))


@dataclass(frozen=True)
class Office:
    """Who writes awards; `chance` decides what is in them."""

    chance: random.Random

    def award(self, today: date) -> str:
        """An award as `badgeledger award` writes it, of one of the days before `today`."""
        course = self.chance.choice(courses())
        awarded = today - timedelta(days=self.chance.randrange(20))
        parts = [
            "# yaml-language-server: $schema=../../.badgeledger/schemas/award.json\n"
            f"achievement: {course.slug}\nrecipient:\n{self._recipient()}awarded: {awarded}\n"
        ]
        optional: tuple[tuple[float, Callable[[], str]], ...] = (
            (0.05, lambda: f"expires: {awarded + timedelta(days=1000)}\n"),
            (0.8, lambda: self._results(course)),
            (0.15, lambda: self.narrative(course)),
            (0.2, lambda: self._evidence(course)),
        )
        parts += [part() for share, part in optional if self.chance.random() < share]
        return "".join(parts)

    def narrative(self, course: Course) -> str:
        return f"narrative: {_quoted(self.chance.choice(course.texts['narratives']))}\n"

    def revocation(self, course: Course, today: date) -> str:
        public = f"  public_reason: {_quoted(course.texts['reason'])}\n"
        return f"revoked:\n  on: {today}\n" + (public if self.chance.random() < 0.5 else "")

    def _recipient(self) -> str:
        """Nearly all have a name, and some a DID of their own."""
        lines = f"  identity: sha256${self.chance.randbytes(32).hex()}\n"
        if self.chance.random() < 0.98:
            lines = f"  name: {self._name()}\n{lines}"
        if self.chance.random() < 0.03:
            lines += f"  id: did:web:people.example:{self.chance.randbytes(6).hex()}\n"
        return lines

    def _name(self) -> str:
        groups = TEXTS["people"]
        group = self.chance.choices(groups, [each["share"] for each in groups])[0]
        return f"{self.chance.choice(group['first'])} {self.chance.choice(group['last'])}"

    def _results(self, course: Course) -> str:
        results = "".join(map(self._result, course.measures))
        return f"results:\n{results}" if results else ""

    def _result(self, measure: str) -> str:
        if measure == "test":
            return f'  - result: test\n    value: "{self.chance.randrange(40, 101)}"\n'
        if measure == "grade":
            return f'  - result: grade\n    value: "{self.chance.choice(GRADES)}"\n'
        level = self.chance.choice(("emerging", "secure", "masterly"))
        return f"  - result: practice\n    level: {level}\n"

    def _evidence(self, course: Course) -> str:
        lines = "evidence:\n"
        for name in course.texts["work"][: self.chance.randrange(1, 3)]:
            lines += f"  - name: {name}\n    url: https://work.example/{self.chance.randbytes(4).hex()}\n"
            if self.chance.random() < 0.5:
                lines += f"    description: {_quoted(course.texts['about'])}\n"
        return lines


def course_of(award: str) -> Course:
    """The course of an award's text."""
    return Course(int(award.partition("achievement: course-")[2][:2]))


def _quoted(text: str) -> str:
    """A text as a YAML scalar: what JSON writes is one."""
    return json.dumps(text, ensure_ascii=False)


def _picture(number: int) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">\n'
        f'  <circle cx="256" cy="256" r="244" fill="#1749{number:02}"/>\n'
        '  <path d="M104 316h304c-16 58-58 92-116 92h-72c-58 0-100-34-116-92z" fill="#e0a526"/>\n'
        "</svg>\n"
    )
