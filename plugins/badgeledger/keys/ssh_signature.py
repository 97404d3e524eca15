"""SSH signatures, as git makes them of commits: OpenSSH's PROTOCOL.sshsig, Ed25519 alone.

What is read comes out of a repository that anybody's pull request may have reached, so nothing is
believed of a signature before it verifies. Whose key it is, others say.
"""

import base64
import binascii
import hashlib
import re
import struct
from dataclasses import dataclass

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import verify

KEY_TYPE = b"ssh-ed25519"
_ARMOUR = re.compile(
    r"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n?"
)
_MAGIC = b"SSHSIG"
_VERSION = b"\x00\x00\x00\x01"
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_LARGEST = 4096  # bytes of a signature


@dataclass(frozen=True, slots=True)
class _Signature:
    key: bytes
    namespace: bytes
    hash: bytes
    value: bytes


def signing_key(armoured: str, data: bytes, namespace: str) -> bytes | None:
    """The Ed25519 public key (32 bytes) that made a signature over the data, for a purpose.

    None where the text is no such signature, or does not verify.
    """
    signature = _read(armoured)
    if signature is None or signature.namespace != namespace.encode():
        return None
    digest = _HASHES[signature.hash](data).digest()
    signed = _MAGIC + b"".join(
        map(_string, (signature.namespace, b"", signature.hash, digest))
    )  # PROTOCOL.sshsig, section 2
    try:
        verify(signature.key, signed, signature.value)
    except ContentError:
        return None
    return signature.key


def public_key(encoded: str) -> bytes | None:
    """The 32 bytes of a key as it stands behind `ssh-ed25519` in OpenSSH's files; None for none."""
    try:
        blob = base64.b64decode(encoded, validate=True)
        key = _inner(blob, 32)
    except (binascii.Error, ValueError, struct.error):
        return None
    return key if base64.b64encode(blob).decode() == encoded else None


def _read(armoured: str) -> _Signature | None:
    """Section 1 of PROTOCOL.sshsig."""
    found = _ARMOUR.fullmatch(armoured) if len(armoured) <= _LARGEST else None
    if found is None:
        return None
    try:
        blob = base64.b64decode(found[1].replace("\n", ""), validate=True)
        if not blob.startswith(_MAGIC + _VERSION):
            return None
        key, namespace, reserved, hash_name, signature = _strings(blob[len(_MAGIC + _VERSION) :])
        raw_key, value = _inner(key, 32), _inner(signature, 64)
    except (binascii.Error, ValueError, struct.error):
        return None
    if raw_key is None or value is None or reserved or hash_name not in _HASHES:
        return None
    return _Signature(raw_key, namespace, hash_name, value)


def _inner(blob: bytes, length: int) -> bytes | None:
    """What an Ed25519 key or signature holds."""
    kind, value = _strings(blob)
    return value if kind == KEY_TYPE and len(value) == length else None


def _strings(blob: bytes) -> list[bytes]:
    """The strings of a blob, each after its length (RFC 4251, section 5). Raises struct.error."""
    found: list[bytes] = []
    while blob:
        (length,) = struct.unpack_from(">I", blob)
        (value,) = struct.unpack_from(f"{length}s", blob, 4)
        found.append(value)
        blob = blob[4 + length :]
    return found


def _string(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value
