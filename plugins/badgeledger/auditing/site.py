"""A published site as an audit reads it: through a function that is handed in.

What is not there is the site's fault, what cannot be asked is nobody's: the two are told apart, as
the first ends an audit with *not whole* and the second with *not checked*.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from badgeledger.errors import BadgeLedgerError, ContentError, MachineError
from badgeledger.progress import Watch
from badgeledger.verify.fetching import Fetch, Unreachable

AT_A_TIME = 32  # files asked for before the first of them is looked at: bounds what is in memory
GONE = (404, 410)

Each = Callable[[Callable[[str], Any], Iterable[str]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Site:
    """A site by its address, without closing slash.

    `each` maps a function over paths, in their order and perhaps several at once; `watch` hands
    items on and shows how far it is.
    """

    address: str
    fetch: Fetch
    each: Each
    watch: Watch

    def read(self, path: str) -> bytes:
        """The file at a path of the site. Raises what `read_url` raises."""
        return read_url(f"{self.address}/{path}", self.fetch, path)

    def read_all(self, paths: Iterable[str], doing: str, total: int) -> Iterator["Answered"]:
        """The files at `total` paths, in their order, few at a time."""
        rest = iter(self.watch(paths, doing, total))
        while some := list(islice(rest, AT_A_TIME)):
            yield from self.each(self._answered, some)

    def _answered(self, path: str) -> "Answered":
        try:
            return Answered(path, self.read(path), None)
        except BadgeLedgerError as refusal:
            return Answered(path, b"", refusal)


@dataclass(frozen=True, slots=True)
class Answered:
    """What stands at a path, or why that cannot be said."""

    path: str
    body: bytes
    refusal: BadgeLedgerError | None

    @property
    def data(self) -> bytes:
        """The bytes. Raises what `Site.read` raised."""
        if self.refusal:
            raise self.refusal
        return self.body


def read_url(url: str, fetch: Fetch, path: str = "") -> bytes:
    """What stands at `url`; `path` is what problems name.

    Raises ContentError (B0850) where nothing does, and MachineError, with the code of `fetch` or
    B0914, where that cannot be said.
    """
    answer = fetch(url)
    if isinstance(answer, Unreachable):
        raise MachineError.because(answer.code, answer.message, "try again later", path=path)
    if answer.status in GONE:
        raise ContentError.because(
            "B0850",
            f"{url} is not published",
            "tell the issuer: a whole site has this file",
            path=path,
        )
    if answer.status != 200:
        raise MachineError.because(
            "B0914", f"{url} answers {answer.status}", "try again later", path=path
        )
    return answer.body
