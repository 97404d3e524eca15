"""Fonts of an institution's own: looked at before they are published, loaded from the site."""

from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from badgeledger.check import check
from tests.browsing import FULL, browsing
from tests.example import BIN, clone_with_key, files, git, run, with_key
from tests.test_check import LEDGER, Tree, lay

# A font that comes with MkDocs' own theme, of the kind that institutions hand in.
FONT = next(
    file
    for file in resources.files("mkdocs").joinpath("themes/mkdocs/webfonts").iterdir()
    if file.name.endswith(".woff2")
).read_bytes()


def faults(tmp_path: Path, fonts: str, tree: Tree) -> list[tuple[str, int, int]]:
    named = f"{LEDGER['issuer.yml']!s}fonts: {{{fonts}}}\n"
    lay(tmp_path, LEDGER | tree | {"issuer.yml": named})
    return [(each.code, each.line, each.column) for each in check(tmp_path, today=None)]


@pytest.mark.parametrize(
    ("data", "code"),
    [(FONT, None), (None, "B0308"), (b"wOFF" + FONT, "B0330"), (FONT + b"\0" * 1_048_576, "B0330")],
)
def test_what_is_no_font_is_told_where_it_is_named(
    data: bytes | None, code: str | None, tmp_path: Path
) -> None:
    tree: Tree = {} if data is None else {"own.woff2": data}
    assert faults(tmp_path, "text: own.woff2", tree) == ([(code, 4, 15)] if code else [])


def test_another_kind_of_file_is_no_font(tmp_path: Path) -> None:
    assert faults(tmp_path, "headings: own.ttf", {"own.ttf": FONT}) == [("B0330", 4, 19)]


@pytest.mark.parametrize("door", ["badgeledger", "mkdocs"])
def test_pages_are_set_in_them(door: str, tmp_path: Path, browser: Browser) -> None:
    ledger = clone_with_key(tmp_path / "ledger")
    (ledger / "own.woff2").write_bytes(FONT)
    issuer = ledger / "issuer.yml"
    issuer.write_text(f"{issuer.read_text('utf-8')}fonts: {{text: own.woff2}}\n", "utf-8")
    git(ledger, "add", ".")
    git(ledger, "commit", "--quiet", "--message", "A font")
    to = {"badgeledger": "--output", "mkdocs": "--site-dir"}[door]
    run(BIN / door, "build", to, tmp_path / "site", folder=ledger, environ=with_key())
    visitor = browsing(browser, files(tmp_path / "site"))
    loaded = "[...document.fonts].filter((font) => font.status === 'loaded').map((f) => f.family)"
    for path in (f"credentials/{FULL}/", "achievements/", "verify/", f"embed/#{FULL}"):
        page = visitor.open(path)
        page.wait_for_load_state("networkidle")
        assert {name.strip('"') for name in page.evaluate(loaded)} == {"Own text"}, path
        used = page.evaluate("getComputedStyle(document.querySelector('p, small')).fontFamily")
        assert used.startswith('"Own text"'), path
    assert visitor.refused == []
    assert visitor.said == []
    visitor.context.close()
