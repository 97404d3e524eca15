"""Rows of text as a table: drawn for a terminal, plain for a pipe, or CSV (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Sequence

from rich.box import ROUNDED
from rich.console import Console
from rich.table import Table
from rich.text import Text

# A spreadsheet would take a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDE = 10_000  # columns of a pipe: nothing is cut


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under the names of their columns."""
    terminal = Console().is_terminal
    table = Table(box=ROUNDED if terminal else None, pad_edge=terminal)
    for column in columns:
        table.add_column(column, no_wrap=not terminal, overflow="fold")
    for row in rows:
        # As text: rich would read its own markup in a name. And each on a line of its own.
        table.add_row(*(Text(" ".join(cell.split())) for cell in row))
    Console(width=None if terminal else WIDE, highlight=False).print(table)


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows, and the names of their columns, as CSV without formulas.

    A byte order mark tells spreadsheets that it is UTF-8.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return f"\ufeff{text.getvalue()}"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
