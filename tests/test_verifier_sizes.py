"""What the verifier weighs, each file by itself through `gzip -9`."""

from bench.serving import serving
from bench.verifier.__main__ import packed
from bench.verifier.browser import Chromium, pages
from playwright.sync_api import Browser

from badgeledger.outputs.verify_file import verify_file
from tests.test_verifier_build import AFTERWARDS, loaded_by
from tests.visit import ASSETS

MOST_FOR_A_BADGE_PAGE = 63_000
MOST_FOR_VERIFY_HTML = 150_000


def test_a_badge_page_loads_little_to_check_itself(browser: Browser) -> None:
    with serving(pages) as site:
        answer, files = Chromium(browser, site).opened()
    assert answer["state"] == "verified"
    assert len(files) > 1
    afterwards = loaded_by("badge.js", unless=()) - loaded_by("badge.js", unless=AFTERWARDS)
    checking = [file for file in files if file.rpartition("/")[2] not in afterwards]
    assert packed(ASSETS.files[file] for file in checking) <= MOST_FOR_A_BADGE_PAGE


def test_verify_html_is_small_enough_to_keep() -> None:
    assert packed([verify_file()]) <= MOST_FOR_VERIFY_HTML
