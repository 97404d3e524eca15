"""Fonts of an institution's own: looked at before they are published, loaded from the site."""

import io
from importlib import resources
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from badgeledger.check import check
from badgeledger.ledger.fonts import font_fault
from tests.browsing import FULL, browsing
from tests.example import BIN, clone_with_key, files, git, run, with_key
from tests.test_check import LEDGER, Tree, lay

# A font that comes with MkDocs' own theme, of the kind that institutions hand in.
FONT = next(
    file
    for file in resources.files("mkdocs").joinpath("themes/mkdocs/webfonts").iterdir()
    if file.name.endswith(".woff2")
).read_bytes()
USES = {"Own text": "p, small", "Own headings": "main h1"}
NAMED = f"{LEDGER['issuer.yml']!s}fonts: {{{{{{}}}}}}\n"


def faults(tmp_path: Path, fonts: str, tree: Tree) -> list[tuple[str, int, int]]:
    lay(tmp_path, LEDGER | tree | {"issuer.yml": NAMED.format(fonts)})
    return [(each.code, each.line, each.column) for each in check(tmp_path, today=None)]


@pytest.mark.parametrize(
    ("data", "code"),
    [(FONT, None), (None, "B0308"), (b"wOFF" + FONT, "B0330"), (FONT + b"\0" * 1_048_576, "B0330")],
    ids=["sound", "missing", "another kind", "too large"],
)
def test_what_is_no_font_is_told_where_it_is_named(
    data: bytes | None, code: str | None, tmp_path: Path
) -> None:
    tree: Tree = {} if data is None else {"own.woff2": data}
    assert faults(tmp_path, "text: own.woff2", tree) == ([(code, 4, 15)] if code else [])


def test_another_kind_of_file_is_no_font(tmp_path: Path) -> None:
    assert faults(tmp_path, "headings: own.ttf", {"own.ttf": FONT}) == [("B0330", 4, 19)]


def without(*tables: str) -> bytes:
    """The font, without some of its tables."""
    font = TTFont(io.BytesIO(FONT))
    for table in tables:
        del font[table]
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (FONT[:-1], "'own.woff2' is damaged: "),
        (FONT[: len(FONT) // 2] + b"\0" * (len(FONT) - len(FONT) // 2), "'own.woff2' is damaged: "),
        (b"wOF2", "'own.woff2' is damaged: "),
        (without("cmap"), "'own.woff2' lacks the table cmap"),
    ],
    ids=["cut", "overwritten", "four bytes", "a table less"],
)
def test_a_damaged_font_is_told_with_what_is_wrong(data: bytes, why: str, tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | {"own.woff2": data, "issuer.yml": NAMED.format("text: own.woff2")})
    (problem,) = check(tmp_path, today=None)
    assert problem.code == "B0330"
    assert problem.message.startswith(why)


@given(st.binary())
def test_a_font_of_any_bytes_is_refused(rest: bytes) -> None:
    assert font_fault("own.woff2", b"wOF2" + rest)


@pytest.mark.parametrize("door", ["badgeledger", "mkdocs"])
def test_pages_are_set_in_them(door: str, tmp_path: Path, browser: Browser) -> None:
    ledger = clone_with_key(tmp_path / "ledger")
    for name in ("own.woff2", "headings.woff2"):
        (ledger / name).write_bytes(FONT)
    issuer, fonts = ledger / "issuer.yml", "fonts: {text: own.woff2, headings: headings.woff2}\n"
    issuer.write_text(f"{issuer.read_text('utf-8')}{fonts}", "utf-8")
    git(ledger, "add", ".")
    git(ledger, "commit", "--quiet", "--message", "A font")
    to = {"badgeledger": "--output", "mkdocs": "--site-dir"}[door]
    run(BIN / door, "build", to, tmp_path / "site", folder=ledger, environ=with_key())
    visitor = browsing(browser, files(tmp_path / "site"))
    loaded = "[...document.fonts].filter((font) => font.status === 'loaded').map((f) => f.family)"
    for path in (f"credentials/{FULL}/", "achievements/", "verify/", f"embed/#{FULL}"):
        page = visitor.open(path)
        page.wait_for_load_state("networkidle")
        assert {name.strip('"') for name in page.evaluate(loaded)} == {*USES}, path
        for family, parts in USES.items():
            used = f"getComputedStyle(document.querySelector('{parts}')).fontFamily"
            assert page.evaluate(used).startswith(f'"{family}"'), (path, family)
    assert visitor.refused == []
    assert visitor.said == []
    visitor.context.close()
