"""`make bench-log`: a ledger of 100,000 awards in 10,000 commits, from its history to the gate.

Each row is a process of its own, as `badgeledger gate` is. Its seconds begin before Python does;
its processor time has git's in it; its memory is the most that it, or any git that it calls, ever
had. What it finds the log to be has to be the same in all rows that look at the same commit.
"""

import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.publishing import LOG_SECRET

from badgeledger.adapters.cache import Cache
from badgeledger.adapters.published import named
from badgeledger.gate import log_of, pass_gate
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.checkpoint import Checkpoint, origin_of
from badgeledger.log.note import Vkey, note
from badgeledger.memory import NO_MEMORY, Memory, recorded
from badgeledger.record import Record
from bench.ledgers import append, make_ledger

AWARDS, COMMITS = 100_000, 10_000


@dataclass(frozen=True)
class Row:
    """What one process took, in seconds and MB, and the log that it found."""

    what: str
    seconds: float
    processor: float
    memory: int
    history: float
    through: float
    log: str

    def line(self) -> str:
        seconds = (self.history, self.through, self.seconds, self.processor)
        return " | ".join(["| " + self.what, *map("{:.2f}".format, seconds), f"{self.memory} |"])


def main() -> None:
    """Measure and print, or be what is measured."""
    if len(sys.argv) > 1:
        how, root, site = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
        print(json.dumps(PARTS[how](root, site)))
        return
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        ledger = place / "ledger", place / "site"
        make_ledger(ledger[0], AWARDS, COMMITS)
        print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {AWARDS} awards in")
        print(f"{COMMITS} commits; seconds, and MB\n")
        print("| | history and log | gate | with Python's start | processor | peak |")
        print("|---|--:|--:|--:|--:|--:|")
        first = [row("published, no cache", "publish", *ledger)]
        first.append(row("no cache yet", "cache", *ledger))
        first.append(row("the same commit, cache", "cache", *ledger))
        append(ledger[0])
        after = [row("one award more, cache", "cache", *ledger)]
        after.append(row("one award more, no cache", "anew", *ledger))
        for rows in (first, after):
            assert len({each.log for each in rows}) == 1, "the cache made another log"


def row(what: str, how: str, root: Path, site: Path) -> Row:
    """Measures a process, and prints what it took."""
    command = [sys.executable, "-m", "bench.log", how, str(root), str(site)]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout
    said = json.loads(process.stdout.read())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    seconds = time.perf_counter() - begin
    made = Row(what, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, **said)
    print(made.line(), flush=True)
    return made


def cached(root: Path, site: Path) -> dict[str, Any]:
    """History, log and gate as the command goes through them."""
    return passed(root, site, Cache(root, {}))


def anew(root: Path, site: Path) -> dict[str, Any]:
    """The same without a cache."""
    return passed(root, site, NO_MEMORY)


def passed(root: Path, site: Path, memory: Memory) -> dict[str, Any]:
    begin = time.perf_counter()
    history, made = recorded(root, now=int(time.time()), memory=memory)
    read = time.perf_counter()
    pass_gate(root, log_of(made), named(str(site), first=False)(history.issuer))
    return told(made, read - begin, time.perf_counter() - read)


def publish(root: Path, site: Path) -> dict[str, Any]:
    """A site that has published the log as it is now; there is no gate before it."""
    begin = time.perf_counter()
    history, made = recorded(root, now=int(time.time()), memory=NO_MEMORY)
    seconds = time.perf_counter() - begin
    tree = log_of(made).tree
    origin = origin_of(history.issuer.site)
    text = Checkpoint(origin, tree.size, tree.root()).text
    vkey = Vkey(origin, decode_public_key(LOG_SECRET.public_key))
    (site / "ledger").mkdir(parents=True)
    signed = note(text, vkey, LOG_SECRET.sign(text.encode()))
    (site / "ledger" / "checkpoint").write_bytes(signed)
    return told(made, seconds, 0)


def told(made: Record, history: float, through: float) -> dict[str, Any]:
    digest = hashlib.sha256(b"\n".join(made.entries)).hexdigest()
    return {"history": history, "through": through, "log": digest}


PARTS = {"publish": publish, "cache": cached, "anew": anew}


if __name__ == "__main__":
    main()
