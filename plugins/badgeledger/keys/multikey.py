"""Ed25519 keys as text: Multikey (Controlled Identifiers 1.0, section 2.2.2), base58btc multibase.

What stands in `keys.yml`, in DID documents and in `BADGELEDGER_KEY`. Only the one way of writing a
key is read: another algorithm, length, base or alphabet is refused. A text that may be a secret is
never repeated in an error.
"""

import re

import base58

from badgeledger.errors import ContentError

PUBLIC = b"\xed\x01"  # multicodec ed25519-pub
SECRET = b"\x80\x26"  # multicodec ed25519-priv
_BASE58BTC = re.compile(r"z[1-9A-HJ-NP-Za-km-z]{1,128}")
_DIGITS = bytes.maketrans(bytes(range(58)), base58.BITCOIN_ALPHABET)


def to_multibase(data: bytes) -> str:
    """The bytes as base58btc, with its multibase letter `z`.

    NOTE: `base58.b58encode` takes twice as long, and the one process that signs does this for each
    signature of a site: it divides the long number for every letter, this for every five, which
    are as many as fit one digit of Python's numbers.
    """
    number = int.from_bytes(data, "big")
    digits: list[int] = []
    while number:
        number, five = divmod(number, 58**5)
        digits += (
            five % 58,
            five // 58 % 58,
            five // 58**2 % 58,
            five // 58**3 % 58,
            five // 58**4,
        )
    digits.reverse()
    letters = bytes(digits).lstrip(b"\0").translate(_DIGITS).decode("ascii")
    zeros = len(data) - len(data.lstrip(b"\0"))  # each of which is a letter of its own
    return f"z{'1' * zeros}{letters}"


def from_multibase(text: str) -> bytes | None:
    """The bytes of a base58btc multibase text of up to 128 characters; None where it is none."""
    return base58.b58decode(text[1:]) if _BASE58BTC.fullmatch(text) else None


def encode_public_key(key: bytes) -> str:
    """A raw public key of 32 bytes as Multikey: `z6Mk…`."""
    return to_multibase(PUBLIC + key)


def decode_public_key(text: str) -> bytes:
    """The 32 bytes of a public Multikey. Raises ContentError (B0520)."""
    key = _decode(PUBLIC, text)
    if key is None:
        raise ContentError.because(
            "B0520",
            f"{text[:64]!r} is not an Ed25519 public key as Multikey",
            "a public key begins with z6Mk and has 48 characters",
        )
    return key


def encode_secret_key(seed: bytes) -> str:
    """A secret seed of 32 bytes as Multikey: `z3u2…`."""
    return to_multibase(SECRET + seed)


def decode_secret_key(text: str) -> bytes:
    """The 32 bytes of a secret Multikey. Raises ContentError (B0521)."""
    seed = _decode(SECRET, text)
    if seed is None:
        raise ContentError.because(
            "B0521",
            "this is not an Ed25519 secret key as Multikey",
            "a secret key begins with z3u2; make one with `badgeledger key new`",
        )
    return seed


def _decode(prefix: bytes, text: str) -> bytes | None:
    data = from_multibase(text) or b""
    return data[2:] if data.startswith(prefix) and len(data) == len(prefix) + 32 else None
