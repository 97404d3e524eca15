"""A ledger's history and record, quicker where an earlier pass is remembered.

    memory ─ known ─ history ─ record ─ known ─ memory

A pass over 100,000 awards takes seconds, and an append changes one. What a record knew after a
commit can therefore be kept, as bytes; where the history goes on from that commit, so does the next
record, and it ends as if it had begun at the beginning. Where the bytes are kept, and whether they
can be trusted, is decided by who hands over the memory (`adapters/cache.py`).
"""

import json
from collections.abc import Iterable, Set
from functools import cache
from importlib import metadata
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Protocol

from badgeledger import __version__
from badgeledger.ledger.catalogue import Told
from badgeledger.ledger.history import History, read_history
from badgeledger.ledger.past import Past
from badgeledger.ledger.readings import Sources
from badgeledger.progress import Watch, unwatched
from badgeledger.record import Known, Record, record
from badgeledger.values import JSON

HISTORY = "history"
FORMAT = 2
# Entries that are new to the memory. Reading fewer anew takes less than a tenth of a second.
WORTH_KEEPING = 1000


class Memory(Protocol):
    """Keeps what a build knew or made, by names with `/`. What it gives was kept last, or None."""

    def load(self, name: str) -> bytes | None:
        """What is kept by the name."""

    def save(self, name: str, data: bytes) -> None:
        """Keeps it in place of what was kept before."""

    def forget(self, shelf: str, *, but: Set[str]) -> None:
        """Keeps, of the names that begin with `shelf` and `/`, these alone."""


class NoMemory:
    """Keeps nothing."""

    def load(self, name: str) -> None:
        """Nothing."""

    def save(self, name: str, data: bytes) -> None:
        """Nothing happens."""

    def forget(self, shelf: str, *, but: Set[str]) -> None:
        """Nothing happens."""


NO_MEMORY = NoMemory()


def recorded(
    root: Path, *, now: int, memory: Memory, watch: Watch = unwatched
) -> tuple[History, Record]:
    """The history of the ledger at `root`, and its record. Raises what `read_history` raises."""
    earlier = cache(lambda: _remembered(memory))
    history = read_history(root, now=now, remembered=lambda: _past(earlier()))
    known = earlier() if history.past else None
    made = record(history, known, watch)
    if len(made.entries) - (len(known.entries) if known else 0) >= WORTH_KEEPING:
        remembered = made.known()
        if remembered:
            memory.save(HISTORY, packed(remembered))
    return history, made


def _remembered(memory: Memory) -> Known | None:
    data = memory.load(HISTORY)
    return unpacked(data) if data else None


def _past(known: Known | None) -> Past | None:
    return known.past if known else None


def packed(known: Known) -> bytes:
    """What a record knew: a line of JSON, then the lines of four columns."""
    past = known.past
    columns = [
        b"".join(b"%s\n" % entry for entry in known.entries),
        _column(known.awards),
        _column(past.awards),
        _column(past.awards.values()),
    ]
    head = {
        **_made_with(),
        "columns": [len(column) for column in columns],
        "commits": [(commit, len([*made])) for commit, made in groupby(known.commits)],
        "logKeys": sorted(known.log_keys),
        "commit": past.commit,
        "time": past.time,
        "prefix": _text(past.prefix),
        "keys": past.keys,
        "issuer": past.catalogue.issuer,
        "definitions": [(_text(path), name) for path, name in past.catalogue.definitions.items()],
        "images": [(_text(path), name) for path, name in past.catalogue.images.items()],
        "changes": past.catalogue.changes,
        "waiting": past.waiting,
    }
    return b"".join([json.dumps(head).encode(), b"\n", *columns])


def unpacked(data: bytes) -> Known | None:
    """What `packed` was given; None where it is another version's."""
    line = data[: data.index(b"\n")]
    head: JSON = json.loads(line)
    if {name: head.get(name) for name in _made_with()} != _made_with():
        return None
    ends = list(accumulate(head["columns"], initial=len(line) + len(b"\n")))
    entries, awards, names, lives = (data[begin:end] for begin, end in pairwise(ends))
    told = Told(
        head["issuer"],
        {_bytes(path): name for path, name in head["definitions"]},
        {_bytes(path): name for path, name in head["images"]},
        [(slug, Sources(*made) if made else None) for slug, made in head["changes"]],
    )
    past = Past(
        commit=head["commit"],
        time=head["time"],
        prefix=_bytes(head["prefix"]),
        keys=head["keys"],
        catalogue=told,
        awards=dict(zip(_lines(names), _lines(lives), strict=True)),
        waiting=head["waiting"],
    )
    return Known(
        past=past,
        entries=entries.split(b"\n")[:-1],
        awards=_lines(awards),
        commits=[commit for commit, count in head["commits"] for _ in range(count)],
        log_keys=frozenset(head["logKeys"]),
    )


def _made_with() -> JSON:
    return {"format": FORMAT, "badgeledger": __version__, "tzdata": metadata.version("tzdata")}


def _column(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _lines(column: bytes) -> list[str]:
    return column.decode("ascii").split("\n")[:-1]


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
