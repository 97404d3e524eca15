"""Anything that may stand in a ledger, as Hypothesis strategies for the models' values."""

import string
from datetime import date
from typing import TypeVar

import base58
from hypothesis import strategies as st

from badgeledger.model import (
    Achievement,
    AchievementVersion,
    Alignment,
    Award,
    AwardVersion,
    Colours,
    Evidence,
    Issuer,
    Keys,
    Recipient,
    Result,
    ResultDescription,
    Revocation,
    RubricLevel,
    SigningKey,
    Withdrawal,
)
from badgeledger.values import ACHIEVEMENT_TYPES

NAMES = (
    "Ada Lovelace", "André", "O'Brien", "李雷", "<b>bold</b>", "𝒜𝓁𝒾𝒸ℯ 🦉", "شهرزاد", "e\u0301",
    '"quoted" \\ & more', "yes", "1.10", "\u2028line\u2029paragraph", "\ufffe", "a\u200bb",
)  # fmt: skip
LINKS = (
    "https://work.example/essay.pdf", "http://work.example:8080/a?b=c#d", "mailto:me@work.example",
    "https://badges.example/achievements/x/achievement.json", "https://moved.example/site/portfolio",
    "https://work.example/a%20b/(c)'*!",
)  # fmt: skip
SITES = (
    "https://badges.example", "https://moved.example/site", "https://badges.example:8443/a/~b",
    "http://localhost:8000", "https://work.example",
)  # fmt: skip
TIMEZONES = ("UTC", "Europe/Madrid", "Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns")
LANGUAGES = ("en", "es", "pt-BR", "de-CH", "fr", "zh-Hant-TW", "gsw")

