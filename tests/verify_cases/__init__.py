"""The cases of the verifiers' vectors: what is wrong, and what must be said of it.

A case gives the state, and the code of each check that does not end as a sound badge's does,
after its result. `make_verify_vectors.py` writes the files.
"""

from collections.abc import Iterator

from tests.verify_cases.attacks import altered, disguised, impersonated
from tests.verify_cases.case import Case
from tests.verify_cases.ended import out_of_date, revoked
from tests.verify_cases.faulty import tampered, wrong_issuer
from tests.verify_cases.inside import endorsements, records
from tests.verify_cases.logged import in_logs, withdrawn_keys
from tests.verify_cases.nothing import unreadable
from tests.verify_cases.offline import offline
from tests.verify_cases.purposes import purposes, unclear_purposes
from tests.verify_cases.sets import proof_sets
from tests.verify_cases.sound import verified
from tests.verify_cases.unlisted import malformed_status, unchecked_status
from tests.verify_cases.unsure import hidden, unchecked_signature

__all__ = ["Case", "all_cases"]


def all_cases() -> Iterator[Case]:
    """Every case."""
    yield from verified()
    yield from proof_sets()
    yield from records()
    yield from endorsements()
    yield from tampered()
    yield from wrong_issuer()
    yield from revoked()
    yield from out_of_date()
    yield from unchecked_signature()
    yield from hidden()
    yield from unchecked_status()
    yield from malformed_status()
    yield from purposes()
    yield from unclear_purposes()
    yield from in_logs()
    yield from withdrawn_keys()
    yield from offline()
    yield from unreadable()
    yield from altered()
    yield from disguised()
    yield from impersonated()
