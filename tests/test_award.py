"""Awarding as a flow: bytes in, award files and the mail merge out."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from badgeledger.award import Order, Person, award, find, mail_merge
from badgeledger.credential.identity import hash_identity
from badgeledger.errors import ContentError, UsageError
from badgeledger.ledger.reader import read_award
from badgeledger.ledger.writer import revoke
from badgeledger.model import Achievement, Award, Issuer, Revocation
from badgeledger.roster.learners import Prize
from badgeledger.roster.table import Row
from tests.ledger_simulator import award_id

ISSUER = Issuer(
    name="Harbour College", url="https://harbour.example", site="https://badges.harbour.example"
)
ACHIEVEMENT = Achievement(name="Sourdough", description="Bakes bread.", criteria="Bake.")
ORDER = Order(
    Prize("sourdough", ACHIEVEMENT, date(2026, 5, 1)), "2026-05", date(2026, 5, 2), "list.csv"
)
ADA = Row(2, {"name": "Ada Lovelace", "email": "Ada@example.org"})
BAD = Row(3, {"name": "Nobody"})


def ids(first: int = 1) -> Iterator[str]:
    return map(award_id, count(first))


def test_an_award_file_holds_the_salted_hash_and_no_address() -> None:
    made = award([ADA], ORDER, ISSUER, [], ids().__next__)
    ((path, data),) = made.files
    assert path == f"credentials/2026-05/{award_id(1)}.yml"
    assert b"@" not in data
    entry = read_award(data, path)
    assert isinstance(entry, Award)
    assert entry.recipient.identity == hash_identity("ada@example.org", award_id(1))
    assert (entry.recipient.name, entry.awarded) == ("Ada Lovelace", date(2026, 5, 1))
    address = f"https://badges.harbour.example/credentials/{award_id(1)}/"
    assert made.people == (Person("Ada Lovelace", "Ada@example.org", address),)


def test_a_private_ledger_keeps_the_address_itself() -> None:
    issuer = ISSUER.model_copy(update={"emails": "allowed"})
    ((_path, data),) = award([ADA], ORDER, issuer, [], ids().__next__).files
    assert b"email: Ada@example.org" in data


def test_nothing_is_made_unless_all_rows_are_right() -> None:
    with pytest.raises(ContentError) as caught:
        award([ADA, BAD], ORDER, ISSUER, [], ids().__next__)
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [("B0710", 3)]


def test_bad_rows_can_be_skipped_while_a_good_one_is_left() -> None:
    order = replace(ORDER, skip_bad=True)
    made = award([ADA, BAD], order, ISSUER, [], ids().__next__)
    assert len(made.files) == 1
    assert [problem.line for problem in made.skipped] == [3]
    with pytest.raises(ContentError):
        award([BAD], order, ISSUER, [], ids().__next__)


def test_who_has_the_badge_is_found_by_hash_and_awarded_only_again() -> None:
    first = award([ADA], ORDER, ISSUER, [], ids().__next__).files
    with pytest.raises(ContentError) as caught:
        award([ADA], ORDER, ISSUER, first, ids(2).__next__)
    assert [problem.code for problem in caught.value.problems] == ["B0709"]
    assert first[0][0] in str(caught.value)
    again = award([ADA], replace(ORDER, again=True), ISSUER, first, ids(2).__next__)
    assert len(again.files) == 1


def test_another_badge_or_a_revoked_one_does_not_count() -> None:
    other = replace(ORDER, prize=Prize("bread", ACHIEVEMENT, date(2026, 5, 1)))
    files = list(award([ADA], other, ISSUER, [], ids().__next__).files)
    # the slug stands in the file, though not as its achievement
    narrated = Row(2, {"email": "ada@example.org", "narrative": "After sourdough, bread."})
    files += award([narrated], other, ISSUER, [], ids(2).__next__).files
    ((path, data),) = award([ADA], ORDER, ISSUER, [], ids(3).__next__).files
    files.append((path, revoke(data, path, Revocation(on=date(2026, 5, 2)))))
    assert award([ADA], ORDER, ISSUER, files, ids(4).__next__).files


def test_find_tells_hash_address_and_neither() -> None:
    files = list(award([ADA], ORDER, ISSUER, [], ids().__next__).files)
    private = ISSUER.model_copy(update={"emails": "allowed"})
    files += award([ADA], ORDER, private, [], ids(2).__next__).files
    stranger = Row(2, {"email": "grace@example.org", "narrative": "Wrote to ada@example.org."})
    files += award([stranger], ORDER, ISSUER, [], ids(3).__next__).files
    identity = hash_identity("ada@example.org", award_id(4))
    files.append((f"credentials/x/{award_id(4)}.yml", f"broken: [{identity}".encode()))
    tombstone = f"# {hash_identity('ada@example.org', award_id(5))}\ncommitment: {'A' * 43}\n"
    files.append((f"credentials/x/{award_id(5)}.yml", tombstone.encode()))
    found = [holding.id for holding in find(files, "ADA@EXAMPLE.ORG")]
    assert found == [award_id(1), award_id(2)]
    assert [holding.id for holding in find(files, "grace@example.org")] == [award_id(3)]
    assert list(find(files, "nobody@example.org")) == []


def test_the_mail_merge_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", 'O"Brien, Tom', "李雷"]
    data = mail_merge(Person(name, "a@example.org", "https://x.example/") for name in names)
    assert data.startswith(b"\xef\xbb\xbfname,email,badge\r\n")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    read = [row[0] for row in rows[1:]]
    assert read == [f"'{name}" for name in names[:6]] + names[6:]


@pytest.mark.parametrize("folder", ["2026-05", "Frühling 2026", "2026/autumn", "a.b", "(pilot)x"])
def test_folders_of_the_staff_s_own_naming(folder: str) -> None:
    if folder.startswith("("):
        with pytest.raises(UsageError):
            award([ADA], replace(ORDER, folder=folder), ISSUER, [], ids().__next__)
        return
    ((path, _data),) = award([ADA], replace(ORDER, folder=folder), ISSUER, [], ids().__next__).files
    assert path.startswith(f"credentials/{folder}/")


@pytest.mark.parametrize("folder", ["", "..", "../x", "/etc", "a//b", "a/", ".git", "a ", "a\nb"])
def test_a_folder_cannot_lead_elsewhere(folder: str) -> None:
    with pytest.raises(UsageError) as caught:
        award([ADA], replace(ORDER, folder=folder), ISSUER, [], ids().__next__)
    assert caught.value.problems[0].code == "B0711"
