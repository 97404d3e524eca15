"""The verifiers in a real headless Chromium: as our pages load ours, and side by side."""

from collections.abc import Callable
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page
from tests.around import around
from tests.verify_world import ACHIEVEMENT, AWARD, AWARD_ID, ISSUER
from tests.visit import ASSETS
from tests.visit import HTML as VERIFY_PAGE

from badgeledger.log.entries import Act, Leaf
from badgeledger.model import Award, AwardVersion
from badgeledger.outputs.badge_page import badge_page
from bench.verifier.documents import Issuer
from bench.verifier.rows import BASE, Row

OPENINGS = 9
PAGE_ROW = "badge page, opened to answered"
BADGE_PAGE = f"/credentials/{AWARD_ID}/"

# Before any script of the page: the moment when an answer stands in it is kept.
PREPARE = """
globalThis.answered = [];
new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    for (const node of [target, ...addedNodes]) {
      const state = node.dataset?.state ?? node.querySelector?.("[data-state]")?.dataset.state;
      if (state) answered.push({ state, time: performance.now() });
    }
  }
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-state"] });
"""
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


def pages(site: str) -> dict[str, bytes]:
    """A site of ours at this address, with one badge page and the verifier's, and its issuer."""
    issuer = Issuer(site)
    page = badge_page(
        AwardVersion(AWARD_ID, Award.model_validate(AWARD), ACHIEVEMENT),
        acts=(Act("issue", Leaf(0, 0)),),
        by={},
        around=around(ISSUER, issuer.did, ASSETS.names, site=site),
    )
    return {
        **{f"/{path}": data for path, data in ASSETS.files.items()},
        **{url.removeprefix(site): text.encode() for url, text in issuer.answers().items()},
        BADGE_PAGE: page,
        f"{BADGE_PAGE}credential.json": issuer.badges()[0].encode(),
        "/verify/": VERIFY_PAGE,
        "/blank/": b"<!doctype html><title>Blank</title>",
    }


class Chromium:
    """Measures in a browser, at a site that serves `pages` and the verifiers' files."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site

    def badge_page(self) -> tuple[Row, list[str]]:
        """The badge page, opened anew each time until its answer; and the files that checked it."""
        opened = [self.opened() for _ in range(OPENINGS)]
        time = median(answer["time"] for answer, _ in opened)
        row = Row(PAGE_ROW, "Chromium", None, [time], [opened[0][0]["state"]])
        return row, opened[0][1]

    def opened(self) -> tuple[dict[str, Any], list[str]]:
        """The badge page's answer, its state and time; and the files it took besides the styles."""
        answer, asked = self._visit(BADGE_PAGE, self._first_answer)
        paths = [url.removeprefix(f"{self.site}/") for url in asked]
        return answer, [path for path in paths if path in ASSETS.files and ".css" not in path]

    def verify_page(self) -> Row:
        """The verifier's page, given one file after the other."""
        texts = Issuer(self.site).badges()
        measured, _ = self._visit("/verify/", lambda page: page.evaluate(HAND_IN, texts))
        return Row("verify page, file to answer", "Chromium", None, **measured)

    def engine(self, name: str, label: str) -> Row:
        """A verifier as a script, with the same table of answers as in Node."""
        task = {"name": name, "answers": Issuer().answers(), "texts": Issuer().badges()}
        measured, _ = self._visit("/blank/", lambda page: page.evaluate(SIDE_BY_SIDE, task))
        return Row(label, "Chromium", **measured)

    def all(self) -> tuple[list[Row], list[str]]:
        """Every row, and the files with which a badge page checks itself."""
        own, files = self.badge_page()
        rows = [
            self.engine("ours", BASE),
            self.engine("cert-verifier-js", "cert-verifier-js"),
            own,
            self.verify_page(),
        ]
        return rows, files

    def _visit(self, path: str, act: Callable[[Page], Any]) -> tuple[Any, list[str]]:
        """A page in a profile of its own, with nothing cached."""
        asked: list[str] = []
        with self.browser.new_context() as context:
            context.add_init_script(PREPARE)
            page = context.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.goto(self.site + path)
            return act(page), asked

    @staticmethod
    def _first_answer(page: Page) -> Any:
        page.locator("[data-state]").wait_for()
        return page.evaluate("answered[0]")
