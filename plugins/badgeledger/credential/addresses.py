"""Addresses on the site, relative and absolute.

The rooms compose every address relative to the site; a published document has them absolute, and
what the log commits to has them relative again, so that a site can move and its log stay. Which
members hold a composed address is a list, because only so is the way back exact: a link that staff
wrote stays as they wrote it, also where it happens to lead to this site.
"""

import copy
from collections.abc import Callable
from typing import Any

from badgeledger.errors import ContentError
from badgeledger.values import JSON

ACHIEVEMENT = (
    "id",
    "criteria.id",
    "image.id",
    "related.id",
    "resultDescription.id",
    "resultDescription.requiredLevel",
    "resultDescription.rubricCriterionLevel.id",
)
CREDENTIAL = (
    "id",
    "credentialSubject.result.resultDescription",
    "credentialSubject.result.achievedLevel",
    *(f"credentialSubject.achievement.{member}" for member in ACHIEVEMENT),
)


def absolute(document: JSON, members: tuple[str, ...], site: str) -> JSON:
    """A copy of `document` with the addresses in `members` put under `site`."""
    return _mapped(document, members, lambda address: f"{site}/{address}")


def relative(document: JSON, members: tuple[str, ...], site: str) -> JSON:
    """The inverse of `absolute`.

    Raises ContentError (B0602) where a member holds anything but an address under `site`.
    """

    def below(address: Any) -> str:
        if not (isinstance(address, str) and address.startswith(f"{site}/")):
            raise ContentError.because(
                "B0602", f"{address!r} is not an address under {site}", "ask the issuer for it"
            )
        return address.removeprefix(f"{site}/")

    return _mapped(document, members, below)


def _mapped(document: JSON, members: tuple[str, ...], change: Callable[[Any], str]) -> JSON:
    changed = copy.deepcopy(document)
    for member in members:
        _apply(changed, member.split("."), change)
    return changed


def _apply(node: Any, steps: list[str], change: Callable[[Any], str]) -> None:
    if isinstance(node, list):
        for item in node:
            _apply(item, steps, change)
    elif isinstance(node, dict) and steps[0] in node:
        if len(steps) == 1:
            node[steps[0]] = change(node[steps[0]])
        else:
            _apply(node[steps[0]], steps[1:], change)
