"""Progress of long work: a bar on a terminal's error stream, nothing where no terminal is."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import track

Item = TypeVar("Item")


def progress(items: Iterable[Item], doing: str, total: int) -> Iterator[Item]:
    """The `total` items, with a bar that tells how far the work is and how long it will take."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from items
        return
    yield from track(items, doing, total=total, console=console, transient=True)
