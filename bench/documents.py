"""The badges that every verifier is given: of one issuer, each its own, with one status list.

They are signed with the fixed keys of the tests, so every run measures the same bytes.
"""

import base64
import json
import uuid
from dataclasses import dataclass

from tests.verify_edits import JSON, edited, put
from tests.verify_world import (
    ACHIEVEMENT,
    AWARD,
    DID,
    DID_ADDRESS,
    ISSUER,
    LIST_ADDRESS,
    SITE,
    did_json,
    signed,
    status_list,
)

from badgeledger.credential.open_badge import credential
from badgeledger.credential.profile import profile
from badgeledger.keys.multikey import decode_public_key
from badgeledger.model import Award, AwardVersion
from badgeledger.rdf.contexts import load_context

COUNT = 60
REVOKED, TAMPERED = 20, 40  # two of them are not in order, and every verifier must say so
# What other verifiers ask besides: a service that resolves DIDs, contexts, and a schema (here one
# that any badge fits, in their favour).
RESOLVER = "https://dev.uniresolver.io/1.0/identifiers/"
SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)
NAMESPACE = uuid.UUID("9d0f9a54-52a6-4f6e-8f5f-4d3c52a1f0b7")


@dataclass(frozen=True)
class Badge:
    """One badge, by its address."""

    address: str
    text: str


def badges() -> list[Badge]:
    """All badges: the one at `REVOKED` is withdrawn, the one at `TAMPERED` was changed."""
    return [_badge(number) for number in range(COUNT)]


def answers() -> dict[str, str]:
    """What the issuer's site answers, by address."""
    issuer, listed = did_json(), signed(status_list([REVOKED]))
    document = json.loads(badges()[0].text)
    contexts = {address: load_context(address) for address in document["@context"]}
    answered = {
        **contexts,
        DID_ADDRESS: issuer,
        LIST_ADDRESS: listed,
        f"{RESOLVER}{DID}": {"didDocument": _with_key_as_jwk(issuer)},
        SCHEMA: {},
    }
    return {address: json.dumps(answer) for address, answer in answered.items()}


def _badge(number: int) -> Badge:
    award_id = str(uuid.uuid5(NAMESPACE, str(number)))
    recipient = {"name": f"Learner {number}", "id": f"did:example:learner-{number}"}
    award = Award.model_validate(AWARD | {"recipient": recipient})
    version = AwardVersion(award_id, award, ACHIEVEMENT)
    issuer = profile(ISSUER, DID, preview=False)
    document: JSON = signed(credential(version, issuer=issuer, site=SITE, position=number))
    if number == TAMPERED:
        document = edited(document, put("credentialSubject.achievement.name", "Python Mastery"))
    return Badge(document["id"], json.dumps(document))


def _with_key_as_jwk(document: JSON) -> JSON:
    """The DID document, its key in both forms: cert-verifier-js needs the one and the other."""
    raw = decode_public_key(document["verificationMethod"][0]["publicKeyMultibase"])
    x = base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": x}
    return edited(document, put("verificationMethod.0.publicKeyJwk", jwk))
