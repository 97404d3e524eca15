"""The processes that render: none for a small ledger, one for each processor for a large one.

They are started afresh, not forked: the memory of this process, which may hold a secret, is not in
them. Nor is the secret in their environment (`without_secret`).
"""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

import click

from badgeledger.adapters.secrets import SIGNING_KEY

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
    pool = ProcessPoolExecutor(number, get_context("spawn"), _ignore_interrupts)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def without_secret() -> Mapping[str, str]:
    """The environment as it was; the signing key is gone from it for all processes started."""
    environ = dict(os.environ)
    os.environ.pop(SIGNING_KEY, None)
    return environ


def _ignore_interrupts() -> None:
    # Ctrl-C reaches every process of the terminal; the first one sees to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
