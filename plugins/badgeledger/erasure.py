"""From an award to its tombstone: all that stays of it is what the log commits to.

    history ─ record ─ the award's commitment ─ tombstone

The tombstone keeps the log as it is, and says that the award was erased; the log enters that, and
the status bit is set. The history still holds the award's earlier versions: `purge.py`.
"""

from datetime import date

from badgeledger.errors import ContentError
from badgeledger.ledger.history import History
from badgeledger.ledger.writer import write
from badgeledger.model import Tombstone
from badgeledger.record import record


def erase(path: str, *, on: date, history: History) -> bytes:
    """The file that takes the place of the award's, erased on that day.

    `path` is the award's in the ledger. Raises ContentError for what was erased before (B0865), for
    an award that is not committed as it stands (B0864), and for one that never entered the log
    (B0866).
    """
    award_id = path.rpartition("/")[2].removesuffix(".yml")
    made = record(history)
    if award_id in made.erased:
        raise ContentError.because(
            "B0865", "the award is erased already", "nothing is to be done", path=path
        )
    if history.head is None or path in history.uncommitted:
        raise ContentError.because(
            "B0864", "the file is not committed as it stands",
            "commit it first, or restore it; if it was never committed, delete it", path=path,
        )  # fmt: skip
    if award_id not in made.awards:
        raise ContentError.because(
            "B0866", "the award was never entered in the log",
            "`badgeledger check` tells why; nothing was published of it, so delete the file",
            path=path,
        )  # fmt: skip
    standing = made.awards[award_id]
    tombstone = Tombstone(commitment=made.commitment(award_id), revoked=standing.revoked, erased=on)
    return write(tombstone, path)
