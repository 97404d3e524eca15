"""From an award that keeps an earlier text of its achievement to one that gets the present text.

    record ┐
           ├─ is the text another? ─ the award's file with `reissued`
    file   ┘

The log enters a change, and the old leaf is marked replaced: as with any other change, whoever has
the old badge is told that there is a newer version.
"""

from datetime import date

from badgeledger.errors import ContentError
from badgeledger.ledger import writer
from badgeledger.ledger.reader import read_award
from badgeledger.model import Award, AwardVersion
from badgeledger.record import Record, commitment_of
from badgeledger.values import shown


def reissue(data: bytes, path: str, *, on: date, record: Record) -> bytes:
    """The award's file, reissued on that day.

    `record` is of the ledger as it stands on the disk. Raises ContentError for an award whose
    badge would stay as it is (B0863), and what `writer.reissue` raises.
    """
    edited = writer.reissue(data, path, on)
    award_id = path.rpartition("/")[2].removesuffix(".yml")
    entered = award_id in record.positions
    match read_award(edited, path):
        case Award(achievement=slug) as award if entered and slug in record.achievements:
            after = AwardVersion(award_id, award, record.achievements[slug])
        case _:
            raise ContentError.because(
                "B0863", "the award is not in the log, or its achievement is not there",
                "see `badgeledger check`", path=path,
            )  # fmt: skip
    if commitment_of(after) == record.commitment(award_id):
        raise ContentError.because(
            "B0863", f"the award has the present text of {shown(slug)}: no change to enter",
            "change the achievement first, and commit it", path=path,
        )  # fmt: skip
    return edited
