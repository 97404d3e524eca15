"""The verifier's page in five languages: the browser's, or the one that its visitor chooses."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from badgeledger.outputs.wording import LANGUAGES, fill, language_for, strings
from tests.visit import BADGE, GOOD, PAGE, Visit, document, load, page_in

# What the browsers of a country prefer, and what they are shown.
BROWSERS = {
    "en-US": "en",
    "es-MX": "es",
    "pt-BR": "pt",
    "fr-CA": "fr",
    "de-AT": "de",
    "fi-FI": "en",
}
TRANSLATED = "[data-t], [data-t-label]"


@pytest.fixture
def browser_of(browser: Browser) -> Iterator[Any]:
    """Opens a browser that prefers a language, and so pages in it."""
    contexts = []

    def opened(locale: str) -> Visit:
        contexts.append(browser.new_context(locale=locale))
        return Visit(contexts[-1])

    yield opened
    for context in contexts:
        context.close()


def switch(visit: Visit) -> Locator:
    return visit.page.locator("#language select")


def texts(visit: Visit) -> list[str]:
    """All that the page itself says."""
    script = "all => all.map(e => [e.dataset.t && e.textContent, e.ariaLabel].join('|'))"
    found: list[str] = visit.page.locator(TRANSLATED).evaluate_all(script)
    return found


@pytest.mark.parametrize(("locale", "language"), BROWSERS.items())
def test_a_page_speaks_the_language_of_its_browser(
    browser_of: Any, locale: str, language: str
) -> None:
    visit = browser_of(locale)
    visit.open(GOOD)
    expect(switch(visit)).to_have_value(language)
    assert visit.page.locator("html").get_attribute("lang") == language
    assert visit.page.get_by_role("heading").text_content() == strings(language)["verify"]["title"]
    assert visit.page.evaluate("localStorage.length") == 0
    assert visit.said == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_an_answer_is_in_the_language_that_was_chosen(
    browser_of: Any, language: str
) -> None:
    words, vector = strings(language)["verifier"], load("expired")
    visit = browser_of("en-US" if language != "en" else "de-DE")
    visit.open(vector)
    visit.hand_in(("badge.json", document(vector)))
    visit.answer()
    switch(visit).select_option(language)
    until = {"en": "1 May 2029 at 23:59 UTC", "es": "1 de mayo de 2029 (23:59 UTC)",
             "pt": "1 de maio de 2029 (23:59 UTC)", "fr": "1 mai 2029 à 23:59 UTC",
             "de": "1. Mai 2029, 23:59 Uhr UTC"}[language]  # fmt: skip
    issuer = fill(
        words["issuer"]["domain_named"], domain="badges.example.org", name="Example Institute"
    )
    headline = words["headlines"]["expired"].format(until=until, issuer=issuer)
    expect(visit.page.get_by_role("status").get_by_text(headline)).to_be_visible()
    expect(visit.page.locator(":focus")).to_have_value(language)
    answer = visit.page.locator(".answer")
    assert answer.get_attribute("data-state") == "expired"
    expect(answer.get_by_text(words["advice"]["expired"])).to_be_visible()
    person = words["answer"]["person"].format(name="Ada Lovelace")
    expect(answer.get_by_text(person)).to_be_visible()
    answer.get_by_text(words["answer"]["checks"]).click()
    reason = words["reasons"]["EXPIRED"].format(until=until)
    expect(answer.get_by_text(reason)).to_be_visible()
    assert visit.page.locator("html").get_attribute("lang") == language


def test_every_text_of_the_page_follows_and_comes_back(browser_of: Any) -> None:
    """None is left in a language of before, and none was other than the catalogue's."""
    visit = browser_of("en-US")
    visit.open(GOOD)
    switch(visit).wait_for()
    title, shown = visit.page.title(), {"en": texts(visit)}
    for language in (*LANGUAGES[1:], "en"):
        switch(visit).select_option(language)
        expect(visit.page.locator("html")).to_have_attribute("lang", language)
        assert shown.setdefault(language, texts(visit)) == texts(visit)
    assert visit.page.title() == title
    assert len(shown["en"]) > 10
    for language in LANGUAGES[1:]:
        pairs = zip(shown["en"], shown[language], strict=True)
        assert [english for english, other in pairs if english == other] == []


def test_what_a_visitor_chose_is_kept_and_what_a_browser_prefers_is_not(browser_of: Any) -> None:
    visit = browser_of("fr-FR")
    visit.open(GOOD)
    expect(switch(visit)).to_have_value("fr")
    switch(visit).select_option("pt")
    expect(visit.page.locator("html")).to_have_attribute("lang", "pt")
    visit.page.reload()
    expect(switch(visit)).to_have_value("pt")
    kept = visit.page.evaluate("JSON.stringify(localStorage)")
    assert json.loads(kept) == {"badgeledger-language": "pt"}


def test_a_browser_that_keeps_nothing_is_no_obstacle(browser_of: Any) -> None:
    visit = browser_of("es-ES")
    denied = "Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } })"
    visit.page.add_init_script(denied)
    visit.open(GOOD)
    expect(switch(visit)).to_have_value("es")
    switch(visit).select_option("de")
    expect(visit.page.locator("html")).to_have_attribute("lang", "de")
    assert visit.said == []


def test_words_that_cannot_be_loaded_leave_the_page_as_it_is(browser_of: Any) -> None:
    visit = browser_of("en-US")
    visit.open(GOOD)
    switch(visit).wait_for()
    visit.own = {url: data for url, data in visit.own.items() if "strings-de" not in url}
    switch(visit).select_option("de")
    expect(switch(visit)).to_have_value("en")
    assert visit.page.locator("html").get_attribute("lang") == "en"


def test_a_link_shows_each_reader_their_own_language(browser_of: Any) -> None:
    visit = browser_of("de-DE")
    visit.answers[BADGE] = {"status": 200, "body": document(GOOD)}
    visit.open(GOOD, f"#url={BADGE}")
    expect(visit.page.get_by_role("status").get_by_text("Echt und gültig")).to_be_visible()


def test_without_scripts_the_page_is_in_its_issuer_s_language(browser: Browser) -> None:
    words = strings("fr")["verify"]
    with browser.new_context(locale="de-DE", java_script_enabled=False) as context:
        visit = Visit(context)
        visit.own[PAGE] = page_in("fr")
        visit.open(GOOD)
        assert visit.page.locator("html").get_attribute("lang") == "fr"
        assert visit.page.get_by_text(words["lead"]).is_visible()
        assert visit.page.get_by_label(words["link"]).is_visible()


@pytest.mark.parametrize(
    ("tag", "language"), [("en", "en"), ("pt-BR", "pt"), ("DE-at", "de"), ("fi", "en"), ("e", "en")]
)
def test_a_language_tag_has_its_catalogue(tag: str, language: str) -> None:
    assert language_for(tag) == language
