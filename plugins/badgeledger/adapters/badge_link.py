"""Finds the badge behind an address that people share: the badge itself, or a page that shows it.

For `badgeledger verify URL`. A page names its badge as `<link rel="alternate" type="…json…">`
(HTML, section 4.6.7.1), as ours do. Nothing else of a page is read, and nothing in it is believed:
the badge it names is checked like any other.
"""

import contextlib
from html.parser import HTMLParser
from urllib.parse import urljoin

from badgeledger.errors import ContentError, MachineError
from badgeledger.verify import Fetch, Unreachable

JSON_TYPES = (
    "application/vc+ld+json",
    "application/vc",
    "application/ld+json",
    "application/json",
)


def badge_at(url: str, fetch: Fetch) -> bytes:
    """The document at `url`, or at the address that the page there names as its badge.

    Raises MachineError with the code of `fetch`, or B0914, where an address does not answer, and
    ContentError (B0808) where a page names no badge.
    """
    body = _body(url, fetch)
    if not body.lstrip().startswith(b"<"):
        return body
    page = _Page()
    # NOTE: Python's reader of HTML asserts that marked sections are ones it knows.
    with contextlib.suppress(AssertionError):
        page.feed(body.decode(errors="replace"))
    target = _joined(url, page.badge)
    if target is None:
        raise ContentError.because(
            "B0808", f"the page {url} names no badge", "give the address of the badge's JSON file"
        )
    return _body(target, fetch)


def _body(url: str, fetch: Fetch) -> bytes:
    answer = fetch(url)
    if isinstance(answer, Unreachable):
        raise MachineError.because(answer.code, answer.message, "check the address, or try later")
    if answer.status != 200:
        raise MachineError.because(
            "B0914", f"{url} answers {answer.status}", "check the address: is the badge published?"
        )
    return answer.body


def _joined(url: str, href: str | None) -> str | None:
    try:
        return None if href is None else urljoin(url, href)
    except ValueError:
        return None


class _Page(HTMLParser):
    """Reads a page for the first link to its badge."""

    badge: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        link = {name: value or "" for name, value in attrs}
        alternate = tag == "link" and "alternate" in link.get("rel", "").lower().split()
        if self.badge is None and alternate and link.get("type", "").lower() in JSON_TYPES:
            self.badge = link.get("href")
