"""From a list of learners to award files: the flow of awarding, finding and mailing.

    list ─ rows ─ learners ─ triage ─ award files
                                    └ mail merge

Files come in and go out as bytes by path: the command line reads and writes them, all or none. An
e-mail address is found again by its hash with each award's own salt, and goes nowhere but into the
mail merge.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from badgeledger.credential.identity import hash_identity
from badgeledger.errors import ContentError, Problem, UsageError
from badgeledger.ledger.reader import read_award
from badgeledger.ledger.rules.awards import award_rules
from badgeledger.ledger.worktree import Ledger, Source
from badgeledger.ledger.writer import write
from badgeledger.linkable import unlinkable_awards
from badgeledger.model import Award, Issuer, Recipient
from badgeledger.roster.learners import Learner, Prize, read_learners
from badgeledger.roster.table import Row
from badgeledger.roster.triage import Held, triage

File = tuple[str, bytes]  # path relative to the ledger's root, with `/`, and content
FOLDER = re.compile(r"[^\W_][\w .()-]*")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Order:
    """What staff asked for: the prize, and how strict to be.

    `folder` is the one below `credentials/`, `today` bounds the days of awards, and `source` is
    what problems call the list, "" for the command line's own options.
    """

    prize: Prize
    folder: str
    today: date
    source: str = ""
    again: bool = False
    skip_bad: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the mail merge."""

    name: str
    email: str
    address: str


@dataclass(frozen=True, slots=True)
class Awarded:
    """What is to be written, who is to be told, and which rows were left out."""

    files: tuple[File, ...]
    people: tuple[Person, ...]
    skipped: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    path: str
    data: bytes
    award: Award
    person: Person
    line: int


@dataclass(frozen=True, slots=True)
class Holding:
    """An award that an e-mail address has."""

    path: str
    id: str
    award: Award


def award(
    rows: Sequence[Row], order: Order, issuer: Issuer, awards: Iterable[File],
    new_id: Callable[[], str],
) -> Awarded:  # fmt: skip
    """The award files of all rows; `awards` are those that the ledger has.

    Raises ContentError with the problems of every row at fault, unless bad rows are to be skipped
    and there is a good one; UsageError for a folder's name that cannot be (B0711).
    """
    check_folder(order.folder)
    learners, problems = read_learners(rows, order.prize, order.source)
    held = _nobody if order.again else _held(list(awards), order.prize.slug)
    accepted, refused = triage(learners, held, order.source)
    drafts = [_draft(new_id(), learner, order.folder, issuer) for learner in accepted]
    faults = _faults(drafts, order, issuer)
    kept = [draft for draft in drafts if draft.path not in faults]
    problems += [*refused, *(problem for found in faults.values() for problem in found)]
    if problems and not (order.skip_bad and kept):
        raise ContentError(problems)
    return Awarded(
        files=tuple((draft.path, draft.data) for draft in kept),
        people=tuple(draft.person for draft in kept),
        skipped=tuple(sorted(problems)),
    )


def find(awards: Iterable[File], email: str) -> Iterator[Holding]:
    """The awards of an e-mail address, whatever its upper and lower case."""
    for path, data, identity in _with_traces(awards, email):
        entry = _read(path, data)
        if entry and _is_of(entry.recipient, email, identity):
            yield Holding(path, _id(path), entry)


def unreadable(awards: Iterable[File], email: str) -> Iterator[str]:
    """The paths of files that may be awards of an e-mail address, and are at fault."""
    for path, data, _ in _with_traces(awards, email):
        try:
            read_award(data, path)
        except ContentError:
            yield path


def _with_traces(awards: Iterable[File], email: str) -> Iterator[tuple[str, bytes, str]]:
    """The files that hold an e-mail address or its hash, and that hash.

    Reading a file as YAML takes long; most are told apart by their bytes alone.
    """
    for path, data in awards:
        identity = hash_identity(email, _id(path))
        if identity.encode() in data or email.lower().encode() in data.lower():
            yield path, data, identity


