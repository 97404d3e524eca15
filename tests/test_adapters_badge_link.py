"""An address that people share leads to the badge, or to a plain refusal."""

import pytest

from badgeledger.adapters.badge_link import badge_at
from badgeledger.errors import ContentError, MachineError
from tests.make_verify_vectors import table_fetch
from tests.verify_edits import JSON
from tests.verify_world import answer

PAGE = "https://badges.example.org/credentials/3f8e/"
BADGE = f"{PAGE}credential.json"
JSON_LINK = '<link rel="alternate" type="application/vc+ld+json" href="credential.json">'


def found(page: str, badge: JSON | None = None) -> bytes:
    fetched = {PAGE: answer(page), BADGE: badge or answer("{}")}
    return badge_at(PAGE, table_fetch(fetched))


def test_a_badge_is_taken_as_it_is() -> None:
    assert found('{"a": "<link>"}') == b'{"a": "<link>"}'


@pytest.mark.parametrize(
    "page",
    [
        f"<!doctype html><head>{JSON_LINK}</head>",
        f"\n <html>{JSON_LINK}{JSON_LINK.replace('credential.json', 'other.json')}",
        f"<p>{JSON_LINK.upper().replace('CREDENTIAL.JSON', 'credential.json')}",
        f'<link rel="alternate" type="application/rss+xml" href="feed">{JSON_LINK}',
        f"<link><link rel><link rel=alternate>{JSON_LINK}",
        f'<link rel="x Alternate" type="application/json" href="{BADGE}">',
    ],
)
def test_a_page_leads_to_its_badge(page: str) -> None:
    assert found(page) == b"{}"


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html>",
        '<link rel="stylesheet" type="application/json" href="a.json">',
        '<link rel="alternate" type="application/json">',
        '<link rel="alternate" type="application/json" href="http://[">',
        "<![",
        "<![x[ ]]>",
        "<!--",
    ],
)
def test_a_page_without_a_badge_is_refused(page: str) -> None:
    with pytest.raises(ContentError, match="B0808"):
        found(page)


@pytest.mark.parametrize(
    ("fetched", "code"),
    [
        ({}, "B0804"),
        ({PAGE: answer("", 404)}, "B0914"),
        ({PAGE: answer(JSON_LINK)}, "B0804"),
        ({PAGE: answer(JSON_LINK), BADGE: answer("", 410)}, "B0914"),
    ],
)
def test_what_does_not_answer_is_told(fetched: JSON, code: str) -> None:
    with pytest.raises(MachineError, match=code):
        badge_at(PAGE, table_fetch(fetched))
