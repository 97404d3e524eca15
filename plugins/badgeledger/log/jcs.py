"""RFC 8785 JSON as the log needs it: a hundred thousand documents in a second or two.

`rfc8785` is the encoder. Python's own, which is written in C, writes the same bytes of most
documents; of which ones can be told from what it writes, and all others are left to `rfc8785`.
"""

import json
import re

import rfc8785

from badgeledger.values import JSON

_PYTHON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
# The two sort names alike up to U+D7FF, and only rfc8785 refuses halves of surrogate pairs.
_SORTED_OTHERWISE = re.compile("[\ud800-\U0010ffff]")
# Numbers that are not whole, or larger than rfc8785 takes; Infinity and NaN. In a string as well,
# which does no harm.
_NUMBERS_OTHERWISE = re.compile(r"[:,\[]-?(?:\d+[.e]|\d{16}|[IN])")


def canonical(document: JSON) -> bytes:
    """A JSON object, as `json.loads` gives it, in canonical form. Raises what `rfc8785` raises."""
    text = _PYTHON.encode(document)
    if _NUMBERS_OTHERWISE.search(text) or (not text.isascii() and _SORTED_OTHERWISE.search(text)):
        return rfc8785.dumps(document)
    return text.encode()
