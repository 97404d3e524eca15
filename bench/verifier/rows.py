"""What was measured, and the tables that say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.verifier.documents import REVOKED, TAMPERED

BASE = "our engine"


@dataclass(frozen=True)
class Row:
    """One verifier in one place; times in milliseconds, one for each badge in its turn."""

    name: str
    where: str
    load: float | None
    times: Sequence[float]
    found: Sequence[str]

    @property
    def first(self) -> float:
        """From nothing to the first answer."""
        return (self.load or 0) + self.times[0]

    @property
    def further(self) -> float | None:
        """The median of the others; None where there is one alone."""
        return median(self.times[1:]) if len(self.times) > 1 else None

    def slip(self) -> str:
        """Which badges this one was wrong about."""
        wrong = [place for place, state in enumerate(self.found) if not _is_right(place, state)]
        kinds = {REVOKED: "a withdrawn one", TAMPERED: "a changed one"}
        said = [kinds.get(place, "a sound one") for place in wrong]
        return ", ".join(dict.fromkeys(said)) or "none"


def _is_right(place: int, state: str) -> bool:
    return (state == "verified") == (place not in (REVOKED, TAMPERED))


def times_table(rows: Sequence[Row]) -> str:
    """Times, and how many times those of our engine in the same place they are."""
    lines = [
        "| verifier | where | load | first check, with loading | each further | times ours "
        "| wrong about |",
        "|---|---|--:|--:|--:|--:|---|",
    ]
    for row in rows:
        ours = next(each for each in rows if (each.name, each.where) == (BASE, row.where))
        cells = [
            row.name,
            row.where,
            _milliseconds(row.load),
            _milliseconds(row.first),
            _milliseconds(row.further),
            f"{_ratio(row.first, ours.first)}, {_ratio(row.further, ours.further)}",
            row.slip(),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _milliseconds(time: float | None) -> str:
    return "–" if time is None else f"{time:.1f} ms"


def _ratio(one: float | None, other: float | None) -> str:
    return "–" if one is None or other is None else f"{one / other:.1f}"


def sizes_table(sizes: Sequence[tuple[str, int]]) -> str:
    """What is loaded, each file by itself through `gzip -9`."""
    lines = ["| what is loaded | gzipped |", "|---|--:|"]
    lines += [f"| {name} | {size / 1000:.1f} kB |" for name, size in sizes]
    return "\n".join(lines)
