"""A small published log in memory: the site of an issuer whose acts a test chooses.

    site = PublishedLog()
    site.issue(); site.revoke()
    site.files()                        # by path, as a build publishes them

Its keys, dates and ids are those of `verify_world`. Single files can be replaced, to see who
notices.
"""

from typing import Any

from badgeledger.credential.achievement import achievement_document
from badgeledger.credential.did_document import did_document, log_service
from badgeledger.credential.open_badge import claims
from badgeledger.credential.profile import profile, published_profile
from badgeledger.credential.status_list import status_list_credential
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.checkpoint import Checkpoint, origin_of
from badgeledger.log.entries import Register, achievement_commitment, award_commitment
from badgeledger.log.merkle import Tree, leaf_hash
from badgeledger.log.note import Vkey, note
from badgeledger.log.tiles import log_files
from badgeledger.model import Award, AwardVersion, Keys
from badgeledger.outputs.documents import json_bytes
from badgeledger.outputs.log_keys import log_keys
from tests.verify_world import (
    ACHIEVEMENT,
    AWARD,
    AWARD_ID,
    DID,
    ISSUER,
    SECRET,
    SIGNED,
    SITE,
    badge,
    signed,
)

LOG_SECRET = Secret(bytes(range(64, 96)))
VKEY = Vkey(origin_of(SITE), decode_public_key(LOG_SECRET.public_key))
ACHIEVEMENT_C = achievement_commitment(achievement_document(ACHIEVEMENT))
OTHERS_C = award_commitment({"id": "another"})


class PublishedLog:
    """The log in the making, and the site around it."""

    def __init__(self) -> None:
        self.register = Register()
        self.secret = self.list_secret = SECRET
        self.listed = [SECRET]
        self.ended: frozenset[int] | None = None  # what the list shows, if not what the log says
        self.dropped = 0
        self.register.key(SECRET.public_key, SIGNED)
        self.register.define(ACHIEVEMENT.slug, ACHIEVEMENT_C, SIGNED)

    def award(self, *, revoked: bool = False, **fields: Any) -> int:
        """The badge of `verify_world` stands so; its current leaf."""
        version = AwardVersion(AWARD_ID, Award.model_validate(AWARD | fields), ACHIEVEMENT)
        c = award_commitment(claims(version, ACHIEVEMENT_C))
        self.register.award(AWARD_ID, c, self._next(), revoked=revoked, erased=False)
        return self.register.current[AWARD_ID].index

    def others(self, number: int, revoked: int = 0) -> None:
        """Awards of other people, of which some are withdrawn."""
        for count in range(self.register.size, self.register.size + number):
            self.register.award(
                f"{count}", OTHERS_C, self._next(), revoked=revoked > 0, erased=False
            )
            revoked -= 1

    def withdraw(self, secret: Secret, first_leaf: int, successor: Secret) -> None:
        """A key does not count from a leaf on; another signs now."""
        self.register.key(successor.public_key, self._next())
        self.register.withdraw(secret.public_key, first_leaf, self._next())
        self.listed = [each for each in self.listed if each is not secret] + [successor]
        self.secret = self.list_secret = successor

    def drop_last(self) -> None:
        """Leave the last entry out of what is signed and published."""
        self.dropped = 1

    def badge(
        self, position: int, *, by: Secret | None = None, did: str = DID, **fields: Any
    ) -> bytes:
        """The badge at a leaf."""
        return json_bytes(signed(badge(did, award=fields, position=position), by or self.secret))

    def checkpoint(self, size: int | None = None) -> bytes:
        """The checkpoint of the log when it had so many entries."""
        tree = Tree(map(leaf_hash, self._entries))
        text = Checkpoint(VKEY.name, tree.size if size is None else size, tree.root(size)).text
        return note(text, VKEY, LOG_SECRET.sign(text.encode()))

    def files(self) -> dict[str, bytes]:
        """All files that an audit reads, by path."""
        tree = Tree(map(leaf_hash, self._entries))
        issuer = profile(ISSUER, DID, preview=False)
        keys = [{"key": secret.public_key, "added": "2026-01-01"} for secret in self.listed]
        service = log_service(DID, f"{SITE}/ledger/", VKEY.text)
        document = did_document(DID, Keys.model_validate({"signing": keys}), service)
        ended = self.register.ended if self.ended is None else self.ended
        listed = status_list_credential(0, ended, issuer=issuer, site=SITE, time=SIGNED)
        return {
            "issuer.json": json_bytes(published_profile(issuer)),
            ".well-known/did.json": json_bytes(document),
            "ledger/checkpoint": self.checkpoint(),
            "ledger/vkey": f"{VKEY.text}\n".encode(),
            "ledger/keys.json": json_bytes(
                log_keys(VKEY.name, VKEY.text, self.register.key_leaves)
            ),
            "status/0.json": json_bytes(signed(listed, self.list_secret)),
            **{f"ledger/{path}": data for path, data in log_files(self._entries, tree)},
        }

    @property
    def _entries(self) -> tuple[bytes, ...]:
        return self.register.entries[: self.register.size - self.dropped]

    def _next(self) -> int:
        return max(SIGNED, self.register.time) + 60
