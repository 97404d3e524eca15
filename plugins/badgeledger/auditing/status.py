"""Every bit of every status list, against the log.

The lists are a pure function of the log (DESIGN.md, "The log"): a revocation that quietly vanished,
and a badge that was withdrawn without an entry, both show here, and each is named by its leaf.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest

from badgeledger.auditing.evidence import Evidence
from badgeledger.auditing.faults import Faults
from badgeledger.auditing.published_log import counted
from badgeledger.auditing.site import Answered
from badgeledger.credential.status_list import LEAVES_PER_LIST, status_address, status_bits
from badgeledger.errors import ContentError
from badgeledger.log.strict import read_entry
from badgeledger.verify.fetching import Answer, Unreachable
from badgeledger.verify.findings import Ended
from badgeledger.verify.report import reason_of
from badgeledger.verify.status_list import revocation_bits

_MEND = "keep the list, and ask the issuer: only what the log says may be withdrawn"


def check_status(evidence: Evidence) -> str:
    """The lists that the issuer signed have set exactly the bits that the log says.

    Raises ContentError (B0856) with every leaf of which list and log disagree, and every list that
    does not hold; and what `Site.read` raises.
    """
    faults, seen = Faults(), evidence.seen
    number = seen.last_award // LEAVES_PER_LIST + 1
    paths = map(status_address, range(number))
    for place, answer in enumerate(evidence.site.read_all(paths, "Reading status lists", number)):
        with faults.gathered():
            bits = _bits(answer, evidence)
            for leaf in _differing(bits, status_bits(place, seen.ended)):
                message = _disagreement(place * LEAVES_PER_LIST + leaf, evidence)
                faults.add("B0856", message, _MEND, answer.path)
    faults.settle()
    return (
        f"{counted(number, 'list')}, {counted(number * LEAVES_PER_LIST, 'bit')}, of which"
        f" {len(seen.ended):,} set, each ended by the log"
    )


def _bits(list_: Answered, evidence: Evidence) -> bytes:
    url, data = f"{evidence.site.address}/{list_.path}", list_.data

    def fetch(asked: str) -> Answer | Unreachable:
        return Answer(200, data) if asked == url else evidence.signatures(asked)

    try:
        return revocation_bits(url, evidence.issuer.did, fetch, evidence.now)
    except Ended as ended:
        raise ContentError.because(
            "B0856", reason_of(ended.finding), _MEND, path=list_.path
        ) from None


def _differing(one: bytes, other: bytes) -> Iterator[int]:
    """The places of the bits in which two lists differ; what only one has is compared with 0."""
    for place, (here, there) in enumerate(zip_longest(one, other, fillvalue=0)):
        if here != there:
            yield from (place * 8 + bit for bit in range(8) if (here ^ there) << bit & 0x80)


def _disagreement(leaf: int, evidence: Evidence) -> str:
    seen = evidence.seen
    if leaf not in seen.ended:
        return f"leaf {leaf} is marked as withdrawn, and no entry of the log withdraws it"
    ends = []
    for by in seen.ended[leaf]:
        entry = read_entry(evidence.log.entries[by])
        ends.append(f"leaf {by} ({entry['e']}, {datetime.fromtimestamp(entry['t'], UTC):%Y-%m-%d})")
    return f"leaf {leaf} is not marked as withdrawn, but was ended by {' and '.join(ends)}"
