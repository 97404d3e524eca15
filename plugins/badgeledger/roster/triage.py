"""Learners → who can be awarded, and who cannot.

Refuses to award the same achievement twice to one e-mail address: a learner would hold two pages
that say the same.
"""

from collections.abc import Callable, Iterable

from badgeledger.errors import Problem
from badgeledger.roster.learners import Learner

Held = Callable[[str], str | None]


def triage(
    learners: Iterable[Learner], held: Held, path: str
) -> tuple[list[Learner], list[Problem]]:
    """Those to award, in order, and a problem for each of the others (B0708, B0709).

    `held` gives the path of the award that an e-mail address has already, or None.
    """
    accepted: list[Learner] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for learner in learners:
        earlier = first.setdefault(learner.email.lower(), learner.line)
        if earlier != learner.line:
            problems.append(
                Problem(path, learner.line, 0, "B0708",
                        f"the e-mail address stands in line {earlier} already", "keep one line")
            )  # fmt: skip
        elif (award := held(learner.email)) is not None:
            problems.append(
                Problem(path, learner.line, 0, "B0709",
                        f"this learner has the badge already: {award}",
                        "leave the learner out, or use --again to award it once more")
            )  # fmt: skip
        else:
            accepted.append(learner)
    return accepted, problems
