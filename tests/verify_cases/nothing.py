"""Documents in which there is no badge."""

from collections.abc import Iterator

from tests.verify_cases.case import GOOD, LATER, SKIPPED, Case
from tests.verify_edits import JSON, dropped, edited, put
from tests.verify_world import SITE


def unreadable() -> Iterator[Case]:
    """Documents in which there is no badge."""

    def case(name: str, code: str, document: JSON | str) -> Case:
        others = dict.fromkeys(("proof", "issuer", *LATER), SKIPPED)
        return Case(
            f"unreadable-{name}", "unreadable", document, {"document": f"fail {code}"} | others
        )

    twice = (
        '{"type": ["VerifiableCredential", "OpenBadgeCredential"], "id": "urn:a", "id": "urn:b"}'
    )
    inner = '{"a": {"b": 1, "\\u0062": 2}}'
    assertion = {"@context": "https://w3id.org/openbadges/v2", "type": "Assertion",
                 "id": f"{SITE}/assertions/1"}  # fmt: skip
    presentation = {"@context": GOOD["@context"][:1], "type": ["VerifiablePresentation"],
                    "verifiableCredential": [GOOD]}  # fmt: skip
    yield case("empty", "NOT_JSON", "")
    yield case("not-json", "NOT_JSON", "<!doctype html><title>Badge</title>")
    yield case("byte-order-mark", "NOT_JSON", "\ufeff{}")
    yield case("closing-comma", "NOT_JSON", '{"type": [],}')
    yield case("not-a-number", "NOT_JSON", '{"score": NaN}')
    yield case("duplicate-member", "DUPLICATE_MEMBER", twice)
    yield case("duplicate-member-in-disguise", "DUPLICATE_MEMBER", inner)
    yield case("too-deep", "TOO_DEEP", "[" * 65 + "]" * 65)
    yield case("half-a-character", "HALF_CHARACTER", '{"name": "\\ud83c"}')
    yield case("number-too-large", "NUMBER_OUT_OF_RANGE", '{"score": 9007199254740992}')
    yield case("number-without-end", "NUMBER_OUT_OF_RANGE", '{"score": 1e999}')
    yield case("an-array", "NO_CREDENTIAL", "[]")
    yield case("open-badges-2", "NO_CREDENTIAL", assertion)
    yield case("presentation", "NO_CREDENTIAL", presentation)
    yield case(
        "another-credential", "NO_CREDENTIAL", edited(GOOD, put("type", ["VerifiableCredential"]))
    )
    yield case("without-issuer", "NO_ISSUER", edited(GOOD, dropped("issuer")))
    yield case("without-issuer-id", "NO_ISSUER", edited(GOOD, dropped("issuer.id")))
    yield case("without-proof", "NO_PROOF", edited(GOOD, dropped("proof")))
    yield case("with-no-proofs", "NO_PROOF", edited(GOOD, put("proof", [])))
    yield case(
        "no-such-day", "MALFORMED_DATE", edited(GOOD, put("validUntil", "2029-02-30T00:00:00Z"))
    )
    yield case(
        "date-beyond-the-calendar",
        "MALFORMED_DATE",
        edited(GOOD, put("validFrom", "9999-12-31T23:59:59-01:00")),
    )
    yield case(
        "date-with-an-offset-of-61-minutes",
        "MALFORMED_DATE",
        edited(GOOD, put("validUntil", "2029-05-01T23:59:59+10:61")),
    )
    yield case(
        "date-without-offset",
        "MALFORMED_DATE",
        edited(GOOD, put("validFrom", "2026-05-01T00:00:00")),
    )
    yield case(
        "date-an-object",
        "MALFORMED_DATE",
        edited(GOOD, put("validUntil", {"@value": "2029-05-01T23:59:59Z"})),
    )
