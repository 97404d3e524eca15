"""Sound badges, some of them unusual."""

from collections.abc import Iterator

from tests.verify_cases.case import GOOD, KEY_DID, VALID_FROM, VALID_UNTIL, Case
from tests.verify_edits import JSON, Edit, dropped, edited, put
from tests.verify_world import (
    DID,
    LIST_ADDRESS,
    OTHER_SECRET,
    POSITION,
    SECRET,
    Fetched,
    answer,
    answers,
    badge,
    did_json,
    method_of,
    signed,
    status_list,
)


def verified() -> Iterator[Case]:
    """Sound badges, some of them unusual."""

    def case(name: str, document: JSON, fetch: Fetched | None = None, **checks: str) -> Case:
        found = {check: text.replace("_", " ", 1) for check, text in checks.items()}
        return Case(name, "verified", document, found, answers() if fetch is None else fetch)

    path_did = "did:web:badges.example.org%3A8443:school:badges"
    path_issuer = badge(path_did)
    path_list = signed(status_list(did=path_did))
    method = method_of(DID, SECRET)
    relative = did_json()
    relative["verificationMethod"][0]["id"] = f"#{SECRET.public_key}"
    embedded = did_json()
    embedded["assertionMethod"] = embedded.pop("verificationMethod")
    ends_later = edited(did_json(), put("verificationMethod.0.expires", "2030-01-01T00:00:00Z"))
    other_proof = {"type": "DataIntegrityProof", "cryptosuite": "ecdsa-sd-2023",
                   "verificationMethod": method, "proofPurpose": "assertionMethod",
                   "proofValue": "z1"}  # fmt: skip
    revocation = badge()["credentialStatus"]
    suspension = edited(revocation, put("statusPurpose", "suspension"))
    both_purposes = put("credentialSubject.statusPurpose", ["revocation", "suspension"])

    yield case("verified", GOOD)
    yield case(
        "verified-preview-of-did-key",
        signed(badge(KEY_DID)),
        answers(listed=signed(status_list(did=KEY_DID))),
        issuer="warn_ISSUER_IS_A_KEY",
    )
    yield case(
        "verified-did-web-with-port-and-path",
        signed(path_issuer),
        {
            "https://badges.example.org:8443/school/badges/did.json": answer(
                did_json(did=path_did)
            ),
            LIST_ADDRESS: answer(path_list),
        },
    )
    yield case("verified-after-rotation", GOOD, answers(did_json(SECRET, OTHER_SECRET)))
    yield case("verified-relative-method-id", GOOD, answers(relative))
    yield case("verified-method-embedded-in-assertion-method", GOOD, answers(embedded))
    yield case("verified-key-that-expires-later", GOOD, answers(ends_later))
    yield case(
        "verified-second-proof-known", edited(GOOD, put("proof", [other_proof, GOOD["proof"]]))
    )
    yield case(
        "verified-without-status",
        signed(edited(badge(), dropped("credentialStatus"))),
        status="warn_NO_STATUS",
    )
    yield case(
        "verified-two-status-entries",
        signed(edited(badge(), put("credentialStatus", [revocation, suspension]))),
        answers(listed=signed(edited(status_list(), both_purposes))),
    )
    yield case(
        "verified-status-types-in-arrays",
        signed(edited(badge(), put("credentialStatus.type", ["BitstringStatusListEntry"]))),
        answers(
            listed=signed(
                edited(status_list(), put("credentialSubject.type", ["BitstringStatusList"]))
            )
        ),
    )
    yield case(
        "verified-larger-list",
        signed(edited(badge(), put("credentialStatus.statusListIndex", "200000"))),
        answers(listed=signed(status_list(bits=262_144))),
    )
    yield case(
        "verified-list-without-id",
        GOOD,
        answers(listed=signed(edited(status_list(), dropped("id")))),
    )
    yield case(
        "verified-neighbours-withdrawn",
        GOOD,
        answers(listed=signed(status_list([POSITION - 1, POSITION + 1]))),
    )
    yield case(
        "verified-without-dates",
        signed(edited(badge(), dropped("validFrom"), dropped("validUntil"))),
        dates="warn_NO_DATES",
    )
    yield case(
        "verified-dates-with-offset",
        signed(
            edited(
                badge(),
                put("validFrom", "2026-11-20T10:00:00.75+01:00"),
                put("validUntil", "2026-11-20T04:00:00-05:00"),
            )
        ),
    )
    yield case(
        "verified-name-that-turns-the-writing",
        signed(edited(badge(), put("issuer.name", "Example\u202e Institute\u2069\u061c\u2028"))),
    )
    yield case(
        "verified-name-that-is-long",
        signed(edited(badge(), put("issuer.name", "Institute of Examples " * 10))),
    )
    yield case(
        "verified-names-of-the-world",
        signed(
            edited(
                badge(),
                put(
                    "credentialSubject.identifier.1.identityHash",
                    "\u674e\u96f7 \U0001f393 O'Brien <b>",
                ),
            )
        ),
    )
    learner = signed(
        edited(badge(), put("credentialSubject.id", "did:example:learner"), dropped("name"))
    )
    subject = learner["credentialSubject"]
    pieces = [
        {key: subject[key] for key in subject if key in ("id", "type", "identifier")},
        {key: subject[key] for key in subject if key != "identifier"},
    ]
    yield case("verified-subject-told-in-pieces", edited(learner, put("credentialSubject", pieces)))
    yield case(
        "verified-names-told-twice",
        edited(
            learner,
            put("issuer.name", ["Example Institute"] * 2),
            put("credentialSubject.identifier.1.identityHash", ["Ada Lovelace", ["Ada Lovelace"]]),
            put("credentialSubject.identifier.1.hashed", [False, False]),
            put("credentialSubject.achievement.name", [["Python Basics"], "Python Basics"]),
        ),
    )
    yield case("verified-with-much-to-say", signed(edited(badge(), *_much_to_say())))
    yield case(
        "verified-names-that-need-quoting",
        signed(
            edited(badge(), put("name", 'A "B", C\nD'), put("issuer.name", "=1+1")),
        ),
    )
    yield Case("verified-in-the-first-second", "verified", GOOD, now=VALID_FROM)
    yield Case("verified-in-the-last-second", "verified", GOOD, now=VALID_UNTIL)


