"""The bytes of a CSV file → rows of named cells (RFC 4180, as spreadsheets write it).

Reads UTF-8 with or without Excel's byte order mark; commas, semicolons or tabs, by the header;
quoted cells with line breaks. Refuses other encodings rather than guess: a wrongly guessed name
would be signed.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from badgeledger.errors import ContentError, Problem
from badgeledger.values import shown

COLUMNS = ("name", "email", "evidence", "results", "narrative", "awarded", "expires")
NEEDED = "email"
SEPARATORS = (",", ";", "\t")
# Excel's own line above the header, where it wrote one.
SEPARATOR_NOTE = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One learner's line: the line of the file on which it begins, and its cells by column.

    Cells are stripped of surrounding white space; empty ones are left out. Where a line does not
    fit the header, `misfit` says how, and there are no cells.
    """

    line: int
    cells: Mapping[str, str]
    misfit: str = ""


def read_table(data: bytes, path: str) -> tuple[Row, ...]:
    """All rows of the CSV file `data`, empty lines left out.

    `path` is what problems call the file. Raises ContentError (B0701, B0702, B0704, B0705).
    """
    lines = list(_lines(_decode(data, path), path))
    if not lines:
        raise ContentError.because(
            "B0702", "the list is empty", f"write a header such as {', '.join(COLUMNS[:4])}",
            path=path,
        )  # fmt: skip
    header_line, header = lines[0]
    columns = _columns(header, header_line, path)
    if len(lines) == 1:
        raise ContentError.because(
            "B0702", "the list has a header and nobody under it", "add a line per learner",
            path=path, line=header_line,
        )  # fmt: skip
    return tuple(_row(line, columns, cells) for line, cells in lines[1:])


def _row(line: int, columns: list[str], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        return Row(line, {}, f"{len(cells)} cells under {len(columns)} columns")
    return Row(line, {name: cell for name, cell in zip(columns, cells, strict=True) if cell})


def _decode(data: bytes, path: str) -> str:
    mend = "save it as “CSV UTF-8” (in Excel: File, Save As, CSV UTF-8)"
    if b"\x00" in data:  # in UTF-16, which Excel calls “Unicode text”, in .xlsx and the like
        raise ContentError.because("B0701", "this is no CSV file in UTF-8", mend, path=path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        letter = data[error.start : error.start + 1].decode("cp1252", "replace")
        message = f"the list is not UTF-8; it looks like Windows-1252 (is there a {letter!r}?)"
        raise ContentError.because("B0701", message, mend, path=path, line=line) from None


def _lines(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not empty, as the number it begins on and its stripped cells."""
    note = SEPARATOR_NOTE.match(text)
    header = text.lstrip().partition("\n")[0]
    separator = note[1] if note else max(SEPARATORS, key=header.count)
    before = 1 if note else 0
    stream = io.StringIO(text[note.end() :] if note else text, newline="")
    reader = csv.reader(stream, delimiter=separator, strict=True)
    begins = before + 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield begins, stripped
            begins = before + reader.line_num + 1
    except csv.Error:
        raise ContentError.because(
            "B0704", "a quoted cell does not end, or text stands beside its quotes",
            'close the cell with ", and write a " inside a cell as ""', path=path, line=begins,
        ) from None  # fmt: skip


def _columns(header: list[str], line: int, path: str) -> list[str]:
    names = [name.lower().replace("e-mail", "email") for name in header]
    known = f"the columns are {', '.join(COLUMNS)}"
    problems = [
        Problem(path, line, 0, "B0705", f"unknown column {shown(name)}", known)
        for name in names if name not in COLUMNS
    ]  # fmt: skip
    problems += [
        Problem(path, line, 0, "B0705", f"column {name!r} stands twice", "leave one of them out")
        for name in COLUMNS if names.count(name) > 1
    ]  # fmt: skip
    if NEEDED not in names:
        problems.append(Problem(path, line, 0, "B0705", f"there is no column {NEEDED!r}", known))
    if problems:
        raise ContentError(problems)
    return names
