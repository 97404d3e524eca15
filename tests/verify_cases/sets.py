"""Badges with several proofs."""

from collections.abc import Iterator

from tests.verify_cases.case import GOOD, LATER, SKIPPED, Case
from tests.verify_edits import JSON, edited, put
from tests.verify_world import OTHER_SECRET, SECRET, answers, badge, did_json, did_key, signed

BOTH = answers(did_json(SECRET, OTHER_SECRET))
SECOND = signed(badge(), OTHER_SECRET)["proof"]
STRANGER = signed(badge(), OTHER_SECRET, did_key(OTHER_SECRET))["proof"]
OVER = signed(badge(), expires="2026-06-01T00:00:00Z")["proof"]


def proof_sets() -> Iterator[Case]:
    """Badges with several proofs, each made over the whole badge without any proof."""

    def case(name: str, state: str, *proofs: JSON, **checks: str) -> Case:
        document = edited(GOOD, put("proof", list(proofs)))
        return Case(name, state, document, {**checks}, BOTH)

    own = GOOD["proof"]
    mismatch = {"proof": "fail SIGNATURE_MISMATCH", **LATER}
    stranger = {"proof": SKIPPED, "issuer": "fail OTHER_ISSUER", **LATER}
    damaged = edited(SECOND, put("proofValue", own["proofValue"]))
    yield case("verified-two-proofs", "verified", own, SECOND)
    yield case("verified-with-a-proof-of-another", "verified", STRANGER, own)
    yield case("verified-one-of-two-proofs-over", "verified", OVER, SECOND)
    yield case("expired-both-proofs", "expired", OVER, OVER, dates="fail EXPIRED")
    yield case("tampered-second-of-two-proofs", "tampered", own, damaged, **mismatch)
    yield case("wrong-issuer-all-proofs-of-another", "wrong-issuer", STRANGER, STRANGER, **stranger)
    nothing = {"document": "fail TOO_MANY_PROOFS", "proof": SKIPPED, "issuer": SKIPPED, **LATER}
    yield case("unreadable-too-many-proofs", "unreadable", *[own] * 17, **nothing)
