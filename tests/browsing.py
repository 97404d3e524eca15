"""The example institution's published site in a real browser, at its own address.

Real parts: a clone with a key, the installed commands, Chromium. Only the network is a table: what
is asked of the site comes from its folder, everything else is refused and written down.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

from tests.example import BIN, clone_with_key, files, run, with_key

SITE = "https://badges.alderquay.example"
NOW = "2026-11-23T09:00:00Z"  # after the example's last award
TYPES = {
    "css": "text/css",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
# Of the example: with results and evidence; withdrawn; ended; in Spanish; without a name.
FULL = "d66273ca-4906-4f95-b522-4abfcaefd4da"

Door = Literal["plain", "mkdocs"]


@dataclass(frozen=True)
class Published:
    """A built site: every file by its address, and what the ledger says."""

    files: Mapping[str, bytes]
    ledger: Path

    def awards(self, pattern: str) -> list[str]:
        """Ids of the awards whose files hold a text."""
        found = (self.ledger / "credentials").rglob("*.yml")
        return sorted(path.stem for path in found if pattern in path.read_text("utf-8"))


def publish(folder: Path, door: Door) -> Published:
    """The example ledger's site, published by `badgeledger build` or by MkDocs."""
    ledger = clone_with_key(folder / "ledger")
    build = {
        "plain": ("badgeledger", "build", "--output"),
        "mkdocs": ("mkdocs", "build", "--strict", "--site-dir"),
    }[door]
    run(BIN / build[0], *build[1:], folder / "site", folder=ledger, environ=with_key())
    return Published(files(folder / "site"), ledger)


class Browsing:
    """A visitor's browser: `asked` of the site, `refused` elsewhere, `said` by the console."""

    def __init__(self, context: BrowserContext, site: Mapping[str, bytes]) -> None:
        self.site = site
        self.asked: list[str] = []
        self.refused: list[str] = []
        self.said: list[str] = []
        self.context = context
        context.route("**/*", self._answer)
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.clock.set_fixed_time(NOW)

    def open(self, path: str = "") -> Page:
        """The page at a path of the site."""
        self.page.goto(f"{SITE}/{path}")
        return self.page

    def badge(self, award_id: str = FULL) -> Page:
        """A badge's page, checked, with all that it offers."""
        self.open(f"credentials/{award_id}/")
        self.page.locator("#said").wait_for(state="attached")
        return self.page

    def answer(self) -> Locator:
        """The headline of a badge page's check."""
        return self.page.locator("#check [role=status] strong")

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if not url.startswith(f"{SITE}/"):
            self.refused.append(url)
            route.abort()
            return
        path = unquote(urlsplit(url).path)[1:]
        self.asked.append(path)
        path += "index.html" if path == "" or path.endswith("/") else ""
        data = self.site.get(path)
        kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
        headers = {"content-type": kind, "access-control-allow-origin": "*"}
        route.fulfill(status=404 if data is None else 200, body=data or b"", headers=headers)


def browsing(browser: Browser, site: Mapping[str, bytes], **options: Any) -> Browsing:
    """A browser of its own, with these options of Playwright's contexts."""
    return Browsing(browser.new_context(**options), site)
