"""Status lists, and lists from elsewhere."""

import base64
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.credential.status_list import (
    LARGEST_LIST,
    LEAF_PER_LIST,
    decode_list,
    encode_list,
    is_set,
    status_entry,
    status_list_credential,
)
from badgeledger.errors import ContentError

SITE = "https://badges.example"
ISSUER = {"id": "did:web:badges.example", "type": ["Profile"], "name": "College"}


def packed(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def listed(number: int, ended: list[int]) -> bytes:
    document = status_list_credential(number, ended, issuer=ISSUER, site=SITE, time=0)
    return decode_list(document["credentialSubject"]["encodedList"])


@pytest.mark.parametrize(
    ("position", "list_number", "index"), [(0, 0, "0"), (131071, 0, "131071"), (131072, 1, "0")]
)
def test_positions_count_within_their_list(position: int, list_number: int, index: str) -> None:
    entry = status_entry(position, SITE)
    assert entry["statusListCredential"] == f"{SITE}/status/{list_number}.json"
    assert entry["statusListIndex"] == index
    assert entry["id"] != entry["statusListCredential"]


@given(st.sets(st.integers(0, 3 * LEAF_PER_LIST - 1), max_size=20), st.integers(0, 2))
def test_exactly_the_ended_leaves_of_a_list_are_set(ended: set[int], number: int) -> None:
    bits = listed(number, sorted(ended))
    assert len(bits) * 8 == LEAF_PER_LIST
    here = [leaf % LEAF_PER_LIST for leaf in ended if leaf // LEAF_PER_LIST == number]
    assert all(is_set(bits, index) for index in here)
    assert int.from_bytes(bits).bit_count() == len(here)


def test_index_0_is_the_left_most_bit() -> None:
    assert listed(0, [0])[0] == 0b1000_0000
    assert listed(0, [15])[:2] == b"\x00\x01"


def test_beyond_the_list_there_is_no_bit() -> None:
    with pytest.raises(IndexError):
        is_set(b"\x00", 8)


def test_a_list_is_a_credential_of_the_same_issuer() -> None:
    document = status_list_credential(2, [], issuer=ISSUER, site=SITE, time=1767225600)
    assert document["id"] == f"{SITE}/status/2.json"
    assert document["issuer"] == ISSUER
    assert document["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert document["validFrom"] == "2026-01-01T00:00:00Z"
    assert document["credentialSubject"]["statusPurpose"] == "revocation"


@given(st.binary(max_size=300))
def test_any_gunzip_reads_what_is_written_here(bits: bytes) -> None:
    text = encode_list(bits)
    assert "=" not in text
    data = base64.urlsafe_b64decode(text[1:] + "==")
    assert gzip.decompress(data) == bits
    assert data[:10] == bytes.fromhex("1f8b08000000000000ff")


@given(st.binary(max_size=300))
def test_what_any_gzip_wrote_is_read_here(bits: bytes) -> None:
    assert decode_list(packed(gzip.compress(bits, mtime=0))) == bits
    assert decode_list(encode_list(bits)) == bits


@pytest.mark.parametrize(
    "text",
    [
        "",
        "u",
        "uH4sI AAA",
        "uH4sI\n",
        packed(gzip.compress(b"x"))[1:],
        "u" + "A" * 5,
        packed(b"no gzip"),
        packed(gzip.compress(b"x" * 99)[:-1]),
        packed(gzip.compress(b"x") + b"more"),
        packed(gzip.compress(b"x") + gzip.compress(b"y")),
        packed(gzip.compress(b"x")) + "=",
        packed(gzip.compress(b"x")).replace("u", "z", 1),
    ],
)
def test_a_malformed_list_is_refused(text: str) -> None:
    with pytest.raises(ContentError, match="B0604"):
        decode_list(text)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb", mtime=0) as file:
        for _ in range(LARGEST_LIST // 2**20):
            file.write(bytes(2**20))
        file.write(b"\x00")
    with pytest.raises(ContentError, match="B0605"):
        decode_list(packed(bomb.getvalue()))
