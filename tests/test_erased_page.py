"""The notice of an erased award: it stands alone, says so in each language, and asks nothing."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from badgeledger.model import Issuer
from badgeledger.outputs.assets import shared_assets
from badgeledger.outputs.erased_page import erased_page
from badgeledger.outputs.surroundings import Surroundings
from badgeledger.outputs.template import own_templates
from badgeledger.outputs.wording import LANGUAGES, strings
from tests.around import around
from tests.browsing import browsing
from tests.parsed_page import Page
from tests.test_verify_access import WRITTEN, faults_of_html, found_by_axe

ISSUER = Issuer(name="Quay & Sons", url="https://quay.example/", site="https://badges.quay.example")
ASSETS = shared_assets(ISSUER)


def here(**changes: Any) -> Surroundings:
    return around(ISSUER, "did:web:badges.quay.example", ASSETS.names, **changes)


def notice(language: str = "en", *, preview: bool = False, policy: bool = True) -> bytes:
    return erased_page(here(language=language, preview=preview, policy=policy))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_happened_in_each_language(language: str) -> None:
    page, words = Page.of(notice(language)), strings(language)["erased"]
    assert page.all("html") == [{"lang": language}]
    for text in words.values():
        assert " ".join(text.format(issuer=ISSUER.name).split()) in page.text
    assert page.all("script") == []
    metas = page.all("meta")
    assert {"name": "robots", "content": "noindex"} in metas
    assert {"name": "referrer", "content": "no-referrer"} in metas
    assert [meta["content"] for meta in metas if "http-equiv" in meta] == [
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
    ]


def test_a_preview_and_a_development_server_have_theirs() -> None:
    page = Page.of(notice(preview=True, policy=False))
    assert strings("en")["badge"]["preview"] in page.text
    assert not [meta for meta in page.all("meta") if "http-equiv" in meta]


def test_an_institution_can_write_its_own() -> None:
    text = (
        '{% extends "badgeledger/erased.html" %}{% block footer %}<p>Write to us.</p>{% endblock %}'
    )
    own = own_templates({"erased.html": text.encode()})
    made = erased_page(here(templates=own))
    assert "Write to us." in Page.of(made).text


def test_axe_and_html_validate_find_nothing(browser: Browser, tmp_path: Path) -> None:
    pages = {f"{language}/x/index.html": notice(language) for language in LANGUAGES}
    assert faults_of_html(tmp_path, WRITTEN, *(page.decode() for page in pages.values())) == ""
    visitor = browsing(browser, ASSETS.files | pages, viewport={"width": 320, "height": 800})
    for language in LANGUAGES:
        page = visitor.open(f"{language}/x/")
        page.wait_for_load_state("networkidle")
        assert found_by_axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert (visitor.refused, visitor.said) == ([], [])
    visitor.context.close()
