"""A small log around the vectors' badge: its files, as the issuer's site answers them."""

import base64
import hashlib
from collections.abc import Sequence

import rfc8785

from badgeledger.credential.did_document import log_service
from badgeledger.credential.open_badge import claims_of, committed
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.checkpoint import Checkpoint, origin_of
from badgeledger.log.entries import achievement_commitment, award_commitment
from badgeledger.log.merkle import Tree, leaf_hash
from badgeledger.log.note import Vkey, note
from badgeledger.log.tiles import log_files
from badgeledger.log.tlog_proof import LogProof, write_proof
from badgeledger.outputs.log_keys import log_keys
from tests.verify_edits import JSON
from tests.verify_world import DID, POSITION, SIGNED, SITE, Fetched, did_json

LOG_SECRET = Secret(bytes(range(64, 96)))
LOG = f"{SITE}/ledger/"
KEY = Vkey(origin_of(SITE), decode_public_key(LOG_SECRET.public_key))


def commitment(document: JSON, site: str = SITE) -> str:
    """What the log says of a credential's content."""
    own, achievement = claims_of(document, site)
    return award_commitment(committed(own, achievement_commitment(achievement)))


def entry(e: str, t: int = SIGNED, **members: str | int) -> bytes:
    """An entry of format 1."""
    return rfc8785.dumps({"e": e, "t": t, "v": 1, **members})


def entries(own: bytes, size: int, others: dict[int, bytes] | None = None) -> list[bytes]:
    """A log of this size: `own` at the badge's place, and some others at theirs."""

    def other(leaf: int) -> bytes:
        digest = hashlib.sha256(str(leaf).encode()).digest()
        c = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return entry("issue", SIGNED - 1000 + leaf, c=c)

    placed = {POSITION: own} | (others or {})
    return [placed.get(leaf) or other(leaf) for leaf in range(size)]


def files(
    listed: Sequence[bytes],
    *,
    secret: Secret = LOG_SECRET,
    origin: str = KEY.name,
    keys: dict[str, list[int]] | None = None,
) -> Fetched:
    """What the site answers at the log's addresses."""
    told = rfc8785.dumps(log_keys(KEY.name, KEY.text, keys or {}))
    published = published_log(listed, secret, origin) | {"keys.json": told}
    return {LOG + path: binary(data) for path, data in published.items()}


def published_log(listed: Sequence[bytes], secret: Secret, origin: str) -> dict[str, bytes]:
    """Checkpoint, tiles and bundles of a log, by their paths in its folder."""
    tree = Tree(map(leaf_hash, listed))
    text = Checkpoint(origin, tree.size, tree.root()).text
    vkey = Vkey(origin, decode_public_key(secret.public_key))
    signed = note(text, vkey, secret.sign(text.encode()))
    return {"checkpoint": signed, **dict(log_files(listed, tree))}


def proof_of(listed: Sequence[bytes], extra: str = KEY.text, leaf: int = POSITION) -> bytes:
    """What proves an entry offline, as the issuer's badge page hands it out."""
    path = Tree(map(leaf_hash, listed)).inclusion(leaf)
    checkpoint = published_log(listed, LOG_SECRET, KEY.name)["checkpoint"]
    return write_proof(LogProof(leaf, path, checkpoint, extra.encode()))


def naming(*secrets: Secret, url: str = LOG, vkey: str = KEY.text) -> JSON:
    """The issuer's DID document, which names the log."""
    return did_json(*secrets) | {"service": [log_service(DID, url, vkey)]}


def binary(data: bytes) -> JSON:
    """The answer of an address where bytes stand, not text."""
    return {"status": 200, "base64": base64.b64encode(data).decode("ascii")}
