"""The verifier's page for everybody: what axe and html-validate find, what is heard, other eyes."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from badgeledger.outputs.verify_file import verify_file
from tests.setup import ROOT, build_hook
from tests.visit import GOOD, HTML, PAGE, WORDS, Visit, document, load

LIST = "https://lists.example.net/issuers.json"
NODE_MODULES = ROOT / "verifier" / "node_modules"
AXE = (NODE_MODULES / "axe-core" / "axe.min.js").read_text("utf-8")
# Of ours: a doctype in small letters, and JSON in an attribute.
WRITTEN = ("doctype-style", "attr-quotes")
# How a browser writes a page down.
SERIALISED = (
    "doctype-style", "void-style", "no-trailing-whitespace", "attribute-boolean-style",
    "attribute-empty-style",
)  # fmt: skip
STATES = [
    "verified", "unreadable-empty", "tampered-recipient", "wrong-issuer-key-of-another-domain",
    "revoked-withdrawn", "revoked-replaced", "suspended", "not-yet-valid", "expired",
    "unchecked-signature-did-unreachable", "unchecked-status-list-unreachable",
    "verified-record-of-two", "verified-endorsement-of-all-there-is", "verified-preview-of-did-key",
]  # fmt: skip


def look(visit: Visit, name: str) -> None:
    """Open the page, and what a visitor would unfold, with the badge of a vector."""
    vector = load(name)
    visit.open(vector)
    visit.hand_in(("badge.json", document(vector)))
    visit.answer()
    for fold in visit.page.locator("summary").all():
        fold.click()


def many(visit: Visit) -> None:
    """Open the page with a table of badges in every state."""
    visit.open(GOOD)
    visit.hand_in(*((f"{name}.json", document(load(name))) for name in STATES))
    visit.page.get_by_role("table").wait_for()


def found_by_axe(page: Page) -> list[str]:
    """What axe objects to, with the elements that it objects to."""
    page.evaluate(AXE)  # unlike an added script, the page's policy does not forbid this
    result: Any = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {node['html']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing(visit: Visit, name: str, width: int, scheme: Any) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.page.emulate_media(color_scheme=scheme)
    look(visit, name)
    assert found_by_axe(visit.page) == []


def test_axe_finds_nothing_where_no_list_knows_the_issuer(visit: Visit) -> None:
    lists = json.dumps([{"name": "Schools", "url": LIST}]).encode()
    visit.own[PAGE] = HTML.replace(b"data-registries='[]'", b"data-registries='" + lists + b"'")
    visit.answers[LIST] = {"status": 200, "body": json.dumps({"registry": {}})}
    look(visit, "verified")
    assert visit.answer().get_attribute("data-state") == "unrecognised-issuer"
    assert found_by_axe(visit.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_table(visit: Visit, width: int, scheme: Any) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.page.emulate_media(color_scheme=scheme)
    many(visit)
    assert found_by_axe(visit.page) == []


def faults_of_html(tmp_path: Path, allowed: tuple[str, ...], *pages: str) -> str:
    """What html-validate objects to in these pages, but for what is allowed."""
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(page, "utf-8")
    config = tmp_path / "config.json"
    rules: dict[str, Any] = dict.fromkeys(allowed, "off") | {
        "aria-label-misuse": ["error", {"allowAnyNamable": True}]
    }
    wanted = {"root": True, "extends": ["html-validate:recommended"], "rules": rules}
    config.write_text(json.dumps(wanted))
    program = NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs"
    run = subprocess.run(
        [build_hook().node_binary(), program, "--config", config, tmp_path],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    return run.stdout + run.stderr


def test_html_validate_finds_nothing_in_the_pages(tmp_path: Path) -> None:
    assert faults_of_html(tmp_path, WRITTEN, HTML.decode(), verify_file().decode()) == ""


def test_html_validate_finds_nothing_in_what_scripts_make(visit: Visit, tmp_path: Path) -> None:
    pages = []
    for name in STATES:
        look(visit, name)
        pages.append("<!doctype html>" + visit.page.locator("html").evaluate("e => e.outerHTML"))
    many(visit)
    pages.append("<!doctype html>" + visit.page.locator("html").evaluate("e => e.outerHTML"))
    assert faults_of_html(tmp_path, SERIALISED, *pages) == ""


def test_what_is_heard_of_an_answer(visit: Visit) -> None:
    visit.open(GOOD)
    visit.hand_in(("badge.json", document(GOOD)))
    visit.answer()
    headline = GOOD["expect"]["report"]["headline"].replace('"', '\\"')
    heard = visit.page.locator("#answers").aria_snapshot()
    assert '- heading "badge.json" [level=2]' in heard
    assert "- status:" in heard and headline in heard
    replies = {"authentic": "yes", "current": "yes", "recognised": "no_lists"}
    for question, reply in replies.items():
        assert f'- term: "{WORDS["questions"][question]}:"\n' in heard
        assert f"- definition: {WORDS['replies'][reply]}\n" in heard.replace('"', "")
    assert f'- textbox "{WORDS["page"]["email"]}"' in heard
    assert f'- button "{WORDS["page"]["print"]}"' in heard


def test_what_is_heard_of_a_table(visit: Visit) -> None:
    many(visit)
    visit.page.get_by_role("button", name=WORDS["columns"]["state"], exact=True).click()
    heard = visit.page.locator("table").aria_snapshot()
    assert f'- table "{WORDS["many"]["title"]}":' in heard
    assert f'- columnheader "{WORDS["columns"]["state"]}' in heard
    assert '- rowheader "verified.json"' in heard
    row = visit.page.get_by_role("row", name="tampered-recipient.json").aria_snapshot()
    assert f'- cell "{WORDS["states"]["tampered"]}"' in row


def test_signs_survive_colours_of_the_visitors_own(visit: Visit) -> None:
    visit.page.emulate_media(forced_colors="active")
    look(visit, "expired")
    for sign in visit.page.locator(".answer svg").all():
        fill, text = sign.evaluate(
            "e => [getComputedStyle(e.firstChild).fill, getComputedStyle(e.parentElement).color]"
        )
        assert fill == text  # as visible as the words beside it


@pytest.mark.parametrize("name", STATES)
def test_nothing_is_cut_off_at_four_hundred_per_cent(visit: Visit, name: str) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 256})
    look(visit, name)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_table_scrolls_by_itself(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 256})
    many(visit)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    frame = visit.page.get_by_role("region", name=WORDS["many"]["title"])
    frame.focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.wait_for_function("() => document.querySelector('.scrolling').scrollLeft > 0")


def test_nothing_moves(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    look(visit, "verified")
    assert visit.page.evaluate("document.getAnimations().length") == 0
