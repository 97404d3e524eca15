"""As whom a build signs: the institution itself, or a preview that nobody can take for it.

DESIGN.md, "Preview and publish". A preview is issued by the `did:key` of a throwaway key. To
publish takes a clean, full clone and the key that `keys.yml` names as current; anything less is
refused with the reason.
"""

from dataclasses import dataclass

from badgeledger.credential.did_document import issuer_did
from badgeledger.errors import MachineError
from badgeledger.ledger.history import History


@dataclass(frozen=True, slots=True)
class Edition:
    """The issuer's identity in one build; both public keys, the log's too, are Multikeys."""

    did: str
    public_key: str
    log_key: str
    preview: bool

    @property
    def verification_method(self) -> str:
        """Address of the key: the DID, and the key itself as its fragment."""
        return f"{self.did}#{self.public_key}"


def preview_edition(public_key: str) -> Edition:
    """An edition of the throwaway key's own `did:key`, with which the log is signed as well."""
    return Edition(f"did:key:{public_key}", public_key, public_key, preview=True)


def published_edition(history: History, public_key: str, log_key: str) -> Edition:
    """The institution's own edition, signed with `public_key`, and its log with `log_key`.

    Raises `MachineError` where the state of the clone or a key does not allow publishing.
    """
    if history.obstacles:
        raise MachineError(history.obstacles)
    if history.changed_elsewhere:
        more = len(history.changed_elsewhere) - 1
        raise MachineError.because(
            "B0407",
            "the file is not in the last commit, or differs from it"
            f"{f', as do {more} more' if more else ''}",
            "commit it, stash it, or have git ignore it: a site is published from a commit alone",
            path=history.changed_elsewhere[0],
        )
    current = history.keys.current if history.keys else None
    if current is None or current.key != public_key:
        expected = current.key if current else "no key"
        raise MachineError.because(
            "B0510",
            f"the signing key is {public_key}, but keys.yml names {expected} as current",
            "sign with the current key, or add this one with `badgeledger key rotate`",
            path="keys.yml",
        )
    expected = log_key_of(history)
    if expected != log_key:
        raise MachineError.because(
            "B0537",
            f"the log's key is {log_key}, but keys.yml names {expected}",
            "sign the log with the secret that `badgeledger key export --log` shows",
            path="keys.yml",
        )
    return Edition(issuer_did(history.issuer), public_key, log_key, preview=False)


def log_key_of(history: History) -> str:
    """The public key that the log is signed with, by keys.yml. Raises MachineError (B0536)."""
    if history.keys is None or history.keys.log is None:
        raise MachineError.because(
            "B0536",
            "keys.yml names no key for the log",
            "make one with `badgeledger key log`; where there is no keys.yml yet, `key new` makes"
            " all keys",
            path="keys.yml",
        )
    return history.keys.log
