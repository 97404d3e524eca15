"""Publishing what `LedgerSimulator` made, with its keys, where nothing was published before."""

from badgeledger.adapters.editions import with_key
from badgeledger.build import OpenEdition
from badgeledger.keys.ed25519 import Secret
from badgeledger.log.gate import Published
from badgeledger.model import Issuer

LOG_SECRET = Secret(b"\x09" * 32)


def keys(secret: Secret) -> dict[str, str]:
    """The environment of who holds a signing key and the log's."""
    return {"BADGELEDGER_KEY": secret.reveal(), "BADGELEDGER_LOG_KEY": LOG_SECRET.reveal()}


def nothing_yet(_issuer: Issuer) -> Published:
    """A site that was never published."""
    return Published("nowhere", lambda _path: None, first=True)


def by_key(secret: Secret) -> OpenEdition:
    """The institution's own edition, signed with a key and the log's."""
    return with_key(keys(secret), nothing_yet)
