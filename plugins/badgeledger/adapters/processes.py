"""The processes that render: none for a small ledger, one for each processor for a large one.

They are started afresh, not forked: the memory of this process, which may hold a secret, is not in
them. Nor is the secret in their environment (`without_secret`).
"""

import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context, parent_process
from typing import ParamSpec, TypeVar

from badgeledger.adapters.secrets import LOG_KEY, SIGNING_KEY
from badgeledger.adapters.stops import ENDS
from badgeledger.spread import Workers

# Below this, starting processes takes longer than they save.
FEW = 1000
SELDOM = 200_000  # objects made, and not gone again, between two looks for cycles among them

P = ParamSpec("P")
Result = TypeVar("Result")


@contextmanager
def processes(asked: int | None = None) -> Iterator[Workers]:
    """Gives the processes for an amount of work, in artifacts or files, as often as it is asked.

    There are as many as `asked` for, or one for each processor where the amount is no small one;
    None stands for this process alone. They start when they are needed.
    """
    # Python would look for cycles in all that was made once more before it ends: most of a second.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    with _cycles_looked_for_seldom(), ExitStack() as stack:
        started: list[Executor] = []

        def workers(amount: int) -> Executor | None:
            number = asked or ((os.cpu_count() or 1) if amount >= FEW else 1)
            if number > 1 and not started:
                started.append(stack.enter_context(_pool(number)))
            return started[0] if number > 1 else None

        yield workers


@contextmanager
def _pool(number: int) -> Iterator[Executor]:
    pool = _Pool(number, get_context("spawn"), _begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


class _Pool(ProcessPoolExecutor):
    """Starts a process when it is given work and none is idle, which no signal may interrupt."""

    def submit(
        self, work: Callable[P, Result], /, *given: P.args, **named: P.kwargs
    ) -> Future[Result]:
        with _stops_held_back():
            return super().submit(work, *given, **named)


def without_secret() -> dict[str, str]:
    """The environment as it was; the secret keys are gone from it for all processes started."""
    environ = dict(os.environ)
    for name in (SIGNING_KEY, LOG_KEY):
        os.environ.pop(name, None)
    return environ


@contextmanager
def _stops_held_back() -> Iterator[None]:
    """Let no signal stop the starting of processes halfway; it stops this one afterwards.

    What is held back here stays so in the processes started: Ctrl-C reaches every process of a
    terminal, and the first one sees to it.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *ENDS})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _cycles_looked_for_seldom() -> Iterator[None]:
    """Let Python's collector look through what a build holds less often: it finds nothing there."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _begin() -> None:
    """What a process does first: it sees to it that it ends with the one that started it."""
    gc.set_threshold(SELDOM)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
    first = parent_process()
    if first is not None:
        threading.Thread(target=_end_after, args=(first.join,), daemon=True).start()


def _end_after(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)
