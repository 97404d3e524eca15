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
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
# Numbers that are not whole, or larger than rfc8785 takes; Infinity and NaN
_NUMBERS_OTHERWISE = re.compile(r"\d[.e]|[IN]|\d{16}")


def canonical(document: JSON) -> bytes:
    """A JSON object, as `json.loads` gives it, in canonical form. Raises what `rfc8785` raises."""
    text = _PYTHON.encode(document)
    if _SORTED_OTHERWISE.search(text) or _NUMBERS_OTHERWISE.search(_STRING.sub("", text)):
        return rfc8785.dumps(document)
    return text.encode()
