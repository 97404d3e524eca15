"""What the checks do with the function that fetches for them: they never touch the network."""

from badgeledger.fetching import Answer, Fetch, Unreachable

__all__ = ["Answer", "Fetch", "Remembering", "Unreachable", "body_at"]


class Remembering:
    """A `Fetch` that asks for each address only once, until it is to forget the answer."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._answers: dict[str, Answer | Unreachable] = {}

    def __call__(self, url: str) -> Answer | Unreachable:
        """What the address answered when it was asked."""
        if url not in self._answers:
            self._answers[url] = self._fetch(url)
        return self._answers[url]

    def forget(self, url: str) -> None:
        """Let this address be asked once more."""
        self._answers.pop(url, None)


def body_at(url: str, fetch: Fetch) -> bytes | None:
    """The body that `url` answers with status 200; None for any other answer."""
    answer = fetch(url)
    return answer.body if isinstance(answer, Answer) and answer.status == 200 else None
