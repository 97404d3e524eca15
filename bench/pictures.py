"""The pictures of docs/benchmark.md: SVG that reads in light and dark, with a title for all.

Seconds over awards, both by powers of ten, and bars for signing. The numbers stand at the lines and
bars; the page has them as tables besides.
"""

from collections.abc import Iterable, Iterator
from math import ceil, floor, log10
from xml.sax.saxutils import escape

from bench.results import Results

WIDTH, LEFT, RIGHT, TOP = 600, 60, 190, 24
STYLE = """\
text { font: 15px system-ui, sans-serif; fill: #1d2125 } .paper { fill: #fff; stroke: #c8ccd0 }
.a { --c: #0b5fa5 } .b { --c: #b04a00 } .c { --c: #1b7a3d } .d { --c: #7a3b9a }
.grid { stroke: #d9dcdf } path { fill: none; stroke: var(--c); stroke-width: 2.5 }
circle, .bar, .name { fill: var(--c) }
.d path { stroke-dasharray: 3 4 } .b path { stroke-dasharray: 8 4 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6e8ea } .paper { fill: #1b1e22; stroke: #4a4f55 } .grid { stroke: #3a3f45 }
  .a { --c: #6fb5f2 } .b { --c: #f0a066 } .c { --c: #6fcf8f } .d { --c: #cf9be8 }
  .name { fill: var(--c) }
}"""
LINES = {"cold": "a", "Hugo": "b", "unchanged": "c", "one changed": "d"}
NAMES = {"cold": "cold, signed", "Hugo": "Hugo, unsigned"}


def builds_picture(results: Results) -> str:
    """Seconds of a whole build over the number of awards."""
    sizes = [size.awards for size in results.sizes]
    seconds = [cost.seconds for size in results.sizes for cost in size.costs.values()]
    across = Axis(min(sizes), max(sizes), LEFT, WIDTH - RIGHT)
    up = Axis(10 ** floor(log10(min(seconds))), 10 ** ceil(log10(max(seconds))), 340, TOP)
    parts = [line(LEFT, up.at(tick), WIDTH - RIGHT, up.at(tick)) for tick in up.ticks()]
    parts += [text(LEFT - 8, up.at(tick) + 5, f"{tick:g} s", "end") for tick in up.ticks()]
    parts += [text(across.at(size), 364, f"{size:,}", "middle") for size in sizes]
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, 388, "awards", "middle"))
    labels = spread({kind: up.at(results.sizes[-1].costs[kind].seconds) for kind in LINES})
    for kind, style in LINES.items():
        points = [
            (across.at(size.awards), up.at(size.costs[kind].seconds)) for size in results.sizes
        ]
        last = f"{NAMES.get(kind, kind)}: {results.sizes[-1].costs[kind].seconds:.1f} s"
        label = text(WIDTH - RIGHT + 12, labels[kind] + 5, last, "start", "name")
        parts.append(f'<g class="{style}">{path(points)}{label}</g>')
    return svg(400, "Seconds of a build over the number of awards", parts)


def signing_picture(results: Results) -> str:
    """Milliseconds to canonicalise and sign one document."""
    most = max(results.signing.values())
    room = WIDTH - 2 * RIGHT - 32
    parts = []
    for row, (name, taken) in enumerate(results.signing.items()):
        y, width = TOP + 40 * row, max(2, room * taken / most)
        bar = f'<rect class="bar" x="{RIGHT + 16}" y="{y}" width="{width:.1f}" height="26"/>'
        parts.append(text(RIGHT + 4, y + 18, name, "end"))
        parts.append(f'<g class="{"a" if row == 0 else "b"}">{bar}</g>')
        parts.append(text(RIGHT + 24 + width, y + 18, f"{taken:.3f} ms"))
    height = TOP + 40 * len(results.signing) + 8
    return svg(height, "Milliseconds of one core to canonicalise and sign a credential", parts)


class Axis:
    """Where numbers stand on an axis by powers of ten."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self._low, self._start, self._high = log10(low), start, high
        self._unit = (end - start) / (log10(high) - self._low or 1)

    def at(self, number: float) -> float:
        return self._start + (log10(number) - self._low) * self._unit

    def ticks(self) -> Iterator[float]:
        exponent = ceil(self._low)
        while (tick := 10.0**exponent) <= self._high:
            yield tick
            exponent += 1


def spread(places: dict[str, float]) -> dict[str, float]:
    """The places, moved down where they would cover each other."""
    moved: dict[str, float] = {}
    for name, place in sorted(places.items(), key=lambda item: item[1]):
        moved[name] = max([place, *(other + 20 for other in moved.values())])
    return moved


def path(points: Iterable[tuple[float, float]]) -> str:
    dots = list(points)
    steps = " L".join(f"{x:.1f} {y:.1f}" for x, y in dots)
    circles = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in dots)
    return f'<path d="M{steps}"/>{circles}'


def line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<line class="grid" x1="{x}" y1="{y:.1f}" x2="{to_x}" y2="{to_y:.1f}"/>'


def text(x: float, y: float, said: str, anchor: str = "start", style: str = "") -> str:
    named = f' class="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{named}>{escape(said)}</text>'


def svg(height: int, title: str, parts: Iterable[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}\n</style>\n"
        f'<rect class="paper" x=".5" y=".5" width="{WIDTH - 1}" height="{height - 1}" rx="8"/>\n'
    )
    return head + "\n".join(parts) + "\n</svg>\n"
