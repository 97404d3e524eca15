"""Golden vectors of the mapping from the ledger into the credential: tests/vectors/credential.

Each file has an `input`, as YAML gives it (every scalar a string), and what format 1 makes of it.
`python -m tests.credential_vectors` writes the outputs again. After a first release that command
may only serve new files: a changed output would change the logs of all institutions.
"""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from badgeledger.credential.achievement import (
    achievement_document,
    embedded_achievement,
    image_address,
    published_achievement,
)
from badgeledger.credential.did_document import did_document, did_document_address, issuer_did
from badgeledger.credential.open_badge import claims, credential
from badgeledger.credential.profile import profile, published_profile
from badgeledger.credential.status_list import status_list_credential
from badgeledger.model import Achievement, AchievementVersion, Award, AwardVersion, Issuer, Keys

FOLDER = Path(__file__).parent / "vectors" / "credential"
COMMITMENT = "A" * 43
JSON = dict[str, Any]


def output(given: JSON) -> JSON:
    """What the credential room makes of a vector's input."""
    issuer = Issuer(**given["issuer"])
    did = issuer_did(issuer)
    embedded = profile(issuer, did, preview=False)
    made: JSON = {"profile": published_profile(embedded)}
    if "keys" in given:
        made["didDocument"] = did_document(did, Keys(**given["keys"]))
        made["didDocumentAddress"] = did_document_address(issuer.site)
    if "ended" in given:
        made["statusList"] = status_list_credential(
            given["list"], given["ended"], issuer=embedded, site=issuer.site, time=given["time"]
        )
        subject = made["statusList"]["credentialSubject"]
        encoded = subject["encodedList"].encode("ascii")
        subject["encodedList"] = f"(sha256 {hashlib.sha256(encoded).hexdigest()})"
    if "achievement" in given:
        made |= _award_output(given, issuer, embedded)
    return made


def _award_output(given: JSON, issuer: Issuer, embedded: JSON) -> JSON:
    image = given["image"] and base64.b64decode(given["image"])
    achievement = Achievement(**given["achievement"])
    version = AchievementVersion(given["slug"], achievement, image, issuer)
    award = AwardVersion(given["id"], Award(**given["award"]), version)
    return {
        "achievement": achievement_document(version),
        "imageAddress": image_address(version),
        "publishedAchievement": published_achievement(version, given["site"]),
        "claims": claims(award, COMMITMENT),
        "credential": credential(
            award,
            achievement=embedded_achievement(version, given["site"]),
            issuer=embedded,
            site=given["site"],
            position=given["position"],
        ),
    }


def main() -> None:
    """Write every vector's output again."""
    for path in sorted(FOLDER.glob("*.json")):
        vector = json.loads(path.read_text("utf-8"))
        vector["output"] = output(vector["input"])
        text = json.dumps(vector, ensure_ascii=False, indent=2)
        path.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
