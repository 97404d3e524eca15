"""The jobs of a ledger's badges, as a published build has them: what others are given to do too."""

import time
from pathlib import Path

from tests.publishing import by_key

from badgeledger.build import Build, build
from badgeledger.jobs import Badge
from badgeledger.ledger.reader import read_award
from badgeledger.model import Award
from bench.ledgers import SECRET


def planned(root: Path) -> Build:
    """The build of the ledger at `root`, of which nothing is made yet."""
    return build(root, by_key(SECRET), now=int(time.time()))


def award_of(job: Badge) -> Award:
    """The award of a badge's file."""
    award = read_award(job.content, "")
    assert isinstance(award, Award)
    return award
