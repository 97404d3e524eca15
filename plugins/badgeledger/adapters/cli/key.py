"""`badgeledger key`: the keys that sign badges, from the first to the last, and the log's."""

import os
import stat
import sys
import time
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from badgeledger.adapters.cli.files import issuer_of
from badgeledger.adapters.cli.keyring import (
    keyring_options,
    keyring_path,
    passphrase,
    read_keyring,
    write_keyring,
)
from badgeledger.adapters.cli.options import InOrder, find_ledger, ledger_option, today
from badgeledger.errors import ContentError, UsageError
from badgeledger.keys.ed25519 import Secret
from badgeledger.ledger.files import create, read_file, replace
from badgeledger.ledger.history import read_history
from badgeledger.ledger.reader import read_keys
from badgeledger.ledger.writer import write
from badgeledger.model import Issuer, Keys, SigningKey, Withdrawal
from badgeledger.record import record

FILE = "keys.yml"


@click.group(cls=InOrder)
def key() -> None:
    """Make, change and show the keys of badges and log.

    The public keys stand in keys.yml and are reviewed like everything else. The secrets are kept in
    a keyring file, sealed with a passphrase, outside the ledger: for backup, and to copy the
    current one into the secrets of the workflow that publishes.
    """


@key.command()
@keyring_options
@ledger_option
def new(keyring: Path | None, passphrase_file: Path | None, root: Path) -> None:
    """Make the ledger's first signing key, and the key of its log.

    \b
    Examples:
      badgeledger key new
      badgeledger key new --keyring /media/usb/badges.keyring
    """
    issuer = issuer_of(root)
    path = keyring_path(keyring, issuer, root)
    if (root / FILE).exists():
        raise UsageError.because(
            "B0908", f"the ledger has a {FILE} already", "make the next key with `key rotate`"
        )
    if path.exists():
        raise UsageError.because(
            "B0906", f"{path} is there already", "name another with --keyring FILE"
        )
    secret, log_secret = Secret.generate(), Secret.generate()
    secrets = {each.public_key: each for each in (secret, log_secret)}
    write_keyring(path, secrets, passphrase(passphrase_file, new=True))
    keys = Keys(signing=(_signing_key(secret, issuer),), log=log_secret.public_key)
    create(root, FILE, write(keys, FILE))
    click.echo(secret.public_key)
    click.echo(
        f"It is in {FILE}, beside the key of the log; their secrets are in {path}. Keep a copy of"
        f" that file and the passphrase in a safe place.\nNow commit {FILE}; `badgeledger key"
        " export` and `badgeledger key export --log` show the two secrets for the workflow.",
        err=True,
    )


@key.command()
@keyring_options
@ledger_option
def rotate(keyring: Path | None, passphrase_file: Path | None, root: Path) -> None:
    """Make the next signing key: from its commit on, it signs.

    The keys before it stay in keys.yml, so that badges downloaded earlier keep verifying.

    \b
    Example:
      badgeledger key rotate
    """
    issuer, keys = issuer_of(root), _keys(root)
    secret = _kept_secret(keyring_path(keyring, issuer, root), passphrase_file)
    _replace(root, keys, (*keys.signing, _signing_key(secret, issuer)))
    click.echo(secret.public_key)
    click.echo(
        f"It is the last in {FILE} now. Commit it, and when that is merged put the secret of"
        " `badgeledger key export` in the old one's place.",
        err=True,
    )


@key.command()
@keyring_options
@ledger_option
def log(keyring: Path | None, passphrase_file: Path | None, root: Path) -> None:
    """Make the log's key: the first one, or another in its place.

    The log goes on under the new key. What was signed with the old one still binds: the gate takes
    the last published checkpoint by any key that `log` of keys.yml ever named.

    \b
    Example:
      badgeledger key log
    """
    issuer, keys = issuer_of(root), _keys(root)
    secret = _kept_secret(keyring_path(keyring, issuer, root), passphrase_file)
    replace(root, FILE, write(keys.model_copy(update={"log": secret.public_key}), FILE))
    click.echo(secret.public_key)
    click.echo(
        f"It is the log's key in {FILE} now. Commit it, and when that is merged put the secret of"
        " `badgeledger key export --log` into BADGELEDGER_LOG_KEY.",
        err=True,
    )


def _kept_secret(keyring: Path, passphrase_file: Path | None) -> Secret:
    """A new secret, which is in the keyring by now, beside those that were."""
    words = passphrase(passphrase_file, new=False)
    secret = Secret.generate()
    write_keyring(keyring, read_keyring(keyring, words) | {secret.public_key: secret}, words)
    return secret


