"""From a ledger to its published artifacts: the main flow.

    ledger ─ history ─ edition ─ record ─ gate ─ plan ─ artifacts

What is wrong with the ledger is refused all at once, before anything is made, and so is a history
that does not extend the published log. Nothing here knows a
site generator, a folder or a clock: the same history and edition give the same bytes on any
machine, with any number of processes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeGuard

from badgeledger.artifacts import (
    Artifact,
    Rendered,
    complete,
    prepare,
    render,
    signature_of,
)
from badgeledger.badge_paths import BADGE_FILES, badge_paths
from badgeledger.check import Checking
from badgeledger.credential.open_badge import credential_address
from badgeledger.edition import Edition
from badgeledger.errors import ContentError, Problem
from badgeledger.gate import log_of, pass_gate
from badgeledger.jobs import (
    Job,
    Other,
    Picture,
    SignedCheckpoint,
    SignedDocument,
)
from badgeledger.keys.signers import Signatures, Signer, signature_text
from badgeledger.ledger.files import read_file, read_templates
from badgeledger.ledger.history import History
from badgeledger.ledger.signers import names_of_signers
from badgeledger.log.gate import Published
from badgeledger.memory import NO_MEMORY, Memory, recorded
from badgeledger.outputs.host_page import HostPage
from badgeledger.outputs.template import Templates, own_templates
from badgeledger.pictures import pictures
from badgeledger.plan import Plan, plan
from badgeledger.progress import UNWATCHED, Progress
from badgeledger.record import Record
from badgeledger.spread import Workers, alone, batches, spread

# Badges given to a process at a time: enough to hide the way there, few enough to spread evenly.
BATCH = 128

OpenEdition = Callable[[History], "Opened"]


@dataclass(frozen=True, slots=True)
class Opened:
    """As whom a history is published, who signs, and the log that is to be extended.

    `published` is None for a preview, which nobody relies on.
    """

    edition: Edition
    signer: Signer
    published: Published | None


@dataclass(frozen=True, slots=True)
class Means:
    """What a build may use: what earlier ones remember, other processes, somebody to tell."""

    memory: Memory = NO_MEMORY
    workers: Workers = alone
    progress: Progress = UNWATCHED


ALONE = Means()


@dataclass(frozen=True, slots=True)
class Build:
    """A site in the making: what it is of, who signs it, and what there is to make."""

    history: History
    edition: Edition
    signer: Signer
    plan: Plan
    templates: Templates
    means: Means

    @property
    def pages(self) -> Mapping[str, HostPage]:
        """The catalogue's pages, by their paths in the host's docs folder."""
        return self.plan.pages()

    @property
    def signed(self) -> Iterator[str]:
        """The paths of what has a signature."""
        return _signed(self.plan)

    @property
    def paths(self) -> Iterator[str]:
        """The paths of everything else, in the order of `rendered`."""
        yield from (job.path for job in self.plan.jobs)
        for award_id in self.plan.badges:
            yield from badge_paths(award_id)

    def to_make(self, finished: Set[str] = frozenset()) -> int:
        """How many artifacts there are to make, where those badges are finished."""
        return len(self.plan) - len(BADGE_FILES) * len(finished)

    def rendered(self, executor: Executor | None = None) -> Iterator[Rendered]:
        """Everything but the pages, in a fixed order, without the signatures; see `artifacts`."""
        return _rendered(chain(self.plan.jobs, self.plan.badges.jobs(self.plan.badges)), executor)

    def artifacts(self, *, finished: Set[str] = frozenset()) -> Iterator[Artifact]:
        """Everything but the pages, in a fixed order; pictures and badges by its workers.

        Badges that are `finished`, by their awards' ids, are left out. The signer stays in this
        process. Raises what rendering and signing raise.
        """
        drawn = [job for job in self.plan.jobs if isinstance(job, Picture)]
        yield from pictures(drawn, self.means.memory, self.means.workers)
        others = (job for job in self.plan.jobs if not isinstance(job, Picture))
        wanted = [award_id for award_id in self.plan.badges if award_id not in finished]
        badges = self.plan.badges.jobs(wanted)
        executor = self.means.workers(len(BADGE_FILES) * len(wanted))
        for each in chain(_rendered(others, None), _rendered(badges, executor)):
            yield complete(each, self.signer)

    def signatures(self, executor: Executor | None = None) -> Signatures:
        """The signature of every artifact that has one, for a build without the key."""
        jobs = chain(filter(_is_signed, self.plan.jobs), self.plan.badges.jobs(self.plan.badges))
        made = {
            each.path: signature_text(signature_of(each, self.signer))
            for each in spread(prepare, batches(jobs, BATCH), executor)
        }
        edition = self.edition
        return Signatures(edition.public_key, edition.log_key, self.history.head or "", made)


def build(
    root: Path, open_edition: OpenEdition, *, now: int, policy: bool = True, means: Means = ALONE
) -> Build:
    """The site of the ledger at `root`, ready to be made.

    `open_edition` says as whom and with what the history is signed; `now`, in UTC seconds, only
    bounds the times of commits; for `policy` see `badge_page`. Raises ContentError with every
    problem of the ledger, and what reading the history and opening the edition raise.
    """
    with means.progress.stage("ledger and history"):
        history, made = _read(root, now, means)
    with means.progress.stage("log and gate"):
        opened, log = open_edition(history), log_of(made)
        if opened.published:
            pass_gate(root, log, opened.published)
    with means.progress.stage("plan"):
        templates = own_templates(read_templates(root))
        to_make = plan(
            history,
            made,
            opened.edition,
            log,
            signers=names_of_signers(root, made.commits) if history.issuer.names_of_staff else {},
            logo=read_file(root, history.issuer.image) if history.issuer.image else None,
            fonts={use: read_file(root, name) for use, name in history.issuer.own_fonts.items()},
            templates=templates,
            policy=policy,
        )
        opened.signer.expect(history.head or "", _signed(to_make))
    return Build(history, opened.edition, opened.signer, to_make, templates, means)


def _read(root: Path, now: int, means: Means) -> tuple[History, Record]:
    """History and record, while the files are looked at; what is wrong with these is told first."""
    # A thread beside this one has time to list them whenever this one waits for git.
    with ThreadPoolExecutor(1) as beside:
        looking = beside.submit(Checking, root, workers=means.workers, memory=means.memory)
        try:
            history, made = recorded(root, now=now, memory=means.memory, watch=means.progress.watch)
        except ContentError:
            _refuse(looking.result().problems(None))
            raise
        _refuse(looking.result().problems(history))
    return history, made


def _rendered(jobs: Iterable[Job], executor: Executor | None) -> Iterator[Rendered]:
    return chain.from_iterable(spread(render, batches(jobs, BATCH), executor))


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ContentError(problems)


def _signed(plan: Plan) -> Iterator[str]:
    yield from (job.path for job in plan.jobs if _is_signed(job))
    yield from (credential_address(award_id) for award_id in plan.badges)


def _is_signed(job: Other) -> TypeGuard[SignedDocument | SignedCheckpoint]:
    return isinstance(job, SignedDocument | SignedCheckpoint)
