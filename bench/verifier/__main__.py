"""`make bench-verifier`: the same badges through our verifier and other people's, in one run.

Prints the tables, and writes them to bench/verifier/results.md. Nothing is fetched: what addresses
answer stands in a table (`documents.py`).
"""

import gzip
import json
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from tests.setup import CHROMIUM_NAMES, ROOT, build_hook
from tests.visit import ASSETS

from badgeledger.outputs.verify_file import verify_file
from bench.serving import serving
from bench.verifier.browser import Chromium, pages
from bench.verifier.documents import COUNT, Issuer
from bench.verifier.rows import BASE, Row, sizes_table, times_table

HERE = Path(__file__).parent
RIVALS = ("verifier-core", "cert-verifier-js")
IIFE = HERE / "node_modules/@blockcerts/cert-verifier-js/dist/verifier-iife.js"


def main() -> None:
    """Measure, print and keep."""
    with tempfile.TemporaryDirectory() as folder:
        engine = build_engine(Path(folder))
        rows = [in_node("ours", BASE, engine), *(in_node(name, name, engine) for name in RIVALS)]
        chromium, files = in_chromium(engine)
    sizes = [
        (
            "badge page, all that it loads, what offers to share it afterwards included",
            packed(ASSETS.files[file] for file in files),
        ),
        ("verify.html, which is everything", packed([verify_file()])),
        ("cert-verifier-js, its script for browsers", packed([IIFE.read_bytes()])),
    ]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {COUNT} badges"
    text = f"{machine}\n\n{times_table([*rows, *chromium])}\n\n{sizes_table(sizes)}\n"
    (HERE / "results.md").write_text(text, "utf-8")
    print(text)


def build_engine(folder: Path) -> Path:
    """Our engine alone, bundled as the pages' scripts are."""
    hook = build_hook()
    options = ["--bundle", "--minify", "--splitting", "--format=esm", f"--outdir={folder}"]
    hook.run(["node_modules/esbuild/bin/esbuild", "src/verify.ts", *options], ROOT / "verifier", "")
    (folder / "package.json").write_text('{"type": "module"}')
    return folder / "verify.js"


def in_node(name: str, label: str, engine: Path) -> Row:
    """One verifier in a Node of its own."""
    task = engine.with_name("task.json")
    world = {"answers": Issuer().answers(), "texts": Issuer().badges()}
    task.write_text(json.dumps({"engine": str(engine), **world}))
    process = subprocess.run(
        [str(build_hook().node_binary()), "--no-warnings", str(HERE / "check.mjs"), name, task],
        stdout=subprocess.PIPE,
        check=True,
    )
    measured: dict[str, Any] = json.loads(process.stdout)
    return Row(label, "Node", **measured)


def in_chromium(engine: Path) -> tuple[list[Row], list[str]]:
    """Every verifier that has a script for browsers, and our pages."""
    scripts = {f"/engine/{path.name}": path.read_bytes() for path in engine.parent.glob("*.js")}
    scripts |= {f"/{path.name}": path.read_bytes() for path in (HERE / "verifiers.mjs", IIFE)}
    path = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    with serving(lambda site: pages(site) | scripts) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            return Chromium(browser, site).all()
        finally:
            browser.close()


def packed(files: Iterable[bytes]) -> int:
    """The bytes that a browser is sent, each file through `gzip -9`."""
    return sum(len(gzip.compress(data, 9, mtime=0)) for data in files)


if __name__ == "__main__":
    main()
