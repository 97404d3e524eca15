"""Records of several credentials, and badges with endorsements inside."""

from collections.abc import Iterator

from tests.verify_cases.case import GOOD, KEY_DID, LATER, Case
from tests.verify_edits import JSON, Edit, dropped, edited, put
from tests.verify_world import (
    BADGE_ADDRESS,
    DID_ADDRESS,
    OTHER_SECRET,
    SITE,
    answer,
    answers,
    badge,
    did_json,
    did_key,
    signed,
    status_list,
)

CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
RECORD_ADDRESS = f"{SITE}/records/1.json"
LEARNER = "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"
RECORD_LIST = f"{SITE}/status/records.json"
ENDORSER = did_key(OTHER_SECRET)
OVER = signed(badge(award={"expires": "2026-06-01"}))
TAMPERED = edited(GOOD, put("name", "Other"))
SECOND = signed(edited(badge(position=99), put("id", f"{SITE}/credentials/2.json")))
NAME = "credentialSubject.achievement.name"


def record(*inside: JSON | str, did: str | None = None) -> JSON:
    """An unsigned Comprehensive Learner Record of some credentials."""
    vc, ob = GOOD["@context"][:2]
    made: JSON = {
        "@context": [vc, CLR, ob],
        "id": RECORD_ADDRESS,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Record of Ada Lovelace",
        "issuer": badge(did)["issuer"] if did else badge()["issuer"],
        "validFrom": "2026-05-01T00:00:00Z",
        "credentialSubject": {
            "id": LEARNER,
            "type": ["ClrSubject"],
            "verifiableCredential": list(inside),
        },
    }
    return made


def endorsement(about: str, *edits: Edit) -> JSON:
    """A signed endorsement, by the endorser, of what has the id `about`."""
    made: JSON = {
        "@context": GOOD["@context"][:2],
        "id": "urn:uuid:5d7c9e1f-0a2b-4c3d-8e4f-5a6b7c8d9e0f",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Endorsement of a badge",
        "issuer": {"id": ENDORSER, "type": ["Profile"], "name": "Example Accreditors"},
        "validFrom": "2026-05-01T00:00:00Z",
        "credentialSubject": {
            "id": about,
            "type": ["EndorsementSubject"],
            "endorsementComment": "It keeps what it promises.",
        },
    }
    return signed(edited(made, *edits), OTHER_SECRET)


def nested(levels: int) -> JSON:
    """A signed record inside a record, and so on, with a badge in the innermost."""
    inner = GOOD
    for level in range(levels):
        inner = signed(edited(record(inner), put("id", f"{SITE}/records/{level}.json")))
    return inner


def records() -> Iterator[Case]:
    """Records, sound themselves, of credentials that are so or not."""

    def case(name: str, state: str, document: JSON, *parts: str, fetch: JSON | None = None,
             **checks: str) -> Case:  # fmt: skip
        found = {"status": "warn NO_STATUS", **checks}
        found_at = answers() if fetch is None else fetch
        return Case(f"{state}-record-{name}", state, document, found, found_at, parts=parts)

    def of(name: str, state: str, *inside: JSON | str, fetch: JSON | None = None) -> Case:
        states = [state] if len(inside) == 1 else ["verified", state]
        return case(name, state, signed(record(*inside)), *states, fetch=fetch)

    ended = signed(status_list([99]))
    no_list = {DID_ADDRESS: answer(did_json())}
    plain = edited(
        badge(),
        put("type", ["VerifiableCredential"]),
        put("credentialSubject", {"id": LEARNER}),
        put("name", "Anything"),
    )
    yield of("of-two", "verified", GOOD, SECOND)
    yield of("with-one-revoked", "revoked", GOOD, SECOND, fetch=answers(listed=ended))
    yield of("with-one-tampered-with", "tampered", GOOD, TAMPERED)
    yield of("with-one-expired", "expired", GOOD, OVER)
    yield of("with-one-of-another-issuer", "wrong-issuer", GOOD,
             signed(badge(), OTHER_SECRET, ENDORSER))  # fmt: skip
    yield of("with-one-unsigned", "unreadable", GOOD, badge())
    yield of("with-a-text", "unreadable", GOOD, "https://badges.example.org/1")
    yield of("with-one-of-an-unknown-suite", "unchecked-signature", GOOD,
             edited(SECOND, put("proof.cryptosuite", "bbs-2023")))  # fmt: skip
    yield of("with-a-list-unreachable", "unchecked-status", GOOD, fetch=no_list)
    yield of("with-another-kind-of-credential", "verified", GOOD, signed(plain))
    yield case(
        "whose-worst-counts",
        "tampered",
        signed(record(OVER, SECOND, TAMPERED)),
        *("expired", "verified", "tampered"),
    )
    lists = signed(record(GOOD, OVER))
    subject = edited(lists["credentialSubject"], put("verifiableCredential", [[GOOD, [OVER]]]))
    yield case(
        "in-lists-of-lists",
        "expired",
        edited(lists, put("credentialSubject", [[subject]])),
        *("verified", "expired"),
    )
    yield case("of-nothing", "verified", signed(record()))
    inner = signed(edited(record(OVER), put("id", f"{SITE}/records/2.json")))
    yield case("in-a-record", "expired", signed(record(GOOD, inner)), "verified", "expired")
    yield case("three-levels-deep", "verified", nested(3), "verified")
    yield case("four-levels-deep", "unchecked-signature", nested(4), "unchecked-signature")
    yield from _outer()


