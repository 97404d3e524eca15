"""How `mkdocs serve` notices changes: real files, and the system that tells of them."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event, Semaphore

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from badgeledger.adapters.noticing import Lookout, notice_at_once, watch_ledger
from badgeledger.model import Issuer

NEVER = 3600  # seconds between two looks
PATIENCE = 60  # seconds


class Noted(FileSystemEventHandler):
    """The names of the files of which one was told, in order."""

    def __init__(self) -> None:
        self._names = Queue[str]()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self._names.put(Path(str(event.src_path)).name)

    def __next__(self) -> str:
        return self._names.get(timeout=PATIENCE)


@contextmanager
def looking(place: Path, seconds: float, turn: Semaphore | None = None) -> Iterator[Noted]:
    noted = Noted()
    lookout = Lookout(seconds, turn or Semaphore())
    lookout.schedule(noted, str(place), recursive=True)
    lookout.start()
    try:
        yield noted
    finally:
        lookout.stop()
        lookout.join()


def save(folder: Path, name: str) -> None:
    """A file in a folder that is looked through, whole and in one step."""
    new = folder.parent / "new.yml"
    new.write_text("awarded: 2026-05-01\n", "utf-8")
    new.replace(folder / name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "credentials"
    (made / "cohort").mkdir(parents=True)
    return made


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="others tell of changes later")


class Turn(Semaphore):
    """Notes that it was asked for, and given back."""

    def __init__(self, value: int = 1) -> None:
        super().__init__(value)
        self.asked, self.given_back = Event(), Event()

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        self.asked.set()
        return super().acquire(blocking, timeout)

    def release(self, n: int = 1) -> None:
        super().release(n)
        self.given_back.set()


@on_linux
def test_a_save_is_noticed_when_the_system_tells_of_it_and_not_found_again(folder: Path) -> None:
    turn = Turn()
    with looking(folder, NEVER, turn) as noted:
        save(folder, "cohort/one.yml")
        assert next(noted) == "one.yml"
        assert turn.given_back.wait(PATIENCE)
        os.utime(folder / "cohort" / "one.yml", (0, 0))  # of which it is not asked to tell
        save(folder, "two.yml")
        assert [next(noted), next(noted)] == ["two.yml", "one.yml"]


@pytest.fixture
def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system tells nothing."""

    def exhausted(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", exhausted)


@pytest.mark.usefixtures("untold")
def test_a_save_is_noticed_where_nobody_tells_of_it(folder: Path) -> None:
    with looking(folder, 0.05) as noted:
        for name in ("one.yml", "two.yml"):
            save(folder, name)
            assert next(noted) == name


@pytest.mark.usefixtures("untold")
def test_what_changes_during_a_build_is_looked_for_afterwards(folder: Path) -> None:
    turn = Turn(0)
    with looking(folder, 0.05, turn) as noted:
        save(folder, "one.yml")
        assert turn.asked.wait(PATIENCE)
        (folder / "one.yml").rename(folder / "two.yml")
        turn.release()
        assert next(noted) == "two.yml"


def test_one_stops_looking_while_somebody_keeps_the_turn(folder: Path) -> None:
    turn = Turn(0)
    with looking(folder, 0.05, turn):
        assert turn.asked.wait(PATIENCE)


class Server:
    """A development server that watches some paths."""

    def __init__(self) -> None:
        self.observer = PollingObserver()
        self.watched = {"docs": self.observer, "mkdocs.yml": self.observer}

    def watch(self, path: str) -> None:
        self.watched[path] = self.observer

    def unwatch(self, path: str) -> None:
        del self.watched[path]


def test_what_a_server_watches_it_watches_on() -> None:
    server = Server()
    notice_at_once(server, ("docs", "mkdocs.yml", "theme"), Semaphore())
    assert server.watched == {"docs": server.observer, "mkdocs.yml": server.observer}
    assert isinstance(server.observer, Lookout)


def test_all_that_a_ledger_is_made_of_is_watched(tmp_path: Path) -> None:
    for name in ("credentials", "templates", "docs"):
        (tmp_path / name).mkdir()
    for name in ("issuer.yml", "logo.png", "README.md"):
        (tmp_path / name).touch()
    issuer = Issuer(
        name="College", url="https://a.example", site="https://b.example", image="logo.png"
    )
    server = Server()
    server.watched.clear()
    watch_ledger(server, tmp_path, issuer)
    watched = {Path(path).name for path in server.watched}
    assert watched == {"credentials", "templates", "issuer.yml", "logo.png"}
