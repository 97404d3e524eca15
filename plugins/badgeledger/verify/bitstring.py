"""Reads one status of a status list: one bit, or a few.

Part of the `status` check: Bitstring Status List 1.0, sections 3.2 (validate) and 3.4 (expansion).
A list is unpacked into bounded memory: a few bytes of gzip can stand for gigabytes.
"""

import base64
import re
import zlib
from typing import Any

from badgeledger.verify.findings import unchecked

FEWEST = 131_072  # statuses
MOST_BYTES = 16 * 1024 * 1024
ENCODED = re.compile(r"u[A-Za-z0-9_-]*")
GZIP = 31  # zlib's wbits: the largest window, gzip's header and checksum


def read_value(encoded: Any, index: int, size: int, url: str) -> int:
    """The value of `size` bits at `index`, counted from the left, of the `encodedList` at `url`.

    Raises `Ended` with MALFORMED_VALUE_ERROR, STATUS_LIST_LENGTH_ERROR or RANGE_ERROR.
    """
    packed = read_bits(encoded, url)
    if len(packed) * 8 < FEWEST * size:
        raise unchecked("STATUS_LIST_LENGTH_ERROR", url=url)
    first = index * size
    if first + size > len(packed) * 8:
        raise unchecked("RANGE_ERROR", url=url, index=str(index))
    bits = [packed[place // 8] >> 7 - place % 8 & 1 for place in range(first, first + size)]
    return int("".join(map(str, bits)), 2)


def read_bits(encoded: Any, url: str) -> bytes:
    """All bits of the `encodedList` at `url`. Raises `Ended` with MALFORMED_VALUE_ERROR."""
    bits = _unpack(encoded)
    if bits is None:
        raise unchecked("MALFORMED_VALUE_ERROR/list", url=url)
    return bits


def _unpack(encoded: Any) -> bytes | None:
    """The bytes of an encodedList; None unless it is one whole gzip stream, and not too much."""
    if not isinstance(encoded, str) or not ENCODED.fullmatch(encoded) or len(encoded) % 4 == 2:
        return None
    packed = base64.urlsafe_b64decode(encoded[1:] + "=" * (-(len(encoded) - 1) % 4))
    if base64.urlsafe_b64encode(packed).decode().rstrip("=") != encoded[1:]:
        return None  # its last letter has bits that stand for nothing
    stream = zlib.decompressobj(GZIP)
    try:
        bits = stream.decompress(packed, MOST_BYTES + 1)
    except zlib.error:
        return None
    whole = stream.eof and not stream.unused_data and len(bits) <= MOST_BYTES
    return bits if whole else None
