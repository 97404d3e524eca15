"""A published log followed from its first entry to its last, by the rules of the register.

In the flow of an audit: entries ─ replayed ─ which leaves are ended, by which keys badges may be
signed. Clause: DESIGN.md, "The log"; the rules are those of `Register.award`, `key` and `withdraw`
seen from outside. No rule is taken on trust, and no fault ends the reading: an entry that breaks
one is told, and those after it are followed as well as they can be.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from badgeledger.log.strict import read_entry
from badgeledger.values import JSON


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry that breaks the rules of format 1: its leaf, and what is wrong with it."""

    leaf: int
    message: str


@dataclass(slots=True)
class LoggedKey:
    """What the log says of a signing key: the leaves that tell of it, oldest first.

    `void_from` is the first leaf for which it does not count; None while it is trusted.
    """

    leaves: tuple[int, ...] = ()
    void_from: int | None = None

    def counts_for(self, leaf: int) -> bool:
        """Whether a badge at that leaf may be signed by it."""
        return self.void_from is None or leaf < self.void_from


@dataclass(slots=True)
class Replayed:
    """What a log says at its end.

    `awards` has the commitment of every leaf that begins a version of an award; `ended` the leaves
    whose status bit is set, each with the leaves that ended it; `replaced` those of them that a
    later version took the place of. `time` is the last entry's, in UTC seconds.
    """

    acts: Counter[str] = field(default_factory=Counter)
    awards: dict[int, str] = field(default_factory=dict)
    ended: dict[int, tuple[int, ...]] = field(default_factory=dict)
    replaced: dict[int, int] = field(default_factory=dict)
    keys: dict[str, LoggedKey] = field(default_factory=dict)
    time: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def last_award(self) -> int:
        """The last leaf that begins a version of an award; 0 where there is none."""
        return next(reversed(self.awards), 0)


def replay(entries: Iterable[bytes]) -> Replayed:
    """Follow a log. It never raises: what is wrong is among the faults."""
    replayer = _Replayer()
    for data in entries:
        replayer.take(data)
    replayer.settle({})
    return replayer.seen


@dataclass(slots=True)
class _Replayer:
    """Reads entry after entry. `owed` are acts, with their leaves, that have to follow at once."""

    seen: Replayed = field(default_factory=Replayed)
    size: int = 0
    achievements: dict[str, str] = field(default_factory=dict)
    acts_on: dict[int, set[str]] = field(default_factory=dict)
    owed: list[tuple[str, int]] = field(default_factory=list)

    def take(self, data: bytes) -> None:
        leaf = self.size
        self.size += 1
        try:
            entry = read_entry(data)
        except ValueError as refusal:
            self._fault(leaf, str(refusal))
            self.owed.clear()
            return
        self.settle(entry)
        self.seen.acts[entry["e"]] += 1
        if entry["t"] < self.seen.time:
            self._fault(leaf, "it is earlier than the one before it")
        self.seen.time = max(self.seen.time, entry["t"])
        self._follow(leaf, entry)

    def settle(self, entry: Mapping[str, object]) -> None:
        """A change of a withdrawn award is withdrawn in its turn, or it would be a reinstatement.

        The register enters both at once: nothing can stand between them. One that was erased may
        be revoked by the way, before it is erased again.
        """
        if not self.owed:
            return
        act, leaf = self.owed[0]
        if (entry.get("e"), entry.get("i")) == (act, leaf):
            del self.owed[0]
            return
        if (entry.get("e"), entry.get("i")) == ("revoke", leaf):
            return
        self._fault(leaf, f"it changes an award that was withdrawn, and no {act!r} follows it")
        self.owed.clear()

    def _follow(self, leaf: int, entry: JSON) -> None:
        match entry["e"]:
            case "define":
                self._define(leaf, entry)
            case "issue":
                self.seen.awards[leaf] = entry["c"]
            case "change":
                self._change(leaf, entry)
            case "reinstate":
                self._reinstate(leaf, entry)
            case "revoke" | "erase":
                self._end(leaf, entry)
            case "key":
                self._key(leaf, entry)

    def _define(self, leaf: int, entry: JSON) -> None:
        if self.achievements.get(entry["a"]) == entry["c"]:
            self._fault(leaf, "it defines an achievement as it stands already")
        self.achievements[entry["a"]] = entry["c"]

    def _change(self, leaf: int, entry: JSON) -> None:
        old = entry["i"]
        if self.seen.awards.get(old) == entry["c"]:
            self._fault(leaf, f"it changes the award of leaf {old} to what it is already")
        acts = self.acts_on.get(old, set())
        self.owed = [(act, leaf) for act in ("revoke", "erase") if act in acts]
        self._replace(leaf, entry)

    def _reinstate(self, leaf: int, entry: JSON) -> None:
        if not self.acts_on.get(entry["i"], set()) & {"revoke", "erase"}:
            self._fault(leaf, f"it reinstates leaf {entry['i']}, which was not withdrawn")
        self._replace(leaf, entry)

    def _key(self, leaf: int, entry: JSON) -> None:
        known = entry["k"] in self.seen.keys
        key = self.seen.keys.setdefault(entry["k"], LoggedKey())
        if entry["s"] == "from" and known and key.void_from is None:
            self._fault(leaf, f"the key {entry['k']} signs already")
        if entry["s"] == "withdrawn" and not known:
            self._fault(leaf, f"it withdraws the key {entry['k']}, which never signed")
        if entry["s"] == "withdrawn" and entry["i"] == key.void_from:
            self._fault(leaf, f"the key {entry['k']} is withdrawn from that leaf already")
        key.leaves = (*key.leaves, leaf)
        key.void_from = entry.get("i")

    def _replace(self, leaf: int, entry: JSON) -> None:
        self._end(leaf, entry)
        if entry["i"] in self.seen.awards:
            self.seen.replaced[entry["i"]] = leaf
        self.seen.awards[leaf] = entry["c"]

    def _end(self, leaf: int, entry: JSON) -> None:
        """`i` is the latest version of an award, and was not ended in this way before."""
        act, ended = entry["e"], entry["i"]
        if ended not in self.seen.awards:
            self._fault(leaf, f"it names leaf {ended}, at which no award stands")
            return
        if ended in self.seen.replaced:
            self._fault(leaf, f"it names leaf {ended}, which was replaced before")
        acts = self.acts_on.setdefault(ended, set())
        if act in acts and ended not in self.seen.replaced:
            self._fault(leaf, f"it names leaf {ended}, to which the same was done before")
        acts.add(act)
        self.seen.ended[ended] = (*self.seen.ended.get(ended, ()), leaf)

    def _fault(self, leaf: int, message: str) -> None:
        self.seen.faults.append(Fault(leaf, message))
