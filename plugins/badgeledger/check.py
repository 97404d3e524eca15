"""From a ledger on the disk to the list of all that is wrong with it.

    files ─ ledger ─ rules, links ─ problems; where there are none, whether each badge could be
            │                                 signed, and each image drawn
            └ awards, some at a time, in any process ─ the same

Needs no git, key or network. The history has rules of its own, which reading it brings up
(`ledger/history.py`).
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from badgeledger.drawable import undrawable
from badgeledger.errors import Problem
from badgeledger.inputs import code_digest, digest_of
from badgeledger.ledger.history import History
from badgeledger.ledger.rules.achievements import achievement_rules
from badgeledger.ledger.rules.awards import award_rules
from badgeledger.ledger.rules.files import file_rules, secrets
from badgeledger.ledger.rules.keys import key_rules
from badgeledger.ledger.worktree import Awards, Ledger, read_awards, read_ledger
from badgeledger.linkable import unlinkable, unlinkable_awards
from badgeledger.memory import NO_MEMORY, Memory
from badgeledger.signable import Sound, sound_part, unsignable
from badgeledger.spread import Workers, alone, batches, begin, spread

SOUND = "sound"
# Awards looked at together, by one process.
PART = 500


class Found(NamedTuple):
    """What is wrong with some awards: with them as such, or else with what they would become."""

    broken: list[Problem]
    later: list[Problem]


def check(root: Path, *, today: date | None, workers: Workers = alone) -> list[Problem]:
    """Every problem of the ledger below `root` at once, by file and place.

    Days in the future are looked for where `today` is given. Raises MachineError where the disk
    refuses.
    """
    ledger = read_ledger(root)
    broken = {*_rules(ledger), *unlinkable(ledger.achievements)}
    sound, faults = sound_part(ledger)
    look = partial(_look, root, _for_awards(ledger), sound, today)
    later = set() if broken else {*faults, *undrawable(ledger)}
    parts = batches(batches(ledger.awards, PART), 1)
    for found in spread(look, parts, workers(len(ledger.awards))):
        broken.update(found.broken)
        later.update(found.later)
    return sorted(broken or later)


class Checking:
    """What breaks a rule in the ledger at `root`; whether badges could be signed is not asked.

    Looking at awards begins at once, in another process if there is one. Where the memory has a
    commit at which nothing was wrong, and all but awards is as it was then, only those are looked
    at that changed since.
    """

    def __init__(self, root: Path, *, workers: Workers = alone, memory: Memory = NO_MEMORY) -> None:
        self._ledger = read_ledger(root)
        self._broken = tuple(_rules(self._ledger))
        self._look = partial(_broken, root, _for_awards(self._ledger))
        self._memory = memory
        self._rest = _digest(self._ledger)
        self._sound = self._remembered()
        self._all = None if self._sound else self._begin(workers)

    def problems(self, history: History | None) -> list[Problem]:
        """All of them, by file and place.

        `history` is the ledger's; None where it cannot be read.
        """
        found = sorted({*self._broken, *self._awards(history)})
        if history and history.head and not history.uncommitted and not found:
            self._memory.save(SOUND, f"{history.head} {self._rest}".encode())
        return found

    def _awards(self, history: History | None) -> list[Problem]:
        if self._all:
            return self._all()
        changed = history.changed_since(self._sound) if history else None
        if changed is None:
            return self._begin(alone)()
        return self._look(tuple(path for path in self._ledger.awards if path in changed))

    def _begin(self, workers: Workers) -> Callable[[], list[Problem]]:
        awards = self._ledger.awards
        return begin(self._look, awards, workers(len(awards)))

    def _remembered(self) -> str:
        """The commit at which nothing was wrong; "" where there is none, or more has changed."""
        commit, _, rest = (self._memory.load(SOUND) or b"").decode().partition(" ")
        return commit if rest == self._rest else ""


def _digest(ledger: Ledger) -> str:
    """Of all that tells whether awards are sound, besides themselves."""
    files = (f"{path} {hashlib.sha256(data).hexdigest()}" for path, data in ledger.files.items())
    return digest_of(code_digest(), *files)


def _rules(ledger: Ledger) -> Iterator[Problem]:
    yield from ledger.problems
    yield from file_rules(ledger)
    yield from key_rules(ledger)
    yield from achievement_rules(ledger)


def _for_awards(ledger: Ledger) -> Ledger:
    """What of the ledger is needed to look at awards."""
    return replace(ledger, keys=None, files={}, awards=(), problems=())


def _broken(root: Path, ledger: Ledger, paths: tuple[str, ...]) -> list[Problem]:
    parts = (read_awards(root, part) for part in batches(paths, PART))
    return [problem for part in parts for problem in _award_rules(part, ledger, None)]


def _look(
    root: Path, ledger: Ledger, sound: Sound | None, today: date | None, paths: tuple[str, ...]
) -> Found:
    awards = read_awards(root, paths)
    broken = [*_award_rules(awards, ledger, today), *unlinkable_awards(awards.sources)]
    later = unsignable(awards.sources, sound) if sound and not broken else ()
    return Found(broken, list(later))


def _award_rules(awards: Awards, ledger: Ledger, today: date | None) -> list[Problem]:
    rules = award_rules(awards.sources, ledger, today)
    return [*awards.problems, *secrets(awards.files), *rules]
