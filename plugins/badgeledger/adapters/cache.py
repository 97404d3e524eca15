"""What a build keeps for the next one, on the disk: the files of `.badgeledger/cache/`.

Builds with a key have a folder there and previews another, so that neither takes the other's place.

A cache may come back from anywhere: another machine, a CI service that restores it for anybody's
branch. So each file begins with a MAC (HMAC-SHA-256, RFC 2104) over its name and all the rest, by a
key that is derived from the signing secret, or from that of previews where there is none. What this
key did not write by this name is not read any further: then there is no memory of it, and
everything is made anew.

It holds no content of an award, but the awards' ids and commitments, for its owner only. No failure
to keep it is anybody's concern.
"""

import hmac
import os
from collections.abc import Mapping, Set
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from badgeledger.adapters.secrets import SIGNATURES, SIGNING_KEY, preview_secret, signing_secret
from badgeledger.errors import MachineError
from badgeledger.memory import NO_MEMORY, Memory

FOLDER = Path(".badgeledger") / "cache"
PUBLISHED, PREVIEWED = "published", "previewed"
PURPOSE = b"badgeledger cache, format 2"
MAC = 32  # bytes


def memory_of(root: Path, environ: Mapping[str, str]) -> Memory:
    """The cache of the ledger at `root`; none for a build that takes signatures from a file.

    Such a build publishes without a secret by which it could tell what it wrote itself.
    """
    return NO_MEMORY if environ.get(SIGNATURES) else Cache(root, environ)


class Cache:
    """The memory of the ledger at `root`; `environ` may hold the signing secret."""

    def __init__(self, root: Path, environ: Mapping[str, str]) -> None:
        self._root = root
        self._environ = environ
        self._folder = root / FOLDER / (PUBLISHED if environ.get(SIGNING_KEY) else PREVIEWED)

    def load(self, name: str) -> bytes | None:
        """What was saved last by the name; None where nothing was, or it is not exactly that."""
        try:
            with (self._folder / name).open("rb") as file:
                mac, data = file.read(MAC), file.read()
            own = self._mac(name, data)
        except (OSError, MachineError):
            return None
        return data if hmac.compare_digest(mac, own) else None

    def save(self, name: str, data: bytes) -> None:
        """Keeps it, whole or not at all."""
        with suppress(OSError, MachineError):
            mac, file = self._mac(name, data), self._folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            self._require_own(file.parent)
            _put(self._folder / ".gitignore", b"*\n")
            _put(file, mac, data)

    def forget(self, shelf: str, *, but: Set[str]) -> None:
        """Deletes, of the names that begin with `shelf` and `/`, all but these."""
        with suppress(OSError):
            self._require_own(self._folder / shelf)
            for file in (self._folder / shelf).iterdir():
                if f"{shelf}/{file.name}" not in but:
                    file.unlink()

    def _require_own(self, folder: Path) -> None:
        """Raises OSError where a link leads out of the cache: nothing is changed there."""
        around = self._root / FOLDER.parent
        own = around.resolve() / folder.relative_to(around)
        if folder.resolve() != own:
            raise OSError(f"{folder} leads elsewhere")

    def _mac(self, name: str, data: bytes) -> bytes:
        mac = hmac.new(self._key, name.encode() + b"\0", "sha256")
        mac.update(data)
        return mac.digest()

    @cached_property
    def _key(self) -> bytes:
        secret = signing_secret(self._environ) or preview_secret(self._root)
        return secret.derive(PURPOSE)


def _put(file: Path, *parts: bytes) -> None:
    """Put a file of these parts in the place of what is there, also where that is a link."""
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as to:
        to.writelines(parts)
    new.replace(file)
