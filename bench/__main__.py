"""`make bench`: whole builds of made ledgers, beside others that do a part of the work.

    ledger ┬ builds ─ checks ┐
           ├ Hugo            ├ results
           └ signing         ┘

Everything is made on the spot, in a folder for temporary files, and is gone afterwards. Signing
and the checks are of the largest ledger alone. The tables are printed, and kept in bench/results.md
and, for `bench.figures`, in bench/results.json.
"""

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bench.builds import builds, weight
from bench.checking import check
from bench.hugo import hugo_build, hugo_version, prepare
from bench.jobs import planned
from bench.ledgers import AWARDS_PER_COMMIT, make_ledger
from bench.likeness import require_same
from bench.results import (
    Results,
    Size,
    machine,
    median_cost,
    median_stages,
    tables,
    today,
    versions,
)
from bench.signing import signings
from bench.watching import Cost

SIZES = (1_000, 10_000, 100_000)
RUNS = 3
SEED = 6
HERE = Path(__file__).parent


def main(sizes: tuple[int, ...]) -> None:
    """Measure, print and keep."""
    with tempfile.TemporaryDirectory() as folder:
        measured = [measure(Path(folder) / str(size), size) for size in sizes]
        root = Path(folder) / str(sizes[-1]) / "ledger"
        signing = signings(planned(root), SEED)
        checked = check(root, SEED)
        where = machine(root)
    results = Results(
        when=today(),
        machine=where,
        versions=versions(hugo_version()),
        seed=SEED,
        sizes=measured,
        signing=signing,
        checked=checked,
    )
    (HERE / "results.json").write_text(results.to_json(), "utf-8")
    (HERE / "results.md").write_text(tables(results), "utf-8")
    print(f"\n{tables(results)}")


def measure(place: Path, awards: int) -> Size:
    """Builds of a ledger of so many awards, and Hugo's between them; `place` keeps the last."""
    root, hugo = place / "ledger", place / "hugo"
    commits = awards // AWARDS_PER_COMMIT
    make_ledger(root, awards, commits)
    prepare(planned(root), hugo)
    costs, stages = defaultdict(list), []
    for turn in range(RUNS):
        costs["Hugo"].append(told(awards, "Hugo", hugo_build(hugo)))
        for build in builds(root, turn):
            costs[build.kind].append(told(awards, build.kind, build.cost))
            if build.kind == "cold":
                stages.append(build.stages)
                if turn == 0:  # later the ledger has changed
                    require_same(root / "site", hugo / "public", SEED)
    weighed = weight(root / "site")
    return Size(
        awards=awards,
        commits=commits,
        runs=RUNS,
        costs={kind: median_cost(each) for kind, each in costs.items()},
        stages=median_stages(stages),
        files=weighed.files,
        page=weighed.page,
        credential=weighed.credential,
    )


def told(awards: int, kind: str, cost: Cost) -> Cost:
    """The cost; a line says what it was, as a whole run takes minutes."""
    print(f"{awards:,} awards, {kind}: {cost.seconds:.1f} s, {cost.memory:.0f} MB", flush=True)
    return cost


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
