"""Signed notes: what the specification calls one opens, and no text without its signature."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.note import Vkey, from_base64, note, open_note, to_base64


def key_of(secret: Secret, name: str = "badges.example/ledger") -> Vkey:
    return Vkey(name, decode_public_key(secret.public_key))


def line_of(name: str, signed: bytes) -> str:
    return f"— {name} {base64.b64encode(signed).decode()}\n"


SECRET, OTHER = Secret(bytes(range(32))), Secret(bytes(32))
VKEY = key_of(SECRET)
TEXT = "first line\n\nlast line\n"
NOTE = note(TEXT, VKEY, SECRET.sign(TEXT.encode()))
WITNESS = line_of("witness.example", b"\1\2\3\4" + bytes(72))
SHORTEST = line_of("witness.example", b"\1\2\3\4\5")
OURS = NOTE.decode().removeprefix(TEXT + "\n")

# The example in the documentation of Go's golang.org/x/mod/sumdb/note.
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_NOTE = GO_TEXT + (
    "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpR"
    "Zb6KE6RyyBwJnAM=\n"
)


def test_a_note_of_another_implementation_opens() -> None:
    assert open_note(GO_NOTE.encode(), Vkey.read(GO_VKEY)) == GO_TEXT


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n")))
def test_a_note_that_was_written_opens(text: str) -> None:
    text += "\n"
    assert open_note(note(text, VKEY, SECRET.sign(text.encode())), VKEY) == text


@given(st.integers(0, 8 * len(NOTE) - 1))
def test_a_note_with_a_flipped_bit_does_not_open(bit: int) -> None:
    wrong = (int.from_bytes(NOTE, "big") ^ 1 << bit).to_bytes(len(NOTE), "big")
    with pytest.raises(ContentError, match=r"B0825|B0826|B0827"):
        open_note(wrong, VKEY)


@given(st.binary(max_size=200) | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_other_bytes_are_refused_in_words(data: bytes) -> None:
    for wrong in (data, NOTE + data if data else b"", data + b"\n\n" + OURS.encode()):
        with pytest.raises(ContentError, match=r"B0825|B0826|B0827"):
            open_note(wrong, VKEY)


@pytest.mark.parametrize(
    "lines", [WITNESS + OURS, OURS + WITNESS, OURS + OURS, OURS + 99 * WITNESS, OURS + SHORTEST]
)
def test_other_peoples_signatures_and_repeated_ones_do_not_matter(lines: str) -> None:
    assert open_note(f"{TEXT}\n{lines}".encode(), VKEY) == TEXT


def test_a_key_of_our_name_or_of_our_id_alone_is_a_stranger() -> None:
    strangers = line_of(VKEY.name, b"\1\2\3\4" + bytes(64)) + line_of(
        "other.example", VKEY.key_id + bytes(64)
    )
    assert open_note(f"{TEXT}\n{strangers}{OURS}".encode(), VKEY) == TEXT
    with pytest.raises(ContentError, match="B0826"):
        open_note(f"{TEXT}\n{strangers}".encode(), VKEY)


@pytest.mark.parametrize("signature", [bytes(64), b"\0", bytes(65), OTHER.sign(TEXT.encode())])
def test_a_line_of_ours_that_does_not_verify_spoils_the_note(signature: bytes) -> None:
    bad = line_of(VKEY.name, VKEY.key_id + signature)
    for lines in (bad, bad + OURS, OURS + bad):
        with pytest.raises(ContentError, match="B0827"):
            open_note(f"{TEXT}\n{lines}".encode(), VKEY)


def test_a_key_that_is_no_point_of_the_curve_verifies_nothing() -> None:
    vkey = Vkey(VKEY.name, b"\2" + bytes(31))
    with pytest.raises(ContentError, match="B0827"):
        open_note(note(TEXT, vkey, bytes(64)), vkey)


def encoded(line: str) -> str:
    return line.split(" ")[2]


@pytest.mark.parametrize(
    "wrong",
    [
        "", "text", TEXT, f"{TEXT}\n", OURS, f"\n{OURS}", f"{TEXT}{OURS}",
        NOTE.decode().removesuffix("\n"),
        f"{NOTE.decode()}\n",
        f"{NOTE.decode()}more\n",
        f"{TEXT}\n{OURS.replace('—', '-')}",
        f"{TEXT}\n{OURS.replace('— ', '—')}",
        f"{TEXT}\n{OURS.replace('— ', '—  ')}",
        f"{TEXT}\n {OURS}",
        f"{TEXT}\n{OURS.replace(VKEY.name, '')}",
        f"{TEXT}\n{OURS.replace(VKEY.name, 'a+b')}",
        f"{TEXT}\n" + OURS.replace(VKEY.name, "a\u00a0b"),
        f"{TEXT}\n{OURS.replace(VKEY.name, 'a b')}",
        f"{TEXT}\n{OURS.replace('=', '')}",
        f"{TEXT}\n{OURS.replace(encoded(OURS), '')}",
        f"{TEXT}\n{OURS}— witness.example AAAAAA==\n",
        f"{TEXT}\n{OURS}— witness.example AAAAAAB=\n",
        f"{TEXT}\n{OURS}— witness.example AAAA_-AA\n",
        f"{TEXT}\n{OURS}{100 * WITNESS}",
        NOTE.decode().replace("\n", "\r\n"),
        NOTE.decode().replace("first", "\0"),
        NOTE.decode().replace("first", "\x1b[31m"),
        NOTE.decode().replace("first", "x" * 1_000_000),
    ],
)  # fmt: skip
def test_what_is_no_note_is_refused(wrong: str) -> None:
    with pytest.raises(ContentError, match="B0825"):
        open_note(wrong.encode(), VKEY)


NAMES = st.text(min_size=1).filter(
    lambda name: (
        not any(c.isspace() or c == "+" or c < " " or "\ud800" <= c < "\ue000" for c in name)
    )
)


@given(NAMES, st.binary(min_size=32, max_size=32))
def test_a_verifier_key_reads_as_it_was_written(name: str, key: bytes) -> None:
    assert Vkey.read(Vkey(name, key).text) == Vkey(name, key)


def test_a_verifier_key_of_another_implementation_is_the_same() -> None:
    vkey = Vkey.read(GO_VKEY)
    assert (vkey.text, vkey.name, vkey.key_id.hex()) == (GO_VKEY, "PeterNeumann", "c74f20a3")


ED448 = base64.b64encode(b"\2" + VKEY.key).decode()


@pytest.mark.parametrize(
    "wrong",
    [
        "", "+", "++", "name", "name+c74f20a3", "\ud800+c74f20a3+AQ==", "\x01+c74f20a3+AQ==",
        VKEY.text + "\n", " " + VKEY.text, VKEY.text[:-4], VKEY.text + "AAAA",
        VKEY.text.replace(VKEY.key_id.hex(), VKEY.key_id.hex().upper()),
        VKEY.text.replace(VKEY.key_id.hex(), "00000000"),
        VKEY.text.replace("badges.example", "badges.examples"),
        Vkey("two words", VKEY.key).text, Vkey("", VKEY.key).text,
        f"{VKEY.name}+{VKEY.key_id.hex()}+{ED448}",
        Vkey(VKEY.name, VKEY.key[:31]).text,
    ],
)  # fmt: skip
def test_what_is_no_verifier_key_is_refused(wrong: str) -> None:
    with pytest.raises(ContentError, match="B0824"):
        Vkey.read(wrong)


@given(st.text() | st.binary(max_size=60).map(to_base64))
def test_base64_is_read_in_the_one_way_that_it_is_written(text: str) -> None:
    data = from_base64(text)
    assert data is None or to_base64(data) == text


@pytest.mark.parametrize("text", ["AA", "AA=", "AB==", "AA==\n", "A A=", "AA==AA==", "A-==", "é"])
def test_other_base64_is_none(text: str) -> None:
    assert from_base64(text) is None
