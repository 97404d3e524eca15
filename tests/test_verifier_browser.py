"""The verifier in a real Chromium: its engine over every vector, and the page that checks itself.

One vector of each kind is laid on a page of another site than its issuer's, under the page's own
strict policy, so that it asks the issuer's site as an employer's browser would.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from badgeledger.credential.achievement import drawing_address
from badgeledger.log.entries import Act, Leaf
from badgeledger.model import Award, AwardVersion
from badgeledger.outputs.assets import shared_assets
from badgeledger.outputs.badge_page import badge_page
from badgeledger.outputs.wording import strings
from tests.around import around
from tests.make_verify_vectors import without_version
from tests.setup import ROOT, build_hook
from tests.verify_world import ACHIEVEMENT, AWARD, AWARD_ID, DID, ISSUER, SITE, body_of

VECTORS = sorted((Path(__file__).parent / "vectors" / "verify").glob("*.json"))
COPY = "https://copy.example.net"
PAGE = f"{COPY}/credentials/{AWARD_ID}/"
ASSETS = shared_assets(ISSUER)
HTML = badge_page(
    AwardVersion(AWARD_ID, Award.model_validate(AWARD), ACHIEVEMENT),
    acts=(Act("issue", Leaf(0, 0)),),
    by={},
    around=around(ISSUER, DID, ASSETS.names, site=SITE),
)
IMAGE = drawing_address(ACHIEVEMENT)
WORDS = strings()["verifier"]
# Gives each vector's report: the engine is asked as `badge.ts` asks it, with the vector's answers.
RUN = """async (vectors) => {
  const bytes = (text) => new TextEncoder().encode(text);
  const data = (base64) => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  const answer = ({ status, body, base64 }) =>
    ({ status, body: base64 ? data(base64) : bytes(body) });
  const run = async ({ document, text, fetch, now, proofs = [] }) => engine.verify(
    bytes(text ?? JSON.stringify(document)),
    { now, proofs: proofs.map(data), fetch: async (url) => fetch[url] ? answer(fetch[url]) : null },
  );
  const reports = [];
  for (const vector of JSON.parse(vectors)) reports.push(await run(vector));
  return reports;
}"""
KINDS = [
    "verified", "verified-preview-of-did-key", "unreadable-empty", "tampered-recipient",
    "wrong-issuer-key-of-another-domain", "revoked-withdrawn", "revoked-replaced", "suspended",
    "not-yet-valid", "expired", "unchecked-signature-did-unreachable",
    "unchecked-status-list-unreachable",
]  # fmt: skip
TYPES = {"js": "text/javascript", "css": "text/css", "json": "application/json"}


class Internet:
    """What every address answers: a copied badge page, and the issuer's site of a vector."""

    def __init__(self, context: BrowserContext) -> None:
        self.vector: dict[str, Any] = {}
        self.asked: list[str] = []
        context.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        self.asked.append(url)
        answer = self._page(url) or self.vector["fetch"].get(url) or self._preview(url)
        if answer is None:
            route.abort()
            return
        kind = TYPES.get(urlsplit(url).path.rpartition(".")[2], "text/html; charset=utf-8")
        headers = {"content-type": kind, "access-control-allow-origin": "*"}
        route.fulfill(status=answer["status"], body=body_of(answer), headers=headers)

    def _page(self, url: str) -> dict[str, Any] | None:
        document = self.vector.get("document")
        pages: dict[str, bytes | str] = {
            PAGE: HTML,
            f"{PAGE}credential.json": self.vector.get("text", json.dumps(document)),
            f"{COPY}/{IMAGE}": "",
            **{f"{COPY}/{address}": data for address, data in ASSETS.files.items()},
        }
        return {"status": 200, "body": pages[url]} if url in pages else None

    def _preview(self, url: str) -> Any:
        return self.vector["fetch"].get(url.replace(COPY, SITE))


class Visit:
    """A page with an internet around it; `said` collects what the browser complains of."""

    def __init__(self, context: BrowserContext) -> None:
        self.internet = Internet(context)
        self.page: Page = context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, vector: dict[str, Any]) -> None:
        """Open the page with a vector's badge, at the vector's time, and let it be checked."""
        self.internet.vector = vector
        self.page.clock.set_fixed_time(vector["now"])
        self.page.goto(PAGE)
        self.page.locator("#check [role=status] strong").wait_for()


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Visit]:
    visit = Visit(context)
    yield visit
    visit.page.close()
    context.unroute_all()


def load(name: str) -> dict[str, Any]:
    """The vector of this name."""
    (path,) = (path for path in VECTORS if path.stem == name)
    vector: dict[str, Any] = json.loads(path.read_bytes())
    return vector