def _complete_key(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    root = ctx.params.get("root") or find_ledger(Path.cwd())
    if root is None or not (root / FILE).exists():
        return []
    keys = [entry.key for entry in _keys(root).trusted]
    return [CompletionItem(name) for name in keys if name.startswith(typed)]


@key.command()
@click.argument("public_key", metavar="KEY", shell_complete=_complete_key)
@click.option(
    "--compromised", is_flag=True,
    help="You say that somebody else may have the secret. Needed: this is not for old keys.",
)  # fmt: skip
@click.option(
    "--from", "first_leaf", type=click.IntRange(min=0), metavar="LEAF",
    help="First leaf of the log that it does not count for.  [default: the next one]",
)  # fmt: skip
@click.option("--reason", help="For the files: what happened.")
@ledger_option
def withdraw(
    public_key: str, *, compromised: bool, first_leaf: int | None, reason: str | None, root: Path
) -> None:
    """Withdraw KEY, because somebody else may have its secret.

    A key that merely grew old is not withdrawn but rotated. The next build signs every badge anew
    with the current key. A download that KEY signed counts on only where the log proves that the
    badge was in it before LEAF: give the first leaf that came after the secret may have got out.

    \b
    Examples:
      badgeledger key withdraw z6Mk…QVBiyH --compromised --from 4711
      badgeledger key withdraw z6Mk…QVBiyH --compromised --reason "Laptop stolen on 3 May"
    """
    issuer, keys = issuer_of(root), _keys(root)
    if public_key not in [entry.key for entry in keys.trusted]:
        raise UsageError.because(
            "B0909", f"{FILE} has no such key, or it is withdrawn",
            "give one of: " + ", ".join(entry.key for entry in keys.trusted),
        )  # fmt: skip
    if not compromised:
        raise UsageError.because(
            "B0860", "a key is withdrawn only where somebody else may have its secret",
            "say so with --compromised, or replace an old key with `badgeledger key rotate`",
        )  # fmt: skip
    leaf = _first_bad_leaf(root, first_leaf)
    withdrawal = Withdrawal(on=today(issuer), reason=reason, first_leaf=leaf)
    signing = tuple(
        entry.model_copy(update={"withdrawn": withdrawal}) if entry.key == public_key else entry
        for entry in keys.signing
    )
    after = _replace(root, keys, signing)
    click.echo(f"Withdrawn from leaf {leaf} of the log on. Commit {FILE}.")
    if after.current is None:
        click.echo("No key is left to sign with: run `badgeledger key rotate`.", err=True)


@key.command()
@click.option("--log", "of_log", is_flag=True, help="Show the secret of the log's key instead.")
@click.option("--pipe", is_flag=True, help="Write into a pipe, where no terminal is.")
@keyring_options
@ledger_option
def export(
    *, of_log: bool, pipe: bool, keyring: Path | None, passphrase_file: Path | None, root: Path
) -> None:
    """Show the current key's secret, or that of the log's key.

    They are for the secrets BADGELEDGER_KEY and BADGELEDGER_LOG_KEY of the workflow that publishes.
    Whoever has the first can sign in the institution's name. A secret goes to a terminal, or with
    --pipe into a pipe: never into a file, and never into the log of a workflow.

    \b
    Examples:
      badgeledger key export
      badgeledger key export --pipe | gh secret set BADGELEDGER_KEY --env signing
      badgeledger key export --log --pipe | gh secret set BADGELEDGER_LOG_KEY --env signing
    """
    _refuse_logs(pipe=pipe)
    public_key = _exported(_keys(root), of_log=of_log)
    path = keyring_path(keyring, issuer_of(root), root)
    secrets = read_keyring(path, passphrase(passphrase_file, new=False))
    if public_key not in secrets:
        raise ContentError.because(
            "B0910", f"the keyring does not hold the key {public_key} of {FILE}",
            "name the keyring that does with --keyring FILE",
        )  # fmt: skip
    click.echo(secrets[public_key].reveal())


def _exported(keys: Keys, *, of_log: bool) -> str:
    """The public key whose secret is asked for."""
    if of_log and keys.log:
        return keys.log
    if not of_log and keys.current:
        return keys.current.key
    command = "key log" if of_log else "key rotate"
    raise UsageError.because(
        "B0538", f"{FILE} names no such key", f"make one with `badgeledger {command}`"
    )


def _refuse_logs(*, pipe: bool) -> None:
    """Refuse to show a secret where it would stay."""
    if not os.environ.get("CI") and sys.stdout is not None:
        piped = pipe and stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
        if piped or sys.stdout.isatty():
            return
    raise UsageError.because(
        "B0911", "the secret would stay in a file or a log, for others to find",
        "run it at a terminal, or with --pipe and a pipe behind it",
    )  # fmt: skip


def _keys(root: Path) -> Keys:
    if not (root / FILE).exists():
        raise UsageError.because(
            "B0912", f"the ledger has no {FILE}", "make a key with `badgeledger key new`"
        )
    return read_keys(read_file(root, FILE), FILE)


def _replace(root: Path, keys: Keys, signing: tuple[SigningKey, ...]) -> Keys:
    """The keys as they stand in the file now, with other signing keys."""
    changed = keys.model_copy(update={"signing": signing})
    replace(root, FILE, write(changed, FILE))
    return changed


def _signing_key(secret: Secret, issuer: Issuer) -> SigningKey:
    return SigningKey(key=secret.public_key, added=today(issuer))


def _first_bad_leaf(root: Path, wanted: int | None) -> int:
    """The leaf that was asked for, or the next one: what is not in the log yet is never excused."""
    following = len(record(read_history(root, now=int(time.time()))).entries)
    if wanted is not None and wanted > following:
        raise UsageError.because(
            "B0861", f"--from: the log has no leaf {wanted} yet",
            f"give {following}, the next one, or an earlier one",
        )  # fmt: skip
    return following if wanted is None else wanted
