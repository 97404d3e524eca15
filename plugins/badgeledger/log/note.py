"""Signed notes and the keys that sign them (C2SP signed-note), Ed25519 alone.

    example.org/badges/ledger
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.org/badges/ledger Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv…

The text is not handed out before a signature of the expected key verified. Signatures are made
elsewhere. Other people's lines (witnesses) may stand beside it, and are not judged.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Self

from badgeledger.errors import ContentError
from badgeledger.keys import ed25519

ED25519 = b"\x01"  # the signature type
MOST_BYTES = 1_000_000
MOST_SIGNATURES = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NAME = re.compile(r"[^\s+\x00-\x1f\ud800-\udfff]+")


def from_base64(text: str) -> bytes | None:
    """The bytes of a text in standard base64, written in the one way there is; None if not so."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    return data if to_base64(data) == text else None


def to_base64(data: bytes) -> str:
    """The bytes in standard base64."""
    return base64.b64encode(data).decode("ascii")


@dataclass(frozen=True, slots=True)
class Vkey:
    """A verifier key: the name it signs under, and the Ed25519 public key of 32 bytes."""

    name: str
    key: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell keys of one name apart."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:4]

    @property
    def text(self) -> str:
        """The key as text, `name+hex of its id+base64`, without a newline."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(ED25519 + self.key)}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The key of such a text. Raises ContentError (B0824) for any other."""
        name, _, rest = text.partition("+")
        data = from_base64(rest.partition("+")[2]) or b""
        vkey = cls(name, data[1:])
        # Written again it is the same only if its id, its form and its signature type were right.
        if not _is_name(name) or len(data) != 33 or vkey.text != text:
            raise ContentError.because(
                "B0824",
                f"{text[:80]!r} is not the verifier key of a log with Ed25519",
                "take the key from `ledger/vkey`, or from the issuer's DID document",
            )
        return vkey


def _is_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def note(text: str, vkey: Vkey, signature: bytes) -> bytes:
    """The text, which ends with a newline, as a note with the key's signature of its bytes."""
    line = to_base64(vkey.key_id + signature)
    return f"{text}\n— {vkey.name} {line}\n".encode()


def open_note(data: bytes, vkey: Vkey) -> str:
    """The text of a note that the key signed.

    Raises ContentError: B0825 for what is no note, B0826 where no line is of that key, B0827 where
    one is that does not verify.
    """
    text, lines = _parts(data)
    for signature in _signatures(lines, vkey):
        _verify(vkey, text.encode(), signature)
    return text


def signature_in(data: bytes, vkey: Vkey) -> bytes:
    """The first signature of a note by the key, whether it verifies or not.

    Raises ContentError: B0825 for what is no note, B0826 where no line is of that key.
    """
    return _signatures(_parts(data)[1], vkey)[0]


def _signatures(lines: list[str], vkey: Vkey) -> list[bytes]:
    """The key's own signatures, one at least. Raises ContentError (B0825, B0826)."""
    signatures = [_signature(line) for line in lines]
    ours = [signed for name, signed in signatures if (name, signed[:4]) == (vkey.name, vkey.key_id)]
    if not ours:
        raise ContentError.because(
            "B0826",
            f"the note is not signed by {vkey.text[:200]}",
            "take the note and the key from the same place",
        )
    return [signed[4:] for signed in ours]


def _parts(data: bytes) -> tuple[str, list[str]]:
    """The text, and the lines that sign it: what stands before and after the last empty line."""
    if len(data) > MOST_BYTES:
        raise _malformed("it is too long")
    try:
        whole = data.decode()
    except UnicodeDecodeError:
        raise _malformed("it is not UTF-8") from None
    if _CONTROL.search(whole):
        raise _malformed("it has control characters")
    text, empty_line, signatures = whole.rpartition("\n\n")
    if not empty_line or not signatures.endswith("\n"):
        raise _malformed("no signature stands below its text")
    lines = signatures.removesuffix("\n").split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise _malformed("it has too many signatures")
    return f"{text}\n", lines


def _signature(line: str) -> tuple[str, bytes]:
    """The name in a signature line, and the key id and signature behind it."""
    dash, name, encoded = (*line.split(" "), "", "", "")[:3]
    signed = from_base64(encoded) or b""
    if line != f"{dash} {name} {encoded}" or dash != "—" or not _is_name(name) or len(signed) < 5:
        raise _malformed("one of its signature lines is not of the form `— name base64`")
    return name, signed


def _verify(vkey: Vkey, text: bytes, signature: bytes) -> None:
    try:
        ed25519.verify(vkey.key, text, signature)
    except ContentError:
        raise ContentError.because(
            "B0827",
            f"the note's signature by {vkey.name[:200]} does not verify: it was changed",
            "get the note again",
        ) from None


def _malformed(fault: str) -> ContentError:
    return ContentError.because("B0825", f"this is no signed note: {fault}", "get the note again")
