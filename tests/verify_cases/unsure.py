"""Badges whose signature cannot be checked, or checks and may hide something."""

from collections.abc import Iterator

from tests.verify_cases.case import CREDENTIALS, GOOD, P256_KEY, Case
from tests.verify_edits import JSON, dropped, edited, put, renamed
from tests.verify_world import (
    BADGE_ADDRESS,
    DID_ADDRESS,
    LIST_ADDRESS,
    Fetched,
    answer,
    answers,
    badge,
    did_json,
    signed,
    status_list,
)


def unchecked_signature() -> Iterator[Case]:
    """Signatures that cannot be checked."""

    def case(name: str, code: str, document: JSON = GOOD, *, fetch: Fetched | None = None,
             status: str = "pass STATUS_OK", issuer: str = "") -> Case:  # fmt: skip
        found = f"notchecked {code}"
        checks = {"proof": found, "issuer": issuer or found, "status": status}
        if code.startswith("DID_"):
            checks["log"] = "notchecked LOG_NOT_CHECKED"
        return Case(
            f"unchecked-signature-{name}",
            "unchecked-signature",
            document,
            checks,
            answers() if fetch is None else fetch,
        )

    unverified = "notchecked STATUS_VERIFICATION_ERROR"
    sound = "pass ISSUER_OK"
    contexts = GOOD["@context"]
    unknown = "https://contexts.example/v1"
    twice = edited(did_json(), put("verificationMethod.0.publicKeyJwk", {"kty": "OKP"}))
    p256 = edited(did_json(), put("verificationMethod.0.publicKeyMultibase", P256_KEY))
    yield case(
        "did-unreachable",
        "DID_RETRIEVAL_ERROR",
        status=unverified,
        fetch={LIST_ADDRESS: answer(signed(status_list()))},
    )
    yield case(
        "did-not-found",
        "DID_RETRIEVAL_ERROR",
        status=unverified,
        fetch=answers() | {DID_ADDRESS: answer(did_json(), 404)},
    )
    yield case(
        "did-not-json",
        "DID_DOCUMENT_MALFORMED",
        status=unverified,
        fetch=answers() | {DID_ADDRESS: answer("<!doctype html>")},
    )
    yield case(
        "did-an-array",
        "DID_DOCUMENT_MALFORMED",
        status=unverified,
        fetch=answers() | {DID_ADDRESS: answer("[]")},
    )
    yield case(
        "unknown-context",
        "UNKNOWN_CONTEXT",
        edited(GOOD, put("@context", [*contexts, unknown])),
        issuer=sound,
    )
    yield case(
        "context-of-its-own",
        "UNKNOWN_CONTEXT",
        edited(GOOD, put("@context", [*contexts, {"grade": f"{unknown}#grade"}])),
        issuer=sound,
    )
    yield case(
        "context-of-its-own-inside",
        "UNKNOWN_CONTEXT",
        edited(GOOD, put("credentialSubject.@context", {"@vocab": unknown})),
        issuer=sound,
    )
    yield case(
        "unknown-suite",
        "UNSUPPORTED_SUITE",
        edited(GOOD, put("proof.cryptosuite", "ecdsa-sd-2023")),
    )
    yield case(
        "older-suite",
        "UNSUPPORTED_SUITE",
        edited(GOOD, put("proof.type", "Ed25519Signature2018"), dropped("proof.cryptosuite")),
    )
    yield case(
        "proof-chain", "UNSUPPORTED_SUITE", edited(GOOD, put("proof.previousProof", "urn:uuid:1"))
    )
    yield case("unknown-key", "UNSUPPORTED_KEY", fetch=answers(p256), status=unverified)
    yield case("key-in-two-forms", "UNSUPPORTED_KEY", fetch=answers(twice), status=unverified)
    for name, did in (
        ("unknown-did-method", "did:ion:EiAnKD8"),
        ("did-web-that-climbs", "did:web:badges.example.org:..:other"),
        ("did-web-that-climbs-in-disguise", "did:web:badges.example.org:%2E%2e:other"),
        ("issuer-not-a-did", "https://badges.example.org/issuer.json"),
    ):
        yield case(name, "UNSUPPORTED_METHOD", signed(badge(did)), status=unverified)


def hidden() -> Iterator[Case]:
    """Claims that a reader of JSON would miss: the signature fits, and they are not accepted."""

    def case(name: str, code: str, document: JSON, **more: str) -> Case:
        checks = {"proof": f"notchecked {code}", **more}
        return Case(f"unchecked-signature-{name}", "unchecked-signature", document, checks)

    until = {"@value": GOOD["validUntil"], "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    delete = "credentialSubject.achievement.name"
    criteria = GOOD["credentialSubject"]["achievement"]["criteria"]
    yield case(
        "hidden-expiry",
        "HIDDEN_CLAIM",
        edited(GOOD, put("validUntil", until), renamed("validUntil", f"{CREDENTIALS}validUntil")),
    )
    yield case(
        "hidden-status",
        "HIDDEN_CLAIM",
        edited(GOOD, renamed("credentialStatus", f"{CREDENTIALS}credentialStatus")),
        status="warn NO_STATUS",
    )
    yield case("keyword-for-id", "HIDDEN_CLAIM", edited(GOOD, renamed("id", "@id")))
    yield case(
        "status-in-evidence",
        "HIDDEN_CLAIM",
        _with_evidence_of("credentialStatus"),
        status="warn NO_STATUS",
    )
    yield case("expiry-in-evidence", "HIDDEN_CLAIM", _with_evidence_of("validUntil"))
    yield case(
        "type-for-member",
        "HIDDEN_CLAIM",
        edited(
            GOOD,
            put("credentialSubject.achievement.Criteria", criteria),
            dropped("credentialSubject.achievement.criteria"),
        ),
    )
    yield case(
        "value-written-out",
        "HIDDEN_CLAIM",
        edited(GOOD, put("credentialSubject.identifier.1.identityType", {"@value": "name"})),
    )
    yield case("prototype", "HIDDEN_CLAIM", edited(GOOD, put("credentialSubject.__proto__", {})))
    yield case("context-of-nothing", "UNKNOWN_CONTEXT", edited(GOOD, put("issuer.@context", None)))
    yield case(
        "fraction-that-is-rounded",
        "UNCLEAR_TEXT",
        edited(GOOD, put("credentialSubject.achievement.creditsAvailable", 8.95)),
    )
    yield case(
        "long-list",
        "UNCLEAR_TEXT",
        edited(GOOD, put("credentialSubject.achievement.tag", [str(n) for n in range(1001)])),
    )
    yield case(
        "many-contexts", "UNCLEAR_TEXT", edited(GOOD, put("@context", GOOD["@context"] * 126))
    )
    yield case("control-character", "UNCLEAR_TEXT", edited(GOOD, put(delete, "Python\u007f")))
    yield case(
        "long-fraction",
        "UNCLEAR_TEXT",
        edited(GOOD, put("credentialSubject.achievement.creditsAvailable", 0.30000000000000004)),
    )


def _with_evidence_of(name: str) -> JSON:
    """A badge that is its own evidence, with a member moved into it: RDF sees no change."""
    document = signed(badge(award={"evidence": [{"name": "Itself", "url": BADGE_ADDRESS}]}))
    evidence = document["evidence"][0]
    evidence["type"] = [*evidence["type"], *document["type"]]
    evidence[name] = document.pop(name)
    return document
