"""The keyring: opens with its passphrase, and tells what else is wrong."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.pwhash import argon2id

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.keyring import open_keyring, seal_keyring

CHEAP = {"opslimit": argon2id.OPSLIMIT_MIN, "memlimit": argon2id.MEMLIMIT_MIN}
SECRETS = {"signing": Secret(bytes(32)), "log": Secret(bytes([1]) * 32)}
SEALED = seal_keyring(SECRETS, "correct horse", **CHEAP)


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1).filter(lambda text: text.isprintable()), st.sets(st.text(max_size=8)))
def test_secrets_come_back_by_name(passphrase: str, names: set[str]) -> None:
    secrets = {name: Secret.generate() for name in names}
    opened = open_keyring(seal_keyring(secrets, passphrase, **CHEAP), passphrase)
    assert {name: secret.reveal() for name, secret in opened.items()} == {
        name: secret.reveal() for name, secret in secrets.items()
    }


def test_the_usual_cost_is_stored_in_the_file() -> None:
    sealed = seal_keyring(SECRETS, "correct horse")
    assert json.loads(sealed)["argon2id"]["memlimit"] == 2**28
    assert set(open_keyring(sealed, "correct horse")) == {"signing", "log"}


def test_letters_composed_in_another_way_open_it_too() -> None:
    assert open_keyring(seal_keyring(SECRETS, "caf\u00e9", **CHEAP), "cafe\u0301")


def test_no_secret_is_in_the_file() -> None:
    for secret in SECRETS.values():
        assert secret.reveal().encode() not in SEALED
    assert seal_keyring(SECRETS, "correct horse", **CHEAP) != SEALED


@pytest.mark.parametrize("passphrase", ["", "correct", "correct horse "])
def test_a_wrong_passphrase_is_told(passphrase: str) -> None:
    with pytest.raises(ContentError, match="B0524"):
        open_keyring(SEALED, passphrase)


def test_an_empty_passphrase_seals_nothing() -> None:
    with pytest.raises(ContentError, match="B0525"):
        seal_keyring(SECRETS, "", **CHEAP)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, len(SEALED.rstrip()) - 1))
def test_a_file_cut_anywhere_is_told(length: int) -> None:
    with pytest.raises(ContentError, match="B0523"):
        open_keyring(SEALED[:length], "correct horse")


def changed(**members: Any) -> bytes:
    return json.dumps({**json.loads(SEALED), **members}).encode()


def cost(**members: Any) -> bytes:
    return changed(argon2id={**json.loads(SEALED)["argon2id"], **members})


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"\xff",
        b"[" * 100_000,
        changed(format="badgeledger-keyring-2"),
        changed(argon2id=None),
        changed(sealed=5),
        changed(sealed="AAAA"),
        changed(sealed="not base64"),
        cost(salt="AAAA"),
        cost(opslimit=0),
        cost(opslimit=21),
        cost(opslimit="x"),
        cost(memlimit=1),
        cost(memlimit=2**31),
    ],
)
def test_what_is_not_a_whole_keyring_is_refused_before_it_costs(data: bytes) -> None:
    with pytest.raises(ContentError, match="B0523"):
        open_keyring(data, "correct horse")


def test_a_changed_box_is_refused() -> None:
    sealed = json.loads(SEALED)["sealed"]
    other = ("B" if sealed[-5] != "B" else "C").join((sealed[:-5], sealed[-4:]))
    with pytest.raises(ContentError, match="B0524"):
        open_keyring(changed(sealed=other), "correct horse")
