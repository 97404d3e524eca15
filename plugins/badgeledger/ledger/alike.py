"""Files of a shape that was read before, without YAML: what the parser would say, sooner.

    text ─ lines ─ their beginnings: the shape ─ its template, learned from the parser once
                 └ their values ─────────────────── filled in ─ data

Award files are written by a tool: comments, and fields of one line. The shape is all of them but
the values. The parser is asked once what it makes of a shape, with other values in their places.
Where it objects, and of whatever is no such file, it reads each file itself.

Why a file's data are what the parser would have made of it (libyaml's scanner; YAML 1.1):

(1) Only printable characters and line feeds are looked at, so none that YAML refuses (5.1), breaks
lines at (5.4: CR, NEL, LS, PS), or takes for a tab or byte order mark.
(2) A value is one scalar token that ends with its line, whatever it says. A double-quoted one
(9.1.1) has no quote and no escape before its end. A plain one (9.1.3) begins with a letter or
digit, which is no indicator, has no `#`, no `:` before a space, and no space at its end.
(3) A plain value would go on only in a line that stands deeper and is no comment. That is in the
shape: there the sentinel, plain as well, goes on too, up to the colon of that line, and the parser
objects.
(4) So the tokens between values follow from the shape, and so does all that is made of tokens. A
value after `: ` cannot be a key, so that its length does not matter; names are as short as keys
have to be.

Line numbers and columns are not known here: `Document.spans` asks the parser for them.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

LONGEST = 4096  # characters; longer files are few, and shapes are kept
SHAPES = 1024  # kept at one time, those used last; a large institution has some hundred
LINE = re.compile(
    r"""^( \ *(?:-\ )?[a-z_]{1,40}:(?:$|\ (?!$))     # a field: ends with a space if a value follows
         | \ *\#.* )                                  # a comment
         ( [^\W_][^\n:#]*(?::[^\s:#][^\n:#]*)*(?<!\ ) # a plain value
         | "[^"\\\n]*" )?\n""",
    re.MULTILINE | re.VERBOSE,
)

Shape = tuple[str, ...]  # the beginnings of lines, up to their values
Template = Any  # dict and list, as in the data, of the numbers of the lines that have the values
Parser = Callable[[str], dict[str, Any] | None]


class Alike:
    """Reads files that are like others; `parser` gives a text's data, None where it objects."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._template = lru_cache(maxsize=SHAPES)(self._learn)

    def read(self, text: str) -> dict[str, Any] | None:
        """The data of a file; None where the parser has to be asked."""
        if not _is_plain(text):
            return None
        found = LINE.findall(text)
        if len(found) != text.count("\n"):
            return None
        shape, written = zip(*found, strict=True)
        template = self._template(shape)
        if template is None:
            return None
        values = [value[1:-1] if value[:1] == '"' else value for value in written]
        data: dict[str, Any] = _filled(template, values)
        return data

    def _learn(self, shape: Shape) -> Template | None:
        """What the parser makes of a shape; None where no file is to be filled in so."""
        values = [
            f"v{number}" if start.endswith(": ") else "" for number, start in enumerate(shape)
        ]
        data = self._parser("".join(f"{s}{v}\n" for s, v in zip(shape, values, strict=True)))
        return None if data is None else _numbered(data, values)


def _is_plain(text: str) -> bool:
    """Whether a text consists of whole lines of printable characters, and is not long."""
    return len(text) <= LONGEST and text.endswith("\n") and text.replace("\n", " ").isprintable()


def _numbered(data: Any, values: Sequence[str]) -> Template:
    """The data with the number of its line in the place of each value."""
    if isinstance(data, dict):
        return {name: _numbered(value, values) for name, value in data.items()}
    if isinstance(data, list):
        return [_numbered(value, values) for value in data]
    return values.index(data)


def _filled(template: Template, values: Sequence[str]) -> Any:
    """The template with the values of the lines."""
    if isinstance(template, list):
        return [_filled(entry, values) for entry in template]
    return {
        name: values[part] if isinstance(part, int) else _filled(part, values)
        for name, part in template.items()
    }
