"""Whether each link in the ledger's Markdown leads where a link may: part of `check`.

    ledger ─ Markdown ─ links, or a problem at the text that has one of another kind

Our own pages leave such a link out (`outputs/markdown.py`). The text is signed as it was typed,
though, and a wallet that shows it may be less careful.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from badgeledger.errors import Problem
from badgeledger.ledger.worktree import Source
from badgeledger.model import Achievement, Award, Tombstone
from badgeledger.outputs.markdown import SCHEMES, links
from badgeledger.values import shown


def unlinkable(achievements: Iterable[Source[Achievement]]) -> Iterator[Problem]:
    """The problems of achievements' texts that a page shows as Markdown."""
    for achievement in achievements:
        for field in ("criteria", "assessment"):
            for link in _forbidden(getattr(achievement.value, field)):
                yield achievement.problem((field,), "B0206", _message(link))


def unlinkable_awards(awards: Iterable[Source[Award | Tombstone]]) -> Iterator[Problem]:
    """The same of awards' texts."""
    for award in awards:
        if isinstance(award.value, Award):
            for link in _forbidden(award.value.narrative):
                yield award.problem(("narrative",), "B0206", _message(link))


def _forbidden(text: str | None) -> Iterator[str]:
    for link in links(text or ""):
        try:
            allowed = urlsplit(link).scheme in {"", *SCHEMES}
        except ValueError:
            continue  # no address at all: a page shows no link
        if not allowed:
            yield link


def _message(link: str) -> str:
    return f"in the text, {shown(link)} is not a link of http, https, mailto"
