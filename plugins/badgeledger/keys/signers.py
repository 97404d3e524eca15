"""Who signs: a key, or the signatures that a key made earlier.

A build runs themes and plugins, so a published site is built without a key (DESIGN.md, "Where the
key is"): `badgeledger sign` writes a signatures file, and the build takes each signature from it.
A signature is never taken on trust: it is verified against the data that the build itself made.

Badges and status lists are signed with one key, the log's checkpoint with another. The signatures
file is RFC 8785 JSON, one line, members sorted:

    {"commit":"<hex>","key":"z6Mk…","log_key":"z6Mk…",
     "signatures":{"credentials/<uuid>/credential.json":"z…","ledger/checkpoint":"z…"}}
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import rfc8785

from badgeledger.errors import ContentError
from badgeledger.keys.ed25519 import Secret, verify
from badgeledger.keys.multikey import decode_public_key, from_multibase, to_multibase

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_AGAIN = "run `badgeledger sign` on the commit that is built, and build with the file it writes"


class Signer(Protocol):
    """What a site's signatures are made with."""

    @property
    def public_key(self) -> str:
        """The public key of badges and status lists, as Multikey."""

    @property
    def log_key(self) -> str:
        """The public key of the log, as Multikey."""

    def expect(self, commit: str, paths: Iterable[str]) -> None:
        """Be told, before anything is signed, the commit and the artifacts to come."""

    def sign(self, path: str, data: bytes, /) -> bytes:
        """The signature (64 bytes) of the data that is to stand in the artifact at `path`."""

    def sign_log(self, path: str, data: bytes, /) -> bytes:
        """The same with the log's key."""


class KeySigner:
    """Signs with keys at hand. It cannot be pickled, since a `Secret` cannot."""

    def __init__(self, secret: Secret, log_secret: Secret) -> None:
        self._secret = secret
        self._log_secret = log_secret
        self.public_key = secret.public_key
        self.log_key = log_secret.public_key

    def expect(self, commit: str, paths: Iterable[str]) -> None:
        """A key signs whatever comes."""

    def sign(self, _path: str, data: bytes, /) -> bytes:
        """The signature of the data: a key signs any artifact."""
        return self._secret.sign(data)

    def sign_log(self, _path: str, data: bytes, /) -> bytes:
        """The signature of the data with the log's key."""
        return self._log_secret.sign(data)


@dataclass(frozen=True, slots=True)
class Signatures:
    """What a signatures file holds: artifact path to signature, as in `proofValue`."""

    key: str
    log_key: str
    commit: str
    signatures: Mapping[str, str]


class FileSigner:
    """Gives the signatures of a file, each verified against the data first."""

    def __init__(self, signatures: Signatures) -> None:
        self._signatures = signatures
        self.public_key = signatures.key
        self.log_key = signatures.log_key

    def expect(self, commit: str, paths: Iterable[str]) -> None:
        """Refuse signatures of another commit, and any that is missing or belongs to no artifact.

        Raises ContentError (B0531, B0533, B0534).
        """
        if self._signatures.commit != commit:
            raise ContentError.because(
                "B0534",
                f"the signatures were made for commit {self._signatures.commit}, this is {commit}",
                _AGAIN,
            )
        needed, given = set(paths), set(self._signatures.signatures)
        problems = [problem for path in needed - given for problem in _missing(path).problems]
        problems += [problem for path in given - needed for problem in _foreign(path).problems]
        if problems:
            raise ContentError(problems)

    def sign(self, path: str, data: bytes, /) -> bytes:
        """The file's signature for `path`.

        Raises ContentError: B0531 where it has none, B0532 where it is not of this data.
        """
        return self._signature(path, data, self.public_key)

    def sign_log(self, path: str, data: bytes, /) -> bytes:
        """The same, made with the log's key."""
        return self._signature(path, data, self.log_key)

    def _signature(self, path: str, data: bytes, key: str) -> bytes:
        if path not in self._signatures.signatures:
            raise _missing(path)
        signature = from_multibase(self._signatures.signatures[path]) or b""
        try:
            verify(decode_public_key(key), data, signature)
        except ContentError:
            raise ContentError.because(
                "B0532", "its signature was not made for this content", _AGAIN, path=path
            ) from None
        return signature


def read_signatures(data: bytes) -> Signatures:
    """The signatures of a file's bytes. Raises ContentError (B0530) for another form."""
    try:
        value = json.loads(data)
        read = Signatures(value["key"], value["log_key"], value["commit"], value["signatures"])
        decode_public_key(read.key)
        decode_public_key(read.log_key)
        whole = (
            write_signatures(read) == data
            and _COMMIT.fullmatch(read.commit) is not None
            and all(isinstance(text, str) for text in read.signatures.values())
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ContentError):
        whole = False
    if not whole:
        raise ContentError.because("B0530", "this is not a whole signatures file", _AGAIN)
    return read


def write_signatures(signatures: Signatures) -> bytes:
    """The bytes of a signatures file: the same for the same signatures."""
    return rfc8785.dumps({
        "key": signatures.key,
        "log_key": signatures.log_key,
        "commit": signatures.commit,
        "signatures": dict(signatures.signatures),
    }) + b"\n"  # fmt: skip


def signature_text(signature: bytes) -> str:
    """A signature as it stands in the file and in `proofValue`: base58btc multibase."""
    return to_multibase(signature)


def _missing(path: str) -> ContentError:
    return ContentError.because("B0531", "there is no signature for it", _AGAIN, path=path)


def _foreign(path: str) -> ContentError:
    return ContentError.because(
        "B0533",
        "there is a signature for it, but the build has no such artifact",
        _AGAIN,
        path=path,
    )
