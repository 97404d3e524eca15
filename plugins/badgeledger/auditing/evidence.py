"""What an audit has in hand when it asks its questions: the issuer, and the log."""

from dataclasses import dataclass

from badgeledger.auditing.issuer import Issuer
from badgeledger.auditing.published_log import PublishedLog
from badgeledger.auditing.site import Site
from badgeledger.log.replayed import Replayed
from badgeledger.verify.fetching import Fetch


@dataclass(frozen=True, slots=True)
class Evidence:
    """`seen` is the log followed to its end, `signatures` fetches what signatures are checked with,
    `now` is in UTC seconds."""

    site: Site
    issuer: Issuer
    log: PublishedLog
    seen: Replayed
    signatures: Fetch
    now: int
