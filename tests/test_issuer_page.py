"""The issuer's page: whom to ask, how to check, which keys, and what is published of whom."""

import pytest

from badgeledger.model import Issuer, Keys
from badgeledger.outputs.host_page import HostPage
from badgeledger.outputs.issuer_page import issuer_page
from badgeledger.outputs.wording import LANGUAGES, strings
from tests.parsed_page import Page
from tests.test_outputs_catalogue import MARKUP, hosted

OLD = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ9zmMsrkoZdvu"
NEW = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
BAD = "z6MkfDbRqQ3rM5c4YV7mcH4ru1bK2cMGDPcDJy2TnLgoqbWG"
KEYS = Keys.model_validate(
    {
        "signing": [
            {"key": OLD, "added": "2024-01-01"},
            {
                "key": BAD,
                "added": "2025-01-01",
                "withdrawn": {"on": "2025-03-01", "reason": "Stolen.", "first_leaf": "7"},
            },
            {"key": NEW, "added": "2025-03-01"},
        ]
    }
)


def issuer(**members: str) -> Issuer:
    own = {"name": "Alder Quay", "url": "https://quay.example/", "site": "https://b.quay.example"}
    return Issuer.model_validate(own | members)


def made(of: Issuer, keys: Keys | None = KEYS, *, preview: bool = False) -> HostPage:
    return issuer_page(of, keys, did="did:web:b.quay.example", preview=preview)


def page_of(of: Issuer, keys: Keys | None = KEYS, *, preview: bool = False) -> Page:
    return hosted(made(of, keys, preview=preview).markdown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_is_in_the_issuers_language(language: str) -> None:
    page = page_of(issuer(language=language))
    words = strings(language)["issuer"]
    for key in ("check", "signing", "privacy", "access", "access_what"):
        assert " ".join(words[key].split()) in page.text
    assert all(" ".join(sentence.split()) in page.text for sentence in words["privacy_what"])


def test_each_key_stands_with_its_days_and_what_it_is_worth() -> None:
    text = page_of(issuer()).text
    assert f"{OLD}signs since 1 January 2024, and was followed by a later one" in text
    assert f"{BAD}signs since 1 January 2025, withdrawn on 1 March 2025" in text
    assert "Stolen." in text
    assert f"{NEW}signs since 1 March 2025, and is the current one." in text
    assert "../.well-known/did.json" in page_of(issuer()).links()


def test_a_preview_has_no_keys() -> None:
    page = page_of(issuer(), preview=True)
    assert strings()["issuer"]["keys_preview"] in page.text
    assert NEW not in page.text


def test_whom_to_ask() -> None:
    assert "mailto:badges@quay.example" in page_of(issuer(email="badges@quay.example")).links()
    without = page_of(issuer())
    assert not [link for link in without.links() if link.startswith("mailto:")]
    assert "https://quay.example/ says how to reach us." in without.text


def test_ways_to_check_without_trusting_the_site() -> None:
    page = page_of(issuer())
    assert "../verify.html" in page.links()
    assert "badgeledger verify" in page.text


@pytest.mark.parametrize(
    ("members", "heads"),
    [
        ({}, 0),
        ({"image": "crest.svg"}, 0),
        ({"description": "A college."}, 1),
        ({"image": "crest.svg", "description": "A college."}, 1),
    ],
)
def test_the_box_at_the_top_has_words_in_it(members: dict[str, str], heads: int) -> None:
    assert made(issuer(**members)).markdown.count('class="bl-head"') == heads


def test_the_institutions_own_words_are_text() -> None:
    page = page_of(issuer(privacy="See **our rules**.", accessibility=MARKUP, description=MARKUP))
    assert "See our rules." in page.text
    assert "script" not in page.tags
    assert not set("{}`") & set(made(issuer(description=MARKUP)).markdown)
