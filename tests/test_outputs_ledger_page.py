"""The page of the log before any script: what the build counted, and whose word that is."""

import pytest

from badgeledger.log.entries import Leaf, Register
from badgeledger.log.summary import Definition, Summary, summary
from badgeledger.outputs.ledger_page import Told, ledger_page
from badgeledger.outputs.wording import LANGUAGES, month, strings
from tests.around import around
from tests.parsed_page import Page
from tests.test_outputs_pages import DID, ISSUER, MARKUP

APRIL, MAY = 1777507200, 1777593600  # 30 April and 1 May 2026, at midnight
ASSETS = {"ledger.css": "assets/l.css", "ledger.js": "assets/l.js"}


def registered() -> Summary:
    """Of a log with one of most acts."""
    register = Register()
    register.define("sql", "c1", APRIL)
    register.award("one", "c2", APRIL, revoked=False, erased=False)
    register.award("two", "c3", MAY, revoked=False, erased=False)
    register.award("one", "c2", MAY, revoked=True, erased=False)
    register.define("sql", "c4", MAY)
    return summary(register.entries, lambda t: "2026-04" if t < MAY else "2026-05")


def page_of(told: Summary, *, name: str = "SQL", stands: bool = True, language: str = "en") -> Page:
    html = ledger_page(
        told,
        achievements=[Told("sql", name, stands)],
        timezone="Europe/Lisbon",
        around=around(ISSUER, DID, ASSETS, language=language),
    )
    return Page.of(html)


def test_a_log_is_counted_by_month_and_act() -> None:
    told = registered()
    assert told.months == {
        "2026-04": {"define": 1, "issue": 1},
        "2026-05": {"issue": 1, "revoke": 1, "define": 1},
    }
    first, second = Definition("c1", Leaf(0, APRIL)), Definition("c4", Leaf(4, MAY))
    assert told.definitions == {"sql": (first, second)}


def test_the_counts_stand_by_month_the_latest_first() -> None:
    page = page_of(registered())
    head = "".join(strings()["ledger"]["acts"][act] for act in ("issue", "revoke", "define"))
    assert f"Month{head}" in page.text
    assert page.text.index("May 2026") < page.text.index("April 2026")
    assert "Erasures" not in page.text, "no column where there is nothing to count"
    assert "says of its own log" in page.text


def test_versions_stand_with_their_days_in_the_institutions_timezone() -> None:
    page = page_of(registered())
    assert "SQL Since 30 April 2026: entry 0 Since 1 May 2026: entry 4" in page.text
    assert "../achievements/sql/" in page.links()
    assert "../achievements/sql/" not in page_of(registered(), stands=False).links()


def test_names_stay_text() -> None:
    page = page_of(registered(), name=MARKUP)
    assert MARKUP in page.text
    assert len(page.all("script")) == 1


def test_an_empty_log_has_a_page() -> None:
    html = ledger_page(
        summary([], lambda _: ""),
        achievements=[],
        timezone="UTC",
        around=around(ISSUER, DID, ASSETS, preview=True, policy=False),
    )
    assert strings()["ledger"]["preview"] in Page.of(html).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_issuers_language(language: str) -> None:
    words = strings(language)
    page = page_of(registered(), language=language)
    assert page.all("html") == [{"lang": language}]
    for name in ("title", "when", "achievements"):
        assert words["ledger"][name] in page.text
    assert words["days"]["months"][4] in month(language, "2026-05")
