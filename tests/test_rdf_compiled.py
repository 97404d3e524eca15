"""Compiled canonicalisation: byte for byte what the reference gives, or the same refusal."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.rdf import canonical
from badgeledger.rdf.compiled import Canonicalizer
from tests.random_badges import CONTEXTS, badges

JSON = dict[str, Any]


def reference(document: JSON) -> str | tuple[Any, ...]:
    try:
        return canonical.canonicalize(document)
    except ContentError as refusal:
        return tuple(refusal.problems)


def compiled(canonicalizer: Canonicalizer, document: JSON) -> str | tuple[Any, ...]:
    try:
        return canonicalizer.canonicalize(document)
    except ContentError as refusal:
        return tuple(refusal.problems)


@settings(max_examples=60, deadline=None)
@given(st.lists(badges, min_size=1, max_size=3))
def test_badges_come_out_as_the_reference_has_them(documents: list[JSON]) -> None:
    canonicalizer = Canonicalizer()
    for document in [*documents, *documents]:
        assert compiled(canonicalizer, document) == reference(document)


def test_a_shape_takes_two_runs_of_the_reference() -> None:
    canonicalizer = Canonicalizer()
    for number in range(50):
        canonicalizer.canonicalize(badge(tags=["a"] * (number % 3 + 1), name=f"N {number}"))
    assert canonicalizer.reference_runs == 2


def badge(*, tags: list[str], name: str) -> JSON:
    return {
        "@context": CONTEXTS,
        "id": "urn:uuid:4636eb2f-1b73-4aaa-981e-cfa85a5b13e3",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {"id": "urn:x:a", "type": ["Achievement"], "tag": tags},
        },
    }
