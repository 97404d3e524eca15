"""Finds the log that was published last: at the site, in a folder, or in a file.

For the gate. A host that says 404 has no log; one that does not answer may have one, and nothing is
published meanwhile.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from badgeledger.adapters.fetch import WebFetch
from badgeledger.errors import MachineError
from badgeledger.fetching import Answer
from badgeledger.gate import FindPublished
from badgeledger.log.gate import Published
from badgeledger.model import Issuer

AGAINST = "BADGELEDGER_AGAINST"
FIRST = "BADGELEDGER_FIRST"
NOT_FOUND = 404


def by_environment(environ: Mapping[str, str]) -> FindPublished:
    """What `BADGELEDGER_AGAINST` names, or the issuer's own site; `BADGELEDGER_FIRST` is `1` where
    none may be published yet."""
    return named(environ.get(AGAINST), first=environ.get(FIRST) == "1")


def named(against: str | None, *, first: bool) -> FindPublished:
    """The log at an address, in a folder or in a file; without any at the issuer's own site.

    An address and a folder are those of a whole site, a file is a checkpoint.
    """

    def find(issuer: Issuer) -> Published:
        place = against or issuer.site
        if "://" in place:
            return Published(place, _at(place.rstrip("/")), first)
        path = Path(place)
        _require(path)
        return Published(place, _beside(path) if path.is_file() else _below(path), first)

    return find


def _require(path: Path) -> None:
    """Refuse a name that was mistyped: it is no site without a log."""
    if not path.exists():
        raise MachineError.because(
            "B0837",
            "there is no such file or folder, so that nobody knows what was published",
            "name a site's address, a folder with a built site, or a checkpoint",
            path=str(path),
        )


def _at(site: str) -> Callable[[str], bytes | None]:
    fetch = WebFetch()

    def read(path: str) -> bytes | None:
        address = f"{site}/ledger/{path}"
        answer = fetch(address)
        if isinstance(answer, Answer) and answer.status == 200:
            return answer.body
        if isinstance(answer, Answer) and answer.status == NOT_FOUND:
            return None
        said = f"it answered {answer.status}" if isinstance(answer, Answer) else answer.message
        raise MachineError.because(
            "B0837",
            f"{address} cannot be read, so that nobody knows what was published: {said}",
            "try again when the site answers, or name a copy of it with --against",
        )

    return read


def _below(folder: Path) -> Callable[[str], bytes | None]:
    return lambda path: _content(folder / "ledger" / path)


def _beside(file: Path) -> Callable[[str], bytes | None]:
    """A checkpoint, with the tiles that lie beside it, if there are any."""
    return lambda path: _content(file if path == "checkpoint" else file.parent / path)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as cause:
        raise MachineError.because(
            "B0837",
            f"it cannot be read, so that nobody knows what was published: {cause.strerror}",
            "make it readable, or name another copy with --against",
            path=str(file),
        ) from None
