"""Acts on the ledger become the entries of the transparency log: log format 1.

In the flow: `record.py` says what stands after each commit; the register here finds which acts
that makes and writes each as one entry. The Merkle tree, its tiles and the checkpoint are built
over these bytes elsewhere. Clause: DESIGN.md, "The log"; details in
docs/decisions/log-format-1.md. Frozen: the golden vectors in tests/vectors/log hold every byte.

It never judges a time or a person, reads no file, and forgets nothing: an entry stays.
"""

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType

from badgeledger.log.derived import Derived
from badgeledger.log.jcs import canonical
from badgeledger.values import JSON

# What an entry of that act has, and no other: commitments hold no quotation marks.
ISSUE, REVOKE, DEFINE = b'"e":"issue"', b'"e":"revoke"', b'"e":"define"'
VERSIONS = ("issue", "change", "reinstate")  # each begins a version of an award
_ACT = re.compile(rb'"e":"([a-z]+)".*?"t":([0-9]+),"v":1\}')


@dataclass(frozen=True, slots=True)
class Leaf:
    """A place in the log: its index from 0, and its entry's time in UTC seconds."""

    index: int
    t: int


@dataclass(frozen=True, slots=True)
class Act:
    """What was done to an award, by its entry's name (`issue`, `revoke`, …), and where."""

    name: str
    leaf: Leaf


@dataclass(slots=True)
class _Seen:
    """How the log last saw an award."""

    c: str
    leaf: Leaf
    revoked: bool = False
    erased: bool = False


def award_commitment(claims: JSON) -> str:
    """What the log says of an award's content: base64url, 43 characters.

    `claims` is the credential's part that DESIGN.md names; whoever has the credential can compute
    this, and nobody without it can guess it.
    """
    return _commitment(b"badgeledger-award-v1\n", claims)


def achievement_commitment(achievement: JSON) -> str:
    """What the log says of an achievement as embedded in credentials: base64url, 43 characters."""
    return _commitment(b"badgeledger-achievement-v1\n", achievement)


def _commitment(purpose: bytes, document: JSON) -> str:
    digest = hashlib.sha256(purpose + canonical(document)).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def act_of(entry: bytes) -> tuple[str, int]:
    """An entry's act and its time, of an entry that a register has written."""
    found = _ACT.search(entry)
    if found is None:
        raise ValueError(f"{entry!r} is no entry of format 1")
    return found[1].decode(), int(found[2])


def count_acts(entries: Iterable[bytes]) -> dict[tuple[str, int], int]:
    """How many entries have each act and time, likewise; as one text they are read in no time."""
    counted = Counter(_ACT.findall(b"\n".join(entries)))
    return {(act.decode(), int(time)): number for (act, time), number in counted.items()}


