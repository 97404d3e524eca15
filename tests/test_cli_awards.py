"""Awarding, finding, revoking and hashing by command, on a ledger on the disk."""

import csv
from pathlib import Path

import pytest

from badgeledger.credential.identity import hash_identity
from badgeledger.ledger.reader import read_award
from badgeledger.model import Award
from tests.command_line import call
from tests.ledger_simulator import LedgerSimulator, award_id

RESULTS = [{"id": "score", "name": "Score", "type": "Percent", "minimum": "0", "maximum": "100"}]
LIST = "Name;E-Mail;Results\n{}Li Wen;li@mail.example;score=70\nAsha Rao;asha@mail.example;\n"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LedgerSimulator:
    ledger = LedgerSimulator(tmp_path / "ledger", git=False).issuer(timezone="Asia/Tokyo")
    ledger.achievement("sourdough", results=RESULTS)
    monkeypatch.chdir(ledger.root)
    return ledger


def award_files(ledger: LedgerSimulator) -> list[Path]:
    return sorted((ledger.root / "credentials").rglob("*.yml"))


def merged(ledger: LedgerSimulator, name: str = "mail-merge-*.csv") -> list[list[str]]:
    (path,) = ledger.root.glob(name)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_one_learner_by_options(ledger: LedgerSimulator) -> None:
    done = call(
        "award", "sourdough", "--name", "Li Wen", "--email", "Li@mail.example",
        "--evidence", "Loaf=https://mail.example/loaf?a=b", "--evidence", "B=https://b.example",
        "--result", "score=93", "--awarded", "2026-05-01",
    )  # fmt: skip
    (path,) = award_files(ledger)
    entry = read_award(path.read_bytes(), "x")
    assert isinstance(entry, Award)
    assert (done.code, done.out) == (0, f"{path.relative_to(ledger.root)}\n")
    assert path.parent.name == "2026-05"
    assert entry.recipient.identity == hash_identity("li@mail.example", path.stem)
    assert len(entry.evidence) == 2
    assert merged(ledger)[1] == [
        "Li Wen", "Li@mail.example", f"https://badges.harbour.example/credentials/{path.stem}/",
    ]  # fmt: skip
    assert "1 award written" in done.err


def test_many_by_a_list(ledger: LedgerSimulator) -> None:
    ledger.write("learners.csv", LIST.format(""))
    done = call("award", "sourdough", "--from", "learners.csv", "--folder", "2026-spring")
    assert done.code == 0
    assert [path.parent.name for path in award_files(ledger)] == ["2026-spring"] * 2
    assert [row[0] for row in merged(ledger)] == ["name", "Li Wen", "Asha Rao"]
    assert "2 awards written" in done.err
    again = call("award", "sourdough", "--from", "learners.csv")
    assert (again.code, again.err.count("B0709")) == (1, 2)
    assert call("award", "sourdough", "--from", "learners.csv", "--again").code == 0
    assert len(award_files(ledger)) == 4
    assert len(merged(ledger, "mail-merge-*-2.csv")) == 3


def test_what_check_would_refuse_in_a_narrative_is_not_written(ledger: LedgerSimulator) -> None:
    ledger.write("learners.csv", "email,narrative\nli@mail.example,[x](javascript:alert(1))\n")
    done = call("award", "sourdough", "--from", "learners.csv")
    assert (done.code, done.err.startswith("learners.csv:2: error B0206")) == (1, True)
    assert award_files(ledger) == []


