"""What the contexts named by a document say of names, as far as a shape depends on it.

Read from the packaged contexts themselves, whatever the scope in which a name is defined: a name
too many costs a run of the reference, and changes no result.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from badgeledger.rdf.contexts import CONTEXTS, load_context


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The names that contexts define; `contexts` are the address and the digest of each.

    `identities` are those that mean `@id` somewhere. The values of `constants` are names
    themselves, which decide what they mean: they belong to the shape.
    """

    contexts: tuple[tuple[str, str], ...]
    names: frozenset[str]
    identities: frozenset[str]
    constants: frozenset[str]


@lru_cache(maxsize=64)
def terms_of(contexts: tuple[str, ...]) -> Terms:
    """The terms of these contexts, by their addresses. Raises what `load_context` raises."""
    definitions = [each for url in contexts for each in _definitions(load_context(url))]
    types = {name for name, meaning, _ in definitions if meaning == "@type"}
    return Terms(
        contexts=tuple((url, CONTEXTS[url]) for url in contexts),
        names=frozenset(name for name, _, _ in definitions),
        identities=frozenset(name for name, meaning, _ in definitions if meaning == "@id"),
        constants=frozenset(name for name, _, typed in definitions if typed == "@vocab") | types,
    )


def _definitions(value: Any) -> Iterator[tuple[str, Any, Any]]:
    """Every member at any depth, with what it means and the type of its values, if it is a term."""
    if isinstance(value, list):
        for item in value:
            yield from _definitions(item)
    elif isinstance(value, dict):
        for name, definition in value.items():
            expanded = definition if isinstance(definition, dict) else {"@id": definition}
            yield name, expanded.get("@id"), expanded.get("@type")
            yield from _definitions(definition)
