"""What an answer tells besides its headline: three questions, what is inside, what can be asked."""

import base64
import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from badgeledger.outputs.picture import badge_png
from tests.verify_cases.inside import endorsement
from tests.verify_edits import edited, put
from tests.verify_world import ACHIEVEMENT, BADGE_ADDRESS, DID, badge, signed
from tests.visit import GOOD, PAGE, WORDS, Visit, document, load, page_in

REPLIES, LOOKUPS = WORDS["replies"], WORDS["lookups"]
LIST = "https://lists.example.net/issuers.json"
ELSEWHERE = "https://elsewhere.example.net/what"
# An unsigned badge in which the words of Open Badges' extensions have their meaning.
EXTENDED = edited(
    badge(),
    lambda document: document["@context"].append(
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
    ),
)


def told(answer: Locator) -> list[str]:
    """The replies to the three questions, and the sign of each."""
    rows = answer.locator(".questions > div").all()
    return [f"{row.get_attribute('data-sign')} {row.locator('dd').text_content()}" for row in rows]


def hand_in(visit: Visit, credential: dict[str, Any]) -> Locator:
    visit.open(GOOD)
    visit.hand_in(("badge.json", json.dumps(credential).encode()))
    return visit.answer()


def body(content: Any) -> dict[str, Any]:
    return {"status": 200, "body": content if isinstance(content, bytes) else json.dumps(content)}


def page_with(registries: list[dict[str, str]]) -> bytes:
    return page_in("en", registries)


@pytest.mark.parametrize(
    ("name", "replies"),
    [
        ("verified", ["good yes", "good yes", "open no_lists"]),
        ("tampered-recipient", ["bad no", "open not_asked", "open not_asked"]),
        ("wrong-issuer-key-of-another-domain", ["bad no", "open not_asked", "open not_asked"]),
        ("revoked-withdrawn", ["good yes", "bad ended", "open no_lists"]),
        ("suspended", ["good yes", "doubt on_hold", "open no_lists"]),
        ("expired", ["good yes", "doubt expired", "open no_lists"]),
        ("not-yet-valid", ["good yes", "doubt not_yet", "open no_lists"]),
        ("unchecked-status-list-unreachable", ["good yes", "doubt unchecked", "open no_lists"]),
        (
            "unchecked-signature-did-unreachable",
            ["doubt unchecked", "doubt unchecked", "open no_lists"],
        ),
        ("verified-preview-of-did-key", ["doubt by_a_key", "good yes", "open no_lists"]),
        ("unreadable-empty", []),
    ],
)
def test_three_questions_are_told_apart(visit: Visit, name: str, replies: list[str]) -> None:
    vector = load(name)
    visit.open(vector)
    visit.hand_in(("badge.json", document(vector)))
    words = [reply.split() for reply in replies]
    assert told(visit.answer()) == [f"{sign} {REPLIES[word]}" for sign, word in words]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("verified", WORDS["advice"]["verified"]),
        ("verified-no-refresh-to-be-had", WORDS["answer"]["without_status"]),
        ("expired", WORDS["advice"]["expired"]),
    ],
)
def test_only_what_was_looked_up_is_said_not_to_be_withdrawn(
    visit: Visit, name: str, advice: str
) -> None:
    vector = load(name)
    visit.open(vector)
    visit.hand_in(("badge.json", document(vector)))
    expect(visit.answer()).to_contain_text(advice)


@pytest.mark.parametrize(
    ("found", "state", "reply"),
    [
        ({"registry": {DID: {}}}, "verified", "good yes"),
        ({"registry": {}}, "unrecognised-issuer", "doubt not_listed"),
        (None, "verified", "open unchecked"),
    ],
)
def test_the_lists_of_a_site_are_asked(visit: Visit, found: Any, state: str, reply: str) -> None:
    visit.own[PAGE] = page_with([{"name": "Schools “we” know & trust", "url": LIST}])
    if found is not None:
        visit.answers[LIST] = body(found)
    answer = hand_in(visit, GOOD["document"])
    assert answer.get_attribute("data-state") == state
    sign, word = reply.split()
    assert told(answer) == [
        f"good {REPLIES['yes']}", f"good {REPLIES['yes']}", f"{sign} {REPLIES[word]}",
    ]  # fmt: skip


def test_a_key_that_nobody_vouches_for_never_looks_good(visit: Visit) -> None:
    vector = load("verified-preview-of-did-key")
    visit.open(vector)
    visit.hand_in(("badge.json", document(vector)))
    answer = visit.answer()
    assert answer.get_attribute("data-state") == "verified"
    assert answer.get_attribute("data-sign") == "doubt"
    assert answer.get_by_text(WORDS["advice"]["unvouched"]).is_visible()