def test_a_list_with_a_fault_writes_nothing_unless_asked(ledger: LedgerSimulator) -> None:
    bad = "Nobody;;\nTom Field;tom@mail.example;score=193\nJo;Field;jo@mail.example;\n"
    ledger.write("learners.csv", LIST.format(bad))
    before = sorted(ledger.root.rglob("*"))
    done = call("award", "sourdough", "--from", "learners.csv")
    assert (done.code, done.out) == (1, "")
    lines = done.err.splitlines()
    assert [line.split(":")[:2] for line in lines] == [
        ["learners.csv", "2"], ["learners.csv", "3"], ["learners.csv", "4"],
    ]  # fmt: skip
    assert "B0710" in lines[0]
    assert "B0318" in lines[1]
    assert "B0703" in lines[2]
    assert sorted(ledger.root.rglob("*")) == before
    done = call("award", "sourdough", "--from", "learners.csv", "--skip-bad")
    assert (done.code, len(award_files(ledger))) == (0, 2)
    assert [line[:24] for line in done.err.splitlines()[:3]] == [
        "left out: learners.csv:2", "left out: learners.csv:3", "left out: learners.csv:4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        ((), 2, "B0713"),
        (("--email", "a@b", "--from", "learners.csv"), 2, "B0713"),
        (("--from", "none.csv"), 2, "does not exist"),
        (("--email", "a@b", "--awarded", "1.5.2026"), 2, "is not a day written as YYYY-MM-DD"),
        (("--email", "a@b", "--awarded", "2999-01-01"), 1, "B0322"),
        (("--email", "a@b", "--folder", "../x"), 2, "B0711"),
        (("--email", "a@b", "--folder", "credentials/spring"), 2, "B0711"),
        (("--email", "a@b", "--result", "scor=1"), 1, "B0707"),
        (("--email", "nobody"), 1, "B0218"),
        (("--email", "\t"), 2, "B0713"),
        (("--name", "Li Wen"), 1, "B0710"),
        (("--email", "a\udce9@b"), 2, "B0916"),
    ],
)
def test_what_cannot_be_awarded(
    arguments: tuple[str, ...], code: int, problem: str, ledger: LedgerSimulator
) -> None:
    ledger.write("learners.csv", LIST.format(""))
    done = call("award", "sourdough", *arguments)
    assert (done.code, problem in done.err, "B0999" in done.err) == (code, True, False), done.err
    assert award_files(ledger) == []


def test_an_unknown_achievement_is_told_with_the_nearest(ledger: LedgerSimulator) -> None:
    done = call("award", "sourdogh", "--email", "a@b")
    assert (done.code, "did you mean 'sourdough'?" in done.err) == (2, True)
    assert "achievement new" in call("award", "zzz", "--email", "a@b").err


