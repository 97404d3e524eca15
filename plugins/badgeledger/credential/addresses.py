"""Addresses on the site, relative and absolute.

The rooms compose every address relative to the site; a published document has them absolute, and
what the log commits to has them relative again, so that a site can move and its log stay. Which
members hold a composed address is a list, because only so is the way back exact: a link that staff
wrote stays as they wrote it, also where it happens to lead to this site.
"""

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
CLAIMS = (
    "id",
    "credentialSubject.result.resultDescription",
    "credentialSubject.result.achievedLevel",
)
CREDENTIAL = (*CLAIMS, *(f"credentialSubject.achievement.{member}" for member in ACHIEVEMENT))


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
    for member in members:
        document = _changed(document, member.split("."), change)
    return document


def _changed(value: Any, path: list[str], change: Callable[[Any], str]) -> Any:
    """A copy in which what stands at the path is changed; all that is beside it is the same."""
    if not path:
        return change(value)
    if isinstance(value, list):
        return [_changed(entry, path, change) for entry in value]
    if isinstance(value, dict) and path[0] in value:
        return value | {path[0]: _changed(value[path[0]], path[1:], change)}
    return value
