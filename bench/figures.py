"""`make bench-figures`: what `make bench` measured last, as the figures of docs/benchmark.md.

A step of its own, so that a trial with small ledgers does not pass for documentation: bench/
results.json → the tables of the page, between its two marks, and two pictures beside it.
"""

import re
from pathlib import Path

from bench.pictures import builds_picture, signing_picture
from bench.results import read_results, tables

DOCS = Path(__file__).parent.parent / "docs"
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- end -->)", re.DOTALL)


def main() -> None:
    results = read_results(Path(__file__).with_name("results.json"))
    page = DOCS / "benchmark.md"
    text, found = FIGURES.subn(lambda _: f"\n{tables(results)}\n", page.read_text("utf-8"))
    assert found == 1, "docs/benchmark.md has lost its marks"
    page.write_text(text, "utf-8")
    pictures = {"builds": builds_picture(results), "signing": signing_picture(results)}
    for name, picture in pictures.items():
        (DOCS / "assets" / f"benchmark-{name}.svg").write_text(picture, "utf-8")


if __name__ == "__main__":
    main()
