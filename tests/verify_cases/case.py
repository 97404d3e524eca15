"""What a case is, and what many of them share."""

from dataclasses import dataclass, field

from tests.verify_edits import JSON
from tests.verify_world import NOW, SECRET, Fetched, answers, badge, did_key, signed


@dataclass(frozen=True)
class Case:
    """One vector; `checks` has "result CODE" where it is not a sound badge's."""

    name: str
    state: str
    document: JSON | str
    checks: dict[str, str] = field(default_factory=dict)
    fetch: Fetched = field(default_factory=answers)
    now: int = NOW
    parts: tuple[str, ...] = ()  # the states of what is inside
    proofs: tuple[bytes, ...] = ()  # log proofs that are handed in with it


GOOD = signed(badge())
KEY_DID = did_key(SECRET)
SKIPPED = "notchecked NOT_REACHED"
LATER = {"status": SKIPPED, "dates": SKIPPED, "registry": SKIPPED, "log": SKIPPED}
DAY = 86_400
VALID_FROM, VALID_UNTIL = 1_777_593_600, 1_872_374_399
CREDENTIALS = "https://www.w3.org/2018/credentials#"
P256_KEY = "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"
