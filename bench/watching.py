"""What a command takes, watched from outside: seconds, processor time, and memory of each process.

Linux tells the most memory that a process ever had (VmHWM, proc(5)) as long as it lives, so the
command's processes are asked again and again. A process that lives for less than `PAUSE` is missed;
what grows in the last moments of one is, too.
"""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.02  # seconds
PROC = Path("/proc")


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds, processor time of all its processes, MB of the largest."""

    seconds: float
    processor: float
    memory: float


def run(command: Sequence[str | Path], cwd: Path, environ: Mapping[str, str]) -> tuple[Cost, str]:
    """What a command took, and what it wrote. Raises CalledProcessError where it fails."""
    begin = time.perf_counter()
    with (cwd.parent / "output.txt").open("w+b") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=dict(environ), stdout=output, stderr=subprocess.STDOUT
        )
        memory: dict[int, int] = {}
        while True:
            memory |= {each: peak for each in tree(process.pid) if (peak := peak_of(each))}
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            time.sleep(PAUSE)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, said)
    cost = Cost(seconds, usage.ru_utime + usage.ru_stime, max(memory.values()) / 1e6)
    return cost, said


def tree(pid: int) -> list[int]:
    """A process and all below it that live now."""
    try:
        children = [
            int(child)
            for task in (PROC / str(pid) / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:  # it has ended
        return [pid]
    return [pid, *(each for child in children for each in tree(child))]


def peak_of(pid: int) -> int:
    """The most memory that a process ever had in it, in bytes; 0 where it has ended."""
    try:
        status = (PROC / str(pid) / "status").read_text()
    except OSError:
        return 0
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return int(lines.get("VmHWM", "0 kB").split()[0]) * 1024
