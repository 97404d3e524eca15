"""Opens an edition: finds who signs, from the environment, a signatures file or a throwaway key.

Shared by MkDocs and the command line, so that both publish and preview by the same rules: a
signatures file or `BADGELEDGER_KEY` publishes, neither previews. What is published goes through the
gate, against the log that `published.py` finds.
"""

from collections.abc import Mapping
from pathlib import Path

from badgeledger.adapters.secrets import SIGNATURES, log_secret, preview_secret, signing_secret
from badgeledger.build import Opened, OpenEdition
from badgeledger.edition import preview_edition, published_edition
from badgeledger.errors import MachineError
from badgeledger.gate import FindPublished
from badgeledger.keys.signers import FileSigner, KeySigner, read_signatures
from badgeledger.ledger.history import History


def preview(root: Path) -> OpenEdition:
    """Always a preview of the ledger at `root`, whatever keys there are."""

    def open_edition(_history: History) -> Opened:
        secret = preview_secret(root)
        return Opened(preview_edition(secret.public_key), KeySigner(secret, secret), None)

    return open_edition


def with_key(environ: Mapping[str, str], find: FindPublished) -> OpenEdition:
    """The institution's own edition, signed with the keys of the environment.

    Opening it raises MachineError (B0528, B0535) where one is missing.
    """

    def open_edition(history: History) -> Opened:
        secret, log = signing_secret(environ), log_secret(environ)
        if secret is None:
            raise MachineError.because(
                "B0528",
                "there is no signing key: BADGELEDGER_KEY is not set",
                "set it to the text that `badgeledger key export` shows",
            )
        if log is None:
            raise MachineError.because(
                "B0535",
                "there is no key for the log: BADGELEDGER_LOG_KEY is not set",
                "set it to the text that `badgeledger key export --log` shows",
            )
        edition = published_edition(history, secret.public_key, log.public_key)
        return Opened(edition, KeySigner(secret, log), find(history.issuer))

    return open_edition


def with_signatures(path: Path, find: FindPublished) -> OpenEdition:
    """The institution's own edition, with the signatures of a file."""

    def open_edition(history: History) -> Opened:
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
        edition = published_edition(history, signatures.key, signatures.log_key)
        return Opened(edition, FileSigner(signatures), find(history.issuer))

    return open_edition


def by_environment(root: Path, environ: Mapping[str, str], find: FindPublished) -> OpenEdition:
    """What a build on this machine makes: the signatures named by `BADGELEDGER_SIGNATURES`, else
    the key, else a preview."""
    if environ.get(SIGNATURES):
        return with_signatures(Path(environ[SIGNATURES]), find)
    return with_key(environ, find) if signing_secret(environ) else preview(root)
