"""A visit to the verifier's page in a real Chromium, and an internet around it.

The page lies on one site; the badges are those of the shared vectors, of another. The internet is a
table: what is not in it does not answer, and what is in it may forbid other pages to read it.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Locator,
    Page,
    Playwright,
    Route,
)

from badgeledger.outputs.assets import shared_assets
from badgeledger.outputs.verify_page import verify_page
from badgeledger.outputs.wording import strings
from tests.around import around
from tests.setup import CHROMIUM_NAMES
from tests.verify_world import ISSUER, body_of

VECTORS = Path(__file__).parent / "vectors" / "verify"
HERE = "https://check.example.net"
PAGE = f"{HERE}/verify/"
BADGE = "https://badges.example.org/badge"
ASSETS = shared_assets(ISSUER)
WORDS = strings()["verifier"]
TYPES = {"js": "text/javascript", "css": "text/css", "json": "application/json"}
# How Open Badges 3.0 bakes into an SVG, as openbadgeslib is told.
OB3: dict[str, Any] = {
    "element": "openbadges:credential",
    "namespace": "https://purl.imsglobal.org/ob/v3p0",
}
Answers = dict[str, dict[str, Any]]


def page_in(language: str, registries: Sequence[dict[str, str]] = ()) -> bytes:
    """The page as a site whose language this is publishes it."""
    return verify_page(
        around(ISSUER, "did:web:check.example.net", ASSETS.names, site=HERE, language=language),
        registries=registries,
        keep={"address": "verify.html", "sha256": "0" * 64},
    )


HTML = page_in("en")


def chromium(playwright: Playwright, *arguments: str) -> Browser:
    """A headless Chromium: the one on the PATH, else Playwright's own."""
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    quiet = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")
    return playwright.chromium.launch(executable_path=found, args=[*quiet, *arguments])


class Visit:
    """The page, an internet around it, and what the browser complains of."""

    def __init__(self, context: BrowserContext) -> None:
        self.answers: Answers = {}
        self.asked: list[str] = []
        self.said: list[str] = []
        self.own = {PAGE: HTML} | {f"{HERE}/{path}": data for path, data in ASSETS.files.items()}
        context.route("**/*", self._answer)
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def _answer(self, route: Route) -> None:
        url = route.request.url.partition("#")[0]
        self.asked.append(url)
        kind = TYPES.get(urlsplit(url).path.rpartition(".")[2], "text/html; charset=utf-8")
        if url.startswith("file:"):
            route.continue_()
        elif url in self.own:
            route.fulfill(body=self.own[url], headers={"content-type": kind})
        elif url in self.answers:
            found = self.answers[url]
            headers = {"content-type": kind}
            if not found.get("forbidden"):
                headers["access-control-allow-origin"] = "*"
            else:  # without any, what answers here would add one
                headers["access-control-allow-origin"] = "https://elsewhere.example.net"
            route.fulfill(status=found["status"], body=body_of(found), headers=headers)
        else:
            route.abort()

    def open(self, vector: dict[str, Any], fragment: str = "") -> None:
        """Open the page in the vector's world."""
        self.answers |= vector["fetch"]
        self.page.clock.set_fixed_time(vector["now"])
        self.page.goto(PAGE + fragment)

    def hand_in(self, *files: tuple[str, bytes]) -> None:
        """Choose files by name and content."""
        self.page.locator("#chosen").set_input_files(
            [FilePayload(name=name, mimeType="", buffer=data) for name, data in files]
        )

    def link(self, address: str) -> None:
        """Type an address, and press Enter."""
        self.page.get_by_label("The link to a badge").fill(address)
        self.page.keyboard.press("Enter")

    def answer(self) -> Locator:
        """The only answer, once it is there."""
        self.page.locator(".answer [role=status] strong").wait_for()
        return self.page.locator(".answer")

    def states(self, count: int) -> list[str | None]:
        """The states in a table of so many rows, once it is there."""
        rows = self.page.locator("tbody tr")
        rows.nth(count - 1).wait_for()
        return [row.get_attribute("data-state") for row in rows.all()]

    def problems(self) -> list[str]:
        """Why there is no answer, once all was looked at: keys of the words."""
        self.page.locator("#answers:not([aria-busy])").wait_for()
        said = self.page.locator("#answers [role=alert]").all_text_contents()
        return [
            key for text in said for key, word in WORDS["inputs"].items() if text.endswith(word)
        ]

    def problem(self) -> str | None:
        """Why there is no answer."""
        return self.page.get_by_role("alert").text_content()


def load(name: str) -> dict[str, Any]:
    """The vector of this name."""
    vector: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_bytes())
    return vector


def document(vector: dict[str, Any]) -> bytes:
    """What the vector has to be checked."""
    text = vector["text"] if "text" in vector else json.dumps(vector["document"])
    return bytes(text, "utf-8")


GOOD = load("verified")
