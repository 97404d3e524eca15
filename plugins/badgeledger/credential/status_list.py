"""The status of awards as lists of bits: Bitstring Status List 1.0.

An award's position is its current leaf in the log: list `leaf div 131072`, index `leaf mod 131072`.
The gzip here is written by hand with stored blocks (RFC 1951, section 3.2.4): what a compressor
writes depends on its build, and a list must have the same bytes on every machine.
"""

import base64
import re
import struct
import zlib
from collections.abc import Iterable

from badgeledger.credential.contexts import CREDENTIALS_V2, OPEN_BADGES
from badgeledger.credential.dates import written
from badgeledger.errors import ContentError
from badgeledger.values import JSON

LEAF_PER_LIST = 131072
# Unpacked, the largest list that is read: 2^27 positions.
LARGEST_LIST = 1 << 24
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # no time, no name, system unknown
LAST_STORED_BLOCK = b"\x01"


def status_address(number: int) -> str:
    """Where list `number` stands."""
    return f"status/{number}.json"


def status_entry(position: int, site: str) -> JSON:
    """The `credentialStatus` of an award at `position`, counted over all lists."""
    number, index = divmod(position, LEAF_PER_LIST)
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
            "encodedList": encode_list(_bits(number, ended)),
        },
    }


def encode_list(bits: bytes) -> str:
    """At most 65535 bytes of bits as `encodedList`: `u` and the base64url of their gzip."""
    block = LAST_STORED_BLOCK + struct.pack("<HH", len(bits), len(bits) ^ 0xFFFF) + bits
    trailer = struct.pack("<II", zlib.crc32(bits), len(bits))
    packed = base64.urlsafe_b64encode(GZIP_HEADER + block + trailer)
    return "u" + packed.rstrip(b"=").decode("ascii")


def decode_list(text: str) -> bytes:
    """The bits of an `encodedList` from anywhere, index 0 the left-most bit of the first byte.

    Raises ContentError: B0604 where it is no such list, B0605 where it unpacks to more than
    `LARGEST_LIST` bytes, of which no more than that are unpacked.
    """
    # (1) Multibase: `u` is base64url without padding, and nothing else.
    if not re.fullmatch(r"u[A-Za-z0-9_-]+", text) or len(text) % 4 == 2:
        raise _malformed("not base64url with the prefix u")
    packed = base64.urlsafe_b64decode(text[1:] + "=" * (-(len(text) - 1) % 4))
    # (2) One whole gzip member, unpacked no further than the limit.
    unpacker = zlib.decompressobj(wbits=31)
    try:
        bits = unpacker.decompress(packed, LARGEST_LIST + 1)
    except zlib.error as error:
        raise _malformed("not a gzip") from error
    # (3) Too much, too little, or something behind it.
    if len(bits) > LARGEST_LIST:
        raise ContentError.because(
            "B0605",
            f"the status list unpacks to more than {LARGEST_LIST} bytes",
            "tell the issuer of the list",
        )
    if not unpacker.eof or unpacker.unused_data:
        raise _malformed("not one whole gzip")
    return bits


def is_set(bits: bytes, index: int) -> bool:
    """Whether the bit at `index` is set; raises IndexError beyond the list."""
    return bool(bits[index // 8] >> (7 - index % 8) & 1)


def _bits(number: int, ended: Iterable[int]) -> bytes:
    bits = bytearray(LEAF_PER_LIST // 8)
    for leaf in ended:
        if leaf // LEAF_PER_LIST == number:
            index = leaf % LEAF_PER_LIST
            bits[index // 8] |= 0x80 >> index % 8
    return bytes(bits)


def _malformed(why: str) -> ContentError:
    return ContentError.because("B0604", f"the encodedList is {why}", "tell the issuer of the list")
