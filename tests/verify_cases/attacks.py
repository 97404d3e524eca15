"""What somebody tries who wants a genuine badge to say more, or a worthless one to be believed."""

from collections.abc import Iterator

from badgeledger.keys.multikey import from_multibase, to_multibase
from tests.verify_cases.case import CREDENTIALS, GOOD, LATER, SKIPPED, Case
from tests.verify_edits import JSON, dropped, edited, put, renamed
from tests.verify_world import (
    BADGE_ADDRESS,
    LIST_ADDRESS,
    OTHER_SECRET,
    Fetched,
    answer,
    answers,
    badge,
    did_json,
    signed,
    status_list,
)

# The order of Ed25519's group: RFC 8032, section 5.1.
ORDER = 2**252 + 27742317777372353535851937790883648493
LOOKALIKE = "did:web:xn--bdges-dfg.example.org"  # a Cyrillic letter in the place of the first `a`
EXPIRES = "https://w3id.org/security#expiration"
NAME = "credentialSubject.achievement.name"


def altered() -> Iterator[Case]:
    """A genuine badge made to say something near to what it says."""

    def case(name: str, document: JSON, code: str = "SIGNATURE_MISMATCH") -> Case:
        return Case(f"tampered-{name}", "tampered", document, {"proof": f"fail {code}", **LATER})

    entry = GOOD["credentialStatus"]
    harmless = edited(entry, put("statusPurpose", "refresh"), dropped("id"))
    stranger = edited(GOOD["credentialSubject"], put("identifier.1.identityHash", "Eve"))
    language = {"@value": "Python Basics", "@language": "en"}
    own = GOOD["credentialSubject"]
    in_zone = put("validUntil", "2029-05-02T00:59:59+01:00")  # the same second
    signature = put("proof.proofValue", _with_order_added())
    yield case("letter-of-another-script", edited(GOOD, put(NAME, "Python B\u0430sics")))
    yield case("letter-in-two-parts", edited(_of("Zo\u00e9"), put(*_recipient("Zoe\u0301"))))
    yield case("space-that-looks-alike", edited(GOOD, put(NAME, "Python\u00a0Basics")))
    yield case("space-behind", edited(GOOD, put(NAME, "Python Basics ")))
    yield case("name-in-a-language", edited(GOOD, put(NAME, language)))
    yield case("expiry-null", edited(GOOD, put("validUntil", None)))
    yield case("expiry-in-another-zone", edited(GOOD, in_zone))
    yield case("status-an-empty-list", edited(GOOD, put("credentialStatus", [])))
    yield case("status-with-another", edited(GOOD, put("credentialStatus", [harmless, entry])))
    yield case("second-subject", edited(GOOD, put("credentialSubject", [own, stranger])))
    yield case("another-id", edited(GOOD, put("id", f"{BADGE_ADDRESS}?copy")))
    yield case("id-removed", edited(GOOD, dropped("id")))
    yield case("type-of-an-issuer", edited(GOOD, put("type", [*GOOD["type"], "Profile"])))
    yield case("another-salt", edited(GOOD, put("credentialSubject.identifier.0.salt", "s")))
    yield case("signature-with-the-order-added", edited(GOOD, signature))
    for name, place in (("evidence", "evidence"), ("image", "issuer.image")):
        yield case(f"added-empty-{name}", edited(GOOD, put(place, "")), "UNDEFINED_TERM")
    common = put("credentialSubject.achievement.criteria", "__proto__")
    yield case("name-of-what-all-objects-have", edited(GOOD, common), "UNDEFINED_TERM")


def disguised() -> Iterator[Case]:
    """Claims of a genuine badge told so that the signature fits and a reader misses them."""

    def case(name: str, document: JSON, **more: str) -> Case:
        checks = {"proof": "notchecked HIDDEN_CLAIM", **more}
        return Case(f"unchecked-signature-{name}", "unchecked-signature", document, checks)

    until = {"@value": GOOD["validUntil"], "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    status = {"id": GOOD["id"], "credentialStatus": GOOD["credentialStatus"]}
    expiry = [{"id": GOOD["id"], "validUntil": until}]
    ended = signed(badge(), expires="2026-06-01T00:00:00Z")
    options = {EXPIRES if key == "expires" else key: ended["proof"][key] for key in ended["proof"]}
    subject = renamed("credentialSubject", f"{CREDENTIALS}credentialSubject")
    yield case(
        "status-included",
        edited(GOOD, dropped("credentialStatus"), put("@included", status)),
        status="warn NO_STATUS",
    )
    yield case("expiry-in-a-graph", edited(GOOD, dropped("validUntil"), put("@graph", expiry)))
    yield case("end-of-proof-in-full", edited(ended, put("proof", options)))
    yield case("recipient-in-full", edited(GOOD, subject))


def impersonated() -> Iterator[Case]:
    """Badges of somebody who would be taken for the institution."""

    def unsupported(name: str, did: str) -> Case:
        found = "notchecked UNSUPPORTED_METHOD"
        checks = {"proof": found, "issuer": found, "status": "notchecked STATUS_VERIFICATION_ERROR"}
        document = signed(badge(did), OTHER_SECRET)
        return Case(f"unchecked-signature-{name}", "unchecked-signature", document, checks)

    capitals = "did:web:BADGES.example.org"
    method = f"{GOOD['proof']['verificationMethod']}#{OTHER_SECRET.public_key}"
    yield Case(
        "verified-at-an-address-that-looks-alike",
        "verified",
        signed(badge(LOOKALIKE), OTHER_SECRET),
        {},
        _site_of(LOOKALIKE),
    )
    yield Case(
        "wrong-issuer-in-capitals",
        "wrong-issuer",
        signed(badge(capitals), OTHER_SECRET),
        {"proof": SKIPPED, "issuer": "fail OTHER_DID_DOCUMENT", **LATER},
        answers() | {"https://BADGES.example.org/.well-known/did.json": answer(did_json())},
    )
    yield Case(
        "wrong-issuer-two-fragments",
        "wrong-issuer",
        edited(signed(badge(), OTHER_SECRET), put("proof.verificationMethod", method)),
        {"proof": SKIPPED, "issuer": "fail KEY_NOT_LISTED", **LATER},
    )
    yield unsupported("did-web-of-a-private-address", "did:web:192.168.0.1")
    yield unsupported("did-web-of-a-number", "did:web:2130706433")
    yield unsupported("did-web-with-a-user", "did:web:badges.example.org%40other.example")
    yield unsupported("did-web-with-a-slash", "did:web:other.example%2Fbadges.example.org")
    yield unsupported("did-web-with-a-question", "did:web:other.example%3Fbadges.example.org")
    yield unsupported("did-web-with-a-back-slash", "did:web:other.example%5Cbadges.example.org")


def _recipient(name: str) -> tuple[str, str]:
    return "credentialSubject.identifier.1.identityHash", name


def _of(name: str) -> JSON:
    return signed(edited(badge(), put(*_recipient(name))))


def _with_order_added() -> str:
    """The signature with the group's order added to its scalar: it fits, and is refused."""
    data = from_multibase(GOOD["proof"]["proofValue"]) or b""
    scalar = int.from_bytes(data[32:], "little") + ORDER
    return to_multibase(data[:32] + scalar.to_bytes(32, "little"))


def _site_of(did: str) -> Fetched:
    """A site of somebody else's that does everything as it is done."""
    listed = signed(status_list(did=did), OTHER_SECRET)
    address = f"https://{did.removeprefix('did:web:')}/.well-known/did.json"
    return {address: answer(did_json(OTHER_SECRET, did=did)), LIST_ADDRESS: answer(listed)}
