"""Work spread over the processes of an executor, in order, with few parts under way at a time.

An executor's own `map` takes in all that it is given before the first result comes out.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import partial
from itertools import islice
from typing import TypeVar

# Gives the processes for an amount of work; None stands for this one alone.
Workers = Callable[[int], Executor | None]

Given = TypeVar("Given")
Made = TypeVar("Made")

# Batches under way: enough that no process waits for this one, and few enough to hold.
AHEAD = 8


def alone(_amount: int) -> None:
    """No other processes, however much there is to do."""


def batches(items: Iterable[Given], size: int) -> Iterator[tuple[Given, ...]]:
    """The items, so many at a time."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def spread(
    work: Callable[[Given], Made], given: Iterable[Sequence[Given]], executor: Executor | None
) -> Iterator[Made]:
    """What `work` makes of each item of each batch, in order; in this process without an executor.

    Raises what `work` raises.
    """
    if executor is None:
        yield from (work(item) for batch in given for item in batch)
        return
    waiting: deque[Future[list[Made]]] = deque()
    for batch in given:
        waiting.append(executor.submit(_each, work, batch))
        if len(waiting) > AHEAD:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def begin(
    work: Callable[[Given], Made], given: Given, executor: Executor | None
) -> Callable[[], Made]:
    """The work on something, begun by another process if there is one; call it for the result."""
    return executor.submit(work, given).result if executor else partial(work, given)


def _each(work: Callable[[Given], Made], batch: Sequence[Given]) -> list[Made]:
    return [work(item) for item in batch]
