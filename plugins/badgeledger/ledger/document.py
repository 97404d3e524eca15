"""YAML bytes → plain data, with the place of every value.

The first step of reading the ledger: `reader.py` makes models of the data. Every scalar stays the
string that stands in the file. What YAML could do beyond lists of fields is refused: aliases,
anchors, tags, directives, several documents, duplicate keys, deep nesting, other encodings than
UTF-8. The parser's events are read as they come, so that a hostile file is left at the first event
too deep and nothing is ever unfolded.

NOTE: what is read here is what log format 1 reads (DESIGN.md, "The log"): nothing may be refused
that once was accepted, nor read otherwise. Stricter rules belong to `check`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import yaml
from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from badgeledger.errors import ContentError, Problem, explanations
from badgeledger.ledger.alike import Alike
from badgeledger.values import shown

LARGEST = 65536  # bytes
DEEPEST = 16
BOM = b"\xef\xbb\xbf"
AGAIN = -1  # where the second value of a field that stands twice is put: no list has it

Location = tuple[str | int, ...]  # of a value: keys and indexes, from the top
Mark = Any  # the C parser's: `line` and `column` from 0, `index` into the text in characters

# What the parser says → what it means to somebody who writes badges.
SYNTAX = {
    "mapping values are not allowed in this context": (
        "a colon where none can stand: text that holds `: ` belongs in double quotes, "
        "and fields of one mapping need the same indentation"
    ),
    "could not find expected ':'": "a line without `field:`, or text with the wrong indentation",
    "did not find expected key": "a line that fits nothing above it: wrong indentation or quotes",
    "did not find expected '-' indicator": "a line in a list that does not begin with `- `",
    "found character that cannot start any token": (
        "a tab in the indentation, or text that must stand in double quotes "
        "because of the character it begins with"
    ),
    "found unexpected end of stream": "a quote that is opened here and never closed",
    "did not find expected ',' or ']'": "a bracket [ that is opened here and never closed",
    "did not find expected ',' or '}'": "a bracket { that is opened here and never closed",
    "did not find expected node content": "a bracket or comma without a value",
    "did not find expected <document start>": "text after the end of the document",
    "found unknown escape character": (
        r"a backslash inside double quotes that YAML does not know: write \\ or use single quotes"
    ),
    "found invalid Unicode character escape code": "an escape that is no Unicode character",
}
OPENED_THERE = (
    "found unexpected end of stream",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
)


class Span(NamedTuple):
    """Where a value stands.

    `key` is where its field's name begins; in lists, and at the top, where the value does. `end` is
    meant for scalars; of mappings and lists it is near where they begin.
    """

    key: Mark
    start: Mark
    end: Mark


@dataclass(frozen=True)
class Document:
    """A YAML file as read: its fields, and what is wrong with its form.

    `source` are its bytes, without a byte order mark.
    """

    path: str
    data: dict[str, Any]  # of dict, list and str
    problems: tuple[Problem, ...]
    source: bytes

    @cached_property
    def spans(self) -> Mapping[Location, Span]:
        """Where each value stands: asked for of few files, and then found out."""
        walk = _Walk(self.path, self.source)
        walk.document()
        return walk.spans

    def problem(
        self, location: Location, code: str, message: str, mend: str = "", *, at_key: bool = False
    ) -> Problem:
        """A problem at the value, or at its field's name, or at the nearest value around it.

        Without a mend of its own, it has the one of `errors.toml`.
        """
        while location not in self.spans:
            location = location[:-1]
        mark = self.spans[location].key if at_key else self.spans[location].start
        mend = mend or explanations()[code].mend
        return Problem(self.path, mark.line + 1, mark.column + 1, code, message, mend)


def parse(data: bytes, path: str) -> Document:
    """The file's bytes as plain data; `path` is what problems name.

    Faults of form that leave the rest readable (a duplicate key, an anchor) are in the document's
    `problems`. Raises ContentError, with those too, where the file cannot be read further.
    """
    if len(data) > LARGEST:
        raise _refusal(path, "B0110", f"the file has more than {LARGEST} bytes")
    data = data.removeprefix(BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refusal(path, "B0111", "not UTF-8", *_place(data, error.start)) from None
    known = _alike.read(text)
    return _Walk(path, data).document() if known is None else Document(path, known, (), data)


def _refusal(path: str, code: str, message: str, line: int = 0, column: int = 0) -> ContentError:
    return ContentError([Problem(path, line, column, code, message, explanations()[code].mend)])


def _place(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a byte in what is UTF-8 before it."""
    before = data[:offset].decode("utf-8")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


