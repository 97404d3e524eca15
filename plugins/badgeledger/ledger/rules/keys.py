"""Rules for `keys.yml`: each key once, from the oldest to the newest, and for one purpose."""

from collections.abc import Iterator

from badgeledger.errors import Problem
from badgeledger.ledger.worktree import Ledger


def key_rules(ledger: Ledger) -> Iterator[Problem]:
    """Double keys, days in the wrong order, and a log signed with a key of badges."""
    if ledger.keys is None:
        return
    source, entries = ledger.keys, ledger.keys.value.signing
    for index, entry in enumerate(entries):
        if entry.key in [earlier.key for earlier in entries[:index]]:
            yield source.problem(("signing", index, "key"), "B0323", "the key stands above already")
        if index and entry.added < entries[index - 1].added:
            message = f"added on {entry.added}, before the key above it"
            yield source.problem(("signing", index, "added"), "B0324", message)
        if entry.withdrawn and entry.withdrawn.on < entry.added:
            message = f"withdrawn on {entry.withdrawn.on}, before it was added"
            yield source.problem(("signing", index, "withdrawn", "on"), "B0324", message)
    log = ledger.keys.value.log
    if log in [entry.key for entry in entries]:
        yield source.problem(("log",), "B0331", "this key signs badges too")
