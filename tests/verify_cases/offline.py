"""Badges with a proof from the log, where the issuer does not answer."""

from collections.abc import Iterator

from tests.verify_cases.case import GOOD, LATER, Case
from tests.verify_cases.logged import LISTED, SIZE, C
from tests.verify_edits import JSON, edited, put
from tests.verify_log import KEY, commitment, entries, entry, proof_of
from tests.verify_world import OTHER_SECRET, SIGNED, badge, signed

UNASKED = "notchecked DID_RETRIEVAL_ERROR"
SOUND = proof_of(LISTED)


def offline() -> Iterator[Case]:
    """What a proof shows, and what it does not."""

    def case(name: str, log: str, *proofs: bytes, document: JSON = GOOD, dates: str = "") -> Case:
        checks = {
            "proof": "pass PROOF_OK" if log.startswith("pass") else UNASKED,
            "issuer": UNASKED,
            "status": "notchecked STATUS_RETRIEVAL_ERROR",
            "dates": dates or "pass DATES_OK",
            "log": log,
        }
        name = f"unchecked-signature-{name}"
        return Case(name, "unchecked-signature", document, checks, {}, proofs=proofs)

    okay, not_proven = "pass LOG_OK", "notchecked LOG_NOT_CHECKED"
    changed = entry("change", SIGNED + 60, c=C, i=7)
    as_changed = entries(changed, SIZE)
    with_entry = f"{KEY.text}\n{changed.decode()}"
    over = signed(badge(award={"expires": "2026-06-01"}))
    with_over = entries(entry("issue", c=commitment(over)), SIZE)
    longer = edited(GOOD, put("validUntil", "2039-05-01T23:59:59Z"))
    other_key = KEY.text.replace("badges", "others")
    yield case("proven-by-the-log", okay, SOUND)
    yield case("proven-by-the-second-proof", okay, b"c2sp.org/tlog-proof@v1\n", SOUND)
    yield case("proven-as-a-change", okay, proof_of(as_changed, with_entry))
    late = "fail EXPIRED"
    yield case("proven-and-expired", okay, proof_of(with_over), document=over, dates=late)
    yield case("proven-of-another-badge", not_proven, SOUND, document=longer)
    yield case("proven-at-another-place", not_proven, proof_of(LISTED, leaf=57))
    yield case("proven-by-a-damaged-proof", not_proven, SOUND[:-3])
    yield case("proven-by-another-key", not_proven, proof_of(LISTED, other_key))
    yield case("proven-without-its-entry", not_proven, proof_of(as_changed))
    value = signed(badge(), OTHER_SECRET)["proof"]["proofValue"]
    yield Case(
        "tampered-with-a-proof-of-the-log",
        "tampered",
        edited(GOOD, put("proof.proofValue", value)),
        {"proof": "fail SIGNATURE_MISMATCH", "issuer": UNASKED, **LATER},
        {},
        proofs=(SOUND,),
    )
