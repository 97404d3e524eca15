"""What readers of JSON or RDF read differently, refused before anything is signed or verified.

First step of every canonicalisation. RFC 8259 leaves huge numbers and unpaired surrogates open
(I-JSON, RFC 7493, closes them), and processors of N-Quads differ on control characters. A signature
over such a text means one thing here and another there. This module knows nothing of JSON-LD but
its keyword for languages, and reads no bytes.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from badgeledger.errors import ContentError, Problem

JSON = dict[str, Any]

DEEPEST = 64  # levels of nesting; an Open Badge has about ten
LARGEST = 2**53 - 1  # RFC 7493, section 2.2
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def refuse_ambiguous(document: JSON) -> None:
    """Refuse a document with a value that processors read differently.

    Raises ContentError (B0504) with one problem per value, each named by its path.
    """
    problems = [
        Problem("", 0, 0, "B0504", f"{path or 'the document'}: {what}", mend)
        for path, what, mend in _ambiguous("", document, 0)
    ]
    if problems:
        raise ContentError(problems)


def find(document: Any, wanted: Any) -> str:
    """Path of the first value that is the object `wanted`, or equals it where it is a string."""
    return next((path for path, value in _values("", document) if _same(value, wanted)), "")


def _same(value: Any, wanted: Any) -> bool:
    return value is wanted or (isinstance(value, str) and value == wanted)


def _values(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    yield path, value
    for below, child in _children(path, value):
        yield from _values(below, child)


def _children(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield f"{path}.{key}".removeprefix("."), child
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield f"{path}[{index}]", child


def _ambiguous(path: str, value: Any, depth: int) -> Iterator[tuple[str, str, str]]:
    if depth > DEEPEST:
        yield path, f"nested deeper than {DEEPEST} levels", "flatten it"
        return
    if isinstance(value, dict):
        for key in value:
            yield from _ambiguous_text(path, key)
        yield from _ambiguous_language(path, value)
    elif isinstance(value, str):
        yield from _ambiguous_text(path, value)
    elif isinstance(value, int | float):
        yield from _ambiguous_number(path, value)
    elif not (value is None or isinstance(value, list)):
        yield path, f"{type(value).__name__} is no JSON value", "use plain JSON values"
    for below, child in _children(path, value):
        yield from _ambiguous(below, child, depth + 1)


def _ambiguous_text(path: str, text: str) -> Iterator[tuple[str, str, str]]:
    if found := _CONTROL.search(text):
        yield path, f"control character U+{ord(found.group()):04X}", "remove the character"
    if _SURROGATE.search(text):
        yield path, "half of a surrogate pair", "remove the broken character"


def _ambiguous_number(path: str, number: float) -> Iterator[tuple[str, str, str]]:
    if not abs(number) <= LARGEST:
        yield path, "a number too large to be exact", "write it as text"
    elif number != int(number) and _rounded(number):
        yield path, f"the number {number!r} is rounded differently", "use fewer digits"


def _rounded(number: float) -> bool:
    """Whether processors write this fraction differently.

    JSON-LD 1.1 API, section 8.6, asks for 16 digits; some write as few as they can, and for some
    a number with an exponent is an integer. 4.0 is no fraction: it is the integer 4.
    """
    shortest = repr(number)
    return "e" in shortest or Decimal(f"{number:.15e}") != Decimal(shortest)


def _ambiguous_language(path: str, value: JSON) -> Iterator[tuple[str, str, str]]:
    language = value.get("@language")
    if isinstance(language, str) and language != language.lower():
        yield path, f"language tag {language!r} in upper case", "write it in lower case"