class _Walk:
    """One walk over the events of one file."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.raw = data
        self.next_event = yaml.CBaseLoader(data).get_event
        self.spans: dict[Location, Span] = {}
        self.problems: list[Problem] = []

    def document(self) -> Document:
        self._next()
        begin = self._next()
        if isinstance(begin, yaml.StreamEndEvent):
            raise self._stop(begin.start_mark, "B0112", "the file is empty")
        if begin.version or begin.tags:
            self._refuse(begin.start_mark, "B0106", "a directive")
        top = self._next()
        if isinstance(top, yaml.ScalarEvent) and not top.value:
            raise self._stop(top.start_mark, "B0112", "the file is empty")
        if not isinstance(top, yaml.MappingStartEvent):
            raise self._stop(top.start_mark, "B0108", "the file is no list of fields")
        data = self._value(top, (), top.start_mark)
        self._next()
        end = self._next()
        if not isinstance(end, yaml.StreamEndEvent):
            raise self._stop(end.start_mark, "B0107", "a second document begins")
        return Document(self.path, data, tuple(self.problems), self.raw)

    def _value(self, event: Any, location: Location, key: Mark) -> Any:
        self.spans[location] = Span(key, event.start_mark, event.end_mark)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event.start_mark, "B0105", f"the alias *{event.anchor}")
            return ""
        self._plain(event)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if len(location) == DEEPEST:
            raise self._stop(event.start_mark, "B0109", f"nested more than {DEEPEST} deep")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(location)
        return self._fields(location)

    def _list(self, location: Location) -> list[Any]:
        entries: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            entries.append(self._value(event, (*location, len(entries)), event.start_mark))
        return entries

    def _fields(self, location: Location) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise self._stop(key.start_mark, "B0113", "the name of a field is no plain text")
            self._plain(key)
            if key.value in fields:
                self._refuse(key.start_mark, "B0104", f"the field {shown(key.value)} stands twice")
                self._value(self._next(), (*location, key.value, AGAIN), key.start_mark)
            else:
                at = (*location, key.value)
                fields[key.value] = self._value(self._next(), at, key.start_mark)
        return fields

    def _plain(self, event: Any) -> None:
        if event.anchor:
            self._refuse(event.start_mark, "B0105", f"the anchor &{event.anchor}")
        if event.tag:
            self._refuse(event.start_mark, "B0106", f"the tag {shown(event.tag)}")

    def _next(self) -> Any:
        try:
            return self.next_event()
        except ReaderError as error:
            line, column = _place(self.raw, error.position)
            what = f"the character U+{error.character:04X}"
            self._report(line, column, "B0118", what)
        except MarkedYAMLError as error:
            says = str(error.problem)
            mark: Any = error.context_mark if says in OPENED_THERE else error.problem_mark
            self._refuse(mark, "B0101", SYNTAX.get(says, says))
        raise ContentError(self.problems) from None

    def _stop(self, mark: Mark, code: str, message: str) -> ContentError:
        """The refusal of all that follows, with what was found before."""
        self._refuse(mark, code, message)
        return ContentError(self.problems)

    def _refuse(self, mark: Mark, code: str, message: str) -> None:
        self._report(mark.line + 1, mark.column + 1, code, message)

    def _report(self, line: int, column: int, code: str, message: str) -> None:
        self.problems.append(
            Problem(self.path, line, column, code, message, explanations()[code].mend)
        )


def _sound(text: str) -> dict[str, Any] | None:
    """The data of a text; None where something is wrong with its form."""
    try:
        document = _Walk("", text.encode()).document()
    except ContentError:
        return None
    return None if document.problems else document.data


_alike = Alike(_sound)
