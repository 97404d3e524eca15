"""The status of awards as lists of bits: Bitstring Status List 1.0.

An award's position is its current leaf in the log: list `leaf div 131072`, index `leaf mod 131072`.
The gzip here is written by hand with stored blocks (RFC 1951, section 3.2.4): what a compressor
writes depends on its build, and a list must have the same bytes on every machine. Reading lists,
also those of others, is the verifier's.
"""

import base64
import struct
import zlib
from collections.abc import Iterable

from badgeledger.credential.contexts import CREDENTIALS_V2, OPEN_BADGES
from badgeledger.credential.dates import written
from badgeledger.values import JSON

LEAVES_PER_LIST = 131072
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # no time, no name, system unknown
LAST_STORED_BLOCK = b"\x01"


def status_address(number: int) -> str:
    """Where list `number` stands."""
    return f"status/{number}.json"


def status_entry(position: int, site: str) -> JSON:
    """The `credentialStatus` of an award at `position`, counted over all lists."""
    number, index = divmod(position, LEAVES_PER_LIST)
    address = f"{site}/{status_address(number)}"
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def status_list_credential(
    number: int, ended: Iterable[int], *, issuer: JSON, site: str, time: int
) -> JSON:
    """List `number`, unsigned, with the bits of the leaves in `ended` that fall into it set.

    `issuer` is the Profile that the awards name too; `time`, in UTC seconds, becomes `validFrom`.
    """
    address = f"{site}/{status_address(number)}"
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": written(time),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode_list(status_bits(number, ended)),
        },
    }


def encode_list(bits: bytes) -> str:
    """At most 65535 bytes of bits as `encodedList`: `u` and the base64url of their gzip."""
    block = LAST_STORED_BLOCK + struct.pack("<HH", len(bits), len(bits) ^ 0xFFFF) + bits
    trailer = struct.pack("<II", zlib.crc32(bits), len(bits))
    packed = base64.urlsafe_b64encode(GZIP_HEADER + block + trailer)
    return "u" + packed.rstrip(b"=").decode("ascii")


def status_bits(number: int, ended: Iterable[int]) -> bytes:
    """The bits of list `number`: set are those of the leaves in `ended` that fall into it."""
    bits = bytearray(LEAVES_PER_LIST // 8)
    for leaf in ended:
        if leaf // LEAVES_PER_LIST == number:
            index = leaf % LEAVES_PER_LIST
            bits[index // 8] |= 0x80 >> index % 8
    return bytes(bits)