def test_engine_gives_every_vectors_report(visit: Visit, tmp_path: Path) -> None:
    hook, script = build_hook(), tmp_path / "engine.js"
    how = ["--bundle", "--format=iife", "--global-name=engine", f"--outfile={script}"]
    hook.run(["node_modules/esbuild/bin/esbuild", "src/verify.ts", *how], ROOT / "verifier", "")
    vectors = [json.loads(path.read_bytes()) for path in VECTORS]
    visit.page.goto(f"{COPY}/{IMAGE}")  # a page without a policy of its own
    visit.page.add_script_tag(content=script.read_text())
    # As text: what carries objects into the browser loses a member named `__proto__`.
    reports = visit.page.evaluate(RUN, json.dumps(vectors))
    expected = [vector["expect"]["report"] for vector in vectors]
    told = [without_version(report) for report in reports]
    assert [(v["name"], r) for v, r in zip(vectors, told, strict=True)] == [
        (v["name"], r) for v, r in zip(vectors, expected, strict=True)
    ]


@pytest.mark.parametrize("name", KINDS)
def test_page_says_what_the_vector_expects(visit: Visit, name: str) -> None:
    vector = load(name)
    visit.open(vector)
    report = vector["expect"]["report"]
    check = visit.page.locator("#check")
    assert check.get_attribute("data-state") == report["state"]
    assert check.get_by_role("status").text_content() == report["headline"]
    assert check.locator("li").all_text_contents() == [
        f"{WORDS['checks'][c['check']]} {WORDS['results'][c['result']]}: {c['reason']}"
        for c in report["checks"]
    ]
    assert not any("Content Security Policy" in text for text in visit.said)


def test_a_sound_badge_loads_little_and_quietly(visit: Visit) -> None:
    visit.open(load("verified"))
    assert visit.said == []
    scripts = [url.rpartition("/")[2] for url in visit.internet.asked if url.endswith(".js")]
    assert not any(
        name.startswith(("ed25519", "jws", "p256", "rarer-contexts", "older-contexts"))
        for name in scripts
    )
    assert visit.page.locator("#check").get_attribute("aria-busy") is None
    person = visit.page.get_by_text("This does not prove that the person in front of you is Ada")
    assert person.is_visible()


def test_a_browser_without_ed25519_computes_it(visit: Visit) -> None:
    visit.page.add_init_script("crypto.subtle.importKey = () => Promise.reject(new Error('no'))")
    visit.open(load("verified"))
    assert visit.page.locator("#check").get_attribute("data-state") == "verified"
    visit.open(load("tampered-recipient"))
    assert visit.page.locator("#check").get_attribute("data-state") == "tampered"


def test_markup_in_a_badge_is_text(visit: Visit) -> None:
    vector = load("verified")
    name = "<img src=x onerror=alert(1)>\u202e"
    vector["document"]["credentialSubject"]["identifier"][0]["identityHash"] = name
    vector["document"]["issuer"]["name"] = name
    visit.open(vector)
    assert visit.page.locator("#check img").count() == 0
    assert "\u202e" not in (visit.page.locator("#check").text_content() or "")


def test_without_its_document_the_page_keeps_its_words(visit: Visit) -> None:
    vector = load("verified") | {"document": None, "text": "x" * (2 * 1024 * 1024 + 1)}
    visit.internet.vector = vector
    visit.page.goto(PAGE)
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.get_by_text(strings()["badge"]["unchecked"]).is_visible()
    assert visit.page.locator("#check").get_attribute("aria-busy") is None


def test_the_answer_is_in_the_visitor_s_language(browser: Browser) -> None:
    german, french = strings("de")["verifier"], strings("fr")["verifier"]
    with browser.new_context(locale="de-DE") as context:
        visit = Visit(context)
        visit.open(load("verified"))
        answer = visit.page.locator("#check")
        assert answer.get_attribute("lang") == "de"
        assert answer.get_by_text(german["advice"]["verified"]).is_visible()
        visit.page.get_by_label(german["answer"]["language"]).select_option("fr")
        answer.get_by_text(french["advice"]["verified"]).wait_for()
        assert answer.get_attribute("lang") == "fr"
        assert visit.page.locator("html").get_attribute("lang") == "en", "as it came"
        assert visit.said == []


def test_what_stands_around_the_badge_is_in_the_visitor_s_language_too(browser: Browser) -> None:
    english, french = strings("en"), strings("fr")
    with browser.new_context(locale="fr-CA") as context:
        visit = Visit(context)
        visit.open(load("verified"))
        page, shown = visit.page, visit.page.locator("article")
        heading = shown.locator("[data-t='facts.criteria']")
        assert heading.text_content() == french["facts"]["criteria"]
        assert heading.get_attribute("lang") == "fr"
        assert shown.get_by_text("Solve ten exercises.").count() == 1, "what the issuer wrote"
        assert shown.locator("time").first.text_content() == "1 mai 2026"
        # U+202F stands between a number and its sign in French.
        assert shown.get_by_text("93\u202f%", exact=True).is_visible()
        assert page.locator("html").get_attribute("lang") == "en", "as it came"
        page.get_by_label(french["verifier"]["answer"]["language"]).select_option("en")
        shown.get_by_text(english["facts"]["criteria"]).wait_for()
        assert shown.locator("time").first.text_content() == "1 May 2026"
        assert shown.get_by_text("93%", exact=True).is_visible()
        assert visit.said == []


def test_without_scripts_the_page_keeps_its_words(browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        visit = Visit(context)
        visit.internet.vector = load("verified")
        visit.page.goto(PAGE)
        assert visit.page.get_by_text(strings()["badge"]["unchecked"]).is_visible()
