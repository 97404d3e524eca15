"""The issuer as a DID: the did:web method, and the document that lists the keys and the log.

Every key that is still trusted stays listed, retired ones without a date: verifiers refuse old
awards of a key marked as expired. A withdrawn key is left out. Its shape is the one that all
checked verifiers read: absolute ids in `verificationMethod`, strings in `assertionMethod`.
"""

from urllib.parse import quote, urlsplit

from badgeledger.credential.contexts import DID_V1, MULTIKEY_V1
from badgeledger.model import Issuer, Keys
from badgeledger.values import JSON


def issuer_did(issuer: Issuer) -> str:
    """The DID under which the issuer publishes: its own `id`, else the did:web of its site."""
    return issuer.id or did_web(issuer.site)


def did_web(site: str) -> str:
    """The did:web of an address without closing slash (did:web, "Create (Register)")."""
    parts = urlsplit(site)
    # `~` may stand in an address, and not in a DID (DID Core, section 3.1).
    escaped = [quote(part, safe="%").replace("~", "%7E") for part in parts.path.split("/")[1:]]
    return ":".join(["did:web", quote(parts.netloc.lower(), safe=""), *escaped])


def did_document_address(site: str) -> str:
    """Where, relative to the site, the did:web document stands."""
    return "did.json" if urlsplit(site).path else ".well-known/did.json"


def log_service(did: str, url: str, vkey: str) -> JSON:
    """The service that says where the log is, and with which key it is signed.

    `vkey` is as C2SP signed-note has it. Whoever verifies finds both here and nowhere else.
    """
    return {
        "id": f"{did}#ledger",
        "type": "TransparencyLog",
        "serviceEndpoint": {"url": url, "vkey": vkey},
    }


def did_document(did: str, keys: Keys, *services: JSON) -> JSON:
    """The DID document of `did` with the keys that are trusted, oldest first, and its services."""
    methods = [
        {
            "id": f"{did}#{entry.key}",
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": entry.key,
        }
        for entry in keys.trusted
    ]
    document: JSON = {
        "@context": [DID_V1, MULTIKEY_V1],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
    return document | ({"service": [*services]} if services else {})
