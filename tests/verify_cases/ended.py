"""Badges taken back, replaced, on hold, and outside their dates."""

from collections.abc import Iterator

from tests.verify_cases.case import DAY, GOOD, KEY_DID, VALID_UNTIL, Case
from tests.verify_edits import JSON, dropped, edited, put
from tests.verify_world import (
    BADGE_ADDRESS,
    DID_ADDRESS,
    OTHER_SECRET,
    POSITION,
    SITE,
    Fetched,
    answer,
    answers,
    badge,
    did_json,
    did_key,
    signed,
    status_list,
)


def revoked() -> Iterator[Case]:
    """Badges taken back, replaced or put on hold."""

    def case(name: str, code: str, fetch: Fetched, document: JSON = GOOD, **more: str) -> Case:
        checks = {"status": f"fail {code}", **more}
        return Case(f"revoked-{name}", "revoked", document, checks, fetch)

    ended = signed(status_list([POSITION]))
    newer = signed(badge(award={"expires": "2031-05-01"}, position=99))
    expired = signed(badge(award={"expires": "2026-06-01"}, position=99))
    other_did, other_list = did_key(OTHER_SECRET), f"{SITE}/status/1.json"
    others = signed(
        edited(
            badge(other_did, position=99),
            put("credentialStatus.statusListCredential", other_list),
        ),
        OTHER_SECRET,
    )
    others_list = {other_list: answer(signed(status_list(did=other_did), OTHER_SECRET))}
    elsewhere = signed(edited(badge(position=99), put("id", f"{BADGE_ADDRESS}#other")))
    first, last = (
        edited(badge(), put("credentialStatus.statusListIndex", place)) for place in ("0", "131071")
    )
    unknown = edited(GOOD, put("proof.cryptosuite", "ecdsa-sd-2023"))
    entry = badge()["credentialStatus"]
    second = [
        edited(
            entry,
            put("statusPurpose", "suspension"),
            put("statusListCredential", f"{SITE}/status/1.json"),
        ),
        entry,
    ]
    suite = "notchecked UNSUPPORTED_SUITE"
    name = GOOD["credentialSubject"]["identifier"][1]
    texts = {"hashed": "false"} | {key: [value] for key, value in name.items() if key != "hashed"}
    listed = edited(
        GOOD,
        put("credentialSubject.identifier.1", texts | {"type": name["type"]}),
        put("credentialSubject.achievement.name", [["Python Basics"]]),
        lambda document: document.update(credentialSubject=[document["credentialSubject"]]),
    )
    yield case("withdrawn", "WITHDRAWN", answers(listed=ended))
    yield case("withdrawn-recipient-in-lists", "WITHDRAWN", answers(listed=ended), listed)
    yield case("replaced", "REPLACED", answers(listed=ended, current=newer))
    yield case("replaced-by-one-that-expired", "REPLACED", answers(listed=ended, current=expired))
    yield case(
        "replaced-and-withdrawn",
        "WITHDRAWN",
        answers(listed=signed(status_list([POSITION, 99])), current=newer),
    )
    yield case(
        "replaced-by-another-issuer",
        "WITHDRAWN",
        answers(listed=ended, current=others) | others_list,
    )
    yield case("replaced-by-another-id", "WITHDRAWN", answers(listed=ended, current=elsewhere))
    yield case(
        "replaced-by-one-tampered-with",
        "WITHDRAWN",
        answers(listed=ended, current=edited(newer, put("name", "Other"))),
    )
    yield case(
        "replaced-by-something-unreadable",
        "WITHDRAWN",
        answers(listed=ended) | {BADGE_ADDRESS: answer("<!doctype html>")},
    )
    yield case(
        "address-gone", "WITHDRAWN", answers(listed=ended) | {BADGE_ADDRESS: answer("", 404)}
    )
    yield case(
        "id-not-an-address",
        "WITHDRAWN",
        answers(listed=ended),
        signed(edited(badge(), put("id", "urn:uuid:3f8e1c9a-5b2d-4e7f-8a1b-9c0d1e2f3a4b"))),
    )
    yield case(
        "in-preview",
        "WITHDRAWN",
        answers(listed=signed(status_list([POSITION], KEY_DID)), current=newer),
        signed(badge(KEY_DID)),
        issuer="warn ISSUER_IS_A_KEY",
    )
    yield case(
        "first-place",
        "WITHDRAWN",
        answers(listed=signed(status_list([0, POSITION]))),
        signed(first),
    )
    yield case(
        "last-place",
        "WITHDRAWN",
        answers(listed=signed(status_list([POSITION, 131_071]))),
        signed(last),
    )
    yield case(
        "of-two-entries",
        "WITHDRAWN",
        answers(listed=ended),
        signed(edited(badge(), put("credentialStatus", second))),
    )
    yield case(
        "with-unknown-suite", "WITHDRAWN", answers(listed=ended), unknown, proof=suite, issuer=suite
    )
    yield case(
        "and-expired",
        "WITHDRAWN",
        answers(listed=ended),
        signed(badge(award={"expires": "2026-06-01"})),
        dates="fail EXPIRED",
    )
    hold = put("credentialStatus.statusPurpose", "suspension")
    held = edited(status_list([POSITION]), put("credentialSubject.statusPurpose", "suspension"))
    yield Case(
        "suspended",
        "suspended",
        signed(edited(badge(), hold)),
        {"status": "fail SUSPENDED"},
        answers(listed=signed(held)),
    )


def out_of_date() -> Iterator[Case]:
    """Badges before and after their time."""
    no_list = {DID_ADDRESS: answer(did_json())}
    unreachable = {"status": "notchecked STATUS_RETRIEVAL_ERROR", "dates": "fail EXPIRED"}
    unknown = edited(GOOD, put("proof.cryptosuite", "ecdsa-sd-2023"))
    suite = {"proof": "notchecked UNSUPPORTED_SUITE", "issuer": "notchecked UNSUPPORTED_SUITE"}
    late = {"dates": "fail EXPIRED"}
    no_status = {"status": "warn NO_STATUS"}
    version_1 = [
        "https://www.w3.org/2018/credentials/v1",
        GOOD["@context"][1],
        "https://w3id.org/security/data-integrity/v2",
    ]
    ended = put("expirationDate", "2026-11-20T08:59:59Z")
    twice = signed(edited(badge(), put("@context", version_1), dropped("credentialStatus"), ended))
    yield Case(
        "not-yet-valid",
        "not-yet-valid",
        signed(badge(award={"awarded": "2026-11-21"})),
        {"dates": "fail NOT_YET_VALID"},
    )
    yield Case("expired", "expired", GOOD, late, now=VALID_UNTIL + 1)
    yield Case("expired-by-the-earlier-of-two-dates", "expired", twice, late | no_status)
    yield Case("expired-proof", "expired", signed(badge(), expires="2026-11-19T00:00:00Z"), late)
    yield Case(
        "expired-and-status-unreachable", "expired", GOOD, unreachable, no_list, VALID_UNTIL + DAY
    )
    yield Case(
        "unchecked-signature-and-expired",
        "unchecked-signature",
        unknown,
        suite | late,
        now=VALID_UNTIL + 1,
    )
