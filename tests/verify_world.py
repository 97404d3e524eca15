"""A small issuer in memory: what the vectors of the verifiers, and the judges, are made of.

Its keys, dates and ids are fixed, so the same signatures come out everywhere. `Fetched` is what
its site answers, by address.
"""

import base64
import json
import struct
import zlib
from collections.abc import Iterable
from typing import Any

from badgeledger.credential.achievement import embedded_achievement
from badgeledger.credential.did_document import did_document
from badgeledger.credential.open_badge import credential
from badgeledger.credential.profile import profile
from badgeledger.credential.status_list import GZIP_HEADER, status_list_credential
from badgeledger.keys.ed25519 import Secret
from badgeledger.model import Achievement, AchievementVersion, Award, AwardVersion, Issuer, Keys
from badgeledger.proof.eddsa_rdfc_2022 import add_proof, hash_data, proof_options

JSON = dict[str, Any]
Fetched = dict[str, JSON]

NOW = 1_795_165_200  # 2026-11-20T09:00:00Z
SIGNED = 1_777_593_600  # 2026-05-01T00:00:00Z
SECRET = Secret(bytes(range(32)))
OTHER_SECRET = Secret(bytes(range(32, 64)))

SITE = "https://badges.example.org"
DID = "did:web:badges.example.org"
DID_ADDRESS = f"{SITE}/.well-known/did.json"
LIST_ADDRESS = f"{SITE}/status/0.json"
AWARD_ID = "3f8e1c9a-5b2d-4e7f-8a1b-9c0d1e2f3a4b"
BADGE_ADDRESS = f"{SITE}/credentials/{AWARD_ID}/credential.json"
POSITION = 58
ISSUER = Issuer.model_validate(
    {"name": "Example Institute", "url": "https://www.example.org/", "site": SITE}
)
ACHIEVEMENT = AchievementVersion(
    "python-basics",
    Achievement.model_validate(
        {
            "name": "Python Basics",
            "description": "Writes small programs in Python.",
            "criteria": "Solve ten exercises.",
            "type": "Course",
            "results": [{"id": "score", "name": "Score", "type": "Percent"}],
        }
    ),
    None,
    ISSUER,
)
AWARD = {
    "achievement": "python-basics",
    "recipient": {
        "name": "Ada Lovelace",
        "identity": "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
    },
    "awarded": "2026-05-01",
    "expires": "2029-05-01",
    "results": [{"result": "score", "value": "93"}],
}


def did_key(secret: Secret) -> str:
    """The did:key of a key."""
    return f"did:key:{secret.public_key}"


def method_of(did: str, secret: Secret) -> str:
    """The verificationMethod of an issuer's key."""
    return f"{did}#{secret.public_key}"


def badge(did: str = DID, award: JSON | None = None, position: int = POSITION) -> JSON:
    """An unsigned Open Badge of the issuer `did`."""
    version = AwardVersion(AWARD_ID, Award.model_validate(AWARD | (award or {})), ACHIEVEMENT)
    issuer = profile(ISSUER, did, preview=did.startswith("did:key:"))
    achievement = embedded_achievement(version.achievement, SITE)
    return credential(version, achievement=achievement, issuer=issuer, site=SITE, position=position)


def signed(document: JSON, secret: Secret = SECRET, did: str | None = None, **more: str) -> JSON:
    """The document, signed with a key of `did`, by default of the issuer it names.

    `more` are further members of the proof.
    """
    issuer = document["issuer"]
    named = issuer["id"] if isinstance(issuer, dict) else issuer
    method = method_of(did or named, secret)
    proof = proof_options(created=SIGNED, verification_method=method) | more
    return add_proof(document, proof, secret.sign(hash_data(document, proof)))


def did_json(*secrets: Secret, did: str = DID) -> JSON:
    """The issuer's DID document with some keys."""
    listed = [{"key": secret.public_key, "added": "2026-01-01"} for secret in secrets or (SECRET,)]
    return did_document(did, Keys.model_validate({"signing": listed}))


def status_list(ended: Iterable[int] = (), did: str = DID, bits: int = 131_072) -> JSON:
    """An unsigned status list; its bits are compressed, as other issuers' are."""
    issuer = profile(ISSUER, did, preview=did.startswith("did:key:"))
    document = status_list_credential(0, (), issuer=issuer, site=SITE, time=SIGNED)
    document["credentialSubject"]["encodedList"] = packed(ended, bits)
    return document


def answers(
    did: JSON | None = None, listed: JSON | None = None, current: JSON | None = None
) -> Fetched:
    """What the site answers; the parts not given are in order."""
    return {
        DID_ADDRESS: answer(did or did_json()),
        LIST_ADDRESS: answer(listed or signed(status_list())),
        BADGE_ADDRESS: answer(current or signed(badge())),
    }


def answer(document: JSON | str, status: int = 200) -> JSON:
    """The answer of one address."""
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    return {"status": status, "body": text}


def body_of(answer: JSON) -> bytes:
    """The bytes of an answer."""
    if "base64" in answer:
        return base64.b64decode(answer["base64"])
    body: bytes | str = answer["body"]
    return body.encode() if isinstance(body, str) else body


def packed(ended: Iterable[int], bits: int) -> str:
    """An `encodedList`: one stored block as far as the last set bit, then zeros, compressed.

    NOTE: written by hand (RFC 1951, sections 3.2.4 and 3.2.6), as each zlib compresses otherwise.
    """
    positions = sorted(ended)
    head = bytearray(positions[-1] // 8 + 1 if positions else 1)
    for position in positions:
        head[position // 8] |= 0x80 >> position % 8
    zeros = bits // 8 - len(head)
    stored = b"\x00" + struct.pack("<HH", len(head), len(head) ^ 0xFFFF) + head
    whole = bytes(head) + bytes(zeros)
    trailer = struct.pack("<II", zlib.crc32(whole), len(whole))
    data = GZIP_HEADER + stored + _zeros(zeros) + trailer
    return "u" + base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _zeros(count: int) -> bytes:
    """A last block of `count` zeros in fixed Huffman codes: runs of 258, the rest one by one."""
    literal, run, end = "00110000", "11000101" + "00000", "0000000"
    runs, rest = divmod(max(count - 1, 0), 258)
    code = "1" + "10" + literal * min(count, 1) + run * runs + literal * rest + end
    code += "0" * (-len(code) % 8)
    return bytes(int(code[i : i + 8][::-1], 2) for i in range(0, len(code), 8))
