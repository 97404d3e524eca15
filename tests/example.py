"""The example institution's ledger, as a clone to publish from, with a key of its own.

Real parts: a real clone of this repository, the installed command, separate processes.
"""

import os
import subprocess
import sys
from pathlib import Path

from badgeledger.keys.ed25519 import Secret

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SECRET = Secret(bytes(range(32)))
LOG_SECRET = Secret(bytes(range(1, 33)))
ADDED = "2026-11-01"
DATE = "2026-11-22T21:00:00+00:00"


def environment(home: Path) -> dict[str, str]:
    """The few variables that a command needs, and what measures coverage."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "LD_LIBRARY_PATH") or name.startswith("COVERAGE_")
    }
    return kept | {"HOME": str(home), "NO_MKDOCS_2_WARNING": "1"}


def run(
    *command: str | Path, folder: Path, environ: dict[str, str] | None = None, status: int = 0
) -> str:
    """What a command says on its error output, with few variables of the environment."""
    variables = environment(folder) | (environ or {})
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env=variables, capture_output=True, check=False
    )
    said = done.stderr.decode() + done.stdout.decode()
    assert done.returncode == status, f"{command}: {said}"
    return said


def git(folder: Path, *arguments: str) -> str:
    """What git says, as a member of staff with a fixed clock."""
    identity = {
        "GIT_AUTHOR_NAME": "Registry Office",
        "GIT_AUTHOR_EMAIL": "registry@alderquay.example",
        "GIT_COMMITTER_NAME": "Registry Office",
        "GIT_COMMITTER_EMAIL": "registry@alderquay.example",
        "GIT_AUTHOR_DATE": DATE,
        "GIT_COMMITTER_DATE": DATE,
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    return run("git", *arguments, folder=folder, environ=identity)


def clone(of: Path, to: Path) -> Path:
    """A full clone, with only what was committed."""
    git(of, "clone", "--quiet", "--no-local", str(of), str(to))
    return to


def clone_with_key(to: Path) -> Path:
    """A clone whose keys.yml names `SECRET` as the current key, and `LOG_SECRET` as the log's."""
    clone(ROOT, to)
    keys = (
        f"signing:\n  - key: {SECRET.public_key}\n    added: {ADDED}\n"
        f"log: {LOG_SECRET.public_key}\n"
    )
    (to / "keys.yml").write_text(keys, "utf-8")
    git(to, "add", "keys.yml")
    git(to, "commit", "--quiet", "--message", "The key that signs")
    return to


def with_key() -> dict[str, str]:
    """The environment of somebody who holds the keys, and publishes for the first time."""
    keys = {"BADGELEDGER_KEY": SECRET.reveal(), "BADGELEDGER_LOG_KEY": LOG_SECRET.reveal()}
    return keys | UNPUBLISHED


# The gate looks into a folder, where nothing is.
UNPUBLISHED = {"BADGELEDGER_AGAINST": ".", "BADGELEDGER_FIRST": "1"}


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site by its address."""
    paths = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
