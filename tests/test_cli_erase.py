"""Erasing by command: what stays is a commitment, a set bit, and a notice in the page's place."""

import json
from pathlib import Path

import pytest

from badgeledger.build import build
from badgeledger.check import check
from badgeledger.keys.ed25519 import Secret
from badgeledger.ledger.history import read_history
from badgeledger.ledger.reader import read_award
from badgeledger.model import Tombstone
from badgeledger.record import Record, record
from badgeledger.verify import Answer, Fetch, verify
from tests.command_line import call
from tests.ledger_simulator import DAY, START, LedgerSimulator, award_id
from tests.parsed_page import Page
from tests.publishing import by_key

NOW = START + 1000 * DAY
SITE = "https://badges.harbour.example"
SECRET = Secret(b"\x01" * 32)
PAGE, CREDENTIAL, EMBEDDED = (
    f"credentials/{award_id(1)}/{name}" for name in ("index.html", "credential.json", "oembed.json")
)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LedgerSimulator:
    ledger = LedgerSimulator(tmp_path / "ledger").issuer().keys(SECRET.public_key).achievement()
    ledger.award(1, narrative="Wove a rug.").award(2).commit("First")
    monkeypatch.chdir(ledger.root)
    return ledger


def recorded(ledger: LedgerSimulator) -> Record:
    return record(read_history(ledger.root, now=NOW))


def published(ledger: LedgerSimulator) -> dict[str, bytes]:
    made = build(ledger.root, by_key(SECRET), now=NOW)
    return {artifact.path: artifact.data for artifact in made.artifacts()}


def serving(site: dict[str, bytes]) -> Fetch:
    def fetch(url: str) -> Answer:
        data = site.get(url.removeprefix(f"{SITE}/"))
        return Answer(404, b"") if data is None else Answer(200, data)

    return fetch


def test_what_is_left_is_what_the_log_says(ledger: LedgerSimulator) -> None:
    before = recorded(ledger)
    done = call("erase", award_id(1))
    assert (done.code, ledger.path(1) in done.out) == (0, True), done.err
    for word in ("history", "docs/erasure.md", "downloaded", "forks", "search engines", "purge"):
        assert word in done.err
    text = ledger.read(ledger.path(1)).decode()
    tombstone = read_award(text.encode(), ledger.path(1))
    assert isinstance(tombstone, Tombstone)
    assert tombstone.commitment == before.commitment(award_id(1))
    assert (tombstone.revoked, tombstone.erased is not None) == (False, True)
    assert [line.partition(":")[0] for line in text.splitlines()[1:]] == ["commitment", "erased"]
    assert check(ledger.root, today=None) == []
    ledger.commit("Erased")
    made = recorded(ledger)
    assert made.entries[: len(before.entries)] == before.entries
    erased = made.positions[award_id(1)].index
    last = json.loads(made.entries[-1])
    assert (last["e"], last["i"], set(last)) == ("erase", erased, {"e", "i", "t", "v"})
    assert made.ended == {erased}
    assert made.erased == (award_id(1),)


def test_a_revoked_award_stays_revoked(ledger: LedgerSimulator) -> None:
    ledger.revoke(1).commit("Taken back")
    assert call("erase", ledger.path(1)).code == 0
    ledger.commit("Erased")
    acts = [json.loads(entry)["e"] for entry in recorded(ledger).entries]
    assert acts == ["define", "issue", "issue", "key", "revoke", "erase"]


@pytest.mark.parametrize(
    "state", ["changed", "new", "faulty", "never entered", "erased", "no commit"]
)
def test_what_is_not_erased(state: str, ledger: LedgerSimulator) -> None:
    number, code = 1, "B0864"
    match state:
        case "changed":
            ledger.award(1, narrative="Wove two rugs.")
        case "faulty":
            ledger.write(ledger.path(1), b"achievement: python-basics\n").commit("Broken")
            code = "B0103"
        case "new":
            ledger.award(3)
            number = 3
        case "never entered":
            ledger.award(4, achievement="another").commit("Waits")
            number, code = 4, "B0866"
        case "erased":
            assert call("erase", award_id(1)).code == 0
            ledger.commit("Erased")
            code = "B0865"
        case "no commit":
            ledger.git("update-ref", "-d", "HEAD")
    before = ledger.read(ledger.path(number))
    done = call("erase", award_id(number))
    assert (done.code, code in done.err) == (1, True), done.err
    assert ledger.read(ledger.path(number)) == before


def test_the_site_shows_a_notice_and_a_copy_reads_as_withdrawn(ledger: LedgerSimulator) -> None:
    before = published(ledger)
    name = ledger.read(ledger.path(1)).decode().partition("name: ")[2].partition("\n")[0]
    assert name in before[PAGE].decode()
    assert call("erase", award_id(1)).code == 0
    ledger.commit("Erased")
    after = published(ledger)
    changed = {path for path in set(before) ^ set(after) if not path.startswith("ledger/tile/")}
    assert changed == {CREDENTIAL, EMBEDDED}
    for path, data in after.items():
        assert name.encode() not in data or award_id(2) in path, path
    page = Page.of(after[PAGE])
    assert "This badge was erased" in page.text
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    assert page.all("script") == []
    for link in (*page.all("a"), *page.all("link")):
        target = link["href"].removeprefix("../../")
        assert target in after or target in ("achievements/", "verify/", "issuer/")
    report = verify(before[CREDENTIAL], fetch=serving(after), now=NOW)
    assert (report.state, report.headline.startswith("Withdrawn by")) == ("revoked", True)
    other = f"credentials/{award_id(2)}/credential.json"
    assert verify(after[other], fetch=serving(after), now=NOW).state == "verified"
