"""Signing and verifying, and a secret that keeps to itself."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import Secret, verify
from badgeledger.keys.multikey import decode_public_key

# RFC 8032, section 7.1, test 2.
SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_vector_of_rfc_8032() -> None:
    secret = Secret(SEED)
    assert decode_public_key(secret.public_key) == PUBLIC
    assert secret.sign(b"\x72") == SIGNATURE
    verify(PUBLIC, b"\x72", SIGNATURE)


@given(st.integers(0, 511), st.binary(max_size=8))
def test_any_change_of_one_bit_is_refused(bit: int, data: bytes) -> None:
    secret = Secret(SEED)
    signature = bytearray(secret.sign(data))
    verify(PUBLIC, data, bytes(signature))
    signature[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ContentError, match="B0522"):
        verify(PUBLIC, data, bytes(signature))
    with pytest.raises(ContentError, match="B0522"):
        verify(PUBLIC, data + b"\x00", secret.sign(data))


@pytest.mark.parametrize("signature", [b"", SIGNATURE[:63], SIGNATURE + b"\x00"])
def test_a_signature_of_another_length_is_refused(signature: bytes) -> None:
    with pytest.raises(ContentError, match="B0522"):
        verify(PUBLIC, b"\x72", signature)


@pytest.mark.parametrize("key", [b"", PUBLIC[:31], bytes(32), b"\x01" + bytes(31), b"\xff" * 32])
def test_bytes_that_are_no_key_are_refused(key: bytes) -> None:
    with pytest.raises(ContentError, match="B0520"):
        verify(key, b"\x72", SIGNATURE)


def test_new_keys_differ() -> None:
    assert Secret.generate().public_key != Secret.generate().public_key


def test_a_secret_is_revealed_only_when_asked() -> None:
    secret = Secret(SEED)
    revealed = secret.reveal()
    assert Secret.from_multikey(revealed).public_key == secret.public_key
    for shown in (repr(secret), str(secret), f"{secret}", repr([secret])):
        assert shown.strip("[]") == f"<Secret of {secret.public_key}>"
        assert revealed not in shown
        assert SEED.hex() not in shown


def test_a_secret_is_neither_pickled_nor_copied() -> None:
    secret = Secret(SEED)
    for duplicate in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="sign where the key is"):
            duplicate(secret)
    with pytest.raises(AttributeError):
        object.__setattr__(secret, "anything", 1)
