"""Every kind of page for everybody: what axe finds, on phone and desk, light and dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from badgeledger.outputs.wording import strings
from tests.browsing import FULL, Published, browsing
from tests.test_verify_access import WRITTEN, faults_of_html, found_by_axe

OWN = ("badge", "withdrawn", "ended", "spanish", "verify/", "ledger/", f"embed/#{FULL}", "embed/")
HOSTED = (
    "", "achievements/", "achievements/academic-writing/", "achievements/cocina-sostenible/",
    "issuer/", "trust/", "reading/", "setup/", "reference/formats/", "reference/commands/",
)  # fmt: skip


def paths(site: Published) -> dict[str, str]:
    """Badge pages by what they are."""
    awards = {
        "badge": FULL,
        "withdrawn": site.awards("revoked:")[0],
        "ended": site.awards("awarded: 2024-")[0],
        "spanish": site.awards("achievement: cocina-sostenible")[0],
    }
    return {kind: f"credentials/{award}/" for kind, award in awards.items()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])  # 320: what 400 % leave of 1280
@pytest.mark.parametrize("kind", OWN)
def test_axe_finds_nothing_on_our_own_pages(
    kind: str, width: int, scheme: Any, browser: Browser, plain_site: Published
) -> None:
    size: Any = {"width": width, "height": 900}
    visitor = browsing(browser, plain_site.files, viewport=size, color_scheme=scheme)
    page = visitor.open(paths(plain_site).get(kind, kind))
    if kind in paths(plain_site):
        page.locator("#said").wait_for(state="attached")
        page.locator("#check summary").click()
        page.get_by_role("button", name=strings()["share"]["code"]).click()
    if kind == "ledger/":
        page.locator("#verdict summary").click()
        page.locator(".months summary").first.click()
    page.wait_for_load_state("networkidle")
    assert found_by_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "nothing sticks out"
    visitor.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("host", ["plain", "mkdocs"])
def test_axe_finds_nothing_on_hosted_pages(
    host: str, width: int, scheme: Any, browser: Browser, request: pytest.FixtureRequest
) -> None:
    site: Published = request.getfixturevalue(f"{host}_site")
    size: Any = {"width": width, "height": 900}
    visitor = browsing(browser, site.files, viewport=size, color_scheme=scheme)
    found = {}
    for path in HOSTED:
        page = visitor.open(path)
        page.wait_for_load_state("networkidle")
        found[path] = found_by_axe(page)
    assert {path: faults for path, faults in found.items() if faults} == {}
    visitor.context.close()


def test_html_validate_finds_nothing_in_what_we_write(
    plain_site: Published, tmp_path: Path
) -> None:
    hosted = ("achievements/", "achievements/data-analyst/", "achievements/academic-writing/")
    wanted = [*paths(plain_site).values(), "verify/", "ledger/", "embed/", "issuer/", *hosted]
    pages = [plain_site.files[f"{path}index.html"].decode() for path in wanted]
    assert faults_of_html(tmp_path, WRITTEN, *pages) == ""
