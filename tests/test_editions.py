"""Who signs: by the environment, with a key, with a file of signatures, or a throwaway key."""

from pathlib import Path

import pytest

from badgeledger.adapters.editions import by_environment, preview, with_key, with_signatures
from badgeledger.build import OpenEdition, build
from badgeledger.errors import MachineError
from badgeledger.keys.signers import KeySigner, write_signatures
from badgeledger.ledger.history import read_history
from tests.example import SECRET
from tests.ledger_simulator import START, LedgerSimulator
from tests.publishing import LOG_SECRET, by_key, keys, nothing_yet

NOW = START + 10**6


@pytest.fixture
def ledger(tmp_path: Path) -> LedgerSimulator:
    simulator = LedgerSimulator(tmp_path / "ledger")
    simulator.issuer().achievement().award().keys(SECRET.public_key)
    simulator.commit("All there is")
    return simulator


def refusal(by: OpenEdition, ledger: LedgerSimulator) -> str:
    with pytest.raises(MachineError) as caught:
        by(read_history(ledger.root, now=NOW))
    return str(caught.value)


def test_without_a_key_or_signatures_it_is_a_preview(ledger: LedgerSimulator) -> None:
    edition = build(ledger.root, by_environment(ledger.root, {}, nothing_yet), now=NOW).edition
    assert edition.preview
    assert edition.did == f"did:key:{edition.public_key}"
    assert edition.public_key != SECRET.public_key


def test_the_throwaway_key_stays_the_same_and_out_of_git(ledger: LedgerSimulator) -> None:
    history = read_history(ledger.root, now=NOW)
    first, again = preview(ledger.root)(history), preview(ledger.root)(history)
    assert first.edition == again.edition
    assert first.published is None, "nobody relies on a preview: it passes no gate"
    assert ledger.git("status", "--porcelain") == b""


def test_a_key_in_the_environment_publishes(ledger: LedgerSimulator) -> None:
    by = by_environment(ledger.root, keys(SECRET), nothing_yet)
    opened = by(read_history(ledger.root, now=NOW))
    assert not opened.edition.preview
    assert opened.edition.did.startswith("did:web:")
    assert opened.edition.log_key == LOG_SECRET.public_key
    assert isinstance(opened.signer, KeySigner)
    assert opened.published is not None


def test_signatures_named_by_the_environment_go_before_a_key(
    ledger: LedgerSimulator, tmp_path: Path
) -> None:
    made = build(ledger.root, by_key(SECRET), now=NOW)
    file = tmp_path / "signatures.json"
    file.write_bytes(write_signatures(made.signatures()))
    environ = {"BADGELEDGER_SIGNATURES": str(file), "BADGELEDGER_KEY": "z3u2"}
    again = build(ledger.root, by_environment(ledger.root, environ, nothing_yet), now=NOW)
    assert list(again.artifacts()) == list(made.artifacts())


def test_signing_without_a_key_is_refused(ledger: LedgerSimulator) -> None:
    assert "B0528" in refusal(with_key({}, nothing_yet), ledger)
    alone = {"BADGELEDGER_KEY": SECRET.reveal()}
    assert "B0535" in refusal(with_key(alone, nothing_yet), ledger)


def test_publishing_takes_the_log_s_key_of_keys_yml(ledger: LedgerSimulator) -> None:
    other = keys(SECRET) | {"BADGELEDGER_LOG_KEY": SECRET.reveal()}
    assert "keys.yml: error B0537" in refusal(with_key(other, nothing_yet), ledger)
    text = ledger.read("keys.yml").partition(b"log:")[0]
    ledger.write("keys.yml", text.decode()).commit("No key for the log")
    assert "keys.yml: error B0536" in refusal(by_key(SECRET), ledger)


def test_signatures_that_are_not_there_are_refused(ledger: LedgerSimulator, tmp_path: Path) -> None:
    assert "signatures.json: error B0529: the signatures file cannot be read" in refusal(
        with_signatures(tmp_path / "signatures.json", nothing_yet), ledger
    )


def test_publishing_takes_the_current_key_of_keys_yml(ledger: LedgerSimulator) -> None:
    by = by_key(SECRET)
    ledger.keys("z6Mkon3Necd6NkkyfoGoHxid2znGc59LU3K7mubaRcFbLfLX").commit("Another key")
    assert "keys.yml: error B0510" in refusal(by, ledger)
    ledger.remove("keys.yml").commit("No key")
    assert "B0510" in refusal(by, ledger)


@pytest.mark.parametrize(
    "path", ["crest.svg", "own.woff2", "templates/badge.html", "achievements/own.svg"]
)
def test_publishing_takes_no_file_that_git_ignores(path: str, ledger: LedgerSimulator) -> None:
    ledger.issuer(image="crest.svg", fonts={"text": "own.woff2"})
    for name in ("crest.svg", "own.woff2", "templates/badge.html", "achievements/own.svg"):
        ledger.write(name, name).write("templates/.kept", "")
    ledger.write(".gitignore", f"{path}\ntemplates/.kept\n").commit("All but one")
    by = by_environment(ledger.root, keys(SECRET), nothing_yet)
    assert refusal(by, ledger) == (
        f"{path}: error B0407: git ignores this file of the ledger; "
        "take it out of .gitignore and commit it, or remove it"
    )
    ledger.git("add", "--force", path)
    ledger.commit("What git would ignore")
    assert not by(read_history(ledger.root, now=NOW)).edition.preview


def test_of_a_folder_that_git_ignores_its_files_are_in_the_way(ledger: LedgerSimulator) -> None:
    ledger.write(".gitignore", "old/\n").commit("What git ignores")
    (ledger.root / "credentials" / "old" / "empty").mkdir(parents=True)
    ledger.write("credentials/old/.DS_Store", "").write("credentials/old/.kept/a.yml", "")
    by = by_environment(ledger.root, keys(SECRET), nothing_yet)
    assert not by(read_history(ledger.root, now=NOW)).edition.preview
    ledger.write("credentials/old/empty/a.yml", "")
    said = refusal(by, ledger)
    assert said.startswith("credentials/old/: error B0407: git ignores this folder of the ledger")


@pytest.mark.parametrize("path", ["docs/new.md", "issuer.yml", "credentials/spring/new.yml"])
def test_publishing_takes_a_clean_tree(path: str, ledger: LedgerSimulator) -> None:
    ledger.write(path, "# not committed\n")
    said = refusal(by_key(SECRET), ledger)
    assert f"{path}: error B0407" in said
