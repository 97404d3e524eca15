"""The keyring file at the edge: where it lies, and who types its passphrase.

A passphrase is typed at a terminal or comes from a file or file descriptor, never from an argument
or the environment, which other processes can see.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from badgeledger.adapters.cli.screen import at_terminal
from badgeledger.adapters.secrets import no_core_dumps
from badgeledger.errors import UsageError
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.keyring import open_keyring, seal_keyring
from badgeledger.model import Issuer

Command = Callable[..., None]


def keyring_options(command: Command) -> Command:
    """Adds `--keyring` and `--passphrase-file`."""
    keyring = click.option(
        "--keyring", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help="The keyring file.  [default: one for this site in your own configuration folder]",
    )  # fmt: skip
    passphrase = click.option(
        "--passphrase-file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE", help="Take the passphrase from its first line; /dev/fd/3 is a file too.",
    )  # fmt: skip
    return keyring(passphrase(command))


def keyring_path(chosen: Path | None, issuer: Issuer, root: Path) -> Path:
    """The keyring file chosen, or the site's own: outside the ledger, so that git never sees it.

    Raises UsageError (B0917) for one below `root`, the ledger's folder.
    """
    if chosen is not None:
        if chosen.resolve().is_relative_to(root.resolve()):
            raise UsageError.because(
                "B0917", f"the keyring {chosen} would lie in the ledger", "keep it outside"
            )
        return chosen
    name = re.sub(r"[^a-z0-9.-]+", "-", issuer.site.partition("://")[2].lower())
    return Path(click.get_app_dir("badgeledger")) / f"{name}.keyring"


def passphrase(file: Path | None, *, new: bool) -> str:
    """The keyring's passphrase; a new one is typed twice. Raises UsageError with nobody to ask."""
    no_core_dumps()
    if file is not None:
        return file.read_text("utf-8").partition("\n")[0]
    if not at_terminal():
        raise UsageError.because(
            "B0905", "the keyring needs its passphrase, and there is no terminal to ask at",
            "give --passphrase-file FILE",
        )  # fmt: skip
    words = "New passphrase, of several words" if new else "Passphrase of the keyring"
    typed: str = click.prompt(words, hide_input=True, confirmation_prompt=new, err=True)
    return typed


def read_keyring(path: Path, words: str) -> dict[str, Secret]:
    """The secrets of the keyring by public key. Raises UsageError where there is none (B0907)."""
    if not path.exists():
        raise UsageError.because(
            "B0907", f"there is no keyring file {path}", "name it with --keyring FILE"
        )
    return open_keyring(path.read_bytes(), words)


def write_keyring(path: Path, secrets: Mapping[str, Secret], words: str) -> None:
    """Seal the secrets into the file, in one step and for its owner only."""
    data = seal_keyring(secrets, words)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
