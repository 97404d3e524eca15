"""Logs read back: what the register writes is followed without a fault, and nothing else is."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.keys.multikey import encode_public_key
from badgeledger.log.entries import award_commitment
from badgeledger.log.replayed import Replayed, replay
from badgeledger.log.strict import read_entry
from tests.log_acts import Told, acts, registered

T = 1_767_603_600
KEYS = [encode_public_key(bytes([number]) * 32) for number in (1, 2)]
C, D, E = (award_commitment({"text": text}) for text in "CDE")
VECTORS = Path(__file__).parent / "vectors" / "log"


def entry(act: str, t: int = T, **members: Any) -> bytes:
    return rfc8785.dumps({"e": act, "t": t, "v": 1, **members})


def faults(*entries: bytes) -> list[tuple[int, str]]:
    return [(fault.leaf, fault.message) for fault in replay(entries).faults]


@pytest.mark.parametrize("path", sorted(VECTORS.glob("*.json")), ids=lambda path: path.stem)
def test_the_golden_logs_are_followed_without_a_fault(path: Path) -> None:
    entries = json.loads(path.read_text("utf-8"))["log"]["entries"]
    assert faults(*(each.encode() for each in entries)) == []


TOLD = acts(st.sampled_from((C, D, E)), st.sampled_from(KEYS))


@given(TOLD)
def test_whatever_the_register_writes_is_read_back_as_it_was(told: Told) -> None:
    made = registered(told, T)
    seen = replay(made.entries)
    assert seen.faults == []
    assert set(seen.ended) == made.ended
    assert set(seen.awards) - set(seen.replaced) == {each.index for each in made.current.values()}
    assert {name: key.leaves for name, key in seen.keys.items()} == made.key_leaves
    assert seen.time == made.time
    assert seen.last_award == max((leaf.index for leaf in made.current.values()), default=0)


@given(TOLD, st.data())
def test_an_entry_with_one_bit_changed_is_never_read_as_it_was(
    told: Told, data: st.DataObject
) -> None:
    entries = registered(told, T).entries or (entry("issue", c=C),)
    own = data.draw(st.sampled_from(entries))
    bit = data.draw(st.integers(0, len(own) * 8 - 1))
    changed = bytearray(own)
    changed[bit // 8] ^= 1 << bit % 8
    with suppress(ValueError):
        assert read_entry(bytes(changed)) != read_entry(own)


@given(st.lists(st.binary(max_size=80) | st.sampled_from([entry("issue", c=C)]), max_size=8))
def test_no_bytes_make_it_raise(entries: list[bytes]) -> None:
    assert isinstance(replay(entries), Replayed)


GOOD = entry("issue", c=C)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"\xff", "not JSON in UTF-8"),
        (b"[" * 900, "not JSON in UTF-8"),
        (b"[]", "no JSON object"),
        (GOOD + b" ", "RFC 8785"),
        (GOOD.replace(b",", b", "), "RFC 8785"),
        (GOOD.replace(b'"v":1', b'"v":1,"v":1'), "RFC 8785"),
        (GOOD.replace(b"issue", b"award"), "none of the acts"),
        (b'{"e":["issue"]}', "none of the acts"),
        (GOOD.replace(b'"v":1', b'"v":2'), "'v'"),
        (GOOD.replace(b'"v":1', b'"v":true'), "'v'"),
        (entry("issue", c=C, x=1), "and no others"),
        (entry("issue"), "and no others"),
        (entry("issue", -1, c=C), "'t'"),
        (entry("issue", c=C[:-1]), "'c'"),
        (entry("issue", c=f"{C[:-1]}{chr(ord(C[-1]) + 1)}"), "'c'"),
        (entry("define", c=C, a="../x"), "'a'"),
        (entry("define", c=C, a="a\n"), "'a'"),
        (entry("revoke", i="0"), "'i'"),
        (entry("key", k="z6Mk", s="from"), "'k'"),
        (entry("key", k=KEYS[0], s="until"), "'s'"),
        (entry("key", k=KEYS[0], s="from", i=0), "and no others"),
        (entry("key", k=KEYS[0], s="withdrawn"), "and no others"),
        (b'{"a":"' + b"a" * 1024 + b'"}', "too long"),
    ],
)
def test_what_is_no_entry_of_format_1_is_named(data: bytes, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        read_entry(data)
    [(leaf, message)] = faults(GOOD, data, GOOD)
    assert (leaf, wrong in message) == (1, True)


@pytest.mark.parametrize(
    ("entries", "leaf", "wrong"),
    [
        ([entry("issue", T + 1, c=C), entry("issue", T, c=D)], 1, "earlier"),
        ([entry("revoke", i=0)], 0, "no award stands"),
        ([GOOD, entry("revoke", i=1)], 1, "no award stands"),
        ([entry("define", a="a", c=C), entry("change", c=D, i=0)], 1, "no award stands"),
        ([entry("define", a="a", c=C), entry("define", a="a", c=C)], 1, "stands already"),
        ([GOOD, entry("change", c=C, i=0)], 1, "what it is already"),
        ([GOOD, entry("revoke", i=0), entry("revoke", i=0)], 2, "done before"),
        ([GOOD, entry("change", c=D, i=0), entry("revoke", i=0)], 2, "replaced before"),
        ([GOOD, entry("change", c=D, i=0), entry("change", c=E, i=0)], 2, "replaced before"),
        ([GOOD, entry("reinstate", c=C, i=0)], 1, "not withdrawn"),
        ([GOOD, entry("revoke", i=0), entry("change", c=D, i=0)], 2, "no 'revoke' follows"),
        ([GOOD, entry("revoke", i=0), entry("change", c=D, i=0), GOOD], 2, "no 'revoke' follows"),
        ([GOOD, entry("erase", i=0), entry("change", c=D, i=0)], 2, "no 'erase' follows"),
        ([entry("key", k=KEYS[0], s="from")] * 2, 1, "signs already"),
        ([entry("key", k=KEYS[0], s="withdrawn", i=0)], 0, "never signed"),
        ([entry("key", k=KEYS[0], s="from"), *[entry("key", k=KEYS[0], s="withdrawn", i=0)] * 2],
         2, "withdrawn from that leaf already"),
    ],
)  # fmt: skip
def test_an_entry_that_may_not_stand_where_it_does_is_named(
    entries: list[bytes], leaf: int, wrong: str
) -> None:
    [(found, message)] = faults(*entries)
    assert (found, wrong in message) == (leaf, True), message


def test_a_changed_award_that_stays_withdrawn_is_withdrawn_again() -> None:
    assert faults(
        GOOD, entry("revoke", i=0), entry("erase", i=0), entry("change", c=D, i=0),
        entry("revoke", i=3), entry("erase", i=3), entry("reinstate", c=D, i=3),
    ) == []  # fmt: skip


def test_a_key_counts_until_the_leaf_it_is_withdrawn_from() -> None:
    log = [entry("key", k=KEYS[0], s="from"), GOOD, entry("key", k=KEYS[0], s="withdrawn", i=1)]
    key = replay(log).keys[KEYS[0]]
    assert (key.leaves, key.counts_for(0), key.counts_for(1)) == ((0, 2), True, False)
    assert replay([*log, entry("key", k=KEYS[0], s="from")]).keys[KEYS[0]].counts_for(1)
