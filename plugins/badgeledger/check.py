"""From a ledger on the disk to the list of all that is wrong with it.

    files ─ ledger ─ rules, links ─ problems; where there are none, whether each badge could be
                                             signed, and each image drawn

Needs no git, key or network. The history has rules of its own, which reading it brings up
(`ledger/history.py`).
"""

from datetime import date
from pathlib import Path

from badgeledger.drawable import undrawable
from badgeledger.errors import Problem
from badgeledger.ledger.rules.achievements import achievement_rules
from badgeledger.ledger.rules.awards import award_rules
from badgeledger.ledger.rules.files import file_rules
from badgeledger.ledger.rules.keys import key_rules
from badgeledger.ledger.worktree import Ledger, read_ledger
from badgeledger.linkable import unlinkable
from badgeledger.signable import unsignable


def check(root: Path, *, today: date | None) -> list[Problem]:
    """Every problem of the ledger below `root` at once, by file and place.

    Days in the future are looked for where `today` is given. Raises MachineError where the disk
    refuses.
    """
    ledger = read_ledger(root)
    problems = sorted({*broken_rules(ledger, today=today), *unlinkable(ledger)})
    return problems or sorted([*unsignable(ledger), *undrawable(ledger)])


def broken_rules(ledger: Ledger, *, today: date | None) -> list[Problem]:
    """What breaks a rule, by file and place; whether badges could be signed is not asked."""
    problems = {
        *ledger.problems,
        *file_rules(ledger),
        *key_rules(ledger),
        *achievement_rules(ledger),
        *award_rules(ledger, today),
    }
    return sorted(problems)
