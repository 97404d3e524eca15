"""Acts that a register can be told of, as a hypothesis strategy: lists of tuples."""

from typing import Any

from hypothesis import strategies as st

from badgeledger.log.entries import Register

Told = list[tuple[Any, ...]]


def acts(
    commitments: st.SearchStrategy[str], keys: st.SearchStrategy[str]
) -> st.SearchStrategy[Told]:
    """Up to forty acts on two achievements, three awards, and some keys."""
    return st.lists(
        st.one_of(
            st.tuples(st.just("define"), st.sampled_from(("a", "b")), commitments),
            st.tuples(
                st.just("award"), st.sampled_from(("1", "2", "3")), commitments,
                st.booleans(), st.booleans(),
            ),
            st.tuples(st.just("key"), keys),
            st.tuples(st.just("withdraw"), keys, st.integers(0, 9)),
        ),
        max_size=40,
    )  # fmt: skip


def registered(told: Told, begin: int) -> Register:
    """A register that was told these acts, a second apart."""
    register = Register()
    for t, act in enumerate(told, start=begin):
        match act:
            case ("define", slug, c):
                register.define(slug, c, t)
            case ("award", name, c, revoked, erased):
                register.award(name, c, t, revoked=revoked, erased=erased)
            case ("key", multibase):
                register.key(multibase, t)
            case ("withdraw", multibase, first_leaf):
                register.withdraw(multibase, first_leaf, t)
    return register
