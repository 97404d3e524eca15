"""Writing the ledger's files: what is written is read as the same, and edits touch nothing else."""

from datetime import date
from uuid import UUID

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.ledger.reader import read_achievement, read_award, read_issuer, read_keys
from badgeledger.ledger.writer import reissue, replace_email, revoke, write
from badgeledger.model import (
    Achievement,
    Alignment,
    Award,
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
    Tombstone,
    Withdrawal,
)

IDENTITY = "sha256$" + "9f" * 32
PATH = "credentials/2026/0c8a2f5e-7d5b-4b5e-9a51-1f1c2b3a4d5e.yml"
TRAPS = [
    "no", "Yes", "null", "~", "1.10", "12:30", "0x1F", "1e3", "2026-05-01", "a: b", "a #b", "#b",
    "- a", "[a]", "{a}", "'a'", '"a"', "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "? a", "=",
    "<<", " a", "a ", "a  b", "a:", ":a", "a\\b", "1 day", "a\u2028b", "é" * 120,
    "word " * 40 + "end",
    "𝒜" * 3, "\u202eעדה", "<b>", "O'Brien", "李雷", "-", "...", "---", "a\u00a0b",
    "\ufeffa", "\ufffe",
]  # fmt: skip
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"])
    | st.sampled_from(" :#-'\"\\[]{}*&!|>%@`?,=~\u2028\u2029\u00a0\ufeff😀"),
    min_size=1,
    max_size=120,
).filter(str.strip)
LINES = st.sampled_from(TRAPS) | WORDS
TEXTS = LINES | st.lists(
    LINES | st.sampled_from(["", "\n", "  a", "\ta", "a  ", " "]), min_size=1, max_size=6
).map("\n".join).filter(str.strip)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
LINKS = st.sampled_from(["https://example.org/a?b=c#d", "mailto:ada@example.org"])
DAYS = st.dates(date(1000, 1, 1))
NUMBERS = st.integers(0, 999999) | st.sampled_from([0.5, 2.25, 999999.99])


