"""The processes that render: none for a small ledger, one for each processor for a large one.

They are started afresh, not forked: the memory of this process, which may hold a secret, is not in
them. Nor is the secret in their environment (`without_secret`).
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process

import click

from badgeledger.adapters.cli.stops import ENDS
from badgeledger.adapters.secrets import LOG_KEY, SIGNING_KEY

# Below this many jobs, starting processes takes longer than they save.
FEW = 1000

Command = Callable[..., None]


def jobs_option(command: Command) -> Command:
    """Adds `--jobs`."""
    return click.option(
        "--jobs", type=click.IntRange(min=1), metavar="N",
        help="Number of processes.  [default: one, or all processors for a large ledger]",
    )(command)  # fmt: skip


@contextmanager
def processes(asked: int | None, jobs: int) -> Iterator[Executor | None]:
    """As many processes as asked for, or as fit the number of jobs; None for this one alone."""
    number = asked or ((os.cpu_count() or 1) if jobs >= FEW else 1)
    if number == 1:
        yield None
        return
    pool = ProcessPoolExecutor(number, get_context("spawn"), _end_with_the_first)
    try:
        with _stops_held_back():
            for _ in range(number):
                pool.submit(_nothing)  # starts a process
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def without_secret() -> Mapping[str, str]:
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
