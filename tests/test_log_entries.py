"""The register: acts become entries, each award keeps one current leaf, ends are entered once."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.log.entries import (
    Leaf,
    Register,
    achievement_commitment,
    award_commitment,
)
from tests.log_acts import Told, acts, registered

T = 1_767_603_600


def read(register: Register) -> list[dict[str, Any]]:
    return [json.loads(entry) for entry in register.entries]


def test_commitments_are_digests_for_one_purpose_each() -> None:
    # JCS of both is {"a":2,"b":1}
    assert award_commitment({"b": 1, "a": 2}) == "6cXGgQ8vLT8wS8z7_onoKCC3q_knlc4iClP_ha3A6KQ"
    assert achievement_commitment({"a": 2, "b": 1}) == "yQKs-CS6lVdIrHksHNeCV7YY6acVQb0m5RjQXanJTLc"


def test_an_entry_is_canonical_json() -> None:
    register = Register()
    register.define("python-basics", "C", T)
    register.award("one", "D", T + 1, revoked=False, erased=False)
    register.award("one", "E", T + 2, revoked=False, erased=False)
    register.withdraw("z6Mk", 0, T + 3)
    assert register.entries == (
        b'{"a":"python-basics","c":"C","e":"define","t":1767603600,"v":1}',
        b'{"c":"D","e":"issue","t":1767603601,"v":1}',
        b'{"c":"E","e":"change","i":1,"t":1767603602,"v":1}',
        b'{"e":"key","k":"z6Mk","s":"from","t":1767603603,"v":1}',
        b'{"e":"key","i":0,"k":"z6Mk","s":"withdrawn","t":1767603603,"v":1}',
    )
    assert register.current == {"one": Leaf(2, T + 2)}
    assert register.ended == {1}
    assert register.key_times == {"z6Mk": T + 3}
    assert register.time == T + 3


def test_an_empty_register_has_no_time() -> None:
    assert Register().time == 0


LIVE, REVOKED, ERASED, BOTH = (False, False), (True, False), (False, True), (True, True)


@pytest.mark.parametrize(
    ("before", "after", "c", "acts"),
    [
        (LIVE, LIVE, "C", []),
        (LIVE, LIVE, "D", ["change 0"]),
        (LIVE, REVOKED, "C", ["revoke 0"]),
        (LIVE, REVOKED, "D", ["change 0", "revoke 1"]),
        (LIVE, ERASED, "C", ["erase 0"]),
        (LIVE, BOTH, "C", ["revoke 0", "erase 0"]),
        (REVOKED, REVOKED, "C", []),
        (REVOKED, REVOKED, "D", ["change 0", "revoke 2"]),
        (REVOKED, LIVE, "C", ["reinstate 0"]),
        (REVOKED, LIVE, "D", ["reinstate 0"]),
        (REVOKED, BOTH, "C", ["erase 0"]),
        (REVOKED, ERASED, "C", ["reinstate 0", "erase 2"]),
        (ERASED, ERASED, "C", []),
        (ERASED, LIVE, "C", ["reinstate 0"]),
        (ERASED, REVOKED, "D", ["reinstate 0", "revoke 2"]),
        (BOTH, REVOKED, "C", ["reinstate 0", "revoke 3"]),
    ],
)
def test_what_an_award_was_and_is_makes_the_act(
    before: tuple[bool, bool], after: tuple[bool, bool], c: str, acts: list[str]
) -> None:
    register = Register()
    register.award("one", "C", T, revoked=before[0], erased=before[1])
    known = len(register.entries)
    register.award("one", c, T, revoked=after[0], erased=after[1])
    entered = read(register)[known:]
    assert [f"{entry['e']} {entry['i']}" for entry in entered] == acts
    assert all(entry.get("c", c) == c for entry in entered)


def test_an_award_may_be_issued_revoked_and_erased_at_once() -> None:
    register = Register()
    register.award("one", "C", T, revoked=True, erased=True)
    assert [(entry["e"], entry.get("i")) for entry in read(register)] == [
        ("issue", None),
        ("revoke", 0),
        ("erase", 0),
    ]


def test_a_key_signs_once_until_it_is_withdrawn() -> None:
    register = Register()
    register.key("z6Mk", T)
    register.key("z6Mk", T + 1)
    register.withdraw("z6Mk", 5, T + 2)
    register.withdraw("z6Mk", 5, T + 3)
    register.withdraw("z6Mk", 4, T + 4)
    register.key("z6Mk", T + 5)
    assert [(entry["s"], entry.get("i"), entry["t"] - T) for entry in read(register)] == [
        ("from", None, 0),
        ("withdrawn", 5, 2),
        ("withdrawn", 4, 4),
        ("from", None, 5),
    ]
    assert register.key_times == {"z6Mk": T + 5}


TOLD = acts(st.sampled_from("CDE"), st.sampled_from("kl"))


@given(TOLD)
def test_any_acts_make_a_log_that_an_auditor_can_follow(told: Told) -> None:
    register = registered(told, T)
    entries = read(register)
    assert registered(told, T).entries == register.entries

    current: set[int] = set()  # leaves that no entry has replaced
    gone: dict[str, set[int]] = {"replaced": set(), "revoke": set(), "erase": set()}
    for index, entry in enumerate(entries):
        assert entry["v"] == 1
        assert index == 0 or entry["t"] >= entries[index - 1]["t"]
        if entry["e"] in ("change", "reinstate", "revoke", "erase"):
            assert entry["i"] in current, "it names what is an award's current leaf"
            kind = entry["e"] if entry["e"] in gone else "replaced"
            assert entry["i"] not in gone[kind], "a leaf ends once in each way"
            gone[kind].add(entry["i"])
            if entry["e"] == "reinstate":
                assert entry["i"] in gone["revoke"] | gone["erase"]
            if kind == "replaced":
                current.remove(entry["i"])
        if entry["e"] in ("issue", "change", "reinstate"):
            current.add(index)
    assert {leaf.index for leaf in register.current.values()} == current
    assert register.ended == set().union(*gone.values())
    for leaf in register.current.values():
        assert entries[leaf.index]["t"] == leaf.t

    last = {step[1]: step for step in told if step[0] == "award"}
    assert register.current.keys() == last.keys()
    for name, (_, _, c, revoked, erased) in last.items():
        own = register.current[name].index
        assert entries[own]["c"] == c
        assert (own in register.ended) == (revoked or erased)


@given(st.dictionaries(st.text(), st.text() | st.integers(-(2**53) + 1, 2**53 - 1)))
def test_a_commitment_is_43_characters_of_base64url(document: dict[str, Any]) -> None:
    c = award_commitment(document)
    assert len(c) == 43
    assert set(c) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert c != achievement_commitment(document)
