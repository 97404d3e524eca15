"""The terminal: whether somebody sits at it, and a bar that shows how far long work is."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import track

Item = TypeVar("Item")


def at_terminal() -> bool:
    """Whether somebody can be asked. The stream may also be closed: there is none then."""
    return sys.stdin is not None and sys.stdin.isatty()


def progress(items: Iterable[Item], doing: str, total: int) -> Iterator[Item]:
    """The `total` items, with a bar on a terminal's error stream and nothing where none is."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from items
        return
    yield from track(items, doing, total=total, console=console, transient=True)
