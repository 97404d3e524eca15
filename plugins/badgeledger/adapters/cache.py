"""The memory of a ledger's history on the disk: `.badgeledger/cache/history`.

A cache may come back from anywhere: another machine, a CI service that restores it for anybody's
branch. So it begins with a MAC (HMAC-SHA-256, RFC 2104) over all the rest, by a key that is derived
from the signing secret, or from that of previews where there is none. What this key did not
write is not read any further: then there is no memory, and everything is read anew.

It holds no content of an award, but the awards' ids and commitments, for its owner only. No failure
to keep it is anybody's concern.
"""

import hmac
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from badgeledger.adapters.secrets import preview_secret, signing_secret
from badgeledger.errors import MachineError

FOLDER = Path(".badgeledger") / "cache"
PURPOSE = b"badgeledger cache of history, format 1"
MAC = 32  # bytes


class Cache:
    """The memory of the ledger at `root`; `environ` may hold the signing secret."""

    def __init__(self, root: Path, environ: Mapping[str, str]) -> None:
        self._root = root
        self._environ = environ
        self._file = root / FOLDER / "history"

    def load(self) -> bytes | None:
        """What was saved last; None where nothing was, or where it is not exactly that."""
        try:
            with self._file.open("rb") as file:
                mac, data = file.read(MAC), file.read()
            own = hmac.digest(self._key(), data, "sha256")
        except (OSError, MachineError):
            return None
        return data if hmac.compare_digest(mac, own) else None

    def save(self, data: bytes) -> None:
        """Keeps it, whole or not at all."""
        with suppress(OSError, MachineError):
            mac = hmac.digest(self._key(), data, "sha256")
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.with_name(".gitignore").write_text("*\n", "utf-8")
            new = self._file.with_name("history.new")
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as to:
                to.write(mac)
                to.write(data)
            new.replace(self._file)

    def _key(self) -> bytes:
        secret = signing_secret(self._environ) or preview_secret(self._root)
        return secret.derive(PURPOSE)
