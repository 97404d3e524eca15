"""The cryptosuite: official vectors byte for byte, and no change goes unseen."""

import copy
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.multikey import decode_public_key, from_multibase
from badgeledger.keys.signers import FileSigner, KeySigner, Signatures, signature_text
from badgeledger.proof.eddsa_rdfc_2022 import (
    add_proof,
    create_proof,
    date_time,
    hash_data,
    proof_options,
    proofs,
    verify_proof,
)
from badgeledger.rdf import contexts
from badgeledger.rdf.canonical import canonicalize
from tests.random_badges import CONTEXTS, badges

JSON = dict[str, Any]

# The secret of the official Open Badges vector (1EdTech, linked-data-proof-ob.html).
OFFICIAL = Secret(bytes.fromhex("6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4"))
SIGNER = KeySigner(OFFICIAL, OFFICIAL)
PUBLIC = decode_public_key(OFFICIAL.public_key)
METHOD = f"did:key:{OFFICIAL.public_key}#{OFFICIAL.public_key}"

BADGE: JSON = {
    "@context": CONTEXTS,
    "id": "https://badges.example/credentials/4636eb2f-1b73-4aaa-981e-cfa85a5b13e3",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": f"did:key:{OFFICIAL.public_key}", "type": ["Profile"], "name": "Example"},
    "validFrom": "2026-05-01T00:00:00Z",
    "validUntil": "2029-05-01T23:59:59Z",
    "name": "Python basics",
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": f"sha256${'0' * 64}",
                "identityType": "emailAddress",
                "salt": "4636eb2f-1b73-4aaa-981e-cfa85a5b13e3",
            }
        ],
        "achievement": {
            "id": "https://badges.example/achievements/python-basics/achievement.json",
            "type": ["Achievement"],
            "achievementType": "Course",
            "criteria": {"narrative": "Finish the *project*.\n\nPass the test."},
            "description": "Can write small programs.",
            "name": "Python basics",
            "creditsAvailable": 4.5,
            "tag": ["python", "李"],
        },
        "result": [{"type": ["Result"], "value": "93"}, {"type": ["Result"], "value": "94"}],
    },
    "credentialStatus": {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://badges.example/status/0.json",
    },
}


def sign(document: JSON, created: int | str = 1_777_593_600) -> JSON:
    return create_proof(
        document, created=created, verification_method=METHOD, signer=SIGNER, path="x.json"
    )


SIGNED = sign(BADGE)


def refused(document: JSON, **how: Any) -> str:
    with pytest.raises(ContentError) as refusal:
        verify_proof(document, PUBLIC, **how)
    return refusal.value.problems[0].code


def test_a_known_badge_has_a_known_signature() -> None:
    """A known answer, for a run without the official vectors."""
    assert SIGNED["proof"] == {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-05-01T00:00:00Z",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
        "proofValue": (
            "z2EZya6KzLX2nLk5ajY8udooL6kacsBcjZRo9Cdpt3Ci"
            "sdT7UfnfRHcXsXGnJd9YHEwdd4sVS6kU6G5vPQr5hKM8Q"
        ),
    }
    assert list(SIGNED) == [*BADGE, "proof"]


