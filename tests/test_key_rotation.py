"""What becomes of downloaded badges when the key that signed them is retired or withdrawn."""

import json
from pathlib import Path
from typing import Any

import pytest

from badgeledger.build import build
from badgeledger.keys.ed25519 import Secret
from badgeledger.proof.eddsa_rdfc_2022 import add_proof, hash_data
from badgeledger.verify import Answer, Fetch, Unreachable, verify
from tests.command_line import call
from tests.ledger_simulator import DAY, START, LedgerSimulator, award_id
from tests.publishing import by_key

NOW = START + 100 * DAY
FIRST, SECOND = Secret(b"\x01" * 32), Secret(b"\x02" * 32)
CREDENTIAL = f"credentials/{award_id(1)}/credential.json"
Site = dict[str, bytes]


def publish(ledger: LedgerSimulator, key: Secret) -> Site:
    made = build(ledger.root, by_key(key), now=NOW)
    return {artifact.path: artifact.data for artifact in made.artifacts()}


def serving(site: Site) -> Fetch:
    address = json.loads(site[CREDENTIAL])["id"].removesuffix(CREDENTIAL)

    def fetch(url: str) -> Answer | Unreachable:
        data = site.get(url.removeprefix(address))
        return Answer(200, data) if data is not None else Answer(404, b"")

    return fetch


def state(document: bytes, site: Site) -> str:
    return verify(document, fetch=serving(site), now=NOW).state


def proof(site: Site) -> Any:
    return json.loads(site[CREDENTIAL])["proof"]


@pytest.fixture
def ledger(tmp_path: Path) -> LedgerSimulator:
    simulator = LedgerSimulator(tmp_path / "ledger")
    simulator.issuer().achievement().award(1).keys(FIRST.public_key)
    simulator.commit("The first key")
    return simulator


def test_an_old_download_verifies_after_a_rotation(ledger: LedgerSimulator) -> None:
    before = publish(ledger, FIRST)
    assert state(before[CREDENTIAL], before) == "verified"
    ledger.keys(FIRST.public_key, SECOND.public_key).commit("Another key", days=30)
    after = publish(ledger, SECOND)
    assert state(before[CREDENTIAL], after) == "verified"
    assert state(after[CREDENTIAL], after) == "verified"
    assert proof(before)["created"] == "2026-01-06T09:00:00Z"
    # Nothing is signed before its key came.
    assert proof(after)["created"] == "2026-02-05T09:00:00Z"
    assert proof(after)["verificationMethod"].endswith(SECOND.public_key)


@pytest.mark.parametrize(
    ("first_leaf", "expected", "code"),
    [(1, "wrong-issuer", "KEY_WITHDRAWN"), (2, "verified", "KEY_WITHDRAWN_LATER")],
)
def test_a_download_signed_with_a_withdrawn_key_counts_if_the_log_had_it_before(
    ledger: LedgerSimulator, first_leaf: int, expected: str, code: str
) -> None:
    before = publish(ledger, FIRST)
    ledger.keys(FIRST.public_key, SECOND.public_key, withdrawn={FIRST.public_key: first_leaf})
    ledger.commit("The first key was stolen", days=30)
    after = publish(ledger, SECOND)
    report = verify(before[CREDENTIAL], fetch=serving(after), now=NOW)
    assert (report.state, report.checks[2].code) == (expected, code)
    assert state(after[CREDENTIAL], after) == "verified"


def test_a_badge_backdated_with_a_stolen_key_is_not_in_the_log(ledger: LedgerSimulator) -> None:
    before = publish(ledger, FIRST)
    document = json.loads(before[CREDENTIAL])
    options = document.pop("proof")
    document["credentialSubject"]["narrative"] = "It was never awarded for this."
    forged = add_proof(document, options, FIRST.sign(hash_data(document, options)))
    report = verify(json.dumps(forged).encode(), fetch=serving(before), now=NOW)
    assert (report.state, report.checks[6].code) == ("log-disagrees", "LOG_NOT_IN")
    ledger.keys(FIRST.public_key, SECOND.public_key, withdrawn={FIRST.public_key: 2})
    ledger.commit("The first key was stolen", days=30)
    report = verify(json.dumps(forged).encode(), fetch=serving(publish(ledger, SECOND)), now=NOW)
    assert (report.state, report.checks[2].code) == ("wrong-issuer", "KEY_WITHDRAWN")


def test_after_a_withdrawal_by_command_all_is_signed_anew(ledger: LedgerSimulator) -> None:
    ledger.keys(FIRST.public_key, SECOND.public_key).revoke(1).award(2).commit("Another key")
    before = publish(ledger, SECOND)
    done = call(
        "key", "withdraw", SECOND.public_key, "--compromised", "--from", "3",
        "--ledger", str(ledger.root),
    )  # fmt: skip
    assert done.code == 0
    ledger.commit("It was stolen")
    after = publish(ledger, FIRST)
    signed = [path for path, data in after.items() if path.endswith(".json") and b'"proof"' in data]
    credentials = [path for path in signed if path.startswith("credentials/")]
    assert sorted(signed) == [*sorted(credentials), "status/0.json"]
    for path in signed:
        method = json.loads(after[path])["proof"]["verificationMethod"]
        assert (path, method.rpartition("#")[2]) == (path, FIRST.public_key)
        assert json.loads(before[path])["proof"]["verificationMethod"] != method


def test_an_old_download_of_a_changed_badge_reads_replaced(ledger: LedgerSimulator) -> None:
    before = publish(ledger, FIRST)
    ledger.award(1, narrative="Mended a word.").commit("A correction", days=1)
    after = publish(ledger, FIRST)
    report = verify(before[CREDENTIAL], fetch=serving(after), now=NOW)
    assert report.state == "revoked"
    assert report.headline.startswith("Replaced by a newer version")
    assert state(after[CREDENTIAL], after) == "verified"
    ledger.revoke(1).commit("Taken back", days=1)
    end = publish(ledger, FIRST)
    assert verify(end[CREDENTIAL], fetch=serving(end), now=NOW).headline.startswith("Withdrawn by")
    ledger.reinstate(1).commit("Given back", days=1)
    again = publish(ledger, FIRST)
    assert state(again[CREDENTIAL], again) == "verified"
