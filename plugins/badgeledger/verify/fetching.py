"""How the checks ask for other documents: a function that is handed in.

This room never touches the network. `adapters/fetch.py` is such a function for the network, and
a test's dictionary is another.
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


def remembering(fetch: Fetch) -> Fetch:
    """`fetch`, asking for each address only once."""
    answers: dict[str, Answer | Unreachable] = {}

    def ask(url: str) -> Answer | Unreachable:
        if url not in answers:
            answers[url] = fetch(url)
        return answers[url]

    return ask


def body_at(url: str, fetch: Fetch) -> bytes | None:
    """The body that `url` answers with status 200; None for any other answer."""
    answer = fetch(url)
    return answer.body if isinstance(answer, Answer) and answer.status == 200 else None
