"""The verifier's page in a real Chromium: what people hand in, and what they are told."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from openbadgeslib.baking import bake_png, bake_svg
from playwright.sync_api import Route

from badgeledger.outputs.picture import badge_png, badge_svg
from tests.verify_edits import edited, put
from tests.verify_world import ACHIEVEMENT, badge, signed
from tests.visit import BADGE, GOOD, OB3, PAGE, WORDS, Visit, document, load

KINDS = {
    "verified": "good", "unreadable-empty": "bad", "tampered-recipient": "bad",
    "wrong-issuer-key-of-another-domain": "bad", "revoked-withdrawn": "bad",
    "revoked-replaced": "bad", "suspended": "doubt", "not-yet-valid": "doubt",
    "expired": "doubt", "unchecked-signature-did-unreachable": "doubt",
    "unchecked-status-list-unreachable": "doubt",
}  # fmt: skip
SHAPES = {"good": "M12 1a11", "bad": "M7.4 1h9.2", "doubt": "M12 1.5 23.5 22"}


@pytest.mark.parametrize("name", KINDS)
def test_every_state_is_told(visit: Visit, name: str) -> None:
    vector = load(name)
    visit.open(vector)
    visit.hand_in(("badge.json", document(vector)))
    report, answer = vector["expect"]["report"], visit.answer()
    assert answer.get_attribute("data-state") == report["state"]
    assert answer.get_by_role("status").text_content() == report["headline"]
    row = {"revoked-withdrawn": "withdrawn", "revoked-replaced": "replaced"}.get(name)
    assert answer.get_by_text(WORDS["advice"][row or report["state"]], exact=True).is_visible()
    assert answer.get_by_text("This does not prove").is_visible()
    sign = answer.locator("[role=status] path").get_attribute("d") or ""
    assert sign.startswith(SHAPES[KINDS[name]])
    assert not any("Content Security Policy" in text for text in visit.said)


def test_who_what_and_when(visit: Visit) -> None:
    visit.open(GOOD)
    visit.hand_in(("badge.json", document(GOOD)))
    visit.answer()
    facts = visit.page.locator(".facts div").all_text_contents()
    assert facts == [
        "BadgePython Basics", "Awarded toAda Lovelace", "Issued bybadges.example.org",
        "Which calls itselfExample Institute", "Valid from1 May 2026 at 00:00 UTC",
        "Valid until1 May 2029 at 23:59 UTC",
    ]  # fmt: skip
    assert visit.page.get_by_text("This badge was not issued by", exact=False).is_visible()
    assert visit.page.get_by_text("Checked on 20 November 2026 at 09:00 UTC").is_visible()
    visit.page.get_by_text("The document itself").click()
    shown = visit.page.locator("pre").text_content() or ""
    assert json.loads(shown) == GOOD["document"]


@pytest.mark.parametrize("bake", ["png", "svg"])
def test_a_badge_baked_by_others_is_found(visit: Visit, bake: str) -> None:
    text = document(GOOD).decode()
    made = (
        bake_png(badge_png(ACHIEVEMENT), text, keyword=b"openbadgecredential")
        if bake == "png"
        else bake_svg(badge_svg(ACHIEVEMENT), text, **OB3, as_text=True)
    )
    visit.open(GOOD)
    visit.hand_in((f"badge.{bake}", made))
    assert visit.answer().get_attribute("data-state") == "verified"


@pytest.mark.parametrize(
    "text",
    [
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0">'
        "<o:credential><![CDATA[{}]]></o:credential></svg>",
        '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"'
        ' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><script>document.title="run"'
        "</script><openbadges:credential>{}</openbadges:credential></svg>",
    ],
)
def test_an_svg_is_read_and_never_run(visit: Visit, text: str) -> None:
    visit.open(GOOD)
    visit.hand_in(("badge.svg", text.replace("{}", document(GOOD).decode()).encode()))
    assert visit.answer().get_attribute("data-state") == "verified"
    assert visit.page.title().startswith("Check a badge")


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><text>openbadges:credential {}</text></svg>",
        b"<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        badge_png(ACHIEVEMENT),
    ],
)
def test_a_picture_without_a_badge_only_shows_one(visit: Visit, data: bytes) -> None:
    visit.open(GOOD)
    visit.hand_in(("badge.png", data))
    assert visit.problem() == WORDS["inputs"]["NOTHING_BAKED"]


@pytest.mark.parametrize("link", [BADGE, f" {BADGE.removeprefix('https://')} "])
def test_a_link_to_the_data(visit: Visit, link: str) -> None:
    visit.answers[BADGE] = {"status": 200, "body": document(GOOD)}
    visit.open(GOOD)
    visit.link(link)
    assert visit.answer().get_attribute("data-state") == "verified"


@pytest.mark.parametrize(
    "href", ["data.json", "/data.json", "https://badges.example.org/data.json"]
)
def test_a_link_to_the_page_of_a_badge(visit: Visit, href: str) -> None:
    page = (
        '<!doctype html><script>document.title="run"</script><link rel="alternate"'
        ' type="application/json" href="feed.json"><link rel="alternate nofollow"'
        f' type="application/vc+ld+json" href="{href}">'
    )
    visit.answers[BADGE] = {"status": 200, "body": page}
    visit.answers["https://badges.example.org/data.json"] = {"status": 200, "body": document(GOOD)}
    visit.open(GOOD, f"#url={quote(BADGE, safe='')}")
    assert visit.answer().get_attribute("data-state") == "verified"
    assert visit.page.title().startswith("Check a badge")
    # What stands after `#` went to no server, and nobody else was asked.
    assert all(url == PAGE or not url.startswith(PAGE) for url in visit.asked)
    hosts = {urlsplit(url).hostname for url in visit.asked}
    assert hosts == {"check.example.net", "badges.example.org"}


@pytest.mark.parametrize(
    ("link", "answer", "problem"),
    [
        ("my badge", None, "NOT_A_LINK"),
        ("", None, "NOT_A_LINK"),
        ("https://[", None, "NOT_A_LINK"),
        ("javascript:alert(1)", None, "NOT_ALLOWED"),
        ("http://badges.example.org/badge", None, "NOT_ALLOWED"),
        ("https://user:word@badges.example.org/badge", None, "NOT_ALLOWED"),
        (BADGE, {"status": 404, "body": "{}"}, "NOT_FOUND"),
        (BADGE, {"status": 403, "body": "{}"}, "REFUSED"),
        (BADGE, {"status": 200, "body": " " * (2 * 1024 * 1024 + 1)}, "TOO_LARGE"),
        (BADGE, {"status": 200, "body": "{}", "forbidden": True}, "UNREACHABLE"),
        (BADGE, None, "UNREACHABLE"),
        (BADGE, {"status": 200, "body": "<html><p>A badge"}, "NO_DATA_OF_PAGE"),
    ],
)
def test_a_link_that_leads_to_no_badge(
    visit: Visit, link: str, answer: dict[str, Any] | None, problem: str
) -> None:
    if answer:
        visit.answers[BADGE] = answer
    visit.open(GOOD)
    visit.link(link)
    assert visit.problem() == WORDS["inputs"][problem]
    assert visit.page.locator(".answer").count() == 0


def test_by_keyboard_alone_and_heard(visit: Visit) -> None:
    visit.answers[BADGE] = {"status": 200, "body": document(GOOD)}
    visit.open(GOOD)
    press = visit.page.keyboard.press
    visit.page.get_by_label("Language").wait_for()
    press("Tab")
    press("Tab")
    visit.page.keyboard.type(BADGE)
    press("Tab")
    press("Enter")
    headline = GOOD["expect"]["report"]["headline"]
    visit.page.get_by_role("status").get_by_text(headline).wait_for()
    focused = visit.page.locator(":focus")
    assert (focused.evaluate("e => e.tagName"), focused.text_content()) == ("H2", BADGE)
    press("Tab")
    press("Enter")
    assert visit.page.get_by_text("The signature covers all of it").is_visible()
    press("Tab")
    assert visit.page.locator(":focus").get_attribute("href") == "https://www.example.org/"
    press("Tab")
    visit.page.keyboard.type("ADA@example.org")
    press("Enter")
    visit.page.get_by_text(WORDS["page"]["other_email"]).wait_for()


@pytest.mark.parametrize(
    ("email", "said"), [("A@example.com", "same_email"), ("b@example.com", "other_email")]
)
def test_an_email_is_compared_here(visit: Visit, email: str, said: str) -> None:
    credential = signed(edited(badge(), put("credentialSubject.identifier.0.salt", "Kosher")))
    visit.open(GOOD)
    visit.hand_in(("badge.json", json.dumps(credential).encode()))
    assert visit.answer().get_attribute("data-state") == "verified"
    before = len(visit.asked)
    visit.page.get_by_label(WORDS["page"]["email"]).fill(email)
    visit.page.get_by_role("button", name="Compare").click()
    visit.page.locator("output").get_by_text(WORDS["page"][said]).wait_for()
    assert len(visit.asked) == before


@pytest.mark.parametrize("name", ["tampered-recipient", "wrong-issuer-key-of-another-domain"])
def test_claims_that_nobody_signed_are_not_repeated(visit: Visit, name: str) -> None:
    vector = load(name)
    visit.open(vector)
    visit.hand_in(("badge.json", document(vector)))
    visit.answer()
    assert visit.page.locator(".facts, form output, .parts, .lookups").count() == 0
    assert visit.page.get_by_text("Ada Lovelace").count() == 0
    assert visit.page.get_by_text("The document itself").is_visible()


def test_the_result_can_be_kept(visit: Visit) -> None:
    visit.open(GOOD)
    visit.hand_in(("badge.json", document(GOOD)))
    visit.answer()
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save this result").click()
    kept = json.loads(Path(download.value.path()).read_bytes())
    assert kept["source"] == "badge.json"
    del kept["report"]["version"]
    assert kept["report"] == GOOD["expect"]["report"]


def test_markup_stays_text(visit: Visit) -> None:
    markup = "<img src=x onerror=document.title='run'>"
    vector = load("verified")
    vector["document"]["issuer"]["name"] = markup
    vector["document"]["name"] = markup
    vector["document"]["credentialSubject"]["identifier"][1]["identityHash"] = markup
    visit.open(vector)
    visit.hand_in((f"{markup}.json", document(vector)))
    assert visit.answer().get_attribute("data-state") == "tampered"
    assert visit.page.locator("main img").count() == 0
    assert visit.page.title().startswith("Check a badge")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_cut_off(visit: Visit, width: int) -> None:
    """320 pixels are a window of 1280 at 400 %."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.open(GOOD)
    visit.hand_in((f"{'long' * 60}.json", document(GOOD)))
    visit.answer()
    visit.page.get_by_text("The document itself").click()
    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize("name", ["N" * 10_000, "N" + "\u0489" * 2000, "\u202eN" * 50])
def test_no_name_pushes_the_page_apart(visit: Visit, name: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 800})
    visit.open(GOOD)
    named = signed(edited(badge(), put("issuer.name", name)))
    visit.hand_in(("badge.json", json.dumps(named).encode()))
    headline = visit.answer().get_by_role("status").text_content() or ""
    assert len(headline) < 250
    assert "issued by badges.example.org (“N" in headline
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_page_whose_words_do_not_come_says_so(visit: Visit) -> None:
    for address in [address for address in visit.own if "/page-strings-" in address]:
        del visit.own[address]
    visit.open(GOOD)
    visit.page.get_by_role("alert").wait_for()
    assert visit.problem() == WORDS["inputs"]["NOT_LOADED"]


def test_what_is_handed_in_before_there_are_words_is_answered(visit: Visit) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visit.page.route("**/page-strings-*", hold)
    visit.open(GOOD)
    visit.hand_in(("badge.json", document(GOOD)))
    visit.page.locator("#answers[aria-busy]").wait_for(state="attached")
    for route in held:
        route.fallback()
    assert visit.answer().get_attribute("data-state") == "verified"