def standing(awards: Iterable[File]) -> Iterator[Holding]:
    """The awards that can be read and were not revoked."""
    for path, data in awards:
        entry = _read(path, data)
        if entry and not entry.revoked:
            yield Holding(path, _id(path), entry)


def address(issuer: Issuer, award_id: str) -> str:
    """The public address of an award's page."""
    return f"{issuer.site}/credentials/{award_id}/"


def mail_merge(people: Iterable[Person]) -> bytes:
    """The CSV for the institution's own mail merge: UTF-8 with the mark that Excel looks for.

    A cell that a spreadsheet would run as a formula is made text by an apostrophe before it.
    """
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(("name", "email", "badge"))
    for person in people:
        lines.writerow(_harmless(cell) for cell in (person.name, person.email, person.address))
    return text.getvalue().encode("utf-8-sig")


def check_folder(folder: str) -> None:
    """Refuse a folder's name that is no plain path below `credentials/` (B0711).

    One that begins with `credentials/` itself is meant to be what is written after that.
    """
    parts = folder.split("/")
    plain = all(FOLDER.fullmatch(part) and part == part.strip() for part in parts)
    if not plain or parts[0] == "credentials":
        raise UsageError.because(
            "B0711", f"{folder!r} cannot be a folder of credentials/", "write it as in 2026-spring"
        )


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _nobody(_email: str) -> None:
    """Who has the badge already, where that is of no account."""


def _held(awards: Sequence[File], slug: str) -> Held:
    """By e-mail address: the path of an award of this achievement that still stands."""
    candidates = [(path, data) for path, data in awards if slug.encode() in data]

    def held(email: str) -> str | None:
        standing = (
            holding.path
            for holding in find(candidates, email)
            if holding.award.achievement == slug and not holding.award.revoked
        )
        return next(standing, None)

    return held


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yml")


def _read(path: str, data: bytes) -> Award | None:
    try:
        entry = read_award(data, path)
    except ContentError:  # `check` tells what is wrong with it
        return None
    return entry if isinstance(entry, Award) else None


def _is_of(recipient: Recipient, email: str, identity: str) -> bool:
    in_the_clear = (recipient.email or "").lower() == email.lower()
    return in_the_clear or recipient.identity == identity


def _draft(award_id: str, learner: Learner, folder: str, issuer: Issuer) -> _Draft:
    path = f"credentials/{folder}/{award_id}.yml"
    recipient = learner.award.recipient
    person = Person(recipient.name or "", learner.email, address(issuer, award_id))
    if issuer.emails == "hashed":
        identity = hash_identity(learner.email, award_id)
        recipient = Recipient(name=recipient.name, identity=identity)
    entry = learner.award.model_copy(update={"recipient": recipient})
    return _Draft(path, write(entry, path), entry, person, learner.line)


def _faults(drafts: Sequence[_Draft], order: Order, issuer: Issuer) -> dict[str, list[Problem]]:
    """By draft's path: what `check` would say of it, at the line of the list."""
    prize = order.prize
    ledger = Ledger(
        issuer=Source("issuer.yml", b"", issuer),
        keys=None,
        achievements=(Source(f"achievements/{prize.slug}.yml", b"", prize.achievement),),
        files={},
        slugs=frozenset({prize.slug}),
        awards=(),
        problems=(),
    )
    awards = [Source(draft.path, draft.data, draft.award) for draft in drafts]
    lines = {draft.path: draft.line for draft in drafts}
    faults: dict[str, list[Problem]] = {}
    broken = award_rules(awards, ledger, order.today)
    for problem in (*broken, *unlinkable_awards(awards)):
        told = replace(problem, path=order.source, line=lines[problem.path], column=0)
        faults.setdefault(problem.path, []).append(told)
    return faults