_characters = st.characters(exclude_categories=("Cs", "Cc"))
_spoken = st.text(_characters, min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
lines = st.sampled_from(NAMES) | _spoken
texts = lines | st.lists(lines, min_size=1, max_size=3).map("\n\n".join)
texts |= texts.map(lambda text: f"{text}\n")  # as a YAML block leaves it
links = st.sampled_from(LINKS)
sites = st.sampled_from(SITES)
slugs = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
award_ids = st.uuids(version=4).map(str)
dids = st.sampled_from(
    ("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "did:web:a.example")
)
emails = st.sampled_from(("ada@work.example", "Ada.Lovelace@Work.Example", "李雷@work.example"))
multibase_keys = st.binary(min_size=32, max_size=32).map(
    lambda key: f"z{base58.b58encode(bytes([0xED, 0x01]) + key).decode('ascii')}"
)
numbers = st.integers(0, 999999) | st.integers(0, 99999999).map(lambda cents: cents / 100)
colours = st.text("0123456789abcdefABCDEF", min_size=6, max_size=6).map("#{}".format)
file_names = st.sampled_from(("badge.png", "Badge_2.svg", "logo.PNG"))


T = TypeVar("T")


def optional(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def some(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


issuers = st.builds(
    Issuer,
    name=lines,
    url=links,
    site=sites,
    email=optional(emails),
    description=optional(texts),
    image=optional(file_names),
    colours=st.builds(Colours, primary=colours, secondary=colours),
    language=st.sampled_from(LANGUAGES),
    timezone=st.sampled_from(TIMEZONES),
    id=optional(dids),
    emails=st.sampled_from(("hashed", "allowed")),
    names_of_staff=st.booleans(),
)

alignments = st.builds(
    Alignment,
    name=lines,
    url=links,
    description=optional(texts),
    framework=optional(lines),
    code=optional(lines),
)

rubric_levels = st.builds(
    RubricLevel, id=slugs, name=lines, description=optional(texts), points=optional(lines)
)


@st.composite
def result_descriptions(draw: st.DrawFn) -> ResultDescription:
    levels = draw(st.lists(rubric_levels, max_size=3, unique_by=lambda level: level.id))
    required = lines if not levels else st.sampled_from([level.id for level in levels]) | lines
    return ResultDescription(
        id=draw(slugs),
        name=draw(lines),
        type=draw(
            st.sampled_from(("Percent", "RubricCriterionLevel", "Status", "LetterGrade", "Result"))
        ),
        allowed=draw(some(lines)),
        minimum=draw(optional(lines)),
        maximum=draw(optional(lines)),
        required=draw(optional(required)),
        levels=tuple(levels),
    )


@st.composite
def achievements(draw: st.DrawFn) -> Achievement:
    described = st.lists(result_descriptions(), max_size=3, unique_by=lambda result: result.id)
    extension = st.text(string.ascii_letters, min_size=1, max_size=9).map("ext:{}".format)
    return Achievement(
        name=draw(lines),
        description=draw(texts),
        criteria=draw(texts),
        type=draw(st.sampled_from(ACHIEVEMENT_TYPES) | extension),
        image=draw(optional(file_names)),
        skills=draw(some(alignments)),
        tags=draw(some(lines)),
        hours=draw(optional(numbers)),
        credits=draw(optional(numbers)),
        level=draw(optional(alignments)),
        assessment=draw(optional(texts)),
        results=tuple(draw(described)),
        valid_for=draw(optional(st.sampled_from(("1 day", "18 months", "3 years", "999 years")))),
        version=draw(optional(lines)),
        language=draw(optional(st.sampled_from(LANGUAGES))),
        builds_on=draw(some(slugs)),
        translation_of=draw(optional(slugs)),
    )


@st.composite
def achievement_versions(draw: st.DrawFn) -> AchievementVersion:
    achievement = draw(achievements())
    image = draw(st.binary(min_size=1, max_size=20)) if achievement.image else None
    return AchievementVersion(draw(slugs), achievement, image, draw(issuers))


@st.composite
def recipients(draw: st.DrawFn) -> Recipient:
    hashed = st.text("0123456789abcdef", min_size=64, max_size=64).map("sha256${}".format)
    known = draw(st.sampled_from(("identity", "email", "id", "identity and id")))
    return Recipient(
        name=draw(optional(lines)),
        identity=draw(hashed) if "identity" in known else None,
        email=draw(emails) if known == "email" else None,
        id=draw(dids) if known.endswith("id") else None,
    )


@st.composite
def results(draw: st.DrawFn, achievement: Achievement) -> Result:
    described = draw(st.sampled_from(achievement.results))
    levels = [level.id for level in described.levels]
    return Result(
        result=described.id,
        value=draw(optional(lines)),
        level=draw(optional(st.sampled_from(levels))) if levels else None,
        status=draw(optional(st.sampled_from(("Completed", "InProgress", "Failed")))),
    )


evidence = st.builds(Evidence, name=lines, url=optional(links), description=optional(texts))
revocations = st.builds(Revocation, on=days, reason=optional(texts), public_reason=optional(texts))


@st.composite
def award_versions(draw: st.DrawFn) -> AwardVersion:
    version = draw(achievement_versions())
    described = version.achievement.results
    award = Award(
        achievement=version.slug,
        recipient=draw(recipients()),
        awarded=draw(days),
        expires=draw(optional(days)),
        reissued=draw(optional(days)),
        narrative=draw(optional(texts)),
        evidence=draw(some(evidence)),
        results=draw(some(results(version.achievement))) if described else (),
        revoked=draw(optional(revocations)),
    )
    return AwardVersion(draw(award_ids), award, version)


withdrawals = st.builds(
    Withdrawal, on=days, reason=optional(texts), first_leaf=st.integers(0, 10**6)
)
signing_keys = st.builds(
    SigningKey, key=multibase_keys, added=days, withdrawn=optional(withdrawals)
)
keys = st.lists(signing_keys, min_size=1, max_size=4, unique_by=lambda entry: entry.key).map(
    lambda entries: Keys(signing=tuple(entries))
)
