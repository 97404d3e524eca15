"""The conformance run: documents of others and of our own, in Node and in a real Chromium.

Beside each document stands the state that it must be given: of our own in
`verifier/tests/conformance/` (which Node's own tests run as well), of the official files in
`reference_states.toml`.
"""

import base64
import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.setup import ROOT, build_hook
from tests.verify_world import NOW

VERIFIER = ROOT / "verifier"
RUN = "tests/conformance/run.ts"
BLANK = "https://conformance.example/"
EXPECTED = tomllib.loads((Path(__file__).parent / "reference_states.toml").read_text("utf-8"))
Outcome = dict[str, Any]


@pytest.fixture(scope="module")
def node() -> Any:
    """The hook that runs Node, with the data that the sources import made ready."""
    hook = build_hook()
    hook.install(VERIFIER, for_tests=True)
    hook.run(["build.mjs", "--data"], VERIFIER, "")
    return hook


@pytest.fixture(scope="module")
def page(node: Any, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of Chromium's that has the engine."""
    script = tmp_path_factory.mktemp("engine") / "engine.js"
    how = ["--bundle", "--format=iife", "--global-name=engine", f"--outfile={script}"]
    entry = "tests/conformance/outcomes.ts"
    node.run(["node_modules/esbuild/bin/esbuild", entry, *how], VERIFIER, "")
    with browser.new_context() as context:
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(BLANK)  # a secure context, which WebCrypto asks for
        page.add_script_tag(content=script.read_text("utf-8"))
        yield page


def answer(route: Route) -> None:
    """What the internet answers: a blank page, and the official files that stand in the table."""
    url, headers = route.request.url, {"access-control-allow-origin": "*"}
    if url == BLANK:
        route.fulfill(body="<!doctype html>", content_type="text/html")
    elif url in EXPECTED["answers"]:
        path = Path(os.environ["BADGELEDGER_REFERENCE"]) / EXPECTED["answers"][url]
        route.fulfill(path=path, headers=headers)
    else:
        route.abort()


def in_chromium(page: Page, asked: list[Any]) -> list[list[Outcome]]:
    # As text: what carries objects into the browser loses a member named `__proto__`.
    run = "(asked) => engine.outcomesOf(JSON.parse(asked))"
    outcomes: list[list[Outcome]] = page.evaluate(run, json.dumps(asked))
    return outcomes


def in_node(node: Any, asked: list[Any], folder: Path) -> list[list[Outcome]]:
    given, found = folder / "asked.json", folder / "outcomes.json"
    given.write_text(json.dumps(asked), "utf-8")
    node.run(["--no-warnings", RUN, "outcomes", str(given), str(found)], VERIFIER, "")
    outcomes: list[list[Outcome]] = json.loads(found.read_bytes())
    return outcomes


def test_own_documents_in_chromium(node: Any, page: Page, tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    node.run(["--no-warnings", RUN, "cases", str(path)], VERIFIER, "")
    cases = json.loads(path.read_bytes())
    assert len(cases) > 300
    found = in_chromium(page, cases)
    assert wrong_among([(case["name"], case) for case in cases], found) == {}


@pytest.mark.parametrize("is_browser", [False, True], ids=["node", "chromium"])
def test_official_files(
    node: Any, page: Page, reference: Path, tmp_path: Path, *, is_browser: bool
) -> None:
    groups = [each for each in EXPECTED["expected"] if is_browser or not each.get("browser")]
    files = [(file, group) for group in groups for file in group["files"]]
    asked = [
        {
            "name": file.rpartition("/")[2],
            "data": base64.b64encode((reference / file).read_bytes()).decode("ascii"),
            "fetch": {},
            "now": NOW,
        }
        for file, _ in files
    ]
    found = in_chromium(page, asked) if is_browser else in_node(node, asked, tmp_path)
    assert wrong_among(files, found) == {}


def test_every_official_file_has_its_state(reference: Path) -> None:
    there = [
        *(reference / "examples").rglob("*.json"),
        *(reference / "examples").rglob("*.png"),
        *(reference / "vectors").rglob("signed*.json"),
    ]
    listed = [file for group in EXPECTED["expected"] for file in group["files"]]
    assert sorted(listed) == sorted(path.relative_to(reference).as_posix() for path in there)


def wrong_among(expected: list[tuple[str, Any]], found: list[list[Outcome]]) -> dict[str, Any]:
    """The outcomes, by name, that are not one badge with the state and the codes expected."""
    pairs = zip(expected, found, strict=True)
    return {
        name: outcomes
        for (name, one), outcomes in pairs
        if [each["state"] for each in outcomes] != [one["state"]]
        or not one.get("codes", {}).items() <= outcomes[0]["codes"].items()
    }
