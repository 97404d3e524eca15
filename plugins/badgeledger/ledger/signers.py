"""Who made a commit, where a signature proves it: for issuers that show their staff by name.

Git keeps an SSH signature in the commit. It counts if its key stands in the ledger's file
`allowed_signers`, which is reviewed like everything else: OpenSSH's own format (ssh-keygen(1),
"ALLOWED SIGNERS"), so that git reads the same file. A line is

    mira.holt@college.example namespaces="git",valid-before="20270101" ssh-ed25519 AAAA… Mira Holt

and the comment at its end is the name that is shown. Of a merge that nobody signed, whoever signed
the last commit that was merged made it. All else has no name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from badgeledger.errors import ContentError, Problem
from badgeledger.keys.ssh_signature import public_key, signing_key
from badgeledger.ledger.files import is_regular, read_file
from badgeledger.ledger.git import Contents, repository_around

FILE = "allowed_signers"
_LINE = re.compile(
    r'\S+(?: +((?:[^\s"]|"[^"]*")+))? +ssh-ed25519 +([A-Za-z0-9+/=]+)(?: +(.*\S))? *'
)
_OPTION = re.compile(r'([a-z-]+)(?:="([^"]*)")?(?:,|$)')
_TIME = ("%Y%m%d", "%Y%m%d%H%M", "%Y%m%d%H%M%S")
_SIGNATURE = re.compile(rb"^(?:gpgsig|gpgsig-sha256) ((?:[^\n]*\n)(?: [^\n]*\n)*)", re.MULTILINE)
_COMMITTER = re.compile(rb"^committer .* (\d{1,12}) [+-]\d{4}$", re.MULTILINE)
_PARENT = re.compile(rb"^parent ([0-9a-f]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class AllowedSigner:
    """A line of `allowed_signers`; the times, in UTC seconds, bound the commits it counts for."""

    key: bytes
    name: str
    after: float
    before: float


def names_of_signers(root: Path, commits: Iterable[str]) -> dict[str, str]:
    """By commit of the ledger at `root`, who made it; those are left out of which none is proven.

    Raises ContentError (B0332) with every line of `allowed_signers` that cannot be read.
    """
    repository = repository_around(root)
    if repository is None or not is_regular(root, FILE):
        return {}
    allowed = read_allowed_signers(read_file(root, FILE))
    wanted = [each for each in dict.fromkeys(commits) if each]
    with repository.contents() as contents:
        named, merged = _names(contents, wanted, allowed)
        behind, _ = _names(contents, [*merged.values()], allowed)
    return named | {each: behind[last] for each, last in merged.items() if last in behind}


def read_allowed_signers(data: bytes) -> list[AllowedSigner]:
    """The signers of a file's bytes. Raises ContentError (B0332) for other lines."""
    signers: list[AllowedSigner] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        signer = _signer(line)
        if signer:
            signers.append(signer)
        else:
            problems.append(_unread(number))
    if problems:
        raise ContentError(problems)
    return signers


def _signer(line: str) -> AllowedSigner | None:
    found = _LINE.fullmatch(line)
    key = public_key(found[2]) if found else None
    options = _options(found[1] or "") if found else None
    if not found or key is None or options is None or not found[3]:
        return None
    after, before = (_time(options.get(name)) for name in ("valid-after", "valid-before"))
    if after is None or before is None:
        return None
    return AllowedSigner(key, found[3], after or 0, before or float("inf"))


def _options(text: str) -> Mapping[str, str] | None:
    """The options of a line; None where one is not known, or is for other signatures than git's."""
    options = dict[str, str](_OPTION.findall(text))
    whole = ",".join(f'{name}="{value}"' for name, value in options.items())
    known = {"namespaces", "valid-after", "valid-before"}
    if whole != text or not options.keys() <= known:
        return None
    return options if "git" in options.get("namespaces", "git").split(",") else None


def _time(text: str | None) -> float | None:
    """A time of an option in UTC seconds; 0 where there is none, None for what is no time."""
    if text is None:
        return 0
    for form in _TIME:
        try:
            return datetime.strptime(text.removesuffix("Z"), form).replace(tzinfo=UTC).timestamp()
        except ValueError:
            continue
    return None


def _names(
    contents: Contents, commits: Sequence[str], allowed: Sequence[AllowedSigner]
) -> tuple[dict[str, str], dict[str, str]]:
    """By commit: who signed it; and of merges that nobody named signed, the last commit merged."""
    named: dict[str, str] = {}
    merged: dict[str, str] = {}
    for commit, data in zip(commits, contents.commits(commits), strict=True):
        name = _name(data, allowed)
        parents = _PARENT.findall(data.partition(b"\n\n")[0])
        if name:
            named[commit] = name
        elif len(parents) == 2:
            merged[commit] = parents[1].decode()
    return named, merged


def _name(data: bytes, allowed: Sequence[AllowedSigner]) -> str | None:
    header, blank, message = data.partition(b"\n\n")
    header += b"\n"
    found = _SIGNATURE.search(header)
    time = _COMMITTER.search(header)
    if found is None or time is None:
        return None
    signed = header[: found.start()] + header[found.end() :] + blank[1:] + message
    armoured = found[1].replace(b"\n ", b"\n").decode("ascii", "replace")
    key = signing_key(armoured, signed, "git")
    made = int(time[1])
    return next(
        (each.name for each in allowed if each.key == key and each.after <= made < each.before),
        None,
    )


def _unread(line: int) -> Problem:
    return Problem(
        FILE, line, 0, "B0332",
        "this is no line of OpenSSH's allowed signers with an Ed25519 key and a name",
        "write `EMAIL namespaces=\"git\" ssh-ed25519 KEY NAME`, as ssh-keygen(1) has it",
    )  # fmt: skip
