"""A keyring: several named secrets in one file, sealed with a passphrase.

For backup and for use on one's own machine. Argon2id (RFC 9106) makes a key of the passphrase, and
libsodium's SecretBox (XSalsa20-Poly1305) seals the secrets. The passphrase is asked for elsewhere
and passed in. The file is JSON:

    {"format": "badgeledger-keyring-1",
     "argon2id": {"salt": "<base64>", "opslimit": 3, "memlimit": 268435456},
     "sealed": "<base64 of nonce and box>"}

and what is sealed is JSON too: name to secret Multikey. Cost parameters that would take a machine
down, or that make guessing cheap, are refused before anything is computed.
"""

import json
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import Secret

FORMAT = "badgeledger-keyring-1"
LARGEST_OPSLIMIT = 20
LARGEST_MEMLIMIT = 2**30  # bytes


def seal_keyring(
    secrets: Mapping[str, Secret],
    passphrase: str,
    *,
    opslimit: int = argon2id.OPSLIMIT_MODERATE,
    memlimit: int = argon2id.MEMLIMIT_MODERATE,
) -> bytes:
    """The bytes of a keyring file with the named secrets; other bytes each time.

    Raises ContentError (B0525) for an empty passphrase.
    """
    if not passphrase:
        raise ContentError.because(
            "B0525", "the passphrase is empty", "choose a passphrase of several words"
        )
    salt = random(argon2id.SALTBYTES)
    box = SecretBox(_derive(passphrase, salt, opslimit, memlimit))
    plain = json.dumps({name: secrets[name].reveal() for name in sorted(secrets)})
    document = {
        "format": FORMAT,
        "argon2id": {"salt": _text(salt), "opslimit": opslimit, "memlimit": memlimit},
        "sealed": _text(bytes(box.encrypt(plain.encode()))),
    }
    return json.dumps(document, indent=1).encode() + b"\n"


def open_keyring(data: bytes, passphrase: str) -> dict[str, Secret]:
    """The named secrets of a keyring file.

    Raises ContentError: B0523 for what is not a whole keyring file, B0524 for a wrong passphrase
    or a changed file (which cannot be told apart).
    """
    salt, opslimit, memlimit, sealed = _read(data)
    try:
        plain = SecretBox(_derive(passphrase, salt, opslimit, memlimit)).decrypt(sealed)
    except CryptoError:
        raise ContentError.because(
            "B0524",
            "the passphrase is wrong, or the keyring file was changed",
            "try the passphrase again, or use a backup of the file",
        ) from None
    return {name: Secret.from_multikey(text) for name, text in json.loads(plain).items()}


def _read(data: bytes) -> tuple[bytes, int, int, bytes]:
    try:
        document = json.loads(data)
        cost = document["argon2id"]
        salt = b64decode(cost["salt"], validate=True)
        sealed = b64decode(document["sealed"], validate=True)
        opslimit, memlimit = int(cost["opslimit"]), int(cost["memlimit"])
        whole = (
            document["format"] == FORMAT
            and len(salt) == argon2id.SALTBYTES
            and len(sealed) >= SecretBox.NONCE_SIZE + SecretBox.MACBYTES
            and argon2id.OPSLIMIT_MIN <= opslimit <= LARGEST_OPSLIMIT
            and argon2id.MEMLIMIT_MIN <= memlimit <= LARGEST_MEMLIMIT
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        whole = False
    if not whole:
        raise ContentError.because(
            "B0523",
            "this is not a whole keyring file",
            "use the file that `badgeledger key export` wrote, or a backup of it",
        )
    return salt, opslimit, memlimit, sealed


def _derive(passphrase: str, salt: bytes, opslimit: int, memlimit: int) -> bytes:
    # Keyboards differ in how they compose letters such as é.
    text = unicodedata.normalize("NFC", passphrase).encode()
    return argon2id.kdf(SecretBox.KEY_SIZE, text, salt, opslimit=opslimit, memlimit=memlimit)


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
