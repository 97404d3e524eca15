"""What a walk knew after a commit: all that another needs to go on from there.

Contents are not in it, only their names: all it has of persons are the ids of their awards.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from badgeledger.ledger.catalogue import Told


@dataclass(frozen=True, slots=True)
class Past:
    """The ledger as it stood after a commit, in a log that has keys and lost no award.

    `time` is the greatest of the commits until then, `prefix` the ledger's folder in its
    repository, `keys` names the last readable content of keys.yml. `awards` are lines of `lives.py`
    by id; `waiting` has the slug that an award waits for.
    """

    commit: str
    time: int
    prefix: bytes
    keys: str
    catalogue: Told
    awards: Mapping[str, str]
    waiting: Mapping[str, str]
