"""JSON endpoints as bytes: issuer, achievements, status lists, DID document, credentials.

Last step of every JSON artifact. It keeps the order of members, and refuses what is no JSON.
"""

import json

from badgeledger.values import JSON

_COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def json_bytes(document: JSON) -> bytes:
    """The document as compact UTF-8 JSON, closed by a line break.

    Raises ValueError for a number that JSON does not have.
    """
    return _COMPACT.encode(document).encode() + b"\n"
