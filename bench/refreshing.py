"""`make bench-serve`: from the save of an award to its refreshed page, under `mkdocs serve`.

What a browser does is done here: the badge page is loaded, the server is asked to tell when there
is a newer one, and then the page is loaded again. Awards and moments are by chance. The page has to
show what was saved.
"""

import os
import platform
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import median

from tests.chance import chance

from bench.builds import MKDOCS
from bench.ledgers import AWARDS_PER_COMMIT, make_ledger

SIZES = (1_000, 10_000)
SAVES = 15
SEED = 8
PATIENCE = 120  # seconds
NAME = re.compile(r"^  name: .*$", re.MULTILINE)
RELOAD = re.compile(r"livereload\((\d+), (\d+)\);")  # the version of the page, and its own number


def main() -> None:
    """Measure and print."""
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}; seconds of {SAVES} saves\n")
    print("| awards | median | least | most |\n|--:|--:|--:|--:|")
    for awards in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "ledger"
            make_ledger(root, awards, awards // AWARDS_PER_COMMIT)
            with serving(root) as port:
                taken = list(saves(root, port, chance(SEED)))
        figures = (median(taken), min(taken), max(taken))
        print(" | ".join([f"| {awards:,}", *map("{:.2f}".format, figures)]), "|", flush=True)


@contextmanager
def serving(root: Path) -> Iterator[int]:
    """The port at which `mkdocs serve` serves the ledger at `root`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [str(MKDOCS), "serve", "--quiet", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=root, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    try:
        yield port
    finally:
        server.send_signal(signal.SIGINT)  # as Ctrl-C: it takes its folder with it
        server.wait()


def saves(root: Path, port: int, by_chance: Random) -> Iterator[float]:
    """How long each save took to be seen."""
    files = sorted((root / "credentials").rglob("*.yml"))
    named = [file for file in files if NAME.search(file.read_text("utf-8"))]
    for turn, file in enumerate(by_chance.sample(named, SAVES)):
        page = f"/credentials/{file.stem}/"
        shown = RELOAD.search(answer(port, page))
        assert shown
        time.sleep(1 + by_chance.random())  # until the server is at rest, and a bit
        text = NAME.sub(f"  name: Learner {turn}", file.read_text("utf-8"), count=1)
        begin = time.perf_counter()
        file.write_text(text, "utf-8")
        while int(answer(port, f"/livereload/{shown[1]}/{shown[2]}")) <= int(shown[1]):
            pass  # it answers once a minute, whatever happens
        assert f"Learner {turn}" in answer(port, page)
        yield time.perf_counter() - begin


def answer(port: int, path: str) -> str:
    """What the server says at a path, as soon as it listens."""
    end = time.monotonic() + PATIENCE
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


if __name__ == "__main__":
    main()
