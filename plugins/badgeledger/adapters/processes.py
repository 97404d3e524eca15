"""The processes that render: none for a small ledger, one for each processor for a large one.

They are started afresh, not forked: the memory of this process, which may hold a secret, is not in
them. Nor is the secret in their environment (`without_secret`).
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context, parent_process

from badgeledger.adapters.secrets import LOG_KEY, SIGNING_KEY
from badgeledger.adapters.stops import ENDS
from badgeledger.spread import Workers

# Below this, starting processes takes longer than they save.
FEW = 1000


@contextmanager
def processes(asked: int | None = None) -> Iterator[Workers]:
    """Gives the processes for an amount of work, in artifacts or files, as often as it is asked.

    There are as many as `asked` for, or as fit the first amount that is no small one; None stands
    for this process alone. They start when they are first needed.
    """
    with ExitStack() as stack:
        started: list[Executor] = []

        def workers(amount: int) -> Executor | None:
            number = asked or ((os.cpu_count() or 1) if amount >= FEW else 1)
            if number > 1 and not started:
                started.append(stack.enter_context(_pool(number)))
            return started[0] if number > 1 else None

        yield workers


@contextmanager
def _pool(number: int) -> Iterator[Executor]:
    pool = ProcessPoolExecutor(number, get_context("spawn"), _end_with_the_first)
    try:
        with _stops_held_back():
            for _ in range(number):
                pool.submit(_nothing)  # starts a process
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


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


def _nothing() -> None:
    """What the first job of a process does."""


def _end_with_the_first() -> None:
    """Leave no process behind when the first one is killed."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
    first = parent_process()
    if first is not None:
        threading.Thread(target=_end_after, args=(first.join,), daemon=True).start()


def _end_after(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)