def test_a_key_that_a_list_vouches_for_looks_good(visit: Visit) -> None:
    vector = load("verified-preview-of-did-key")
    issuer = vector["document"]["issuer"]["id"]
    visit.own[PAGE] = page_with([{"name": "Schools", "url": LIST}])
    visit.answers[LIST] = body({"registry": {issuer: {}}})
    visit.open(vector)
    visit.hand_in(("badge.json", document(vector)))
    assert visit.answer().get_attribute("data-sign") == "good"


def test_what_is_inside_has_answers_of_its_own(visit: Visit) -> None:
    vector = load("expired-record-with-one-tampered-with")
    visit.open(vector)
    visit.hand_in(("record.json", document(vector)))
    answer = visit.answer()
    assert told(answer)[0] == f"bad {REPLIES['not_all']}"
    parts = visit.page.locator(".parts > li")
    report = vector["expect"]["report"]
    said = [part.locator("p strong").text_content() for part in parts.all()]
    assert said == [part["headline"] for part in report["parts"]]


def test_each_proof_of_a_set_is_told(visit: Visit) -> None:
    vector = load("verified-second-proof-known")
    visit.open(vector)
    visit.hand_in(("badge.json", document(vector)))
    visit.answer().get_by_text(WORDS["answer"]["checks"]).click()
    for proof in vector["expect"]["report"]["proofs"]:
        line = f"{proof['suite']} {WORDS['results'][proof['result']]}: {proof['reason']}"
        assert visit.page.locator("li", has_text=line).is_visible()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://user:word@bank.example/", "data:text/html,x"]
)
def test_an_address_that_may_not_be_followed_is_text(visit: Visit, url: str) -> None:
    hand_in(visit, signed(edited(badge(), put("issuer.url", url))))
    about = visit.page.locator(".about")
    assert about.locator("a").count() == 0
    assert about.get_by_text(url).is_visible()


def test_mail_and_web_are_links(visit: Visit) -> None:
    hand_in(visit, signed(edited(badge(), put("issuer.email", "ask@example.org"))))
    links = visit.page.locator(".about a")
    assert [link.get_attribute("href") for link in links.all()] == [
        "https://www.example.org/", "mailto:ask@example.org",
    ]  # fmt: skip


def test_nothing_is_asked_before_a_click(visit: Visit) -> None:
    service = {"id": ELSEWHERE, "type": "1EdTechCredentialRefresh"}
    schema = {"id": ELSEWHERE, "type": "1EdTechJsonSchemaValidator2019"}
    edits = put("refreshService", service), put("credentialSchema", schema)
    hand_in(visit, signed(edited(EXTENDED, *edits)))
    assert ELSEWHERE not in visit.asked
    assert visit.page.locator(".lookups button").count() == len(("picture", "refresh", "schema"))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (endorsement(BADGE_ADDRESS), "Genuine and current"),
        (edited(endorsement(BADGE_ADDRESS), put("name", "Other")), "Do not rely on this"),
        (endorsement(f"{BADGE_ADDRESS}/2"), LOOKUPS["not_this_endorsement"]),
        (signed(badge()), LOOKUPS["not_this_endorsement"]),
        (None, WORDS["inputs"]["UNREACHABLE"]),
    ],
)
def test_an_endorsement_that_is_only_linked(visit: Visit, found: Any, said: str) -> None:
    if found is not None:
        visit.answers[ELSEWHERE] = body(found)
    answer = hand_in(visit, signed(edited(badge(), put("endorsement", [ELSEWHERE]))))
    assert answer.get_attribute("data-sign") == "good"
    assert ELSEWHERE not in visit.asked
    visit.page.get_by_role("button", name="Look at the endorsement").click()
    expect(visit.page.locator(".lookups [role=status]:not(:empty)")).to_contain_text(said)
    assert answer.get_attribute("data-sign") == "good"