def optional(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


ALIGNMENTS = st.builds(
    Alignment, name=LINES, url=LINKS, description=optional(TEXTS), framework=optional(LINES),
    code=optional(LINES),
)  # fmt: skip
DESCRIPTIONS = st.builds(
    ResultDescription, id=SLUGS, name=LINES, type=st.sampled_from(["Percent", "RubricScore"]),
    allowed=several(LINES), minimum=optional(LINES), maximum=optional(LINES),
    required=optional(LINES),
    levels=several(st.builds(RubricLevel, id=SLUGS, name=LINES, description=optional(TEXTS))),
)  # fmt: skip
ACHIEVEMENTS = st.builds(
    Achievement, name=LINES, description=TEXTS, criteria=TEXTS,
    type=st.sampled_from(["Achievement", "Course", "ext:Medal"]), image=st.just("logo.png"),
    skills=several(ALIGNMENTS), tags=several(LINES), hours=optional(NUMBERS),
    credits=optional(NUMBERS), level=optional(ALIGNMENTS), assessment=optional(TEXTS),
    results=several(DESCRIPTIONS), valid_for=optional(st.sampled_from(["1 day", "36 months"])),
    version=optional(LINES), language=optional(st.sampled_from(["es", "no", "zh-Hant-TW"])),
    builds_on=several(SLUGS), translation_of=optional(SLUGS),
)  # fmt: skip
RECIPIENTS = st.builds(
    Recipient, name=optional(LINES), identity=st.just(IDENTITY),
    id=st.none() | st.just("did:key:z6Mk"),
) | st.builds(Recipient, name=optional(LINES), email=st.just("ada@example.org"))  # fmt: skip
REVOCATIONS = st.builds(Revocation, on=DAYS, reason=optional(TEXTS), public_reason=optional(TEXTS))
AWARDS = st.builds(
    Award, achievement=SLUGS, recipient=RECIPIENTS, awarded=DAYS, expires=optional(DAYS),
    reissued=optional(DAYS), narrative=optional(TEXTS),
    evidence=several(
        st.builds(Evidence, name=LINES, url=optional(LINKS), description=optional(TEXTS))
    ),
    results=several(
        st.builds(
            Result, result=SLUGS, value=optional(LINES), level=optional(SLUGS),
            status=optional(st.sampled_from(["Completed", "OnHold"])),
        )
    ),
    revoked=optional(REVOCATIONS),
)  # fmt: skip


@settings(deadline=None)
@given(AWARDS)
def test_an_award_is_read_as_it_was_written(award: Award) -> None:
    data = write(award, PATH)
    assert read_award(data, PATH) == award
    assert write(award, PATH) == data


@settings(deadline=None)
@given(ACHIEVEMENTS)
def test_an_achievement_is_read_as_it_was_written(achievement: Achievement) -> None:
    assert read_achievement(write(achievement, "achievements/a.yml"), "a") == achievement


@settings(deadline=None)
@given(LINES, TEXTS)
def test_an_issuer_is_read_as_it_was_written(name: str, description: str) -> None:
    issuer = Issuer.model_validate(
        {
            "name": name, "description": description, "url": "https://engines.example",
            "site": "https://badges.engines.example", "names_of_staff": True,
            "colours": Colours(primary="#000000"), "language": "no",
        }
    )  # fmt: skip
    assert read_issuer(write(issuer, "issuer.yml"), "issuer.yml") == issuer


def test_keys_and_tombstones_are_read_as_they_were_written() -> None:
    gone = Withdrawal(on=date(2026, 2, 1), reason="Lost", first_leaf=12)
    key = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ9zmMsrkoZdvu"
    keys = Keys(signing=(SigningKey(key=key, added=date(2026, 1, 1), withdrawn=gone),))
    assert read_keys(write(keys, "keys.yml"), "keys.yml") == keys
    tombstone = Tombstone(commitment="-" * 43, revoked=True, erased=date(2026, 1, 1))
    assert read_award(write(tombstone, PATH), PATH) == tombstone


@settings(deadline=None)
@given(LINES)
def test_other_yaml_readers_see_text_where_text_is_meant(text: str) -> None:
    award = Award(
        achievement="a", recipient=Recipient(name=text, identity=IDENTITY), awarded=date(2026, 5, 1)
    )
    assert yaml.safe_load(write(award, PATH))["recipient"]["name"] == text


def test_line_separators_are_escaped_since_readers_differ_on_them() -> None:
    award = Award(
        achievement="a",
        recipient=Recipient(name="a\u2028b", identity=IDENTITY),
        awarded=date(2026, 5, 1),
        narrative="a\u2029\nb",
    )
    text = write(award, PATH).decode()
    assert r'"a\Lb"' in text
    assert r'"a\P\nb"' in text


LONG_TEXT = "A table of numbers. " * 4 + "They are the first eight. " * 2 + "End."


def test_a_file_looks_as_staff_would_write_it() -> None:
    award = Award(
        achievement="python-basics",
        recipient=Recipient(name="Ada Lovelace", identity=IDENTITY),
        awarded=date(2026, 5, 1),
        narrative="Wrote a program that computes Bernoulli numbers,\nand explained it.\n",
        evidence=(Evidence(name="𝒜 note: 李雷", description=LONG_TEXT),),
        results=(Result(result="score", value="93"),),
        revoked=Revocation(on=date(2026, 6, 1)),
    )
    assert write(award, PATH).decode() == (
        "# yaml-language-server: $schema=../../.badgeledger/schemas/award.json\n"
        "achievement: python-basics\n"
        "recipient:\n"
        "  name: Ada Lovelace\n"
        f"  identity: {IDENTITY}\n"
        "awarded: 2026-05-01\n"
        "narrative: |\n"
        "  Wrote a program that computes Bernoulli numbers,\n"
        "  and explained it.\n"
        "evidence:\n"
        "  - name: '𝒜 note: 李雷'\n"
        "    description: >-\n"
        "      A table of numbers. A table of numbers. A table of numbers. A table of numbers.\n"
        "      They are the first eight. They are the first eight. End.\n"
        "results:\n"
        "  - result: score\n"
        '    value: "93"\n'
        "revoked:\n"
        "  on: 2026-06-01\n"
    )


HAND_WRITTEN = """\
# Cohort of spring; checked by the board.
achievement:   python-basics   # spacing of our own
recipient: { name: Ada,  email: "ada@example.org" }
awarded: 2026-05-01
narrative: |+
  Well done.

# the end
"""


@pytest.mark.parametrize(
    "text",
    [
        HAND_WRITTEN,
        HAND_WRITTEN.replace("\n", "\r\n"),
        HAND_WRITTEN.rstrip("\n"),
        "\ufeff" + HAND_WRITTEN,
        HAND_WRITTEN.replace("awarded: 2026-05-01\n", "") + "awarded: 2026-05-01",
    ],
    ids=["unix", "windows", "kept line ends", "byte order mark", "no end of line"],
)
def test_edits_leave_the_rest_byte_for_byte(text: str) -> None:
    data = text.encode()
    withdrawn = Revocation(on=date(2026, 6, 1), reason="Wrong person: sorry")
    revoked = revoke(data, PATH, withdrawn)
    assert revoked.startswith(data)
    read = read_award(revoked, PATH)
    assert isinstance(read, Award)
    assert read.revoked == withdrawn
    assert (b"\r\n" in revoked) == (b"\r\n" in data)
    assert revoked.count(b"\r") in (0, revoked.count(b"\n"))
    again = reissue(reissue(data, PATH, date(2026, 6, 1)), PATH, date(2026, 6, 2))
    assert again.startswith(data)
    assert again[len(data) :].strip() == b"reissued: 2026-06-02"
    assert again.count(b"\r") in (0, again.count(b"\n"))
    hashed = replace_email(data, PATH, IDENTITY)
    assert hashed == data.replace(b'email: "ada@example.org"', b"identity: " + IDENTITY.encode())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{achievement: a, recipient: {id: 'did:a:b'}, awarded: 2026-05-01}", "edited safely"),
        ("achievement: a\nrecipient: {id: 'did:a:b'}\nawarded: 2026-05-01\n...\n", "edited safely"),
        (
            "  achievement: a\n  recipient: {id: 'did:a:b'}\n  awarded: 2026-05-01\n",
            "edited safely",
        ),
        (
            "achievement: a\nrecipient: {id: 'did:a:b'}\nawarded: 2026-05-01\n"
            "revoked: {on: 2026-05-02}\n",
            "revoked already",
        ),
        ("commitment: " + "a" * 43, "was erased"),
    ],
)
def test_what_cannot_be_revoked_by_adding_lines_is_left_alone(text: str, reason: str) -> None:
    with pytest.raises(ContentError, match=f"B0119.*{reason}"):
        revoke(text.encode(), PATH, Revocation(on=date(2026, 6, 1)))


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("revoked: {on: 2026-05-02}", "is revoked"),
        ("reissued: 2026-06-01", "on 2026-06-01 already"),
        ("reissued: 2026-06-02", "on 2026-06-02 already"),
    ],
)
def test_what_is_not_reissued(field: str, reason: str) -> None:
    data = f"achievement: a\nrecipient: {{id: 'did:a:b'}}\nawarded: 2026-05-01\n{field}\n"
    with pytest.raises(ContentError, match=f"B0119.*{reason}"):
        reissue(data.encode(), PATH, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-05-02\n", "2026-06-01\n"),
        ("'2026-05-02'   # asked for by mail\n", "2026-06-01   # asked for by mail\n"),
        (">-\n  2026-05-02\n\n# x\n", "2026-06-01\n\n# x\n"),
    ],
)
def test_an_earlier_day_of_reissue_is_replaced(before: str, after: str) -> None:
    text = "achievement: a\nreissued: {}recipient: {{id: 'did:a:b'}}\nawarded: 2026-05-01\n"
    made = reissue(text.format(before).encode(), PATH, date(2026, 6, 1))
    assert made.decode() == text.format(after)


