"""From an award to its tombstone: all that stays of it is what the log commits to.

    history ─ record ─ the award's commitment ─ tombstone

The tombstone keeps the log as it is, and says that the award was erased; the log enters that, and
the status bit is set. The history still holds the award's earlier versions: `purge.py`.
"""

from datetime import date

from badgeledger.errors import ContentError
from badgeledger.ledger.history import History
from badgeledger.ledger.reader import read_award
from badgeledger.ledger.writer import write
from badgeledger.model import Tombstone
from badgeledger.record import record


def erase(data: bytes, path: str, *, on: date, history: History) -> bytes:
    """The file that takes the place of an award's, erased on that day.

    Raises ContentError with the problems of a file that cannot be read, for what was erased before
    (B0865), for an award that is not committed as it stands (B0864), and for one that never entered
    the log (B0866).
    """
    award = read_award(data, path)
    if isinstance(award, Tombstone):
        raise ContentError.because(
            "B0865", "the award is erased already", "nothing is to be done", path=path
        )
    if history.head is None or path in history.uncommitted:
        raise ContentError.because(
            "B0864", "the file is not committed as it stands",
            "commit it first, or restore it; if it was never committed, delete it", path=path,
        )  # fmt: skip
    made = record(history)
    award_id = path.rpartition("/")[2].removesuffix(".yml")
    if award_id not in made.positions:
        raise ContentError.because(
            "B0866", "the award was never entered in the log",
            "`badgeledger check` tells why; nothing was published of it, so delete the file",
            path=path,
        )  # fmt: skip
    c, revoked = made.commitment(award_id), award.revoked is not None
    return write(Tombstone(commitment=c, revoked=revoked, erased=on), path)
