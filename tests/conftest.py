"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.browsing import Browsing, Published, browsing, publish
from tests.visit import Visit, chromium

# How fast a machine is says nothing about what is right.
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def no_progress_in_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that takes seconds on a busy machine tells so, and what a command says would differ."""
    monkeypatch.setattr("badgeledger.adapters.stages.EVERY", 3600)


@pytest.fixture(scope="session")
def reference() -> Path:
    """The official schemas, contexts and vectors, which are not part of this project."""
    folder = os.environ.get("BADGELEDGER_REFERENCE")
    if folder is None:
        pytest.skip("BADGELEDGER_REFERENCE is not set: it names the folder of official vectors")
    path = Path(folder).resolve()
    assert (path / "CONTEXTS.sha256").is_file(), f"BADGELEDGER_REFERENCE points nowhere: {path}"
    return path


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A real headless Chromium."""
    browser = chromium(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The example's site as `badgeledger build` publishes it."""
    return publish(tmp_path_factory.mktemp("plain"), "plain")


@pytest.fixture(scope="session")
def mkdocs_site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The example's site as MkDocs publishes it, with Material's theme."""
    return publish(tmp_path_factory.mktemp("mkdocs"), "mkdocs")


@pytest.fixture
def visitor(browser: Browser, plain_site: Published) -> Iterator[Browsing]:
    """A visitor of the example's site."""
    visitor = browsing(browser, plain_site.files)
    yield visitor
    visitor.context.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser's profile of one module's own."""
    with browser.new_context() as context:
        yield context


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Visit]:
    """A visit to the verifier's page."""
    visit = Visit(context)
    yield visit
    visit.page.close()
    context.unroute_all()
