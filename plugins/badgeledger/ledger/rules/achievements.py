"""Rules for achievements: their results hold together, and their references lead somewhere."""

from collections.abc import Iterator, Mapping, Sequence

from badgeledger.errors import Problem
from badgeledger.ledger.document import Location
from badgeledger.ledger.rules.bounds import bounds_faults
from badgeledger.ledger.worktree import Ledger, Source
from badgeledger.model import Achievement, ResultDescription, RubricLevel
from badgeledger.values import near_miss, shown


def achievement_rules(ledger: Ledger) -> Iterator[Problem]:
    """Ids that stand twice, contradicting bounds, unknown references, and circles."""
    leads = {
        source.stem: tuple(_references(source.value).values()) for source in ledger.achievements
    }
    for source in ledger.achievements:
        yield from _results(source)
        for location, slug in _references(source.value).items():
            if slug not in ledger.slugs:
                message = f"no achievement is called {shown(slug)}"
                yield source.problem(location, "B0320", message, near_miss(slug, ledger.slugs))
            elif source.stem in _reachable(slug, leads):
                message = f"by way of {shown(slug)} it comes back to itself"
                yield source.problem(location, "B0321", message)


def _references(achievement: Achievement) -> dict[Location, str]:
    references: dict[Location, str] = {
        ("builds_on", index): slug for index, slug in enumerate(achievement.builds_on)
    }
    if achievement.translation_of:
        references["translation_of",] = achievement.translation_of
    return references


def _reachable(slug: str, leads: Mapping[str, Sequence[str]]) -> set[str]:
    """The slug, and all to which references lead from it."""
    seen: set[str] = set()
    waiting = [slug]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(leads.get(here, ()))
    return seen


def _results(source: Source[Achievement]) -> Iterator[Problem]:
    results = source.value.results
    for index, result in enumerate(results):
        at: Location = ("results", index)
        yield from _double(source, at, results[: index + 1])
        for field, fault in bounds_faults(result).items():
            yield source.problem((*at, field), "B0327", fault)
        for number in range(len(result.levels)):
            yield from _double(source, (*at, "levels", number), result.levels[: number + 1])


def _double(
    source: Source[Achievement],
    at: Location,
    entries: Sequence[ResultDescription] | Sequence[RubricLevel],
) -> Iterator[Problem]:
    """Whether the last of the entries, which stands at the location, has an earlier one's id."""
    *earlier, last = entries
    if last.id in [entry.id for entry in earlier]:
        yield source.problem((*at, "id"), "B0319", f"the id {shown(last.id)} stands above already")
