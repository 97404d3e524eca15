"""Members of a stranger's JSON, however they stand in lists.

A signature holds as well where a value stands in a list of its own, or in lists within lists: a
reader that looks only for the plain form could be made to pass over it.
"""

from collections.abc import Iterable
from typing import Any


def values_of(value: Any) -> list[Any]:
    """The values of a member, out of all lists."""
    if isinstance(value, list):
        return [part for item in value for part in values_of(item)]
    return [] if value is None else [value]


def within(parts: Iterable[Any], name: str) -> list[Any]:
    """All that some parts have as the member `name`."""
    return [each for part in parts if isinstance(part, dict) for each in values_of(part.get(name))]


def text_of(value: Any, name: str) -> str | None:
    """The text that an object has as the member `name`; None for anything else."""
    member = value.get(name) if isinstance(value, dict) else None
    return member if isinstance(member, str) else None
