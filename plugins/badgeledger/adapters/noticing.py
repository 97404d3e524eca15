"""How `mkdocs serve` notices that a file was saved: at once, where the system tells of it.

MkDocs looks through all watched folders every half second, for in containers and on mounted folders
nobody tells it anything. That takes a tenth of a second for 10,000 awards, and the last look may
just be over. Here it looks as well as soon as it is told, and never while it builds: what changes
then is found afterwards. It is one look that finds a change, whoever asked for it, so that one save
makes one build.
"""

from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event, Semaphore
from typing import Protocol

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, EventQueue, ObservedWatch
from watchdog.observers.polling import PollingEmitter, PollingObserver

from badgeledger.ledger.files import TEMPLATES
from badgeledger.ledger.git import PATHS
from badgeledger.model import Issuer

EVERY = 0.5  # seconds between two looks of which nobody asked for the second
MOMENT = 0.02  # seconds: who saves a file may empty it first, and is told of twice
CHANGES: list[type[FileSystemEvent]] = [  # and not that a file was read
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


class Server(Protocol):
    """MkDocs' development server."""

    observer: PollingObserver

    def watch(self, path: str) -> None:
        """Build again when something changes at or below the path."""

    def unwatch(self, path: str) -> None:
        """No longer do so. Raises KeyError where it was not watched."""


def notice_at_once(server: Server, watched: Iterable[str], turn: Semaphore) -> None:
    """Have a server notice changes at once, before it is started; for `turn` see `Lookout`.

    It may watch some of the paths `watched` by now, and no others.
    """
    again = [path for path in watched if _unwatched(server, path)]
    server.observer = Lookout(EVERY, turn)
    for path in again:
        server.watch(path)


def watch_ledger(server: Server, root: Path, issuer: Issuer) -> None:
    """Have a server build again when the issuer's ledger at `root` changes."""
    for path in (*PATHS, TEMPLATES, *issuer.files):
        if (root / path).exists():
            server.watch(str(root / path))


def _unwatched(server: Server, path: str) -> bool:
    with suppress(KeyError):
        server.unwatch(path)
        return True
    return False


class Lookout(PollingObserver):
    """Looks for changes every so many seconds, and whenever the system tells of one.

    It does not look while somebody else has the `turn`.
    """

    def __init__(self, seconds: float, turn: Semaphore) -> None:
        self._told = Observer()
        # NOTE: that of PollingObserver takes no kind of look but its own.
        BaseObserver.__init__(self, _Look, timeout=seconds, told=self._told, turn=turn)

    def on_thread_start(self) -> None:
        """Begin to look, and to listen."""
        self._told.start()
        super().on_thread_start()

    def on_thread_stop(self) -> None:
        """No longer do so."""
        super().on_thread_stop()
        self._told.stop()


class _Look(PollingEmitter):
    """Looks through one folder."""

    def __init__(
        self,
        event_queue: EventQueue,
        watch: ObservedWatch,
        *,
        told: BaseObserver,
        turn: Semaphore,
        timeout: float,
        event_filter: list[type[FileSystemEvent]] | None,
    ) -> None:
        super().__init__(event_queue, watch, timeout=timeout, event_filter=event_filter)
        self._told = told
        self._turn = turn
        self._asked = Event()

    def on_thread_start(self) -> None:
        super().on_thread_start()
        with suppress(OSError):  # the system has no means left to tell us
            self._told.schedule(
                _Ask(self._asked),
                self.watch.path,
                recursive=self.watch.is_recursive,
                event_filter=CHANGES,
            )

    def on_thread_stop(self) -> None:
        self._asked.set()

    def queue_events(self, timeout: float) -> None:
        told = self._asked.wait(timeout)
        while told:
            self._asked.clear()
            told = self._asked.wait(MOMENT)
        while not self._turn.acquire(timeout=timeout):
            if not self.should_keep_running():  # a build that was stopped may keep it
                return
        with ExitStack() as taken:
            taken.callback(self._turn.release)
            super().queue_events(0)


class _Ask(FileSystemEventHandler):
    """Asks for a look."""

    def __init__(self, asked: Event) -> None:
        self._asked = asked

    def on_any_event(self, _event: FileSystemEvent) -> None:
        self._asked.set()
