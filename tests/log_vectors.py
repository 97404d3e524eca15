"""Golden vectors of log format 1: tests/vectors/log.

Each file has the commits of a ledger, oldest first, and the log that format 1 makes of them. A
commit has its committer's `time` and, of the ledger's files, what it wrote (`text`, or `base64`),
removed, moved and linked. `twin` names a vector whose log must be the same.

`python -m tests.log_vectors` writes the logs again. After a first release that command may only
serve new files: a changed log would contradict what institutions have published.
"""

import base64
import json
import tempfile
from pathlib import Path
from typing import Any

from badgeledger.ledger.history import read_history
from badgeledger.record import record
from tests.ledger_simulator import LedgerSimulator

FOLDER = Path(__file__).parent / "vectors" / "log"
NOW = 2_000_000_000
JSON = dict[str, Any]


def simulate(commits: list[JSON], path: Path) -> LedgerSimulator:
    """A repository with these commits."""
    ledger = LedgerSimulator(path)
    for commit in commits:
        for old, new in commit.get("move", {}).items():
            ledger.move(old, new)
        for name in commit.get("remove", []):
            ledger.remove(name)
        for name, target in commit.get("link", {}).items():
            ledger.symlink(name, target)
        for name, text in commit.get("text", {}).items():
            ledger.write(name, text)
        for name, data in commit.get("base64", {}).items():
            ledger.write(name, base64.b64decode(data))
        ledger.commit(commit.get("about", "Change"), at=commit["time"])
    return ledger


def log(commits: list[JSON], path: Path) -> JSON:
    """The log of a repository with these commits."""
    made = record(read_history(simulate(commits, path).root, now=NOW))
    return {
        "entries": [entry.decode() for entry in made.entries],
        "positions": {name: leaf.index for name, leaf in sorted(made.positions.items())},
        "ended": sorted(made.ended),
        "keyTimes": dict(made.key_times),
    }


def main() -> None:
    """Write every vector's log again."""
    for path in sorted(FOLDER.glob("*.json")):
        vector = json.loads(path.read_text("utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            vector["log"] = log(vector["commits"], Path(folder) / "ledger")
        text = json.dumps(vector, ensure_ascii=False, indent=2)
        path.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
