"""Who a credential is about, as IdentityObjects: Open Badges 3.0, IdentityObject and IdentityHash.

An e-mail address leaves this room only as a salted hash. The salt, the award's id, stands beside
the hash: that stops tables of hashes, not a guess at one person. A name is shown as it is.
"""

import hashlib

from badgeledger.model import Recipient
from badgeledger.values import JSON


def hash_identity(email: str, salt: str) -> str:
    """The IdentityHash of an e-mail address, lower-cased here: `sha256$` and 64 hex digits."""
    return f"sha256${hashlib.sha256((email.lower() + salt).encode()).hexdigest()}"


def identifiers(recipient: Recipient, salt: str) -> list[JSON]:
    """The IdentityObjects of a recipient: the hashed e-mail, then the name; either may be missing.

    `salt` is the award's id, with which `recipient.identity` was made.
    """
    identity = recipient.identity
    if recipient.email:
        identity = hash_identity(recipient.email, salt)
    found = []
    if identity:
        found.append(_identity_object("emailAddress", identity) | {"hashed": True, "salt": salt})
    if recipient.name:
        found.append(_identity_object("name", recipient.name) | {"hashed": False})
    return found


def _identity_object(identity_type: str, identity_hash: str) -> JSON:
    return {
        "type": "IdentityObject",
        "identityHash": identity_hash,
        "identityType": identity_type,
    }
