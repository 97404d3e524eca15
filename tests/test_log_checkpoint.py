"""Checkpoints: read as written, of the one log whose key signed them, and of nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.checkpoint import Checkpoint, origin_of, read_checkpoint
from badgeledger.log.merkle import EMPTY_ROOT
from badgeledger.log.note import Vkey, note

SECRET = Secret(bytes(range(32)))
ORIGIN = "badges.example/ledger"
VKEY = Vkey(ORIGIN, decode_public_key(SECRET.public_key))
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="


def signed(text: str) -> bytes:
    return note(text, VKEY, SECRET.sign(text.encode()))


@given(st.integers(1, 2**53 - 1), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_reads_as_it_was_written(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(ORIGIN, size, root)
    assert read_checkpoint(signed(checkpoint.text), VKEY) == checkpoint


def test_its_text_is_that_of_the_specification() -> None:
    text = f"example.com/behind-the-sofa\n20852163\n{ROOT}\n"
    root = bytes.fromhex("0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62")
    assert Checkpoint("example.com/behind-the-sofa", 20852163, root).text == text


def test_a_log_without_entries_has_one_root() -> None:
    empty = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    assert read_checkpoint(signed(empty.text), VKEY) == empty
    with pytest.raises(ContentError, match="B0828"):
        read_checkpoint(signed(Checkpoint(ORIGIN, 0, bytes(32)).text), VKEY)


def test_further_lines_do_not_matter() -> None:
    text = f"{ORIGIN}\n7\n{ROOT}\nan extension\nanother\n"
    assert read_checkpoint(signed(text), VKEY).size == 7


@pytest.mark.parametrize(
    "text",
    [
        "\n", f"{ORIGIN}\n", f"{ORIGIN}\n7\n", f"\n{ORIGIN}\n7\n{ROOT}\n",
        f"{ORIGIN}\n7\n{ROOT}\n\n", f"{ORIGIN}\n7\n{ROOT}\n\nmore\n", f"{ORIGIN}\n\n{ROOT}\n",
        *(f"{ORIGIN}\n{size}\n{ROOT}\n" for size in (
            "07", "-7", "+7", "7.0", "0x7", "7 ", "٧", "1e3", "9007199254740992", "9" * 5000,
        )),
        *(f"{ORIGIN}\n7\n{root}\n" for root in (
            ROOT[:-1], ROOT + "=", ROOT[:-2] + "J=", ROOT.replace("/", "_"), "AAAA", ROOT[4:],
            "AAAA" + ROOT, " " + ROOT, "x" * 5000,
        )),
    ],
)  # fmt: skip
def test_what_is_signed_but_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ContentError, match="B0828"):
        read_checkpoint(signed(text), VKEY)


def test_the_checkpoint_of_another_log_is_refused() -> None:
    with pytest.raises(ContentError, match="B0829"):
        read_checkpoint(signed(f"other.example/ledger\n7\n{ROOT}\n"), VKEY)


def test_a_checkpoint_that_another_key_signed_is_refused() -> None:
    other = Secret(bytes(32))
    text = Checkpoint(ORIGIN, 7, bytes(32)).text
    theirs = Vkey(ORIGIN, decode_public_key(other.public_key))
    with pytest.raises(ContentError, match="B0826"):
        read_checkpoint(note(text, theirs, other.sign(text.encode())), VKEY)
    with pytest.raises(ContentError, match="B0827"):
        read_checkpoint(note(text, VKEY, other.sign(text.encode())), VKEY)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(ContentError):
        read_checkpoint(data, VKEY)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n")))
def test_any_other_signed_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(ContentError, match=r"B0828|B0829"):
        read_checkpoint(signed(text + "\n"), VKEY)


@pytest.mark.parametrize(
    ("site", "origin"),
    [
        ("https://badges.example", "badges.example/ledger"),
        ("http://127.0.0.1:8000", "127.0.0.1:8000/ledger"),
        ("https://badges.example:8443/a/~b", "badges.example:8443/a/~b/ledger"),
        ("https://badges.example/c++", "badges.example/c%2B%2B/ledger"),
    ],
)
def test_the_origin_is_the_address_of_the_log_without_its_scheme(site: str, origin: str) -> None:
    assert origin_of(site) == origin
    assert Vkey.read(Vkey(origin, VKEY.key).text).name == origin
