"""Status lists, and lists from elsewhere."""

import base64
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.credential.status_list import (
    LEAVES_PER_LIST,
    encode_list,
    status_entry,
    status_list_credential,
)

SITE = "https://badges.example"
ISSUER = {"id": "did:web:badges.example", "type": ["Profile"], "name": "College"}


def unpacked(encoded: str) -> bytes:
    assert encoded.startswith("u")
    assert "=" not in encoded
    return base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4))


def listed(number: int, ended: list[int]) -> bytes:
    document = status_list_credential(number, ended, issuer=ISSUER, site=SITE, time=0)
    return gzip.decompress(unpacked(document["credentialSubject"]["encodedList"]))


@pytest.mark.parametrize(
    ("position", "list_number", "index"), [(0, 0, "0"), (131071, 0, "131071"), (131072, 1, "0")]
)
def test_positions_count_within_their_list(position: int, list_number: int, index: str) -> None:
    entry = status_entry(position, SITE)
    assert entry["statusListCredential"] == f"{SITE}/status/{list_number}.json"
    assert entry["statusListIndex"] == index
    assert entry["id"] != entry["statusListCredential"]


@given(st.sets(st.integers(0, 3 * LEAVES_PER_LIST - 1), max_size=20), st.integers(0, 2))
def test_exactly_the_ended_leaves_of_a_list_are_set(ended: set[int], number: int) -> None:
    bits = listed(number, sorted(ended))
    assert len(bits) * 8 == LEAVES_PER_LIST
    here = [leaf % LEAVES_PER_LIST for leaf in ended if leaf // LEAVES_PER_LIST == number]
    assert all(bits[index // 8] & (0x80 >> index % 8) for index in here)
    assert int.from_bytes(bits).bit_count() == len(here)


def test_index_0_is_the_left_most_bit() -> None:
    assert listed(0, [0])[0] == 0b1000_0000
    assert listed(0, [15])[:2] == b"\x00\x01"


def test_a_list_is_a_credential_of_the_same_issuer() -> None:
    document = status_list_credential(2, [], issuer=ISSUER, site=SITE, time=1767225600)
    assert document["id"] == f"{SITE}/status/2.json"
    assert document["issuer"] == ISSUER
    assert document["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert document["validFrom"] == "2026-01-01T00:00:00Z"
    assert document["credentialSubject"]["statusPurpose"] == "revocation"


@given(st.binary(max_size=300))
def test_any_gunzip_reads_what_is_written_here(bits: bytes) -> None:
    data = unpacked(encode_list(bits))
    assert gzip.decompress(data) == bits
    assert data[:10] == bytes.fromhex("1f8b08000000000000ff")