def _outer() -> Iterator[Case]:
    """Records that are not sound themselves: their own state counts."""
    none = {"status": "warn NO_STATUS"}
    whole = signed(record(GOOD, SECOND))
    yield Case(
        "tampered-record-with-one-credential-less",
        "tampered",
        edited(whole, lambda it: it["credentialSubject"]["verifiableCredential"].pop()),
        {"proof": "fail SIGNATURE_MISMATCH", **LATER},
    )
    yield Case(
        "expired-record-with-one-tampered-with",
        "expired",
        signed(edited(record(TAMPERED), put("validUntil", "2026-06-01T00:00:00Z"))),
        {**none, "dates": "fail EXPIRED"},
        parts=("tampered",),
    )
    entry = edited(GOOD["credentialStatus"], put("statusListCredential", RECORD_LIST))
    withdrawn = signed(edited(status_list([58]), put("id", RECORD_LIST)))
    yield Case(
        "revoked-record",
        "revoked",
        signed(edited(record(GOOD), put("credentialStatus", entry))),
        {"status": "fail WITHDRAWN"},
        answers() | {RECORD_LIST: answer(withdrawn)},
        parts=("verified",),
    )
    own = signed(edited(record(GOOD, SECOND, did=KEY_DID), put("credentialSubject.id", KEY_DID)))
    moved = edited(
        own,
        put("issuer.type", ["Profile", "ClrSubject"]),
        lambda it: it["issuer"].update(
            verifiableCredential=[it["credentialSubject"]["verifiableCredential"].pop()]
        ),
    )
    yield Case(
        "verified-record-of-oneself",
        "verified",
        own,
        {"issuer": "warn ISSUER_IS_A_KEY", **none},
        parts=("verified", "verified"),
    )
    yield Case(
        "unchecked-signature-record-that-hides-a-credential",
        "unchecked-signature",
        moved,
        {"proof": "notchecked HIDDEN_CLAIM", "issuer": "warn ISSUER_IS_A_KEY", **none},
        parts=("verified",),
    )


def endorsements() -> Iterator[Case]:
    """Badges with endorsements inside: these never change the state of the badge."""

    def case(name: str, document: JSON, *parts: str) -> Case:
        doubt = any(part != "verified" for part in parts)
        checks = {"document": "warn ENDORSEMENT_IN_DOUBT"} if doubt else {}
        return Case(f"verified-endorsement-{name}", "verified", document, checks, parts=parts)

    achievement = GOOD["credentialSubject"]["achievement"]["id"]
    issuer = GOOD["issuer"]["id"]
    sound = endorsement(BADGE_ADDRESS)
    own = put("endorsement", [sound])
    yield case("of-the-badge", signed(edited(badge(), own)), "verified")
    yield case(
        "of-all-there-is",
        signed(
            edited(
                badge(),
                own,
                put("issuer.endorsement", [endorsement(issuer)]),
                put("credentialSubject.achievement.endorsement", [endorsement(achievement)]),
            )
        ),
        *["verified"] * 3,
    )
    for name, edit in (
        ("of-another-badge", put("endorsement", [endorsement(f"{SITE}/other.json")])),
        ("in-the-wrong-place", put("issuer.endorsement", [sound])),
        ("without-a-subject", put("endorsement", [endorsement("", dropped("credentialSubject"))])),
        ("that-is-a-badge", put("endorsement", [SECOND])),
    ):
        yield case(name, signed(edited(badge(), edit)), "unreadable")
    link = put("endorsement", ["https://accreditors.example.org/1"])
    yield case("that-is-only-linked", signed(edited(badge(), link)))
    broken = edited(sound, put("credentialSubject.endorsementComment", "It promises more."))
    yield case("tampered-with", signed(edited(badge(), put("endorsement", [broken]))), "tampered")
    over = endorsement(BADGE_ADDRESS, put("validUntil", "2026-06-01T00:00:00Z"))
    yield case("expired", signed(edited(badge(), put("endorsement", [over, sound]))),
               "expired", "verified")  # fmt: skip
    yield Case(
        "revoked-with-an-endorsement",
        "revoked",
        signed(edited(badge(), own)),
        {"status": "fail WITHDRAWN"},
        answers(listed=signed(status_list([58]))),
        parts=("verified",),
    )
    yield Case(
        "verified-endorsement-by-itself",
        "verified",
        sound,
        {"issuer": "warn ISSUER_IS_A_KEY", "status": "warn NO_STATUS"},
    )
