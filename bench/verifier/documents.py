"""The badges that every verifier is given: of one issuer, each its own, with one status list.

They are signed with the fixed keys of the tests, so every run measures the same bytes.
"""

import base64
import json
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.verify_edits import JSON, edited, put
from tests.verify_world import (
    ACHIEVEMENT,
    AWARD,
    ISSUER,
    SITE,
    did_json,
    signed,
    status_list,
)

from badgeledger.credential.achievement import embedded_achievement
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
class Issuer:
    """Who issued the badges, and where: `site` has no slash at its end."""

    site: str = SITE

    @property
    def did(self) -> str:
        """The did:web of the site."""
        return f"did:web:{urlsplit(self.site).netloc.replace(':', '%3A')}"

    def badges(self) -> list[str]:
        """The texts of all badges, of which one is withdrawn and one was changed."""
        return [self._badge(number) for number in range(COUNT)]

    def answers(self) -> dict[str, str]:
        """What the issuer's site answers, by address; and others that verifiers ask."""
        issuer, listing = did_json(did=self.did), f"{self.site}/status/0.json"
        listed = edited(status_list([REVOKED], did=self.did), put("id", listing))
        contexts = json.loads(self._badge(0))["@context"]
        answered = {
            **{address: load_context(address) for address in contexts},
            f"{self.site}/.well-known/did.json": issuer,
            listing: signed(listed),
            f"{RESOLVER}{self.did}": {"didDocument": _with_key_as_jwk(issuer)},
            SCHEMA: {},
        }
        return {address: json.dumps(answer) for address, answer in answered.items()}

    def _badge(self, number: int) -> str:
        award_id = str(uuid.uuid5(NAMESPACE, str(number)))
        recipient = {"name": f"Learner {number}", "id": f"did:example:learner-{number}"}
        award = Award.model_validate(AWARD | {"recipient": recipient})
        document = credential(
            AwardVersion(award_id, award, ACHIEVEMENT),
            achievement=embedded_achievement(ACHIEVEMENT, self.site),
            issuer=profile(ISSUER, self.did, preview=False),
            site=self.site,
            position=number,
        )
        document = signed(document)
        if number == TAMPERED:
            document = edited(document, put("credentialSubject.achievement.name", "Python Mastery"))
        return json.dumps(document)


def _with_key_as_jwk(document: JSON) -> JSON:
    """The DID document, its key in both forms: cert-verifier-js needs the one and the other."""
    raw = decode_public_key(document["verificationMethod"][0]["publicKeyMultibase"])
    x = base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": x}
    return edited(document, put("verificationMethod.0.publicKeyJwk", jwk))
