"""An audit of the example's published site, by command: alone, in a clone, and built again."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from badgeledger.credential.status_list import encode_list
from badgeledger.outputs.documents import json_bytes
from badgeledger.proof.eddsa_rdfc_2022 import add_proof, hash_data, proof_options
from badgeledger.verify import Answer, Unreachable
from tests.browsing import FULL, SITE, Published
from tests.command_line import Done, call
from tests.example import SECRET, git
from tests.ledger_simulator import LedgerSimulator

PAGE = f"credentials/{FULL}/index.html"
CREDENTIAL = f"credentials/{FULL}/credential.json"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not within any ledger, and without a key."""
    monkeypatch.delenv("BADGELEDGER_KEY", raising=False)
    monkeypatch.delenv("BADGELEDGER_LOG_KEY", raising=False)
    monkeypatch.chdir(tmp_path)


# --- where and with what -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where sites are laid out."""
    return tmp_path_factory.mktemp("audited")


@pytest.fixture(scope="module")
def site(plain_site: Published, folders: Path) -> Path:
    """The example's site in a folder."""
    return laid_out(plain_site.files, folders / "plain")


def laid_out(files: Mapping[str, bytes], folder: Path) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@contextmanager
def changed(site: Path, changes: Mapping[str, bytes | None]) -> Iterator[None]:
    """A site with other bytes in some files, or without them, while one looks."""
    kept = {path: (site / path).read_bytes() for path in changes}
    for path, data in changes.items():
        (site / path).unlink()
        if data is not None:
            (site / path).write_bytes(data)
    yield
    for path, data in kept.items():
        (site / path).write_bytes(data)


def other_letter(data: bytes, of: bytes) -> bytes:
    """The bytes with one letter of a text in them changed."""
    assert of in data
    return data.replace(of, of[:-1] + bytes([of[-1] ^ 1]), 1)


def audit(site: Path, *more: str | Path) -> Done:
    return call("audit", str(site), *map(str, more))


