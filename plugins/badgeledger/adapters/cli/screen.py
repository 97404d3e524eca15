"""The terminal: whether somebody sits at it, and a bar that shows how far long work is."""

import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import track

from badgeledger.adapters.stages import in_lines
from badgeledger.progress import Progress

Item = TypeVar("Item")


def at_terminal() -> bool:
    """Whether somebody can be asked. The stream may also be closed: there is none then."""
    return sys.stdin is not None and sys.stdin.isatty()


def progress() -> Progress:
    """Progress on the error stream: a bar on a terminal, else a line now and then."""
    console = Console(stderr=True)
    if console.is_terminal:
        return Progress(partial(_bar, console), time.monotonic)
    return in_lines(partial(click.echo, err=True))


def _bar(console: Console, items: Iterable[Item], doing: str, total: int, /) -> Iterator[Item]:
    yield from track(items, doing, total=total, console=console, transient=True)
