"""Reissuing by command: the present text, as a change, and never where there is none."""

import json
from pathlib import Path

import pytest

from badgeledger.ledger.history import read_history
from badgeledger.record import Record, record
from tests.command_line import call
from tests.ledger_simulator import DAY, START, LedgerSimulator, award_id

NOW = START + 1000 * DAY


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LedgerSimulator:
    ledger = LedgerSimulator(tmp_path / "ledger").issuer().keys().achievement().award(1)
    ledger.commit("First")
    monkeypatch.chdir(ledger.root)
    return ledger


def recorded(ledger: LedgerSimulator) -> Record:
    return record(read_history(ledger.root, now=NOW))


def test_an_award_gets_the_present_text_as_a_change(ledger: LedgerSimulator) -> None:
    ledger.achievement(criteria="Pass an exam.").commit("New criteria")
    before = ledger.read(ledger.path(1))
    done = call("reissue", award_id(1))
    assert (done.code, ledger.path(1) in done.out) == (0, True), done.err
    after = ledger.read(ledger.path(1))
    assert after.startswith(before)
    assert after[len(before) :].startswith(b"reissued: 2")
    ledger.commit("Reissued")
    made = recorded(ledger)
    last = json.loads(made.entries[-1])
    assert (last["e"], last["i"]) == ("change", 1)
    assert made.ended == {1}
    assert made.awards[award_id(1)][1].achievement.criteria == "Pass an exam."
    again = call("reissue", ledger.path(1))
    assert (again.code, "already" in again.err) == (1, True)
    assert ledger.read(ledger.path(1)) == after


def test_where_the_text_is_the_same_nothing_is_written(ledger: LedgerSimulator) -> None:
    ledger.issuer(name="Haven College").achievement("another").commit("Of no account")
    before = ledger.read(ledger.path(1))
    done = call("reissue", award_id(1))
    assert (done.code, "B0863" in done.err, "present text" in done.err) == (1, True, True)
    assert ledger.read(ledger.path(1)) == before


def test_what_else_the_credential_takes_from_then_counts(ledger: LedgerSimulator) -> None:
    ledger.issuer(timezone="Asia/Tokyo").commit("Days begin elsewhere")
    assert call("reissue", award_id(1)).code == 0
    assert json.loads(recorded(ledger).entries[-1])["e"] == "change"


@pytest.mark.parametrize("state", ["revoked", "erased", "without achievement", "never entered"])
def test_what_is_not_reissued(state: str, ledger: LedgerSimulator) -> None:
    ledger.achievement(criteria="Pass an exam.")
    match state:
        case "revoked":
            ledger.revoke(1)
        case "erased":
            ledger.tombstone(1, commitment="C" * 43, erased="2026-02-01")
        case "without achievement":
            ledger.remove("achievements/python-basics.yml")
        case "never entered":
            ledger.award(2, achievement="another")
    number = 2 if state == "never entered" else 1
    before = ledger.read(ledger.path(number))
    done = call("reissue", award_id(number))
    assert done.code == 1
    assert ("B0863" if state in ("without achievement", "never entered") else "B0119") in done.err
    assert ledger.read(ledger.path(number)) == before
