"""Keys as text: one way of writing each, and no secret in an error."""

import base58
import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.keys.multikey import (
    decode_public_key,
    decode_secret_key,
    encode_public_key,
    encode_secret_key,
    from_multibase,
    to_multibase,
)

# The key pair of the W3C vectors of vc-di-eddsa.
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"


@given(st.binary(min_size=32, max_size=32))
def test_keys_come_back_as_they_were(key: bytes) -> None:
    assert decode_public_key(encode_public_key(key)) == key
    assert decode_secret_key(encode_secret_key(key)) == key
    assert encode_public_key(key).startswith("z6Mk")
    assert encode_secret_key(key).startswith("z3u2")


def test_the_official_pair_is_read() -> None:
    assert encode_public_key(decode_public_key(PUBLIC)) == PUBLIC
    assert encode_secret_key(decode_secret_key(SECRET)) == SECRET


@given(st.binary(min_size=1, max_size=90))
def test_multibase_comes_back_as_it_was(data: bytes) -> None:
    assert from_multibase(to_multibase(data)) == data


@given(st.integers(0, 9), st.binary(max_size=90))
def test_multibase_is_base58_as_others_write_it(zeros: int, data: bytes) -> None:
    whole = bytes(zeros) + data
    assert to_multibase(whole) == "z" + base58.b58encode(whole).decode()


WRONG = [
    "",
    "z",
    PUBLIC[1:],
    f"m{PUBLIC[1:]}",
    f"{PUBLIC}\n",
    f" {PUBLIC}",
    f"{PUBLIC} ",
    PUBLIC[:-1],
    f"{PUBLIC}1",
    PUBLIC.replace("k", "0"),
    f"z1{PUBLIC[1:]}",
    "z6Mké" + PUBLIC[5:],
    "z" + "1" * 1_000_000,
    to_multibase(b"\xec\x01" + bytes(32)),  # X25519
    to_multibase(b"\xed\x01" + bytes(31)),
    to_multibase(b"\xed\x01" + bytes(64)),
]


@pytest.mark.parametrize("text", [*WRONG, SECRET])
def test_what_is_not_a_public_key_is_refused(text: str) -> None:
    with pytest.raises(ContentError, match="B0520") as refusal:
        decode_public_key(text)
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize("text", [*WRONG, PUBLIC, SECRET[:-1], to_multibase(bytes(34))])
def test_what_is_not_a_secret_key_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(ContentError, match="B0521") as refusal:
        decode_secret_key(text)
    assert len(text) < 5 or text not in str(refusal.value)
    assert refusal.value.__cause__ is None
