"""Text as outlines of the bundled font: shaped, measured, and fitted into a box.

Flow: a badge's name → lines and their size → SVG path data. Outlines look alike in every browser
and every renderer, whatever fonts they have. HarfBuzz shapes each run of one font and direction;
`fonts.py` has the fonts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import bidirectional, combining, east_asian_width

import uharfbuzz as hb

from badgeledger.outputs.fonts import FIRST, Loaded, font_has, font_of, loaded

LEADING = 1.16
_SIZES = range(74, 27, -2)
_LONGEST = 200  # characters of a name that are worth fitting
_ASCENT = 0.66  # height of capitals, in em: lines are centred by their capitals
_ELLIPSIS = "…"
_RIGHT_TO_LEFT = ("R", "AL")
_NEUTRAL = ("WS", "ON", "CS", "ES", "ET", "BN", "NSM")


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
    return sum(advance for _, _, advance, _, _ in _shape(text))


def outline(text: str, x: float, y: float, size: float) -> str:
    """SVG path data of a line whose base line begins at (x, y)."""
    pen = _Pen()
    for font, glyph, advance, right, up in _shape(text):
        pen.scale = size / font.units
        pen.origin = (x + right * size, y - up * size)
        font.font.draw_glyph(glyph, _draw_functions(), pen)
        x += advance * size
    return "".join(pen.parts)


class _Pen:
    """Collects the outlines that HarfBuzz draws, with y downwards."""

    def __init__(self) -> None:
        self.scale = 1.0
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
    functions.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.add("C", a, b, c, d, x, y))
    functions.set_close_path_func(lambda pen: pen.add("Z"))
    return functions


def _has(character: str) -> bool:
    return font_of(character) is not None


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of one font and one direction."""

    text: str
    font: str
    right_to_left: bool


def _shape(text: str) -> list[tuple[Loaded, int, float, float, float]]:
    """Each glyph from left to right: its font, its number, its advance and its offsets, in em."""
    return [glyph for run in _in_order(_runs(text)) for glyph in _glyphs(run)]


def _glyphs(run: _Run) -> list[tuple[Loaded, int, float, float, float]]:
    buffer = hb.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if run.right_to_left else "ltr"
    font = loaded(run.font)
    hb.shape(font.font, buffer)
    em = font.units
    return [
        (font, info.codepoint, place.x_advance / em, place.x_offset / em, place.y_offset / em)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def _runs(text: str) -> list[_Run]:
    """The text in pieces of one font; what stands between them goes with the one before."""
    runs: list[_Run] = []
    strong = (bidirectional(character) for character in text if character.isalpha())
    begins_right = next(strong, "L") in _RIGHT_TO_LEFT
    for character in text:
        kind = bidirectional(character)
        neutral = kind in _NEUTRAL or combining(character)
        own = font_of(character) or FIRST
        last = runs[-1] if runs else None
        if last and neutral and font_has(last.font, character):
            runs[-1] = _Run(last.text + character, last.font, last.right_to_left)
            continue
        leftwards = begins_right if neutral else kind in _RIGHT_TO_LEFT
        if last and last.font == own and last.right_to_left == leftwards:
            runs[-1] = _Run(last.text + character, own, leftwards)
        else:
            runs.append(_Run(character, own, leftwards))
    return runs


def _in_order(runs: list[_Run]) -> list[_Run]:
    """Runs as they stand from left to right: those of a line that begins at the right turn round.

    Of the Unicode Bidirectional Algorithm (UAX #9) it is the part that names need: one level of
    embedding, with the direction of the first letter.
    """
    letters = (run for run in runs if any(character.isalpha() for character in run.text))
    first = next(letters, None)
    return runs[::-1] if first and first.right_to_left else runs


def _words(text: str) -> list[str]:
    """The pieces between which a line may end; those that a space follows end with it."""
    spaced = text.replace("-", "-\0").replace(" ", " \0")
    # Chinese and Japanese lines end after any character, Korean ones between words.
    spaced = "".join(f"{each}\0" if _is_ideograph(each) else each for each in spaced)
    return [piece for piece in spaced.split("\0") if piece]


def _is_ideograph(character: str) -> bool:
    return east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"


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
