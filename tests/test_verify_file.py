"""`verify.html`: one file that needs nothing beside itself, opened from a disk in Chromium."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from badgeledger.outputs.verify_file import verify_file
from tests.setup import ROOT
from tests.verify_log import commitment, entries, entry, proof_of
from tests.visit import GOOD, WORDS, Visit, document, load

REFERS = re.compile(r"""<[^>]*\b(?:src|href)\s*=\s*["']?([^"'\s>]*)""")


@pytest.fixture
def saved(tmp_path: Path) -> str:
    """The address of the file, kept in a folder of its own."""
    path = tmp_path / "verify.html"
    path.write_bytes(verify_file())
    return path.as_uri()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with browser.new_context() as context:
        yield Visit(context)


def open_file(visit: Visit, saved: str, vector: dict[str, Any]) -> None:
    visit.answers |= vector["fetch"]
    visit.page.clock.set_fixed_time(vector["now"])
    visit.page.goto(saved)


def test_it_is_complete_in_itself() -> None:
    text = verify_file().decode()
    head, script, tail = text.partition("<script>")
    body = script and tail.rpartition("</script>")[0]
    assert set(REFERS.findall(head)) == {"data:,"}
    assert not re.search(r"</script|<!--", body, re.IGNORECASE)
    assert "@import" not in head and "url(" not in head


def test_it_is_small() -> None:
    assert len(gzip.compress(verify_file(), 9)) < 150_000


def test_it_names_neither_a_folder_nor_an_issuer() -> None:
    text = verify_file().decode()
    assert str(ROOT) not in text
    assert "data-issuer" not in text


@pytest.mark.parametrize(
    "name",
    ["verified", "tampered-recipient", "revoked-withdrawn", "unchecked-signature-did-unreachable"],
)
def test_it_checks_badges_from_a_disk(visit: Visit, saved: str, name: str) -> None:
    vector = load(name)
    open_file(visit, saved, vector)
    visit.hand_in(("badge.json", document(vector)))
    report, answer = vector["expect"]["report"], visit.answer()
    assert answer.get_by_role("status").text_content() == report["headline"]
    assert {urlsplit(url).netloc for url in visit.asked} <= {"", "badges.example.org"}
    assert not any("Content Security Policy" in text for text in visit.said)
    assert visit.page.get_by_text("whose page this is").count() == 0


def test_a_browser_without_ed25519_computes_it(visit: Visit, saved: str) -> None:
    visit.page.add_init_script("delete crypto.subtle.__proto__.importKey")
    open_file(visit, saved, GOOD)
    visit.hand_in(("badge.json", document(GOOD)))
    assert visit.answer().get_attribute("data-state") == "verified"


def test_another_script_is_not_run(visit: Visit, tmp_path: Path) -> None:
    changed = verify_file().replace(b"<script>", b"<script>document.title='run';", 1)
    path = tmp_path / "changed.html"
    path.write_bytes(changed)
    visit.page.goto(path.as_uri())
    assert visit.page.title() == "Check a badge"
    assert any("Content Security Policy" in text for text in visit.said)


def test_offline_it_says_what_it_could_not_check(visit: Visit, saved: str) -> None:
    open_file(visit, saved, GOOD)
    visit.page.context.set_offline(True)
    visit.answers.clear()
    visit.hand_in(("badge.json", document(GOOD)))
    answer = visit.answer()
    assert answer.get_attribute("data-state") == "unchecked-signature"
    assert WORDS["why"]["DID_RETRIEVAL_ERROR"] in (
        answer.get_by_role("status").text_content() or ""
    )
    assert visit.page.get_by_text(WORDS["page"]["offline"]).is_visible()


@pytest.mark.parametrize("together", ["files", "folder"])
def test_a_badge_and_its_proof_from_the_log_need_no_network(
    visit: Visit, saved: str, tmp_path: Path, together: str
) -> None:
    open_file(visit, saved, {"fetch": {}, "now": GOOD["now"]})
    proof = proof_of(entries(entry("issue", c=commitment(GOOD["document"])), 300))
    handed = {"badge.json": document(GOOD), "badge.tlog-proof": proof}
    if together == "files":
        visit.hand_in(*handed.items())
    else:
        (tmp_path / "badges").mkdir()
        for name, data in handed.items():
            (tmp_path / "badges" / name).write_bytes(data)
        visit.page.get_by_label("Or a whole folder").set_input_files(tmp_path / "badges")
    answer = visit.answer()
    headline = answer.locator("[role=status] strong").text_content() or ""
    assert headline.startswith("Its signature and its place in a log hold, but we could not ask")
    assert answer.get_attribute("data-state") == "unchecked-signature"
    assert answer.get_attribute("data-sign") == "doubt"
