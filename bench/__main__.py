"""`make bench`: whole builds of made ledgers, beside others that do a part of the work.

ledger ─ builds ─ results
"""

import shutil
import sys
import tempfile
from pathlib import Path

from bench.builds import builds, weight
from bench.ledgers import make_ledger

SIZES = (1_000, 10_000, 100_000)
AWARDS_PER_COMMIT = 10


def main(sizes: tuple[int, ...]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            measure(Path(folder) / str(size), size)


def measure(place: Path, awards: int) -> None:
    """One size: a ledger of its own, which is gone afterwards."""
    root = place / "ledger"
    make_ledger(root, awards, awards // AWARDS_PER_COMMIT)
    for build in builds(root, turn=0):
        print(awards, build, flush=True)
    print(awards, weight(root / "site"), flush=True)
    shutil.rmtree(place)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
