"""Opens an edition: finds who signs, from the environment, a signatures file or a throwaway key.

Shared by MkDocs and the command line, so that both publish and preview by the same rules: a
signatures file or `BADGELEDGER_KEY` publishes, neither previews.
"""

from collections.abc import Mapping
from pathlib import Path

from badgeledger.adapters.secrets import preview_secret, signing_secret
from badgeledger.build import OpenEdition
from badgeledger.edition import Edition, preview_edition, published_edition
from badgeledger.errors import MachineError
from badgeledger.keys.signers import FileSigner, KeySigner, Signer, read_signatures
from badgeledger.ledger.history import History

SIGNATURES = "BADGELEDGER_SIGNATURES"


def preview(root: Path) -> OpenEdition:
    """Always a preview of the ledger at `root`, whatever keys there are."""

    def open_edition(_history: History) -> tuple[Edition, Signer]:
        signer = KeySigner(preview_secret(root))
        return preview_edition(signer.public_key), signer

    return open_edition


def with_key(environ: Mapping[str, str]) -> OpenEdition:
    """The institution's own edition, signed with the key of the environment.

    Opening it raises MachineError (B0528) where there is no key.
    """

    def open_edition(history: History) -> tuple[Edition, Signer]:
        secret = signing_secret(environ)
        if secret is None:
            raise MachineError.because(
                "B0528",
                "there is no signing key: BADGELEDGER_KEY is not set",
                "set it to the text that `badgeledger key export` shows",
            )
        signer = KeySigner(secret)
        return published_edition(history, signer.public_key), signer

    return open_edition


def with_signatures(path: Path) -> OpenEdition:
    """The institution's own edition, with the signatures of a file."""

    def open_edition(history: History) -> tuple[Edition, Signer]:
        try:
            data = path.read_bytes()
        except OSError as cause:
            raise MachineError.because(
                "B0529",
                f"the signatures file cannot be read: {cause.strerror}",
                "make it with `badgeledger sign`",
                path=str(path),
            ) from None
        signatures = read_signatures(data)
        return published_edition(history, signatures.key), FileSigner(signatures)

    return open_edition


def by_environment(root: Path, environ: Mapping[str, str]) -> OpenEdition:
    """What a build on this machine makes: the signatures named by `BADGELEDGER_SIGNATURES`, else
    the key, else a preview."""
    if environ.get(SIGNATURES):
        return with_signatures(Path(environ[SIGNATURES]))
    return with_key(environ) if signing_secret(environ) else preview(root)
