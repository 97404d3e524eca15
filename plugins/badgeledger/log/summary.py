"""What a log says of an institution's work: how much of what was done when, and which versions
of its achievements there were.

For the pages that tell people of the log. Nothing in it is about persons: entries name none.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from badgeledger.log.entries import DEFINE, Leaf, count_acts

# In the order in which people are told of them.
ACTS = ("issue", "change", "reinstate", "revoke", "erase", "define", "key")


@dataclass(frozen=True, slots=True)
class Definition:
    """A version of an achievement: its commitment, and where the log has it."""

    c: str
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Summary:
    """`months`: how many of each act there were, by month, oldest first; `definitions`: the
    versions of each achievement by its slug, oldest first."""

    months: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    definitions: Mapping[str, tuple[Definition, ...]] = field(default_factory=dict)


def summary(entries: Sequence[bytes], month_of: Callable[[int], str]) -> Summary:
    """The summary of a log of ours; `month_of` says in which month UTC seconds fall."""
    definitions: dict[str, tuple[Definition, ...]] = {}
    for index, data in enumerate(entries):
        if DEFINE in data:
            entry = json.loads(data)
            version = Definition(entry["c"], Leaf(index, entry["t"]))
            definitions[entry["a"]] = (*definitions.get(entry["a"], ()), version)
    months: dict[str, Counter[str]] = {}
    for (act, time), number in count_acts(entries).items():
        months.setdefault(month_of(time), Counter())[act] += number
    return Summary(months, definitions)
