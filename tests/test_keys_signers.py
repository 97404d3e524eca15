"""Signers: a key, or a file of signatures that is never taken on trust."""

from dataclasses import replace
from multiprocessing.reduction import ForkingPickler
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.signers import (
    FileSigner,
    KeySigner,
    Signatures,
    Signer,
    read_signatures,
    signature_text,
    write_signatures,
)

COMMIT = "0123456789abcdef0123456789abcdef01234567"
SECRET = Secret(bytes(32))
DATA = {"a.json": b"one", "b.json": b"two"}
LOG_SECRET = Secret(b"\x09" * 32)
LOG_KEY = LOG_SECRET.public_key
SIGNATURES = Signatures(
    SECRET.public_key,
    LOG_KEY,
    COMMIT,
    {path: signature_text(SECRET.sign(data)) for path, data in DATA.items()},
)


def codes(refusal: pytest.ExceptionInfo[ContentError]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in refusal.value.problems]


def test_a_file_signs_as_its_key_did() -> None:
    with_key: Signer = KeySigner(SECRET, LOG_SECRET)
    with_file: Signer = FileSigner(read_signatures(write_signatures(SIGNATURES)))
    assert with_file.public_key == with_key.public_key
    for path, data in DATA.items():
        assert with_file.sign(path, data) == with_key.sign(path, data)


def test_the_log_is_signed_with_its_own_key() -> None:
    text = signature_text(LOG_SECRET.sign(b"log"))
    file = FileSigner(replace(SIGNATURES, signatures={"ledger/checkpoint": text}))
    assert file.sign_log("ledger/checkpoint", b"log") == LOG_SECRET.sign(b"log")
    with pytest.raises(ContentError, match="B0532"):
        file.sign("ledger/checkpoint", b"log")


def test_a_file_can_go_to_another_process_and_a_key_cannot() -> None:
    signer = ForkingPickler.loads(ForkingPickler.dumps(FileSigner(SIGNATURES)))
    assert signer.sign("a.json", b"one") == SECRET.sign(b"one")
    with pytest.raises(TypeError, match="sign where the key is"):
        ForkingPickler.dumps(KeySigner(SECRET, LOG_SECRET))


def test_a_missing_signature_is_told() -> None:
    with pytest.raises(ContentError) as refusal:
        FileSigner(SIGNATURES).sign("c.json", b"three")
    assert codes(refusal) == [("c.json", "B0531")]


@pytest.mark.parametrize(
    "signatures",
    [
        SIGNATURES,  # of other data
        Signatures(SECRET.public_key, LOG_KEY, COMMIT, {"a.json": "not a signature"}),
        Signatures(SECRET.public_key, LOG_KEY, COMMIT, {"a.json": "z11"}),
        Signatures(Secret(b"\x01" * 32).public_key, LOG_KEY, COMMIT, SIGNATURES.signatures),
    ],
)
def test_a_signature_is_never_taken_on_trust(signatures: Signatures) -> None:
    with pytest.raises(ContentError) as refusal:
        FileSigner(signatures).sign("a.json", b"other")
    assert codes(refusal) == [("a.json", "B0532")]


def test_signatures_must_be_of_this_commit_and_no_more_nor_less() -> None:
    FileSigner(SIGNATURES).expect(COMMIT, iter(DATA))
    with pytest.raises(ContentError, match="B0534"):
        FileSigner(SIGNATURES).expect(COMMIT.replace("0", "1"), DATA)
    with pytest.raises(ContentError) as refusal:
        FileSigner(SIGNATURES).expect(COMMIT, ["b.json", "c.json", "d.json"])
    assert codes(refusal) == [("a.json", "B0533"), ("c.json", "B0531"), ("d.json", "B0531")]


def test_the_file_is_canonical() -> None:
    turned = replace(SIGNATURES, signatures=dict(reversed([*SIGNATURES.signatures.items()])))
    assert write_signatures(turned) == write_signatures(SIGNATURES)
    assert write_signatures(SIGNATURES).startswith(b'{"commit":"0123')


@given(st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=4))
def test_files_come_back_as_they_were(entries: dict[str, str]) -> None:
    signatures = Signatures(SECRET.public_key, LOG_KEY, COMMIT, entries)
    assert read_signatures(write_signatures(signatures)) == signatures


def file(**members: Any) -> bytes:
    keys = {"key": SECRET.public_key, "log_key": LOG_KEY}
    whole = {**keys, "commit": COMMIT, "signatures": {"a": "z1"}, **members}
    return rfc8785.dumps(whole) + b"\n"


assert read_signatures(file()).commit == COMMIT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        file()[:-1],
        file()[:40],
        file().replace(b":", b": ", 1),
        file().replace(b'"a":"z1"', b'"a":"z1","a":"z2"'),
        file(more=1),
        file(key="z6Mk"),
        file(key=None),
        file(log_key="z6Mk"),
        file(commit="HEAD"),
        file(commit=5),
        file(signatures=[]),
        file(signatures={"a": 1}),
    ],
)
def test_what_is_not_a_whole_file_is_refused(data: bytes) -> None:
    with pytest.raises(ContentError, match="B0530"):
        read_signatures(data)
