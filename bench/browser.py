"""The verifiers in a real headless Chromium: as our pages load ours, and side by side."""

import json
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page
from tests.verify_world import ACHIEVEMENT, AWARD, AWARD_ID, DID, ISSUER, SITE

from badgeledger.credential.profile import profile
from badgeledger.model import Award, AwardVersion
from badgeledger.outputs.assets import shared_assets
from badgeledger.outputs.badge_page import badge_page
from badgeledger.outputs.verify_page import verify_page
from bench.documents import Badge
from bench.rows import BASE, Row

OPENINGS = 9
PAGE_ROW = "badge page, opened to answered"
BADGE_PAGE = f"credentials/{AWARD_ID}/"
ASSETS = shared_assets(ISSUER)
PROFILE = profile(ISSUER, DID, preview=False)

# Before any script of the page: the issuer's addresses answer from a table, and the moment when an
# answer stands in the page is kept.
PREPARE = """(answers) => {
  const own = globalThis.fetch;
  globalThis.fetch = async (input, options) =>
    input in answers ? new Response(answers[input]) : own(input, options);
  // `url` of a Response that was made is empty, and the page looks where an answer came from.
  const url = Object.getOwnPropertyDescriptor(Response.prototype, "url");
  Object.defineProperty(Response.prototype, "url", {
    get() { return url.get.call(this) || "https://badges.example.org/"; },
  });
  globalThis.answered = [];
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      for (const node of [target, ...addedNodes]) {
        const state = node.dataset?.state ?? node.querySelector?.("[data-state]")?.dataset.state;
        if (state) answered.push({ state, time: performance.now() });
      }
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-state"] });
}"""
# Gives each text to the page as a file, and waits for its answer.
HAND_IN = """async (texts) => {
  const [times, found] = [[], []];
  const field = document.querySelector("input[type=file]");
  for (const text of texts) {
    answered.length = 0;
    const files = new DataTransfer();
    files.items.add(new File([text], "badge.json"));
    const start = performance.now();
    field.files = files.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    while (answered.length === 0) await new Promise((resolve) => setTimeout(resolve));
    times.push(answered[0].time - start);
    found.push(answered[0].state);
  }
  return { times, found };
}"""
SIDE_BY_SIDE = """async ({ name, answers, texts }) => {
  const { ours, certVerifier, cutOff, timed } = await import("/verifiers.mjs");
  const start = performance.now();
  const script = (address) => new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: address });
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
  const loaders = {
    ours: async () => ours(await import("/engine/verify.js"), answers),
    "cert-verifier-js": async () => {
      await script("/verifier-iife.js");
      return certVerifier(Verifier);
    },
  };
  const check = await loaders[name]();
  const load = performance.now() - start;
  cutOff(answers);
  return { load, ...(await timed(check, texts)) };
}"""


def pages(badges: Sequence[Badge]) -> dict[str, bytes]:
    """Our pages, as a site has them: one badge page and the verifier's."""
    version = AwardVersion(AWARD_ID, Award.model_validate(AWARD), ACHIEVEMENT)
    page = badge_page(
        version,
        issuer=PROFILE,
        site=SITE,
        names={},
        assets=ASSETS.names,
        preview=False,
        policy=True,
    )
    verifier = verify_page(
        issuer=PROFILE, site=SITE, assets=ASSETS.names, preview=False, policy=True
    )
    return ASSETS.files | {
        BADGE_PAGE: page,
        f"{BADGE_PAGE}credential.json": badges[0].text.encode(),
        "verify/": verifier,
        "blank/": b"<!doctype html><title>Blank</title>",
    }


class Chromium:
    """Measures in a browser, at a site that serves `pages` and the verifiers' files."""

    def __init__(self, browser: Browser, site: str, answers: Mapping[str, str]) -> None:
        self.browser, self.site, self.answers = browser, site, dict(answers)

    def badge_page(self) -> tuple[Row, list[str]]:
        """The badge page, opened anew each time until its answer; and the files that checked it."""
        opened = [self.opened() for _ in range(OPENINGS)]
        time = median(answer["time"] for answer, _ in opened)
        row = Row(PAGE_ROW, "Chromium", None, [time], [opened[0][0]["state"]])
        return row, opened[0][1]

    def opened(self) -> tuple[dict[str, Any], list[str]]:
        """The badge page's answer, its state and time; and the files it took besides the styles."""
        answer, asked = self._visit(BADGE_PAGE, self._first_answer)
        paths = [url.removeprefix(self.site) for url in asked]
        return answer, [path for path in paths if path in ASSETS.files and ".css" not in path]

    def verify_page(self, texts: Sequence[str]) -> Row:
        """The verifier's page, given one file after the other."""
        measured, _ = self._visit("verify/", lambda page: page.evaluate(HAND_IN, list(texts)))
        return Row("verify page, file to answer", "Chromium", None, **measured)

    def engine(self, name: str, label: str, texts: Sequence[str]) -> Row:
        """A verifier as a script."""
        task = {"name": name, "answers": self.answers, "texts": list(texts)}
        measured, _ = self._visit("blank/", lambda page: page.evaluate(SIDE_BY_SIDE, task))
        return Row(label, "Chromium", **measured)

    def all(self, texts: Sequence[str]) -> tuple[list[Row], list[str]]:
        """Every row, and the files with which a badge page checks itself."""
        own, files = self.badge_page()
        rows = [
            self.engine("ours", BASE, texts),
            self.engine("cert-verifier-js", "cert-verifier-js", texts),
            own,
            self.verify_page(texts),
        ]
        return rows, files

    def _visit(self, path: str, act: Callable[[Page], Any]) -> tuple[Any, list[str]]:
        """A page in a profile of its own, with nothing cached."""
        asked: list[str] = []
        with self.browser.new_context() as context:
            context.add_init_script(f"({PREPARE})({json.dumps(self.answers)})")
            page = context.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.goto(self.site + path)
            return act(page), asked

    @staticmethod
    def _first_answer(page: Page) -> Any:
        page.locator("[data-state]").wait_for()
        return page.evaluate("answered[0]")
