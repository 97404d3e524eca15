"""`python -m tests.screenshots [--only TEXT] [FOLDER]`: pictures of every kind of page and state.

Each at 390 and 1280 pixels and at 400 % (320 pixels are left of 1280), light and dark; badges on A4
and Letter too. `index.html` in the folder shows all of them, a row for each. Those of the
documentation's page `tour.md` are laid into docs/pictures.
"""

import argparse
import html
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from playwright.sync_api import Browser, sync_playwright

from tests.browsing import SITE, browsing
from tests.screenshots.kinds import Kind, kinds
from tests.screenshots.tour import FOLDER, PICTURES
from tests.setup import ROOT
from tests.visit import chromium

WIDTHS = {"phone": 390, "desk": 1280, "enlarged": 320}
SCHEMES = ("light", "dark")
PAPERS = ("A4", "Letter")
STYLE = (
    "body{font:14px sans-serif;background:#ddd}section{margin:2em 0}"
    "div{display:flex;gap:8px;overflow-x:auto;align-items:start}"
    "img{height:560px;background:#fff}figure{margin:0}"
)


def screens(kind: Kind, browser: Browser, folder: Path) -> Iterator[str]:
    """Makes a kind's pictures of screens, and says their names."""
    for width_name, width in WIDTHS.items():
        for scheme in SCHEMES:
            options: dict[str, Any] = {
                "viewport": {"width": width, "height": 860},
                "color_scheme": scheme,
                **kind.options,
            }
            visitor = browsing(browser, kind.site, **options)
            if kind.now:
                visitor.page.clock.set_fixed_time(kind.now)
            visitor.page.goto(f"{SITE}/{kind.path}")
            kind.act(visitor)
            name = f"{kind.name}-{width_name}-{scheme}.png"
            visitor.page.screenshot(path=folder / name, full_page=True)
            visitor.context.close()
            yield name


def papers(kind: Kind, browser: Browser, folder: Path) -> Iterator[str]:
    """Makes a kind's pictures of paper, and says their names."""
    visitor = browsing(browser, kind.site, **kind.options)
    visitor.page.goto(f"{SITE}/{kind.path}")
    kind.act(visitor)
    for paper in PAPERS:
        pdf = pypdfium2.PdfDocument(visitor.page.pdf(format=paper, print_background=True))
        for number, page in enumerate(pdf, start=1):
            name = f"{kind.name}-{paper}-{number}.png"
            page.render(scale=1.5).to_pil().save(folder / name)
            yield name
    visitor.context.close()


def sheet(rows: dict[str, list[str]]) -> str:
    """A page that shows all pictures, with their names."""
    sections = []
    for kind, names in rows.items():
        pictures = "".join(
            f'<figure><a href="{name}"><img src="{name}" alt="" loading="lazy"></a>'
            f"<figcaption>{html.escape(name)}</figcaption></figure>"
            for name in names
        )
        sections.append(f"<section><h2>{html.escape(kind)}</h2><div>{pictures}</div></section>")
    body = "".join(sections)
    return f"<!doctype html><title>Screenshots</title><style>{STYLE}</style>{body}"


def keep_for_the_tour(folder: Path) -> None:
    """Lay the documentation's pictures where its page looks for them."""
    to = ROOT / "docs" / FOLDER
    to.mkdir(exist_ok=True)
    for name in PICTURES:
        if (folder / name).is_file():
            shutil.copy(folder / name, to)


def main() -> None:
    """Make all pictures, or those of the kinds whose names hold a text."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screenshots"))
    parser.add_argument("--only", default="", metavar="TEXT")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    rows = {}
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        browser = chromium(playwright)
        for kind in kinds(Path(made)):
            if arguments.only in kind.name:
                rows[kind.name] = list(screens(kind, browser, arguments.folder))
                if kind.printed:
                    rows[kind.name] += papers(kind, browser, arguments.folder)
                print(kind.name, len(rows[kind.name]), flush=True)
        browser.close()
    (arguments.folder / "index.html").write_text(sheet(rows), "utf-8")
    keep_for_the_tour(arguments.folder)


if __name__ == "__main__":
    main()