def test_all_files_or_none_where_the_disk_refuses(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.write("learners.csv", LIST.format(""))
    monkeypatch.setattr("badgeledger.award.mail_merge", lambda _people: b"")
    ids = iter([award_id(1), award_id(1)])
    monkeypatch.setattr("uuid.uuid4", lambda: next(ids))
    done = call("award", "sourdough", "--from", "learners.csv")
    assert (done.code, "B0120" in done.err) == (1, True)
    assert award_files(ledger) == []
    assert list(ledger.root.glob("mail-merge*")) == []


@pytest.mark.parametrize("lines", [None, "", "/site/", "/site/\n", "*.csv\n", "/mail-merge*.csv\n"])
def test_git_ignores_the_mail_merge(lines: str | None, ledger: LedgerSimulator) -> None:
    if lines is not None:
        ledger.write(".gitignore", lines)
    call("award", "sourdough", "--email", "a@b.example")
    kept = ledger.read(".gitignore").decode().splitlines()
    assert len({"*.csv", "/mail-merge*.csv"} & set(kept)) == 1
    assert len(kept) == len(set(kept))
    assert ("/site/" in kept) == ("/site/" in (lines or ""))


def test_find_tells_file_achievement_and_address(ledger: LedgerSimulator) -> None:
    call("award", "sourdough", "--email", "li@mail.example", "--awarded", "2025-05-01")
    (path,) = award_files(ledger)
    name = path.relative_to(ledger.root).as_posix()
    address = f"https://badges.harbour.example/credentials/{path.stem}/"
    done = call("find", " LI@mail.example")
    assert (done.code, done.out, done.err) == (0, f"{name}\tsourdough\t{address}\n", "")
    call("revoke", name, "--reason", "x", "--on", "2025-06-01")
    assert call("find", "li@mail.example").out.endswith("\trevoked 2025-06-01\n")
    done = call("find", "nobody@mail.example")
    assert (done.code, done.out, "No award" in done.err) == (0, "", True)
    assert "@" not in done.err
    done = call("find", "li mail.example")
    assert (done.code, "B0218" in done.err) == (2, True)
    ledger.write(name, path.read_bytes() + b"nmae: Li\n")
    done = call("find", "li@mail.example")
    assert (done.out, done.err) == ("", f"{name} may be one too: see `badgeledger check`\n")


def test_revoke_adds_and_keeps_every_byte(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.award(1, achievement="sourdough")
    data = b"# kept\r\n" + ledger.read(ledger.path(1)).replace(b"\n", b"\r\n")
    ledger.write(ledger.path(1), data)
    monkeypatch.chdir(ledger.root / "credentials" / "spring")
    done = call(
        "revoke", f"{award_id(1)}.yml", "--reason", "Wrong person", "--public-reason", "An error",
        "--on", "2026-06-01",
    )  # fmt: skip
    assert done.code == 0
    after = ledger.read(ledger.path(1))
    assert after.startswith(data)
    entry = read_award(after, "x")
    assert isinstance(entry, Award)
    assert entry.revoked is not None
    assert (entry.revoked.reason, entry.revoked.public_reason) == ("Wrong person", "An error")
    assert (ledger.path(1) in done.out, "2026-06-01" in done.out) == (True, True)
    again = call("revoke", award_id(1), "--reason", "x")
    assert (again.code, ledger.read(ledger.path(1))) == (1, after)


def test_revoke_takes_an_id_or_a_path_from_anywhere(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ledger.award(1, achievement="sourdough").award(2, achievement="sourdough", folder="a/b")
    monkeypatch.chdir(tmp_path)
    for award in (award_id(1), ledger.path(2)):
        done = call("revoke", award, "--reason", "x", "--ledger", str(ledger.root))
        assert done.code == 0


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("nope", "--reason", "x"), "B0714"),
        ((award_id(9), "--reason", "x"), "B0714"),
        (("issuer.yml", "--reason", "x"), "B0714"),
        (("credentials/spring/link.yml", "--reason", "x"), "B0714"),
        ((award_id(1),), "Missing option '--reason'"),
        ((award_id(1), "--reason", "x", "--on", "2999-01-01"), "B0322: --on"),
        ((award_id(1), "--reason", "x", "--on", "2026-01-03"), "B0314: --on"),
        ((award_id(1), "--reason", "a\x07b"), "B0201: --reason"),
        ((award_id(1), "--reason", "x", "--public-reason", " "), "B0203: --public-reason"),
    ],
)
def test_what_cannot_be_revoked(
    arguments: tuple[str, ...], problem: str, ledger: LedgerSimulator
) -> None:
    ledger.award(1, achievement="sourdough")
    ledger.symlink("credentials/spring/link.yml", "../../issuer.yml")
    before = ledger.read(ledger.path(1))
    done = call("revoke", *arguments)
    assert (done.code, problem in done.err) == (2, True), done.err
    assert ledger.read(ledger.path(1)) == before


def test_hash_email_hashes_what_was_written_by_hand(ledger: LedgerSimulator) -> None:
    recipient = {"name": "Li Wen", "email": "Li@mail.example"}
    ledger.award(1, achievement="sourdough", recipient=recipient)
    ledger.award(2, achievement="sourdough").tombstone(2, commitment="A" * 43)
    ledger.award(3, achievement="sourdough")
    paths = [ledger.path(number) for number in (1, 2, 3)]
    others = [ledger.read(path) for path in paths[1:]]
    done = call("hash-email", *paths)
    assert (done.code, done.out) == (0, f"{paths[0]}\n")
    assert "1 of 3 files" in done.err
    entry = read_award(ledger.read(paths[0]), "x")
    assert isinstance(entry, Award)
    assert entry.recipient.identity == hash_identity("li@mail.example", award_id(1))
    assert b"@" not in ledger.read(paths[0])
    assert [ledger.read(path) for path in paths[1:]] == others
    assert call("find", "li@mail.example").out.startswith(paths[0])


def test_hash_email_is_refused_where_addresses_are_allowed(ledger: LedgerSimulator) -> None:
    ledger.issuer(emails="allowed").award(1, achievement="sourdough")
    done = call("hash-email", ledger.path(1))
    assert (done.code, "B0715" in done.err) == (2, True)
