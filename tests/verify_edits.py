"""Changes to JSON documents, for cases that are right but for one thing."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

JSON = dict[str, Any]
Edit = Callable[[JSON], object]


def edited(document: JSON, *edits: Edit) -> JSON:
    """A copy of a document after some edits."""
    changed = copy.deepcopy(document)
    for edit in edits:
        edit(changed)
    return changed


def put(path: str, value: Any) -> Edit:
    """The edit that sets the member at a path such as `issuer.name` or `evidence.0.id`."""

    def edit(document: JSON) -> None:
        *steps, last = path.split(".")
        within = _at(document, steps)
        within[int(last) if isinstance(within, list) else last] = value

    return edit


def dropped(path: str) -> Edit:
    """The edit that removes the member at a path."""

    def edit(document: JSON) -> None:
        *steps, last = path.split(".")
        del _at(document, steps)[last]

    return edit


def renamed(name: str, new: str) -> Edit:
    """The edit that renames a member of the document itself, and leaves it in its place."""

    def edit(document: JSON) -> None:
        members = [(new if key == name else key, value) for key, value in document.items()]
        document.clear()
        document.update(members)

    return edit


def _at(document: Any, steps: list[str]) -> Any:
    for step in steps:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


def values_of(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every text, number and truth in a document, by its path."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in items:
        here = f"{path}.{key}".removeprefix(".")
        if isinstance(part, dict | list):
            yield from values_of(part, here)
        else:
            yield here, part


def with_last_byte_changed(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return value[:-1] + ("y" if value.endswith("x") else "x")
    return value + 1