class Register:
    """The log in the making: told what stands, it enters what that changes.

    Each method may be called for what has not changed: then nothing is entered. Times are UTC
    seconds and must not decrease from call to call. An entry looks like this:

        {"c":"CzMUIMSVUsCIQeC9ZIwPQDmPDVgrkDcYzlfhgvsKHzY","e":"change","i":7,"t":1767603600,"v":1}
    """

    def __init__(self) -> None:
        self._entries: list[bytes] = []
        self._achievements: dict[str, str] = {}
        self._leaves: dict[str, tuple[int, ...]] = {}  # award → its acts; all else the entries tell
        self._withdrawn: dict[str, int | None] = {}  # known key → its first leaf that is void
        self._key_times: dict[str, int] = {}
        self._key_leaves: dict[str, tuple[int, ...]] = {}
        self._ended: set[int] = set()
        self._time = 0

    def go_on(self, entries: Sequence[bytes], awards: Sequence[str]) -> None:
        """Takes over another register's entries, and of which award each is, "" for the others."""
        self._entries = list(entries)
        for index, (entry, name) in enumerate(zip(entries, awards, strict=True)):
            if name:
                self._leaves[name] = (*self._leaves.get(name, ()), index)
            if not name or ISSUE not in entry:
                self._note(index, json.loads(entry))
        self._time = json.loads(entries[-1])["t"] if entries else 0

    def _note(self, index: int, entry: JSON) -> None:
        """What an entry, other than an award's first, says beyond itself."""
        match entry["e"]:
            case "define":
                self._achievements[entry["a"]] = entry["c"]
            case "key":
                self._withdrawn[entry["k"]] = entry.get("i")
                self._key_leaves[entry["k"]] = (*self._key_leaves.get(entry["k"], ()), index)
                if entry["s"] == "from":
                    self._key_times[entry["k"]] = entry["t"]
            case _:
                self._ended.add(entry["i"])

    @property
    def awards(self) -> tuple[str, ...]:
        """Of which award each entry is, by index; "" for entries of achievements and keys."""
        names = [""] * len(self._entries)
        for name, leaves in self._leaves.items():
            for index in leaves:
                names[index] = name
        return tuple(names)

    @property
    def entries(self) -> tuple[bytes, ...]:
        """All entries, RFC 8785 JSON in UTF-8, by index."""
        return tuple(self._entries)

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    @property
    def current(self) -> Mapping[str, Leaf]:
        """The latest issue, change or reinstatement of every award, erased ones included."""
        return Derived(self._leaves, lambda name: self._seen(name).leaf)

    @property
    def leaves(self) -> Mapping[str, tuple[int, ...]]:
        """Where all acts on every award are entered, oldest first, by its name."""
        return MappingProxyType(self._leaves)

    @property
    def acts(self) -> Mapping[str, tuple[Act, ...]]:
        """All that was done to every award, oldest first, by its name."""
        return Derived(self._leaves, self._acts_of)

    @property
    def ended(self) -> Set[int]:
        """The leaves whose status bit is set: revoked, erased or replaced."""
        return frozenset(self._ended)

    @property
    def key_times(self) -> Mapping[str, int]:
        """From when each key signs, by multibase."""
        return MappingProxyType(self._key_times)

    @property
    def key_leaves(self) -> Mapping[str, tuple[int, ...]]:
        """The leaves that tell of each key, oldest first, by multibase."""
        return MappingProxyType(self._key_leaves)

    @property
    def time(self) -> int:
        """The time of the last entry; 0 where there is none."""
        return self._time

    def define(self, slug: str, c: str, t: int) -> None:
        """The achievement `slug` stands with the commitment `c`."""
        if self._achievements.get(slug) != c:
            self._achievements[slug] = c
            self._enter("define", t, a=slug, c=c)

    def award(self, name: str, c: str, t: int, *, revoked: bool, erased: bool) -> None:
        """The award `name` (a UUID, which is not entered) stands with the commitment `c`.

        (1) An award not seen before is issued. (2) Where a revocation or an erasure is lifted, the
        award is reinstated, whatever else changed. (3) Otherwise another commitment is a change.
        Each of these begins a new leaf, neither revoked nor erased. (4) Then it is revoked and
        (5) erased, if it is so now and that leaf was not.
        """
        if name not in self._leaves:
            seen = _Seen(c, self._act(name, "issue", t, c=c))  # (1)
        else:
            seen = self._seen(name)
            if seen.revoked > revoked or seen.erased > erased:  # (2)
                seen = _Seen(c, self._replace(name, "reinstate", seen, c, t))
            elif seen.c != c:  # (3)
                seen = _Seen(c, self._replace(name, "change", seen, c, t))
        if revoked and not seen.revoked:  # (4)
            self._end(name, "revoke", seen, t)
        if erased and not seen.erased:  # (5)
            self._end(name, "erase", seen, t)

    def key(self, multibase: str, t: int) -> None:
        """The key signs from here on."""
        if multibase not in self._key_times or self._withdrawn[multibase] is not None:
            self._withdrawn[multibase] = None
            self._key_times[multibase] = t
            self._key_act(multibase, t, s="from")

    def withdraw(self, multibase: str, first_leaf: int, t: int) -> None:
        """The key does not count for `first_leaf` and any later leaf.

        One that was never seen to sign is entered as signing first.
        """
        if multibase not in self._key_times:
            self.key(multibase, t)
        if self._withdrawn[multibase] != first_leaf:
            self._withdrawn[multibase] = first_leaf
            self._key_act(multibase, t, s="withdrawn", i=first_leaf)

    def _replace(self, name: str, act: str, seen: _Seen, c: str, t: int) -> Leaf:
        self._ended.add(seen.leaf.index)
        return self._act(name, act, t, c=c, i=seen.leaf.index)

    def _end(self, name: str, act: str, seen: _Seen, t: int) -> None:
        self._ended.add(seen.leaf.index)
        self._act(name, act, t, i=seen.leaf.index)

    def _act(self, name: str, act: str, t: int, **members: str | int) -> Leaf:
        leaf = self._enter(act, t, **members)
        self._leaves[name] = (*self._leaves.get(name, ()), leaf.index)
        return leaf

    def _acts_of(self, name: str) -> tuple[Act, ...]:
        leaves = self._leaves[name]
        entries = [json.loads(self._entries[index]) for index in leaves]
        return tuple(
            Act(entry["e"], Leaf(index, entry["t"]))
            for index, entry in zip(leaves, entries, strict=True)
        )

    def _seen(self, name: str) -> _Seen:
        seen = _Seen("", Leaf(0, 0))
        for index in self._leaves[name]:
            entry = json.loads(self._entries[index])
            if "c" in entry:
                seen = _Seen(entry["c"], Leaf(index, entry["t"]))
            else:
                seen.revoked |= entry["e"] == "revoke"
                seen.erased |= entry["e"] == "erase"
        return seen

    def _key_act(self, multibase: str, t: int, **members: str | int) -> None:
        leaf = self._enter("key", t, k=multibase, **members)
        self._key_leaves[multibase] = (*self._key_leaves.get(multibase, ()), leaf.index)

    def _enter(self, act: str, t: int, **members: str | int) -> Leaf:
        self._time = t
        self._entries.append(canonical({"e": act, "t": t, "v": 1, **members}))
        return Leaf(len(self._entries) - 1, t)
