"""Text as outlines of the bundled font: shaped, measured, and fitted into a box.

Flow: a badge's name → lines and their size → SVG path data. Outlines look alike in every browser
and every renderer, whatever fonts they have. HarfBuzz shapes; the font is Source Sans Pro Semibold
(Latin, Greek, Cyrillic; SIL Open Font License), from the package `font-source-sans-pro`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import uharfbuzz as hb

LEADING = 1.16
_SIZES = range(74, 27, -2)
_LONGEST = 200  # characters of a name that are worth fitting
_ASCENT = 0.66  # height of capitals, in em: lines are centred by their capitals
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of text at one size, in the units of the drawing."""

    lines: tuple[str, ...]
    size: int

    def path(self, centre: float, middle: float) -> str:
        """SVG path data of the lines, centred on a point."""
        return "".join(
            outline(line, centre - width(line) * self.size / 2, base, self.size)
            for line, base in zip(self.lines, self._bases(middle), strict=True)
        )

    def path_from(self, left: float, middle: float) -> str:
        """SVG path data of the lines, which all begin at `left`, around a height."""
        return "".join(
            outline(line, left, base, self.size)
            for line, base in zip(self.lines, self._bases(middle), strict=True)
        )

    def _bases(self, middle: float) -> list[float]:
        leading = self.size * LEADING
        first = middle + self.size * _ASCENT / 2 - leading * (len(self.lines) - 1) / 2
        return [first + leading * index for index in range(len(self.lines))]


def writable(text: str) -> str:
    """What the font can write of `text`; empty if it lacks one of the letters or digits.

    A missing symbol, such as an emoji, is left out, because the rest still says the name.
    """
    known = [character for character in text if not character.strip() or _has(character)]
    letters = [character for character in text if character.isalnum()]
    complete = bool(letters) and set(letters) <= set(known)
    return " ".join("".join(known).split()) if complete else ""


def fit(text: str, box_width: float, box_height: float) -> Setting:
    """`text` at the largest size at which its lines fit; cut with an ellipsis if none does."""
    words = _words(text if len(text) <= _LONGEST else text[:_LONGEST] + _ELLIPSIS)
    for size in _SIZES:
        lines = _wrap(words, box_width / size)
        if lines is not None and len(lines) * size * LEADING <= box_height:
            return Setting(_balanced(words, box_width / size, lines), size)
    size = _SIZES[-1]
    pieces = [piece for word in words for piece in _pieces(word, box_width / size)]
    lines = _wrap(pieces, box_width / size) or []
    most = int(box_height / (size * LEADING))
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], box_width / size)]
    return Setting(tuple(lines), size)


def width(text: str) -> float:
    """Width of a line, in em."""
    return sum(advance for _, advance, _, _ in _shape(text)) / _units()


def outline(text: str, x: float, y: float, size: float) -> str:
    """SVG path data of a line whose base line begins at (x, y)."""
    scale = size / _units()
    pen = _Pen(scale)
    for glyph, advance, right, up in _shape(text):
        pen.origin = (x + right * scale, y - up * scale)
        _font().draw_glyph(glyph, _draw_functions(), pen)
        x += advance * scale
    return "".join(pen.parts)


class _Pen:
    """Collects the outlines that HarfBuzz draws, with y downwards."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.origin = (0.0, 0.0)
        self.parts: list[str] = []

    def add(self, command: str, *points: float) -> None:
        left, base = self.origin
        pairs = zip(points[::2], points[1::2], strict=True)
        numbers = (f"{left + x * self.scale:.1f} {base - y * self.scale:.1f}" for x, y in pairs)
        self.parts.append(command + " ".join(numbers))


@cache
def _draw_functions() -> hb.DrawFuncs:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.add("M", x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.add("L", x, y))
    functions.set_quadratic_to_func(lambda a, b, x, y, pen: pen.add("Q", a, b, x, y))
    functions.set_close_path_func(lambda pen: pen.add("Z"))
    return functions


@cache
def _font() -> hb.Font:
    files = resources.files("font_source_sans_pro").joinpath("files")
    return hb.Font(hb.Face(files.joinpath("SourceSansPro-Semibold.ttf").read_bytes()))


@cache
def _units() -> int:
    return int(_font().face.upem)


def _has(character: str) -> bool:
    return all(glyph for glyph, *_ in _shape(character))


def _shape(text: str) -> list[tuple[int, int, int, int]]:
    """Each glyph with its advance and its offsets to the right and up, in font units."""
    if not text:
        return []  # HarfBuzz has no positions then, not even an empty list
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(_font(), buffer)
    return [
        (info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def _words(text: str) -> list[str]:
    """The pieces between which a line may end; those that a space follows end with it."""
    spaced = text.replace("-", "-\0").replace(" ", " \0")
    return [piece for piece in spaced.split("\0") if piece]


def _wrap(words: list[str], limit: float) -> list[str] | None:
    """As few lines as possible; None where a word alone is wider than `limit`."""
    lines: list[str] = []
    current = ""
    for word in words:
        if width(word.rstrip()) > limit:
            return None
        if width((current + word).rstrip()) > limit:
            lines.append(current.rstrip())
            current = ""
        current += word
    return [*lines, current.rstrip()]


def _balanced(words: list[str], limit: float, lines: list[str]) -> tuple[str, ...]:
    """The same number of lines, as even in width as can be."""
    for share in range(40, 100, 4):
        narrower = _wrap(words, limit * share / 100)
        if narrower is not None and len(narrower) == len(lines):
            return tuple(narrower)
    return tuple(lines)


def _pieces(word: str, limit: float) -> Iterator[str]:
    while width(word.rstrip()) > limit:
        end = next(end for end in range(len(word) - 1, 0, -1) if width(word[:end]) <= limit)
        yield word[:end]
        word = word[end:]
    yield word


def _cut(line: str, limit: float) -> str:
    while width(line + _ELLIPSIS) > limit:
        line = line[:-1]
    return line.rstrip() + _ELLIPSIS
