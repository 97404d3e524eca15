"""Badges that were changed, or that the issuer they name did not sign."""

from collections.abc import Iterator

from tests.verify_cases.case import GOOD, KEY_DID, LATER, SKIPPED, Case
from tests.verify_edits import JSON, dropped, edited, put, renamed
from tests.verify_world import OTHER_SECRET, answers, badge, did_json, did_key, signed


def tampered() -> Iterator[Case]:
    """Documents changed after they were signed."""

    def case(name: str, document: JSON, code: str = "SIGNATURE_MISMATCH", **more: str) -> Case:
        checks = {"proof": f"fail {code}", **more, **LATER}
        return Case(f"tampered-{name}", "tampered", document, checks)

    another = signed(badge(award={"expires": "2031-05-01"}))
    value = GOOD["proof"]["proofValue"]
    kinds = ["VerifiableCredential", "OpenBadgeCredential", "Doctorate"]
    name = "credentialSubject.achievement.name"
    yield case("byte-in-name", edited(GOOD, put(name, "Python Basicz")))
    yield case(
        "recipient",
        edited(GOOD, put("credentialSubject.identifier.1.identityHash", "Charles Babbage")),
    )
    yield case("longer-validity", edited(GOOD, put("validUntil", "2039-05-01T23:59:59Z")))
    yield case(
        "another-place-in-the-list", edited(GOOD, put("credentialStatus.statusListIndex", "59"))
    )
    yield case(
        "added-undefined-claim", edited(GOOD, put("credentialSubject.grade", "A")), "UNDEFINED_TERM"
    )
    yield case("added-undefined-type", edited(GOOD, put("type", kinds)), "UNDEFINED_TERM")
    yield case(
        "added-defined-claim", edited(GOOD, put("credentialSubject.narrative", "With praise."))
    )
    yield case("removed-result", edited(GOOD, dropped("credentialSubject.result")))
    yield case("removed-status", edited(GOOD, dropped("credentialStatus")))
    yield case("proof-of-another-document", edited(GOOD, put("proof", another["proof"])))
    yield case("proof-created", edited(GOOD, put("proof.created", "2026-05-02T00:00:00Z")))
    yield case(
        "proof-created-in-a-list",
        edited(GOOD, put("proof.created", [GOOD["proof"]["created"]])),
        "MALFORMED_PROOF",
    )
    yield case(
        "proof-with-contexts",
        edited(GOOD, put("proof.@context", GOOD["@context"][:1])),
        "MALFORMED_PROOF",
    )
    yield case(
        "malformed-address", edited(GOOD, put("id", "https://a.example/<")), "UNDEFINED_TERM"
    )
    yield case(
        "proof-value-cut", edited(GOOD, put("proof.proofValue", value[:-8])), "MALFORMED_PROOF"
    )
    yield case(
        "proof-value-in-another-alphabet",
        edited(GOOD, put("proof.proofValue", "u" + value[1:])),
        "MALFORMED_PROOF",
    )
    yield case(
        "proof-value-missing",
        edited(GOOD, dropped("proof.proofValue")),
        "MALFORMED_PROOF",
        issuer=SKIPPED,
    )


def wrong_issuer() -> Iterator[Case]:
    """Keys that the issuer does not answer for."""

    def case(name: str, code: str, document: JSON = GOOD, did: JSON | None = None,
             proof: str = "pass PROOF_OK") -> Case:  # fmt: skip
        checks = {"proof": proof, "issuer": f"fail {code}", **LATER}
        return Case(f"wrong-issuer-{name}", "wrong-issuer", document, checks, answers(did))

    method = "verificationMethod.0"
    moved = put("id", "did:web:other.example")
    fragment = put("proof.verificationMethod", f"{KEY_DID}#{OTHER_SECRET.public_key}")
    authentication = put("proof.proofPurpose", "authentication")
    yield case(
        "key-of-a-did-key",
        "OTHER_ISSUER",
        signed(badge(), OTHER_SECRET, did_key(OTHER_SECRET)),
        proof=SKIPPED,
    )
    yield case(
        "key-of-another-domain",
        "OTHER_ISSUER",
        signed(badge(), OTHER_SECRET, "did:web:other.example"),
        proof=SKIPPED,
    )
    yield case("key-not-listed", "KEY_NOT_LISTED", signed(badge(), OTHER_SECRET), proof=SKIPPED)
    yield case(
        "fragment-of-did-key",
        "KEY_NOT_LISTED",
        edited(signed(badge(KEY_DID)), fragment),
        proof=SKIPPED,
    )
    yield case(
        "controller",
        "OTHER_CONTROLLER",
        did=edited(did_json(), put(f"{method}.controller", "did:web:other.example")),
    )
    yield case(
        "not-for-assertion",
        "KEY_NOT_FOR_ASSERTION",
        did=edited(did_json(), renamed("assertionMethod", "authentication")),
    )
    yield case("did-document-of-another", "OTHER_DID_DOCUMENT", did=edited(did_json(), moved))
    yield case(
        "key-revoked",
        "KEY_ENDED",
        did=edited(did_json(), put(f"{method}.revoked", "2026-06-01T00:00:00Z")),
    )
    yield case(
        "key-expired",
        "KEY_ENDED",
        did=edited(did_json(), put(f"{method}.expires", "2026-11-20T09:00:00Z")),
    )
    yield case(
        "key-published",
        "KEY_NOT_SECRET",
        did=edited(did_json(), put(f"{method}.privateKeyJwk", {"kty": "OKP"})),
    )
    yield case("purpose", "OTHER_PURPOSE", edited(GOOD, authentication), proof=SKIPPED)