REFRESHABLE = edited(
    EXTENDED, put("refreshService", {"id": ELSEWHERE, "type": "1EdTechCredentialRefresh"})
)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (signed(edited(REFRESHABLE, put("validFrom", "2026-06-01T00:00:00Z"))), "newer"),
        (signed(REFRESHABLE), "nothing_newer"),
        (signed(edited(REFRESHABLE, put("id", f"{BADGE_ADDRESS}/2"))), "not_this_badge"),
        (edited(signed(REFRESHABLE), put("validFrom", "2026-06-01T00:00:00Z")), "not_this_badge"),
        ({"no": "badge"}, "not_this_badge"),
        (None, None),
    ],
)
def test_a_newer_version(visit: Visit, answer: Any, said: str | None) -> None:
    if answer is not None:
        visit.answers[ELSEWHERE] = body(answer)
    before = hand_in(visit, signed(REFRESHABLE))
    visit.page.get_by_role("button", name="Ask elsewhere.example.net").click()
    found = visit.page.locator(".lookups [role=status]:not(:empty)")
    words = LOOKUPS[said] if said else WORDS["inputs"]["UNREACHABLE"]
    expect(found).to_contain_text(words.replace("{from}", "1 June 2026 at 00:00 UTC"))
    assert before.get_attribute("data-state") == "verified"


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "object", "required": ["issuer"]}, "schema_fits"),
        (
            {"$schema": "https://json-schema.org/draft/2019-09/schema#", "required": ["size"]},
            "schema_faults",
        ),
        ({"properties": {"name": {"pattern": "("}}}, "schema_unusable"),
        ({"$ref": "https://elsewhere.example.net/other"}, "schema_unusable"),
        ([], "schema_unusable"),
    ],
)
def test_the_form_by_its_schema(visit: Visit, schema: Any, said: str) -> None:
    visit.answers[ELSEWHERE] = body(schema)
    named = {"id": ELSEWHERE, "type": "1EdTechJsonSchemaValidator2019"}
    before = hand_in(visit, signed(edited(EXTENDED, put("credentialSchema", named))))
    visit.page.get_by_role("button", name="Compare its form").click()
    expect(visit.page.locator(".lookups [role=status]:not(:empty)")).to_contain_text(LOOKUPS[said])
    assert before.get_attribute("data-state") == "verified"


def test_a_picture_from_elsewhere(visit: Visit) -> None:
    credential = signed(edited(badge(), put("credentialSubject.achievement.image.id", ELSEWHERE)))
    visit.answers[ELSEWHERE] = body(badge_png(ACHIEVEMENT))
    hand_in(visit, credential)
    visit.page.get_by_role("button", name="Show the picture").click()
    picture = visit.page.get_by_role("img", name=LOOKUPS["picture_of"])
    expect(picture).to_be_visible()
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    visit.answers[ELSEWHERE] = body(b"no picture")
    visit.page.get_by_role("button", name="Show the picture").click()
    visit.page.get_by_text(LOOKUPS["no_picture"]).wait_for()
    assert not any("Content Security Policy" in text for text in visit.said)


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("name", ["verified", "tampered-recipient", "expired"])
def test_a_result_prints_on_one_page(visit: Visit, name: str) -> None:
    vector = load(name)
    visit.open(vector)
    visit.hand_in(("badge.json", document(vector)))
    visit.answer()
    pdf = visit.page.pdf(format="A4")
    assert pages_of(pdf) == 1


def test_on_paper_stand_all_checks_and_no_buttons(visit: Visit) -> None:
    hand_in(visit, GOOD["document"])
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    text = visit.page.locator("body").inner_text()
    report = GOOD["expect"]["report"]
    for needed in (report["headline"], "badge.json", "20 November 2026", "of Badge Ledger"):
        assert needed in text
    assert all(check["reason"] in text for check in report["checks"])
    shown = [each for each in visit.page.locator("button, input").all() if each.is_visible()]
    assert shown == []
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator("details[open]").count() == 0


def test_a_token_is_shown_as_what_it_says(visit: Visit) -> None:
    visit.open(GOOD)
    claims = json.dumps(GOOD["document"]).encode()
    token = ".".join(map(encoded, (b'{"alg":"EdDSA"}', claims, b"none")))
    visit.hand_in(("badge.jwt", token.encode()))
    visit.page.locator(".answer strong").wait_for()
    visit.page.get_by_text(WORDS["page"]["document"]).click()
    expect(visit.page.locator("pre")).to_contain_text("Python Basics")


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def test_a_newer_hand_in_replaces_one_that_is_still_checked(visit: Visit) -> None:
    visit.open(GOOD)
    visit.hand_in(*((f"{n}.json", document(GOOD)) for n in range(40)))
    visit.hand_in(("last.json", document(load("tampered-recipient"))))
    assert visit.answer().get_attribute("data-state") == "tampered"
    assert visit.page.locator("#answers h2").all_text_contents() == ["last.json"]
