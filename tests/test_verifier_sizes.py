"""What the verifier weighs, each file by itself through `gzip -9`."""

from collections.abc import Iterable

import pytest
from bench.__main__ import VERIFY_HTML, packed
from bench.browser import ASSETS, Chromium, pages
from bench.documents import answers, badges
from bench.serving import serving
from playwright.sync_api import Browser

MOST_FOR_A_BADGE_PAGE = 60_000
MOST_FOR_VERIFY_HTML = 150_000


def test_a_badge_page_loads_little_to_check_itself(browser: Browser) -> None:
    with serving(pages(badges())) as site:
        answer, files = Chromium(browser, site, answers()).opened()
    assert answer["state"] == "verified"
    assert len(files) > 1
    assert weight(files) <= MOST_FOR_A_BADGE_PAGE


def test_verify_html_is_small_enough_to_keep() -> None:
    if VERIFY_HTML not in ASSETS.files:
        pytest.skip("there is no verify.html yet")
    assert weight([VERIFY_HTML]) <= MOST_FOR_VERIFY_HTML


def weight(files: Iterable[str]) -> int:
    return packed(ASSETS.files[file] for file in files)
