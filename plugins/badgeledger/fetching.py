"""How other documents are asked for: a function that is handed in.

`adapters/fetch.py` is such a function for the network, and a test's dictionary is another.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at an address: the HTTP status and the body."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Why nothing could be fetched: a code of `errors.toml` and a sentence."""

    code: str
    message: str


Fetch = Callable[[str], Answer | Unreachable]
