"""The log of an issuer, and how it is read: its checkpoint, and its tiles.

Part of the `log` check. An issuer says where its log is in the `service` of its DID document (DID
Core 1.0, section 5.4), and nowhere else: who signs with a stolen key would name a log of their
own. Nothing is handed on that does not lead to the checkpoint's root.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from badgeledger.errors import ContentError
from badgeledger.log.checkpoint import Checkpoint, origin_of, read_checkpoint
from badgeledger.log.note import Vkey
from badgeledger.log.tiles import TileReader
from badgeledger.verify.did_web import web_issuer
from badgeledger.verify.document import is_named
from badgeledger.verify.fetching import Fetch, Remembering, body_at
from badgeledger.verify.findings import failed, unchecked
from badgeledger.verify.members import text_of
from badgeledger.verify.strict_json import read_object

FOLDER = re.compile(r"https?://.+/ledger/")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Log:
    """A log, as its issuer names it: the address of its folder, with closing slash, and its key."""

    url: str
    vkey: str

    @property
    def site(self) -> str:
        """The site that the log belongs to, without closing slash."""
        return self.url.removesuffix("/ledger/")


class _MissingTileError(Exception):
    """A tile is not there; the log has perhaps grown, and no longer publishes this width."""


def log_of(issuer: str, fetch: Fetch) -> Log:
    """The log of an issuer.

    Raises `Ended` with LOG_NOT_NAMED, and LOG_NOT_CHECKED where the issuer cannot be asked.
    """
    web = web_issuer(issuer)
    if web is None:
        raise unchecked("LOG_NOT_NAMED")
    document = read_object(body_at(web.document, fetch))
    if document is None or document.get("id") != issuer:
        raise unchecked("LOG_NOT_CHECKED")
    services = document.get("service")
    for service in services if isinstance(services, list) else [services]:
        log = _log_in(service)
        if log is not None:
            return log
    raise unchecked("LOG_NOT_NAMED")


def _log_in(service: Any) -> Log | None:
    if not isinstance(service, dict) or not is_named(service.get("type"), "TransparencyLog"):
        return None
    url, vkey = (text_of(service.get("serviceEndpoint"), name) for name in ("url", "vkey"))
    return Log(url, vkey) if url and vkey and FOLDER.fullmatch(url) else None


def reading(log: Log, fetch: Fetch, read: Callable[[TileReader, int], T]) -> T:
    """What `read` reads in a log, given its tiles and its size.

    A log that grows meanwhile no longer has the tiles that stood at its end: it is then read once
    more, by its new checkpoint. Raises `Ended` with LOG_UNREACHABLE, LOG_CHECKPOINT, LOG_TREE, and
    what `read` raises.
    """
    try:
        return _read(log, fetch, read)
    except _MissingTileError:
        if isinstance(fetch, Remembering):
            fetch.forget(f"{log.url}checkpoint")
    try:
        return _read(log, fetch, read)
    except _MissingTileError:
        raise unchecked("LOG_UNREACHABLE", url=log.url) from None


def _read(log: Log, fetch: Fetch, read: Callable[[TileReader, int], T]) -> T:
    checkpoint = _checkpoint(log, fetch)

    def tile(path: str) -> bytes:
        body = body_at(log.url + path, fetch)
        if body is None:
            raise _MissingTileError
        return body

    try:
        return read(TileReader(tile, checkpoint.size, checkpoint.root), checkpoint.size)
    except ContentError:
        raise failed("LOG_TREE", url=log.url) from None


def _checkpoint(log: Log, fetch: Fetch) -> Checkpoint:
    url = f"{log.url}checkpoint"
    body = body_at(url, fetch)
    if body is None:
        raise unchecked("LOG_UNREACHABLE", url=url)
    try:
        return read_checkpoint(body, _own_key(log))
    except ContentError:
        raise failed("LOG_CHECKPOINT", url=url) from None


def _own_key(log: Log) -> Vkey:
    """The key of the log at this address. Raises ContentError for any other."""
    vkey = Vkey.read(log.vkey)
    if vkey.name != origin_of(log.site):
        raise ContentError.because(
            "B0829", f"the key is of the log {vkey.name}, not of {log.url}", "ask the issuer"
        )
    return vkey
