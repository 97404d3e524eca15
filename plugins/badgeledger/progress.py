"""What long work tells of itself: what it does, how far it is, how long its stages took.

Flows are handed a `Progress` and know neither a terminal nor a clock.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Watch(Protocol):
    """Shows how far the work on some items is."""

    def __call__(self, items: Iterable[Item], doing: str, total: int, /) -> Iterator[Item]:
        """The items as they are, of which there are `total`, while `doing` goes on with them."""


def unwatched(items: Iterable[Item], _doing: str, _total: int, /) -> Iterator[Item]:
    """The items, and nobody is told."""
    return iter(items)


@dataclass(frozen=True, slots=True)
class Progress:
    """`watch` shows how far a stage is, `clock` tells seconds; `seconds` has how long each took."""

    watch: Watch
    clock: Callable[[], float]
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time of what is done within."""
        begin = self.clock()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0) + self.clock() - begin


UNWATCHED = Progress(unwatched, lambda: 0)
