"""Chance for tests and benchmarks: the same for the same seed, and no secret."""

from random import Random


def chance(seed: int) -> Random:
    """A generator that anybody can begin again."""
    return Random(seed)  # noqa: S311 for secrets there is nacl
