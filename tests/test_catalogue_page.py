"""The catalogue in a real browser, in both hosts: searched, filtered, linked, as a plain list."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from badgeledger.outputs.wording import strings
from tests.browsing import SITE, Browsing, Published, browsing

WORDS = strings()["catalogue"]
CATALOGUE = "achievements/"
ALL = 14


@pytest.fixture(params=["plain", "mkdocs"])
def catalogue(
    request: pytest.FixtureRequest, browser: Browser, plain_site: Published, mkdocs_site: Published
) -> Iterator[Browsing]:
    site = plain_site if request.param == "plain" else mkdocs_site
    visitor = browsing(browser, site.files)
    yield visitor
    visitor.context.close()


def names(visitor: Browsing) -> list[str]:
    """The badges that are shown."""
    found: list[str] = visitor.page.locator(".bl-cards > li:visible b").all_text_contents()
    return found


def status(visitor: Browsing) -> Locator:
    return visitor.page.locator(".bl-find [role=status]")


def choose(visitor: Browsing, group: str, value: str) -> None:
    details = visitor.page.locator("details", has=visitor.page.get_by_text(group, exact=True))
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.get_by_text(value).click()


def test_a_word_finds_names_descriptions_and_skills(catalogue: Browsing) -> None:
    page = catalogue.open(CATALOGUE)
    expect(status(catalogue)).to_have_text(f"{ALL} of {ALL} badges")
    search = page.get_by_role("searchbox", name=WORDS["search"])
    search.fill("WRANGLING")
    assert names(catalogue) == ["Data Wrangling"]
    search.fill("region menu")  # accents and order do not matter
    assert names(catalogue) == ["Cocina sostenible"]
    search.fill("presentation software")
    assert "Junior Data Analyst" in names(catalogue)
    search.fill("no such thing")
    expect(page.get_by_text(WORDS["none"])).to_be_visible()
    page.get_by_role("button", name=WORDS["reset"]).click()
    expect(status(catalogue)).to_have_text(f"{ALL} of {ALL} badges")
    assert catalogue.said == []


def test_filters_add_up_and_count_what_they_would_show(catalogue: Browsing) -> None:
    page = catalogue.open(CATALOGUE)
    choose(catalogue, "Kind", "Course")
    courses = names(catalogue)
    assert 1 < len(courses) < ALL
    choose(catalogue, "Kind", "Certification")
    assert len(names(catalogue)) > len(courses)
    choose(catalogue, "Level", "EQF level 4")
    shown = names(catalogue)
    assert shown == ["Python Basics"]
    other = page.locator("details label", has=page.locator("input[value=MicroCredential]"))
    assert int(other.locator("small").text_content() or "") == 0
    expect(status(catalogue)).to_have_text(f"1 of {ALL} badges")


def test_what_was_looked_for_can_be_linked_to(catalogue: Browsing) -> None:
    page = catalogue.open(CATALOGUE)
    choose(catalogue, "Language", "Spanish")
    page.get_by_role("searchbox").fill("menú")
    address = f"{SITE}/achievements/?find=men%C3%BA&language=es"
    expect(page).to_have_url(address)
    assert names(catalogue) == ["Cocina sostenible"]
    page.goto("about:blank")
    page.goto(address)
    expect(status(catalogue)).to_have_text(f"1 of {ALL} badges")
    assert page.get_by_role("searchbox").input_value() == "menú"


def test_filters_are_reached_by_keys(catalogue: Browsing) -> None:
    page = catalogue.open(CATALOGUE)
    search = page.get_by_role("searchbox", name=WORDS["search"])
    search.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert len(names(catalogue)) < ALL
    page.keyboard.press("Escape")
    expect(page.locator("details[open]")).to_have_count(0)
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_without_scripts_it_is_a_list(browser: Browser, plain_site: Published) -> None:
    visitor = browsing(browser, plain_site.files, java_script_enabled=False)
    visitor.open(CATALOGUE)
    assert len(names(visitor)) == ALL
    visitor.page.get_by_role("link", name="Data Wrangling").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Data Wrangling")
    visitor.context.close()


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_interface_speaks_the_visitors_language(
    language: str, browser: Browser, mkdocs_site: Published
) -> None:
    visitor = browsing(browser, mkdocs_site.files, locale=language)
    page = visitor.open("achievements/cocina-sostenible/")
    words = strings(language)
    heading = page.get_by_role("heading", name=words["facts"]["criteria"])
    expect(heading.locator("[data-t]")).to_have_attribute("lang", language)
    page = visitor.open("issuer/")
    page.wait_for_load_state("networkidle")
    assert page.get_by_text(strings()["issuer"]["domain"], exact=True).is_visible(), "as it came"
    page = visitor.open(CATALOGUE)
    expect(page.get_by_role("searchbox", name=words["catalogue"]["search"])).to_be_visible()
    assert "Cocina sostenible" in names(visitor)
    visitor.context.close()


def test_nothing_is_asked_of_other_sites(catalogue: Browsing) -> None:
    catalogue.open(CATALOGUE)
    catalogue.open("achievements/academic-writing/")
    assert catalogue.refused == []
    assert catalogue.said == []
