"""Whole builds of a ledger by `mkdocs build`, published with keys, each a process of its own.

Cold: nothing of an earlier build is there. Unchanged: the same commit again, over the site that
was published. One changed: one commit more, in which one award says more.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.publishing import keys

from bench.ledgers import SECRET, change
from bench.watching import Cost, run

MKDOCS = Path(sys.executable).with_name("mkdocs")


@dataclass(frozen=True)
class Build:
    """One build: of which kind, what it took, and what it said its stages took, in seconds."""

    kind: str
    cost: Cost
    stages: dict[str, float]


@dataclass(frozen=True)
class Weight:
    """What a site has: its files, and the mean bytes of an award's page and credential."""

    files: int
    page: float
    credential: float


def builds(root: Path, turn: int) -> Iterator[Build]:
    """A cold build of the ledger at `root`, and the two that follow it."""
    shutil.rmtree(root / "site", ignore_errors=True)
    shutil.rmtree(root / ".badgeledger", ignore_errors=True)
    (root / "site").mkdir()
    yield build("cold", root, BADGELEDGER_FIRST="1")
    yield build("unchanged", root)
    change(root, turn)
    yield build("one changed", root)


def build(kind: str, root: Path, **more: str) -> Build:
    """One build, which has to extend what stands in the site."""
    environ = os.environ | keys(SECRET) | {"BADGELEDGER_AGAINST": str(root / "site")} | more
    cost, said = run([MKDOCS, "build", "--strict"], root, environ)
    told = stages(said)
    return Build(kind, cost, told | {"MkDocs, and all else": cost.seconds - sum(told.values())})


def stages(said: str) -> dict[str, float]:
    """The stages that a build told of in its log, with their seconds; their sum is not one."""
    told = re.findall(r"^(\w.*?) +(\d+\.\d+) s$", said.partition("Badges took\n")[2], re.MULTILINE)
    return {name: float(seconds) for name, seconds in told if name != "all"}


def weight(site: Path) -> Weight:
    """What the built site has."""
    awards = [path for path in (site / "credentials").iterdir() if path.is_dir()]
    mean = {
        name: sum((award / name).stat().st_size for award in awards) / len(awards)
        for name in ("index.html", "credential.json")
    }
    files = sum(path.is_file() for path in site.rglob("*"))
    return Weight(files, mean["index.html"], mean["credential.json"])
