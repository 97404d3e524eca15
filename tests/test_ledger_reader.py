"""Reading the ledger's files: what is refused, where, and that nothing else can happen."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeledger.errors import ContentError, explanations
from badgeledger.ledger.document import LARGEST, parse
from badgeledger.ledger.reader import (
    read_achievement,
    read_award,
    read_issuer,
    read_keys,
)
from badgeledger.model import Award, Entry, Tombstone

IDENTITY = "sha256$" + "9f" * 32
AWARD = f"""\
achievement: python-basics
recipient:
  name: Ada Lovelace
  identity: {IDENTITY}
awarded: 2026-05-01
evidence:
  - name: Repository
    url: https://example.org/numbers
results:
  - result: score
    value: "93"
"""
ACHIEVEMENT = """\
name: Python basics
description: Writes small programs.
criteria: Finish the course.
hours: 12
skills:
  - name: Programming
    url: https://example.org/skills/1
results:
  - id: score
    name: Score
    type: Percent
"""
ISSUER = """\
name: School of Analytical Engines
url: https://engines.example
site: https://badges.engines.example
"""
KEYS = """\
signing:
  - key: z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ9zmMsrkoZdvu
    added: 2026-01-01
"""


def problems(read: Callable[[bytes, str], Entry], data: bytes | str) -> list[str]:
    """`line:column code` of each problem of the file."""
    data = data.encode() if isinstance(data, str) else data
    with pytest.raises(ContentError) as refusal:
        read(data, "file.yml")
    for problem in refusal.value.problems:
        assert problem.path == "file.yml"
        assert problem.message and problem.mend
        assert str(problem).isprintable()
    return [f"{p.line}:{p.column} {p.code}" for p in refusal.value.problems]


def changed(text: str, before: str, after: str) -> str:
    assert text.count(before) == 1, before
    return text.replace(before, after)


BAD_AWARDS: dict[str, tuple[bytes | str, str]] = {
    "empty": ("", "1:1 B0112"),
    "only a comment": ("# nothing\n", "2:1 B0112"),
    "only the start of a document": ("---\n", "2:1 B0112"),
    "a list at the top": ("- a\n- b\n", "1:1 B0108"),
    "text at the top": ("hello", "1:1 B0108"),
    "an alias at the top": ("*a", "1:1 B0108"),
    "invalid UTF-8": (AWARD.encode().replace(b"Ada", b"Andr\xe9"), "3:13 B0111"),
    "UTF-16": (AWARD.encode("utf-16"), "1:1 B0111"),
    "one megabyte": (AWARD + "#" * 1_000_000, "0:0 B0110"),
    "a raw control character": (changed(AWARD, "Ada", "A\x07da"), "3:10 B0118"),
    "a null character": (changed(AWARD, "Ada", "é\x00"), "3:10 B0118"),
    "an escaped control character": (changed(AWARD, "Ada Lovelace", r'"A\x07"'), "3:9 B0201"),
    "half a surrogate pair": (changed(AWARD, "Ada Lovelace", r'"\ud83d"'), "3:12 B0101"),
    "an unknown field, near miss": (AWARD + "narative: x\n", "12:1 B0102"),
    "an unknown field": (AWARD + "zzz: x\n", "12:1 B0102"),
    "an unknown field inside": (changed(AWARD, "    url:", "    link:"), "8:5 B0102"),
    "a merge key": (AWARD + "<<: {expires: 2027-01-01}\n", "12:1 B0102"),
    "a missing field": (changed(AWARD, "awarded: 2026-05-01\n", ""), "1:1 B0103"),
    "a missing field inside": (
        changed(AWARD, "- name: Repository\n    url", "- url"),
        "7:5 B0103",
    ),
    "a duplicate key": (AWARD + "awarded: 2026-05-02\n", "12:1 B0104"),
    "a duplicate key inside": (
        changed(AWARD, "  name: Ada", "  name: A\n  name: Ada"),
        "4:3 B0104",
    ),
    "an alias": (AWARD + "narrative: *a\n", "12:12 B0105"),
    "an anchor": (changed(AWARD, "Ada", "&a Ada"), "3:9 B0105"),
    "an anchor on a key": (changed(AWARD, "  name: Ada", "  &a name: Ada"), "3:3 B0105"),
    "a tag": (changed(AWARD, "Ada", "!!str Ada"), "3:9 B0106"),
    "a tag that runs code": (
        changed(AWARD, "Ada Lovelace", "!!python/object/apply:os.system [x]"),
        "3:9 B0106",
    ),
    "a directive": ("%YAML 1.1\n---\n" + AWARD, "1:1 B0106"),
    "two documents": (AWARD + "---\n" + AWARD, "12:1 B0107"),
    "60 KB of brackets": (AWARD + "narrative: " + "[" * 60_000, "12:27 B0109"),
    "60 KB of braces": (AWARD + "narrative: " + "{a: " * 15_000, "12:72 B0109"),
    "deep indentation": (AWARD + "narrative:\n" + "- " * 30_000, "13:31 B0109"),
    "a list as a key": (AWARD + "? [a]\n: b\n", "12:3 B0113"),
    "text instead of fields": (AWARD + "revoked: yes, please\n", "12:10 B0114"),
    "a list instead of fields": (AWARD + "revoked: [a]\n", "12:10 B0114"),
    "text instead of a list": (
        changed(AWARD, '\n  - result: score\n    value: "93"', " score"),
        "9:10 B0115",
    ),
    "fields instead of a list": (
        changed(AWARD, '  - result: score\n    value: "93"', "  result: score"),
        "10:3 B0115",
    ),
    "a list instead of text": (changed(AWARD, "Ada Lovelace", "[Ada]"), "3:9 B0116"),
    "fields instead of a day": (changed(AWARD, "2026-05-01", "{on: x}"), "5:10 B0116"),
    "a list instead of one word": (AWARD + "    status: [a]\n", "12:13 B0116"),
    "a word that is not possible": (AWARD + "    status: Done\n", "12:13 B0117"),
    "an empty value": (AWARD + "expires:\n", "12:9 B0203"),
    "an empty list": (AWARD + "expires: 2027-01-01\nnarrative: ''\n", "13:12 B0203"),
    "fields without fields": (AWARD + "revoked:\n", "12:9 B0203"),
    "two lines where one belongs": (
        changed(AWARD, "Ada Lovelace", "|\n    Ada\n    Lovelace"),
        "3:9 B0204",
    ),
    "a link with a space": (changed(AWARD, "/numbers", "/my numbers"), "8:10 B0205"),
    "a javascript link": (
        changed(AWARD, "https://example.org/numbers", "javascript:x"),
        "8:10 B0206",
    ),
    "a data link": (
        changed(AWARD, "https://example.org/numbers", "data:text/html,x"),
        "8:10 B0206",
    ),
    "a day in another form": (changed(AWARD, "2026-05-01", "1 May 2026"), "5:10 B0208"),
    "a day that does not exist": (changed(AWARD, "2026-05-01", "2026-02-30"), "5:10 B0208"),
    "an achievement that is no slug": (changed(AWARD, "python-basics", "Python"), "1:14 B0212"),
    "a recipient without identity": (changed(AWARD, f"  identity: {IDENTITY}\n", ""), "3:3 B0223"),
    "a recipient with two": (
        changed(AWARD, "  identity", "  email: a@b.c\n  identity"),
        "3:3 B0224",
    ),
    "a tab in the indentation": (AWARD + "revoked:\n\ton: 2026-06-01\n", "13:1 B0101"),
    "a colon in the text": (AWARD + "narrative: Well: done\n", "12:16 B0101"),
    "an open quote": (AWARD + 'narrative: "Well done\n', "12:12 B0101"),
    "an open bracket": (AWARD + "narrative: [Well\n", "12:12 B0101"),
    "a stray line": (AWARD + "well done\n", "13:1 B0101"),
    "a backslash in quotes": (AWARD + r'narrative: "C:\python"', "12:15 B0101"),
}


@pytest.mark.parametrize("name", BAD_AWARDS)
def test_a_bad_award_is_refused_at_its_place(name: str) -> None:
    data, expected = BAD_AWARDS[name]
    assert problems(read_award, data) == [expected]


BAD_ACHIEVEMENTS = {
    "hours in words": (changed(ACHIEVEMENT, "12", "twelve"), "4:8 B0209"),
    "a list of hours": (changed(ACHIEVEMENT, "12", "[12]"), "4:8 B0116"),
    "unknown type": (ACHIEVEMENT + "type: Medal\n", "12:7 B0216"),
    "image in a folder": (ACHIEVEMENT + "image: ../logo.png\n", "12:8 B0217"),
    "period without unit": (ACHIEVEMENT + "valid_for: 3\n", "12:12 B0222"),
    "language in lower case": (ACHIEVEMENT + "language: en-us\n", "12:11 B0213"),
}


@pytest.mark.parametrize("name", BAD_ACHIEVEMENTS)
def test_a_bad_achievement_is_refused_at_its_place(name: str) -> None:
    data, expected = BAD_ACHIEVEMENTS[name]
    assert problems(read_achievement, data) == [expected]


BAD_ISSUERS = {
    "site with slash": (changed(ISSUER, "badges.engines.example", "x.example/"), "3:7 B0207"),
    "site over http": (changed(ISSUER, "https://badges", "http://badges"), "3:7 B0207"),
    "colour in words": (ISSUER + "colours: {primary: blue}\n", "4:20 B0214"),
    "a colour taken for a comment": (ISSUER + "colours:\n  primary: #112233\n", "5:11 B0203"),
    "timezone": (ISSUER + "timezone: Mars/Olympus\n", "4:11 B0211"),
    "truth": (ISSUER + "names_of_staff: yes\n", "4:17 B0210"),
    "a list of truths": (ISSUER + "names_of_staff: [true]\n", "4:17 B0116"),
    "id": (ISSUER + "id: engines\n", "4:5 B0220"),
    "email": (ISSUER + "email: engines\n", "4:8 B0218"),
}


@pytest.mark.parametrize("name", BAD_ISSUERS)
def test_a_bad_issuer_is_refused_at_its_place(name: str) -> None:
    data, expected = BAD_ISSUERS[name]
    assert problems(read_issuer, data) == [expected]


BAD_TOMBSTONES = {
    "commitment": ("commitment: abc\n", "1:13 B0221"),
    "person": ("commitment: " + "a" * 43 + "\nrecipient: {name: Ada}\n", "2:1 B0102"),
}


@pytest.mark.parametrize("name", BAD_TOMBSTONES)
def test_a_bad_tombstone_is_refused_at_its_place(name: str) -> None:
    data, expected = BAD_TOMBSTONES[name]
    assert problems(read_award, data) == [expected]


def test_a_bad_identity_is_refused_at_its_place() -> None:
    assert problems(read_award, changed(AWARD, IDENTITY, "sha256$abc")) == ["4:13 B0219"]


def test_bad_keys_are_refused_at_their_place() -> None:
    assert problems(read_keys, changed(KEYS, "z6Mk", "z6mk")) == ["2:10 B0215"]
    withdrawn = "    withdrawn: {on: 2026-02-01, first_leaf: -1}\n"
    assert problems(read_keys, KEYS + withdrawn) == ["4:45 B0209"]
    assert problems(read_keys, "signing: []\nsigning: []\n") == ["2:1 B0104"]


def test_all_problems_of_a_file_are_told_at_once() -> None:
    text = changed(AWARD, "2026-05-01", "2026-13-01").replace("  name: Ada", "  nmae: Ada")
    text += "revoked: {on: x, why: y}\nrevoked: x\nexpires: &a 1\n"
    assert problems(read_award, text) == [
        "3:3 B0102", "5:10 B0208", "12:15 B0208", "12:18 B0102", "13:1 B0104", "14:10 B0105",
    ]  # fmt: skip


def test_a_fault_in_the_first_of_two_values_is_told_at_the_first() -> None:
    text = changed(AWARD, "2026-05-01", "May") + "awarded: 2026-05-01\n"
    assert problems(read_award, text) == ["5:10 B0208", "12:1 B0104"]


def test_a_byte_order_mark_does_not_count_as_a_column() -> None:
    assert problems(read_award, b"\xef\xbb\xbfa: \x07") == ["1:4 B0118"]
    assert problems(read_award, b"\xef\xbb\xbfa: \xff") == ["1:4 B0111"]


def test_what_was_found_before_a_syntax_error_is_told_too() -> None:
    assert problems(read_award, "a: *x\nb: 'c\n") == ["1:4 B0105", "2:4 B0101"]


def test_an_unknown_field_comes_with_the_one_that_was_meant() -> None:
    with pytest.raises(ContentError) as refusal:
        read_award((AWARD + "narative: x\n").encode(), "credentials/2026/a.yml")
    assert str(refusal.value) == (
        "credentials/2026/a.yml:12:1: error B0102: unknown field 'narative'; "
        "did you mean 'narrative'?"
    )


def test_an_unknown_field_without_near_miss_comes_with_the_fields_of_its_place() -> None:
    with pytest.raises(ContentError) as refusal:
        read_award(changed(AWARD, "    url:", "    zzz:").encode(), "a.yml")
    assert refusal.value.problems[0].mend == "the fields possible here are name, url, description"


def test_a_secret_in_a_bad_value_is_not_told() -> None:
    secret = "z3u2" + "e" * 44
    with pytest.raises(ContentError) as refusal:
        read_keys(changed(KEYS, KEYS.split()[3], secret).encode(), "keys.yml")
    assert "(a secret) is not an Ed25519 Multikey" in str(refusal.value)


def test_long_values_are_cut_in_messages() -> None:
    with pytest.raises(ContentError) as refusal:
        read_award(changed(AWARD, "python-basics", "A" * 60_000).encode(), "a.yml")
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    "name",
    [
        "André",
        "O'Brien",
        "李雷",
        "<b>",
        "𝒜𝒹𝒶 🎓",
        "\u202eעדה",
        "no",
        "null",
        "1.10",
        "12:30",
        "0x1F",
    ],
)
def test_names_stay_what_they_are(name: str) -> None:
    award = read_award(changed(AWARD, "Ada Lovelace", name).encode(), "a.yml")
    assert isinstance(award, Award)
    assert award.recipient.name == name


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    data = b"\xef\xbb\xbf" + AWARD.replace("\n", "\r\n").encode()
    assert read_award(data, "a.yml") == read_award(AWARD.encode(), "a.yml")
    bad = b"\xef\xbb\xbf" + (AWARD + "zzz: 1\n").replace("\n", "\r\n").encode()
    assert problems(read_award, bad) == ["12:1 B0102"]


def test_a_file_of_exactly_the_largest_size_is_read() -> None:
    filler = "#" * (LARGEST - len(AWARD.encode()))
    assert isinstance(read_award((AWARD + filler).encode(), "a.yml"), Award)


def test_a_file_with_a_commitment_is_a_tombstone() -> None:
    text = f"commitment: {'a' * 43}\nrevoked: true\nerased: 2026-05-01\n"
    assert isinstance(read_award(text.encode(), "a.yml"), Tombstone)


def test_every_kind_of_file_is_read() -> None:
    assert read_issuer(ISSUER.encode(), "issuer.yml").emails == "hashed"
    assert read_keys(KEYS.encode(), "keys.yml").current
    assert read_achievement(ACHIEVEMENT.encode(), "achievements/a.yml").hours == 12


def test_a_document_knows_where_each_value_stands() -> None:
    document = parse(AWARD.encode(), "a.yml")
    place = document.problem(("results", 0, "value"), "B0318", "x")
    assert (place.line, place.column, place.mend) == (11, 12, explanations()["B0318"].mend)
    absent = document.problem(("results", 0, "level"), "B0317", "x", "y")
    assert (absent.line, absent.column, absent.mend) == (10, 5, "y")


DAMAGE = [
    b": ", b"\n", b"  ", b"- ", b"[", b"]", b"{", b"}", b"'", b'"', b"&a ", b"*a", b"!", b"|\n",
    b"? ", b"\t", b"\x00", b"\xff", b"\r", b"#", b"---\n", b"...\n", b"%YAML 1.2\n", b"\\", b"<<: ",
    b"a" * 2000,
]  # fmt: skip


def outcome(read: Callable[[bytes, str], Entry], data: bytes) -> None:
    """Reads; anything but a model or a ContentError of known codes breaks the test."""
    try:
        assert isinstance(read(data, "a.yml"), Entry)
    except ContentError as error:
        assert {problem.code for problem in error.problems} <= set(explanations())
        assert all(str(problem).isprintable() for problem in error.problems)


READERS = st.sampled_from([read_award, read_achievement, read_issuer, read_keys])


@settings(deadline=None)
@given(READERS, st.binary(max_size=2000))
def test_arbitrary_bytes_are_read_or_refused(
    read: Callable[[bytes, str], Entry], data: bytes
) -> None:
    outcome(read, data)


@settings(deadline=None)
@given(READERS, st.text(st.sampled_from("ab:-[]{}*&!|>'\"#%?,\n\t \\é𝒜"), max_size=300))
def test_arbitrary_yaml_is_read_or_refused(read: Callable[[bytes, str], Entry], text: str) -> None:
    outcome(read, text.encode())


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    texts = {read_award: AWARD, read_achievement: ACHIEVEMENT, read_issuer: ISSUER, read_keys: KEYS}
    read = data.draw(READERS)
    raw = bytearray(texts[read].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        piece = data.draw(st.sampled_from(DAMAGE) | st.binary(max_size=3))
        raw[at : at + data.draw(st.integers(0, 12))] = piece
    outcome(read, bytes(raw))