class TestOfficialVectors:
    """1EdTech's and the W3C's own, with each intermediate value."""

    def test_open_badges(self, reference: Path) -> None:
        folder = reference / "vectors" / "ob-v3p0-eddsa-rdfc-2022"
        read = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
        credential = json.loads(read["credential.json"])
        options = json.loads(read["proof-before-signing.json"])
        signed = json.loads(read["signed-credential.json"])
        assert canonicalize(credential) == read["document-canon.txt"]
        assert canonicalize({**options, "@context": CONTEXTS}) == read["proof-canon.txt"]
        data = hash_data(credential, options)
        assert data.hex().startswith("d34009ce")
        assert data.hex()[64:].startswith("87f65a76")
        assert add_proof(credential, options, SIGNER.sign("", data)) == signed
        assert sign_as(signed, credential, OFFICIAL) == signed
        verify_proof(signed, PUBLIC)

    @pytest.mark.usefixtures("examples_context")
    def test_w3c(self, reference: Path) -> None:
        folder = reference / "vectors" / "vc-di-eddsa"
        pair = json.loads((folder / "keyPair.json").read_text("utf-8"))
        secret = Secret.from_multikey(pair["privateKeyMultibase"])
        assert secret.public_key == pair["publicKeyMultibase"]
        unsigned = json.loads((folder / "unsigned.json").read_text("utf-8"))
        read = {
            path.stem.removesuffix("DataInt"): path.read_text("utf-8")
            for path in (folder / "eddsa-rdfc-2022").iterdir()
        }
        configuration, signed = json.loads(read["proofConfig"]), json.loads(read["signed"])
        assert canonicalize(unsigned) == read["canonDoc"]
        assert digest(canonicalize(unsigned)) == read["docHash"]
        assert canonicalize(configuration) == read["proofCanon"]
        assert digest(canonicalize(configuration)) == read["proofHash"]
        data = hash_data(unsigned, configuration)
        assert data.hex() == read["combinedHash"]
        signature = secret.sign(data)
        assert signature.hex() == read["sigHex"]
        assert signature_text(signature) == read["sigBTC58"]
        assert sign_as(signed, unsigned, secret) == signed
        verify_proof(signed, decode_public_key(secret.public_key))

    def test_badges_that_others_signed(self, reference: Path) -> None:
        found = list((reference / "examples" / "dcc").glob("*.json"))
        assert found
        for path in found:
            document = json.loads(path.read_text("utf-8"))
            key = document["proof"]["verificationMethod"].partition("#")[2]
            verify_proof(document, decode_public_key(key))
            with pytest.raises(ContentError, match="B0522"):
                verify_proof(document, PUBLIC)


