"""Ed25519 (RFC 8032) by libsodium: a secret that does not show itself, and verification.

The only place that signs. Secrets are made here or come in as text; nothing is read from files or
the environment.
"""

import hashlib
from typing import NoReturn, final

from nacl.bindings import (
    crypto_core_ed25519_is_valid_point,
    crypto_sign,
    crypto_sign_BYTES,
    crypto_sign_ed25519_sk_to_seed,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from nacl.utils import random

from badgeledger.errors import ContentError
from badgeledger.keys.multikey import decode_secret_key, encode_public_key, encode_secret_key


@final
class Secret:
    """A signing key. It prints as its public half, and refuses to be pickled or copied.

    NOTE: a pickled secret would lie in a pipe, a core dump or a cache. Worker processes hand back
    what is to be signed instead, and the process that holds the key signs.
    """

    __slots__ = ("_key", "_public")

    def __init__(self, seed: bytes) -> None:
        self._public, self._key = crypto_sign_seed_keypair(seed)

    @classmethod
    def generate(cls) -> "Secret":
        """A new key from the system's randomness."""
        return cls(random(32))

    @classmethod
    def from_multikey(cls, text: str) -> "Secret":
        """The key of a secret Multikey (`z3u2…`). Raises ContentError (B0521)."""
        return cls(decode_secret_key(text))

    @property
    def public_key(self) -> str:
        """The public half as Multikey: `z6Mk…`."""
        return encode_public_key(self._public)

    def sign(self, data: bytes) -> bytes:
        """The signature of the data: 64 bytes."""
        # libsodium's own call, for a ledger has many: PyNaCl's SigningKey around it costs a tenth.
        return crypto_sign(data, self._key)[:crypto_sign_BYTES]

    def derive(self, purpose: bytes) -> bytes:
        """32 secret bytes for another purpose, which do not tell the key (BLAKE2b, RFC 7693)."""
        return hashlib.blake2b(purpose, key=self._seed, digest_size=32).digest()

    def reveal(self) -> str:
        """The secret itself as Multikey: for a file or variable that is to hold it."""
        return encode_secret_key(self._seed)

    @property
    def _seed(self) -> bytes:
        return crypto_sign_ed25519_sk_to_seed(self._key)

    def __repr__(self) -> str:
        return f"<Secret of {self.public_key}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret key cannot be pickled or copied: sign where the key is")


def verify(public_key: bytes, data: bytes, signature: bytes) -> None:
    """Return if the signature of 64 bytes is the key's (32 bytes) over the data.

    Raises ContentError: B0520 for bytes that are no public key, B0522 for a signature that does
    not verify.
    """
    if len(public_key) != 32 or not crypto_core_ed25519_is_valid_point(public_key):
        raise ContentError.because(
            "B0520",
            "these bytes are not an Ed25519 public key",
            "take the key from the issuer's DID document",
        )
    try:
        VerifyKey(public_key).verify(data, signature)
    except (BadSignatureError, ValueError):
        raise ContentError.because(
            "B0522",
            "the signature does not verify: the document was changed, or another key signed it",
            "get the document again from where it was published",
        ) from None