def _much_to_say() -> Iterator[Edit]:
    """What a badge can hold besides what all have: lists, numbers, parts with an id and without."""
    achievement = "credentialSubject.achievement"
    page = "https://www.example.org/python"
    levels = [
        {
            "id": f"urn:uuid:level-{level}",
            "type": ["RubricCriterionLevel"],
            "name": f"Level {level}",
        }
        for level in (1, 2)
    ]
    rubric = {
        "id": "urn:uuid:rubric",
        "type": ["ResultDescription"],
        "name": "Style & “taste”",
        "resultType": "RubricCriterionLevel",
        "allowedValue": ["poor", "good", "excellent"],
        "rubricCriterionLevel": levels,
    }
    alignments = [
        {"type": ["Alignment"], "targetName": name, "targetUrl": f"{page}/{name}"}
        for name in ("Loops", "Functions")
    ]
    files = [
        {"id": f"{page}/a.txt", "type": ["Evidence"], "name": "Ex. 1", "genre": "text/plain"},
        {"type": ["Evidence"], "narrative": "It ran at once:\n\t`print(1/3)`"},
    ]
    yield put("description", "A badge \u2013 für Ada, \u674e\u96f7 and \U0001f393")
    yield put("awardedDate", "2026-05-01T00:00:00Z")
    yield put("evidence", files)
    yield put("issuer.address", {"type": ["Address"], "addressLocality": "Turin"})
    yield put("issuer.email", "badges@example.org")
    yield put("credentialSubject.id", "did:example:learner")
    yield put("credentialSubject.creditsEarned", 7.5)
    yield put("credentialSubject.result.0.achievedLevel", levels[1]["id"])
    yield put(f"{achievement}.resultDescription", [rubric])
    yield put(f"{achievement}.creditsAvailable", 10)
    yield put(f"{achievement}.alignment", alignments)
    yield put(f"{achievement}.tag", ["python", "beginners", "Python"])
    yield put(f"{achievement}.creator", {"id": DID, "type": ["Profile"], "name": "Dep. of Letters"})
    yield put(
        f"{achievement}.related",
        [{"id": f"{page}/es", "type": ["Related"], "inLanguage": "es"}],
    )