class KindThatNoReaderMakes(Revocation):
    pass


def test_what_would_be_read_otherwise_than_meant_is_not_handed_out() -> None:
    data = b"achievement: a\nrecipient: {id: 'did:a:b'}\nawarded: 2026-05-01\n"
    with pytest.raises(ContentError, match=r"B0119.*edited safely"):
        revoke(data, PATH, KindThatNoReaderMakes(on=date(2026, 6, 1)))


def test_an_email_in_a_block_is_replaced() -> None:
    data = b"achievement: a\nrecipient:\n  email: >-\n    a@b.c\n\n# x\nawarded: 2026-05-01\n"
    assert replace_email(data, PATH, IDENTITY) == (
        f"achievement: a\nrecipient:\n  identity: {IDENTITY}\n\n# x\nawarded: 2026-05-01\n".encode()
    )


def test_without_an_email_there_is_nothing_to_replace() -> None:
    data = b"achievement: a\nrecipient: {id: 'did:a:b'}\nawarded: 2026-05-01\n"
    with pytest.raises(ContentError, match=r"B0119.*no `email`"):
        replace_email(data, PATH, IDENTITY)


BLANK_LINES_AT_ITS_END = Award(
    achievement="a",
    recipient=Recipient(identity=IDENTITY),
    awarded=date(2026, 5, 1),
    narrative="no\n\n",
)


@settings(deadline=None)
@example(BLANK_LINES_AT_ITS_END, Revocation(on=date(2026, 6, 1)), UUID(int=0))
@given(AWARDS.filter(lambda award: award.revoked is None), REVOCATIONS, st.uuids(version=4))
def test_any_written_award_can_be_revoked(award: Award, withdrawn: Revocation, name: UUID) -> None:
    path = f"credentials/{name}.yml"
    data = write(award, path)
    revoked = revoke(data, path, withdrawn)
    assert revoked.startswith(data)
    assert read_award(revoked, path) == award.model_copy(update={"revoked": withdrawn})
