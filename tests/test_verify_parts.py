"""What is found inside a credential, and how much of it at most."""

from collections.abc import Sequence
from typing import Any

import pytest

from badgeledger.verify.document import credential_in
from badgeledger.verify.findings import Finding
from badgeledger.verify.parts import Part, parts_of
from tests.verify_edits import JSON

TYPES = ["VerifiableCredential", "OpenBadgeCredential"]
BADGE: JSON = {"type": TYPES, "issuer": "did:example:1", "proof": {}}


def record(inside: list[JSON]) -> JSON:
    subject = {"verifiableCredential": inside}
    return {
        **BADGE,
        "type": ["VerifiableCredential", "ClrCredential"],
        "credentialSubject": subject,
    }


def parts(document: JSON) -> list[Part]:
    return parts_of(credential_in(document))


def codes(found: Sequence[Part]) -> list[str]:
    """The codes of the parts that are no credential."""
    return [part.read.key for part in found if isinstance(part.read, Finding)]


def test_a_hundred_are_looked_at_and_one_more_stands_for_the_rest() -> None:
    found = parts(record([BADGE] * 103))
    assert (len(found), codes(found)) == (101, ["NOT_LOOKED_AT"])
    assert isinstance(found[-1].read, Finding)
    assert found[-1].read.values["count"] == "3"


def test_those_of_parts_count_as_well() -> None:
    first, second = parts(record([record([BADGE] * 60), record([BADGE] * 60)]))
    assert len(first.parts) == 60
    assert (len(second.parts), codes(second.parts)) == (39, ["NOT_LOOKED_AT"])


def test_a_record_and_its_endorsements_are_told_apart() -> None:
    document = {**record([BADGE]), "id": "urn:1", "endorsement": [{}], "endorsementJwt": "x"}
    assert [part.role for part in parts(document)] == ["credential", "endorsement", "endorsement"]


@pytest.mark.parametrize(
    "value", [None, 7, "x", [], {}, [[]], [None], [{"achievement": [7, {"endorsement": 7}]}]]
)
def test_nothing_in_the_place_of_a_part_makes_it_raise(value: Any) -> None:
    issuer = {"id": "x", "endorsement": value}
    document = {**BADGE, "credentialSubject": value, "endorsement": value, "issuer": issuer}
    assert all(isinstance(part.read, Finding) for part in parts(document))