def sign_as(signed: JSON, document: JSON, secret: Secret) -> JSON:
    return create_proof(
        document,
        created=signed["proof"]["created"],
        verification_method=signed["proof"]["verificationMethod"],
        signer=KeySigner(secret, secret),
        path="",
    )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def examples_context(reference: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The context of the W3C's examples, which is in no package."""
    url = "https://www.w3.org/ns/credentials/examples/v2"
    text = (reference / "contexts" / "credentials-examples-v2.jsonld").read_text("utf-8")
    context = json.loads(text)
    monkeypatch.setitem(contexts.CONTEXTS, url, digest(rfc8785.dumps(context).decode()))
    monkeypatch.setitem(contexts._packaged(), url, context)


def values(node: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value of a JSON document that is neither an object nor an array, with its place."""
    parts = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in parts:
        if isinstance(value, dict | list):
            yield from values(value, (*place, key))
        else:
            yield (*place, key), value


def put(document: JSON, place: tuple[Any, ...], value: Any) -> JSON:
    changed = copy.deepcopy(document)
    node: Any = changed
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    return changed


def other(value: Any, index: int) -> Any:
    """The value with one character (or one unit) changed."""
    if isinstance(value, bool):
        return not value
    if not isinstance(value, str):
        return value + 1
    letter = "b" if value[index % len(value)] != "b" else "c"
    return value[: index % len(value)] + letter + value[index % len(value) + 1 :]


@settings(deadline=None)
@given(st.sampled_from(list(values(SIGNED))), st.integers(0, 200))
def test_any_change_of_a_signed_value_is_refused(
    entry: tuple[tuple[Any, ...], Any], index: int
) -> None:
    place, value = entry
    refused(put(SIGNED, place, other(value, index)))


@settings(deadline=None)
@given(st.sampled_from([place for place, _ in values(SIGNED) if place[0] != "@context"]))
def test_a_value_left_out_is_refused(place: tuple[Any, ...]) -> None:
    """But `@context` and the proof's fixed members, any member left out changes what is stated."""
    changed = copy.deepcopy(SIGNED)
    node: Any = changed
    for key in place[:-1]:
        node = node[key]
    del node[place[-1]]
    refused(changed)


@settings(max_examples=40, deadline=None)
@given(badges, st.integers(0, 2**32))
def test_what_is_signed_verifies(document: JSON, created: int) -> None:
    try:
        signed = sign(document, created)
    except ContentError as refusal:
        assert refusal.problems[0].code in ("B0504", "B0508")
        return
    verify_proof(signed, PUBLIC)
    verify_proof(json.loads(json.dumps(signed)), PUBLIC)
    assert "proof" not in document


def test_a_claim_that_nothing_defines_is_named() -> None:
    with pytest.raises(ContentError, match=r"B0506.*the term credentialSubject\.hours") as refusal:
        verify_proof(put(SIGNED, ("credentialSubject", "hours"), 40), PUBLIC)
    assert getattr(refusal.value, "claim", None) == "hours"
    with pytest.raises(ContentError, match="B0506"):
        sign(put(BADGE, ("hours",), 40))
    with pytest.raises(ContentError, match="the term hours"):
        verify_proof(put(SIGNED, ("proof", "hours"), 40), PUBLIC)


@pytest.mark.parametrize("found", [None, [], "proof", [SIGNED["proof"], "x"], 5])
def test_a_document_without_a_proof_is_told(found: Any) -> None:
    assert refused({**BADGE, "proof": found}) == "B0540"
    assert refused(BADGE) == "B0540"


@pytest.mark.parametrize(
    ("member", "value", "code"),
    [
        ("type", "Ed25519Signature2020", "B0541"),
        ("cryptosuite", "ecdsa-sd-2023", "B0541"),
        ("cryptosuite", None, "B0541"),
        ("created", "yesterday", "B0540"),
        ("created", "2026-05-01T00:00:00", "B0540"),
        ("created", "2026-13-01T00:00:00Z", "B0540"),
        ("created", 5, "B0540"),
        ("proofPurpose", "authentication", "B0540"),
        ("proofPurpose", None, "B0540"),
        ("verificationMethod", None, "B0540"),
        ("verificationMethod", {"id": METHOD}, "B0540"),
        ("previousProof", "urn:x:y", "B0540"),
        ("proofValue", None, "B0540"),
        ("proofValue", "z", "B0540"),
        ("proofValue", "u" + SIGNED["proof"]["proofValue"][1:], "B0540"),
        ("proofValue", SIGNED["proof"]["proofValue"] + "1", "B0540"),
        ("proofValue", signature_text(bytes(63)), "B0540"),
        ("proofValue", signature_text(bytes(64)), "B0522"),
        ("created", "2026-05-01T02:00:00+02:00", "B0522"),
        ("domain", "badges.example", "B0522"),
    ],
)
def test_a_malformed_proof_is_told(member: str, value: Any, code: str) -> None:
    assert refused(put(SIGNED, ("proof", member), value)) == code


def test_the_contexts_of_a_proof_are_the_documents() -> None:
    """Section 3.2.5 sets the configuration's @context; nothing signs one of the proof's own."""
    verify_proof(put(SIGNED, ("proof", "@context"), CONTEXTS), PUBLIC)
    assert refused(put(SIGNED, ("proof", "@context"), {"created": "urn:x:y"})) == "B0540"


def test_each_proof_of_several_can_be_verified() -> None:
    foreign = {"type": "DataIntegrityProof", "cryptosuite": "ecdsa-rdfc-2019"}
    both = {**BADGE, "proof": [foreign, SIGNED["proof"]]}
    assert proofs(both) == [foreign, SIGNED["proof"]]
    assert refused(both) == "B0540"
    assert refused(both, proof=foreign) == "B0541"
    verify_proof(both, PUBLIC, proof=SIGNED["proof"])


def test_a_signed_document_is_not_signed_again() -> None:
    with pytest.raises(ContentError, match=r"B0540.*signed already"):
        sign(SIGNED)


@pytest.mark.parametrize("created", ["2026-05-01", "2026-05-01T24:00:00Z", ""])
def test_a_time_that_is_none_is_refused(created: str) -> None:
    with pytest.raises(ContentError, match="B0540"):
        proof_options(created=created, verification_method=METHOD)


@given(st.integers(0, 4_102_444_800))
def test_times_are_written_in_one_form(seconds: int) -> None:
    text = date_time(seconds)
    assert proof_options(created=text, verification_method=METHOD) == proof_options(
        created=seconds, verification_method=METHOD
    )
    assert len(text) == 20
    assert text.endswith("Z")


def test_a_configuration_is_canonicalised_once_and_told_from_its_like() -> None:
    done: list[JSON] = []

    def told(document: JSON) -> str:
        done.append(document)
        return repr(document)

    options: list[JSON] = [{"created": value} for value in ("1", 1, True, 1.0)]
    hashes = [hash_data(BADGE, each, canonicalize=told) for each in (*options, *options)]
    assert hashes[:4] == hashes[4:]
    assert len(set(hashes)) == len(options)
    assert len(done) == len(options) + len(hashes)


def test_signatures_of_a_file_give_the_same_document() -> None:
    value = SIGNED["proof"]["proofValue"]
    assert from_multibase(value) is not None
    file = FileSigner(
        Signatures(OFFICIAL.public_key, OFFICIAL.public_key, "0" * 40, {"x.json": value})
    )
    again = create_proof(
        BADGE, created=1_777_593_600, verification_method=METHOD, signer=file, path="x.json"
    )
    assert again == SIGNED
