"""Badges whose status cannot be checked."""

from collections.abc import Iterator

from tests.verify_cases.case import GOOD, Case
from tests.verify_edits import JSON, edited, put
from tests.verify_world import (
    DID_ADDRESS,
    LIST_ADDRESS,
    OTHER_SECRET,
    SITE,
    answer,
    answers,
    badge,
    did_json,
    did_key,
    packed,
    signed,
    status_list,
)


def unchecked_status() -> Iterator[Case]:
    """Status lists that cannot be had or believed."""

    def case(
        name: str, code: str, listed: JSON | None = None, *, fetch: JSON | None = None
    ) -> Case:
        checks = {"status": f"notchecked STATUS_{code}"}
        found = answers(listed=listed) | ({LIST_ADDRESS: fetch} if fetch else {})
        return Case(f"unchecked-status-{name}", "unchecked-status", GOOD, checks, found)

    sound = signed(status_list())
    other = signed(status_list(did=did_key(OTHER_SECRET)), OTHER_SECRET)
    retrieval, verification = "RETRIEVAL_ERROR", "VERIFICATION_ERROR"
    forged = edited(sound, put("credentialSubject.encodedList", packed([7], 131_072)))
    another = put("id", f"{SITE}/status/1.json")
    hold = put("credentialSubject.statusPurpose", "suspension")
    yield Case(
        "unchecked-status-list-unreachable",
        "unchecked-status",
        GOOD,
        {"status": "notchecked STATUS_RETRIEVAL_ERROR"},
        {DID_ADDRESS: answer(did_json())},
    )
    yield case("list-server-error", retrieval, fetch=answer(sound, 500))
    yield case("list-not-json", verification, fetch=answer("<!doctype html>"))
    yield case("list-a-badge", verification, GOOD)
    yield case("list-unsigned", verification, status_list())
    yield case("list-forged", verification, forged)
    yield case("list-of-another-issuer", verification, other)
    yield case("list-that-is-another", verification, signed(edited(status_list(), another)))
    yield case("list-signed-by-another", verification, signed(status_list(), OTHER_SECRET))
    yield case(
        "list-expired",
        verification,
        signed(edited(status_list(), put("validUntil", "2026-11-19T23:59:59Z"))),
    )
    yield case(
        "list-not-yet-valid",
        verification,
        signed(edited(status_list(), put("validFrom", "2026-11-20T09:00:01Z"))),
    )
    yield case("list-for-another-purpose", verification, signed(edited(status_list(), hold)))
    yield case("list-too-short", "LIST_LENGTH_ERROR", signed(status_list(bits=100_000)))


def malformed_status() -> Iterator[Case]:
    """Status entries and lists that do not say what they must."""

    def entry(name: str, code: str, **members: object) -> Case:
        edits = [put(f"credentialStatus.{member}", value) for member, value in members.items()]
        return Case(
            f"unchecked-status-{name}",
            "unchecked-status",
            signed(edited(badge(), *edits)),
            {"status": f"notchecked {code}"},
        )

    def encoded(name: str, text: str) -> Case:
        listed = signed(edited(status_list(), put("credentialSubject.encodedList", text)))
        return Case(
            f"unchecked-status-{name}",
            "unchecked-status",
            GOOD,
            {"status": "notchecked MALFORMED_VALUE_ERROR"},
            answers(listed=listed),
        )

    whole = packed([], 131_072)
    sound = badge()["credentialStatus"]
    malformed = "MALFORMED_VALUE_ERROR"
    yield entry("index-beyond-list", "RANGE_ERROR", statusListIndex="131072")
    yield entry("index-with-leading-zero", malformed, statusListIndex="058")
    yield entry("index-negative", malformed, statusListIndex="-1")
    yield entry("index-a-number", malformed, statusListIndex=58)
    yield entry("entry-of-two-bits", malformed, statusSize=2)
    yield entry("purposes-in-an-array", malformed, statusPurpose=["revocation"])
    yield Case(
        "unchecked-status-entry-an-address",
        "unchecked-status",
        signed(edited(badge(), put("credentialStatus", LIST_ADDRESS))),
        {"status": f"notchecked {malformed}"},
    )
    yield Case(
        "unchecked-status-unknown-kind",
        "unchecked-status",
        signed(
            edited(
                badge(),
                put(
                    "credentialStatus",
                    {"id": f"{SITE}/credentials/3f8e/", "type": "https://status.example/Table"},
                ),
            )
        ),
        {"status": "notchecked UNSUPPORTED_STATUS"},
    )
    places = [
        {**sound, "id": f"{SITE}/#{place}", "statusListIndex": str(place)} for place in range(17)
    ]
    yield Case(
        "unchecked-status-seventeen-entries",
        "unchecked-status",
        signed(edited(badge(), put("credentialStatus", places))),
        {"status": "notchecked TOO_MANY_STATUSES"},
    )
    yield encoded("list-of-another-base", "z" + whole[1:])
    yield encoded("list-with-padding", whole + "=")
    yield encoded("list-not-gzip", "uAAAAAAAA")
    yield encoded("list-with-stray-bits", whole[:-1] + chr(ord(whole[-1]) + 1))
    yield encoded("list-cut", whole[:-8])
    yield encoded("list-with-more-behind", whole[:-4] + "AAAA" + whole[-4:])
