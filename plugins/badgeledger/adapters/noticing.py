"""How `mkdocs serve` notices that a file was saved: at once, where the system tells of it.

MkDocs looks through all watched folders every half second, for in containers and on mounted folders
nobody tells it anything. That takes a tenth of a second for 10,000 awards. Here it takes in what
the system tells, and looks through the folders all the same: every half second, and as soon as it
was told something, so that it does not find the same again later. It never looks during a build,
which that would slow.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event, Semaphore
from typing import Protocol

from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, EventQueue, ObservedWatch
from watchdog.observers.polling import PollingEmitter, PollingObserver

from badgeledger.ledger.files import TEMPLATES
from badgeledger.ledger.git import PATHS
from badgeledger.model import Issuer

EVERY = 0.5  # seconds between two looks, where the system tells nothing
CHANGES: list[type[FileSystemEvent]] = [  # and not that a file was read
    events.DirCreatedEvent,
    events.DirDeletedEvent,
    events.DirMovedEvent,
    events.FileCreatedEvent,
    events.FileDeletedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
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
    """Takes in what the system tells of changes, and looks for others every so many seconds.

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
    """Looks through one folder.

    `_known` are the paths of which the system told before a look, `_heard` those since it began.
    """

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
        self._heard = set[bytes | str]()
        self._known = set[bytes | str]()

    def on_thread_start(self) -> None:
        super().on_thread_start()
        with suppress(OSError):  # the system has no means left to tell us
            self._told.schedule(
                _Ear(self.hear),
                self.watch.path,
                recursive=self.watch.is_recursive,
                event_filter=CHANGES,
            )

    def on_thread_stop(self) -> None:
        self._asked.set()

    def hear(self, event: FileSystemEvent) -> None:
        """Pass on what the system tells; the look that follows does not find it again."""
        self._heard.update((event.src_path, event.dest_path))
        super().queue_event(event)
        self._asked.set()

    def queue_event(self, event: FileSystemEvent) -> None:
        if event.src_path not in self._known:
            super().queue_event(event)

    def queue_events(self, timeout: float) -> None:
        self._asked.wait(timeout)
        while not self._turn.acquire(timeout=timeout):
            if not self.should_keep_running():  # a build that was stopped may keep it
                return
        with ExitStack() as taken:
            taken.callback(self._turn.release)
            self._asked.clear()
            self._known, self._heard = self._heard, set()
            super().queue_events(0)


class _Ear(FileSystemEventHandler):
    """What the system tells goes to `hear`."""

    def __init__(self, hear: Callable[[FileSystemEvent], None]) -> None:
        self._hear = hear

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._hear(event)
