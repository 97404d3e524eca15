"""`badgeledger hash-email FILE…`: an e-mail address in an award file becomes its hash."""

from pathlib import Path

import click

from badgeledger.adapters.cli.files import award_path, issuer_of
from badgeledger.adapters.cli.options import ledger_option
from badgeledger.credential.identity import hash_identity
from badgeledger.errors import UsageError
from badgeledger.ledger.files import read_file, replace
from badgeledger.ledger.reader import read_award
from badgeledger.ledger.writer import replace_email
from badgeledger.model import Award


@click.command("hash-email")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@ledger_option
def hash_email(files: tuple[str, ...], root: Path) -> None:
    """Replace e-mail addresses in award files by hashes.

    For FILEs that were written by hand, before they are committed: what was once committed stays
    in git's history. Files without an e-mail address are left as they are.

    \b
    Example:
      badgeledger hash-email credentials/2026-05/*.yml
    """
    if issuer_of(root).emails == "allowed":
        raise UsageError.because(
            "B0715", "issuer.yml says `emails: allowed`",
            "nothing is to be done; or change it to `emails: hashed` first",
        )  # fmt: skip
    paths = [award_path(root, file) for file in files]
    edited = {path: data for path in paths if (data := _hashed(root, path)) is not None}
    for path, data in edited.items():
        replace(root, path, data)
        click.echo(path)
    click.echo(f"{len(edited)} of {len(files)} files had an e-mail address.", err=True)


def _hashed(root: Path, path: str) -> bytes | None:
    """The file's new bytes; None where it has no e-mail address."""
    data = read_file(root, path)
    award = read_award(data, path)
    if not isinstance(award, Award) or award.recipient.email is None:
        return None
    award_id = path.rpartition("/")[2].removesuffix(".yml")
    return replace_email(data, path, hash_identity(award.recipient.email, award_id))
