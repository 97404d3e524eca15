"""Where secrets come from: variables of the environment, or the preview key on the disk.

Read at the edge and handed on as `Secret`. Before a secret is read, core dumps of this process are
switched off. A secret is never taken from an argument, and never repeated in an error.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from badgeledger.errors import ContentError, MachineError
from badgeledger.keys.ed25519 import Secret

if sys.platform != "win32":
    import resource

SIGNING_KEY = "BADGELEDGER_KEY"
LOG_KEY = "BADGELEDGER_LOG_KEY"
SIGNATURES = "BADGELEDGER_SIGNATURES"  # names a file, in the place of both
PREVIEW_KEY = Path(".badgeledger") / "preview.key"


def signing_secret(environ: Mapping[str, str]) -> Secret | None:
    """The secret Multikey in `BADGELEDGER_KEY`; None where it is not set or empty.

    Raises MachineError (B0526) for any other text.
    """
    return _secret(SIGNING_KEY, environ)


def log_secret(environ: Mapping[str, str]) -> Secret | None:
    """The secret Multikey in `BADGELEDGER_LOG_KEY`, likewise."""
    return _secret(LOG_KEY, environ)


def _secret(variable: str, environ: Mapping[str, str]) -> Secret | None:
    text = environ.get(variable, "").strip()
    if not text:
        return None
    no_core_dumps()
    try:
        return Secret.from_multikey(text)
    except ContentError:
        raise MachineError.because(
            "B0526",
            f"{variable} is set, but not to a secret key",
            "set it to the text that `badgeledger key export` shows (it begins with z3u2)",
        ) from None


def preview_secret(root: Path) -> Secret:
    """The throwaway key of previews of the ledger at `root`, made at the first call.

    It is kept in `.badgeledger/preview.key`, which git is told to ignore, for its owner only.
    Raises MachineError (B0527) where it cannot be written or read.
    """
    path = root / PREVIEW_KEY
    no_core_dumps()
    try:
        path.parent.mkdir(exist_ok=True)
        with suppress(FileExistsError):
            _write_new(path.with_name(".gitignore"), f".gitignore\n{path.name}\n")
        with suppress(FileExistsError):
            _write_new(path, Secret.generate().reveal() + "\n")
        return Secret.from_multikey(path.read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError, ContentError) as cause:
        why = cause.strerror if isinstance(cause, OSError) else "it holds no secret key"
        raise MachineError.because(
            "B0527",
            f"the preview key cannot be used: {why}",
            "delete the file, and make sure that the folder can be written to",
            path=PREVIEW_KEY.as_posix(),
        ) from None


def _write_new(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def no_core_dumps() -> None:
    """Switch core dumps of this process and its children off, before a secret is read."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
