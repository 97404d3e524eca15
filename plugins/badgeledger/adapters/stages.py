"""Progress in words, line by line, where no terminal shows a bar: in the logs of CI and MkDocs."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from badgeledger.progress import Progress

Item = TypeVar("Item")
Tell = Callable[[str], None]

EVERY = 5  # seconds between two lines of one stage


def in_lines(tell: Tell) -> Progress:
    """A progress that tells by lines of text."""
    return Progress(partial(_watched, tell), time.monotonic)


def _watched(tell: Tell, items: Iterable[Item], doing: str, total: int, /) -> Iterator[Item]:
    begin = last = time.monotonic()
    for done, item in enumerate(items):
        now = time.monotonic()
        if now - last >= EVERY:
            last = now
            tell(f"{doing}: {done:,} of {total:,}{_left(now - begin, done, total)}")
        yield item


def _left(seconds: float, done: int, total: int) -> str:
    if not done:
        return ""
    return f", about {round(seconds * (total - done) / done)} s to go"


def timings(seconds: Mapping[str, float]) -> str:
    """The stages with their seconds, one a line, and their sum."""
    rows = [*seconds.items(), ("all", sum(seconds.values()))]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:{width}} {taken:8.2f} s" for name, taken in rows)
