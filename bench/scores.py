"""`make lighthouse`: the scores that Lighthouse gives to the example's pages.

The preview that `make site` builds is served on this machine, packed as a host packs it. The score
for search engines stands twice: badge pages, and all of a preview, are `noindex` by contract, which
Lighthouse counts as a fault (`is-crawlable`).
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.setup import CHROMIUM_NAMES, ROOT, build_hook

from bench.serving import serving

BADGE = "credentials/d66273ca-4906-4f95-b522-4abfcaefd4da/"
PAGES = (BADGE, "achievements/", "achievements/data-analyst/", "verify/", "issuer/", "")
HEAD = (
    "| page | preset | performance | accessibility | best practices | SEO | without is-crawlable |"
)


def main() -> None:
    """Score, print and keep."""
    lines = [HEAD, "|---|---|--:|--:|--:|--:|--:|"]
    with serving(site) as address:
        for preset in ("mobile", "desktop"):
            lines += [row(found, preset, address) for found in scored(preset, address)]
    text = "\n".join(lines) + "\n"
    (Path(__file__).parent / "scores.md").write_text(text, "utf-8")
    print(text)


def site(_address: str) -> dict[str, bytes]:
    """The built site, folders under the addresses that hosts give them."""
    root = ROOT / "site"
    files = {f"/{path.relative_to(root).as_posix()}": path for path in root.rglob("*")}
    found = {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    return found | {
        name.removesuffix("index.html"): data
        for name, data in found.items()
        if name.endswith("/index.html")
    }


def scored(preset: str, address: str) -> list[dict[str, object]]:
    """What Lighthouse says of each page."""
    browser = next(path for name in CHROMIUM_NAMES if (path := shutil.which(name)))
    addresses = [f"{address}/{page}" for page in PAGES]
    run = subprocess.run(
        [build_hook().node_binary(), "run.mjs", preset, *addresses],
        cwd=Path(__file__).parent / "lighthouse",
        env=os.environ | {"CHROME_PATH": browser},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def row(found: dict[str, object], preset: str, address: str) -> str:
    """A page's row of the table."""
    page = str(found["url"]).removeprefix(f"{address}/") or "home"
    scores = found["scores"]
    assert isinstance(scores, list)
    cells = [page, preset, *map(str, scores), str(found["seoWithout"])]
    print(page, preset, scores, found["failed"], flush=True)
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