def without_withdrawals(status_list: bytes) -> bytes:
    """The list with no bit set, signed again by who holds the key."""
    document = json.loads(status_list)
    del document["proof"]
    document["credentialSubject"]["encodedList"] = encode_list(bytes(131_072 // 8))
    method = f"{document['issuer']['id']}#{SECRET.public_key}"
    proof = proof_options(created=document["validFrom"], verification_method=method)
    return json_bytes(add_proof(document, proof, SECRET.sign(hash_data(document, proof))))


# --- anywhere ------------------------------------------------------------------------------------


def test_a_published_site_is_whole(site: Path) -> None:
    done = audit(site, site / CREDENTIAL, "--keep", "kept")
    assert (done.code, done.err) == (0, "")
    head, *checks, verdict = done.out.splitlines()
    assert head == SITE
    assert [line.split()[0] for line in checks] == [
        "issuer", "log", "tree", "entries", "status", "keys", "badges",
    ]  # fmt: skip
    assert verdict.startswith("The log is whole: 96 entries, the last of 2026-11-22")
    assert Path("kept").read_bytes() == (site / "ledger/checkpoint").read_bytes()
    assert "the first 96 entries are as they were" in audit(site, "--since", "kept").out


def test_the_verdict_is_json_for_programs(site: Path) -> None:
    with changed(site, {"ledger/vkey": b"another\n"}):
        done = audit(site, "--json", "--keep", "kept")
    verdict = json.loads(done.out)
    assert (done.code, verdict["result"], verdict["size"]) == (1, "fail", 96)
    [check] = [check for check in verdict["checks"] if check["result"] == "fail"]
    assert (check["check"], check["problems"][0]["code"]) == ("keys", "B0857")
    assert not Path("kept").exists()  # what is not whole is nothing to go by


def test_a_withdrawal_that_the_issuer_itself_hides_is_named(site: Path) -> None:
    list_ = without_withdrawals((site / "status/0.json").read_bytes())
    with changed(site, {"status/0.json": list_}):
        done = audit(site)
    assert done.code == 1
    assert done.out.count("error B0856") == 2
    assert "is not marked as withdrawn, but was ended by leaf" in done.out
    assert done.out.splitlines()[-1] == "Something is wrong: 2 faults."


def test_a_changed_badge_is_not_in_the_log(site: Path) -> None:
    Path("badge.json").write_bytes(other_letter((site / CREDENTIAL).read_bytes(), b'"value":"'))
    done = audit(site, "badge.json", site / CREDENTIAL)
    assert (done.code, done.out.count("error B0858")) == (1, 1)
    assert "badge.json: error B0858" in done.out


def test_many_faults_of_one_kind_are_counted(site: Path) -> None:
    names = [f"{number}.json" for number in range(22)]
    for name in names:
        Path(name).write_bytes(b"{}")
    done = audit(site, *names)
    assert done.out.count("error B0858") == 20
    assert "and 2 more B0858; --json has all of them" in done.out
    assert "Something is wrong: 22 faults." in done.out


def test_a_site_is_read_at_its_address(
    plain_site: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent: list[str] = []

    def served(_self: object, url: str) -> Answer | Unreachable:
        path = url.removeprefix(f"{SITE}/")
        if path in silent:
            return Unreachable("B0804", f"{url} did not answer")
        return Answer(200, plain_site.files[path])

    monkeypatch.setattr("badgeledger.adapters.fetch.WebFetch.__call__", served)
    assert call("audit", f"{SITE}/").code == 0
    silent.append("status/0.json")
    done = call("audit", SITE)
    assert (done.code, "error B0804" in done.out) == (3, True)
    assert done.out.splitlines()[-1] == "Not everything could be checked: 1 question left open."


def test_what_is_no_site_is_refused(tmp_path: Path) -> None:
    assert call("audit", "nowhere").code == 2
    done = call("audit", str(tmp_path))
    assert (done.code, "B0850" in done.err) == (1, True)


# --- in a clone ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def clone(plain_site: Published, folders: Path) -> Path:
    """A clone of the ledger that the site was built from."""
    git(folders, "clone", "--quiet", "--no-local", str(plain_site.ledger), str(folders / "clone"))
    return folders / "clone"


def test_in_a_clone_every_badge_and_the_history_are_compared(
    site: Path, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clone / "docs")
    done = audit(site)
    assert (done.code, done.err) == (0, "")
    assert "history    the ledger makes the same entries" in done.out
    assert "79 badges, each with its entry in the log, 77 current, 2 withdrawn" in done.out
    badge = other_letter((site / CREDENTIAL).read_bytes(), b'"value":"')
    with changed(site, {CREDENTIAL: badge}):
        assert f"{CREDENTIAL}: error B0858" in audit(site).out
    with changed(site, {CREDENTIAL: None}):
        assert f"{CREDENTIAL}: error B0850" in audit(site).out


def test_another_history_is_told_from_the_published_one(
    site: Path, clone: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", str(clone), "other")
    git(tmp_path / "other", "reset", "--quiet", "--hard", "HEAD~1")
    done = audit(site, "--ledger", "other")
    assert (done.code, "error B0854: its history makes another leaf 0, in commit" in done.out) == (
        1, True,
    )  # fmt: skip


def test_a_clone_of_another_site_is_passed_over_unless_it_is_named(
    site: Path, tmp_path: Path
) -> None:
    LedgerSimulator(tmp_path / "harbour").issuer().commit()
    done = audit(site, "--ledger", "harbour")
    assert (done.code, f"is not that of {SITE}" in done.err) == (2, True)
    assert call("audit", str(site), "--rebuild").code == 2


def test_an_honest_site_is_built_again_to_the_byte(site: Path, clone: Path) -> None:
    done = audit(site, "--ledger", clone, "--rebuild")
    assert (done.code, done.err) == (0, "")
    assert re.search(r"rebuild    \d+ files made again, .* 81 of them signed; \d+ pages", done.out)


def test_what_differs_from_the_ledger_is_named(site: Path, clone: Path) -> None:
    page, document = (site / PAGE).read_bytes(), (site / CREDENTIAL).read_bytes()
    listed = (site / "status/0.json").read_bytes()
    value = re.search(rb'"proofValue":"z\w{9}', listed)
    assert value
    changes = {
        PAGE: other_letter(page, b"</title>"),
        CREDENTIAL: other_letter(document, b'"@context":["'),
        "index.html": other_letter((site / "index.html").read_bytes(), b"</title>"),
        "issuer.json": other_letter((site / "issuer.json").read_bytes(), b'"name":"A'),
        "status/0.json": other_letter(listed, value[0]),
        "verify.html": None,
    }
    with changed(site, changes):
        done = audit(site, "--ledger", clone, "--rebuild")
    assert done.code == 1
    rebuilt = done.out.partition("\n  rebuild")[2]
    assert sorted(re.findall(r"    (\S+): error B08", rebuilt)) == sorted(changes)


def test_of_another_generators_site_the_pages_are_not_compared(
    mkdocs_site: Published, folders: Path
) -> None:
    site = laid_out(mkdocs_site.files, folders / "mkdocs")
    done = audit(site, "--ledger", mkdocs_site.ledger, "--rebuild")
    assert (done.code, done.err) == (0, "")
    assert re.search(r"; \d+ pages of another site generator not compared", done.out)
