"""From a ledger to its published artifacts: the main flow.

    ledger ─ history ─ edition ─ record ─ gate ─ plan ─ artifacts

What is wrong with the ledger is refused all at once, before anything is made, and so is a history
that does not extend the published log. Nothing here knows a
site generator, a folder or a clock: the same history and edition give the same bytes on any
machine, with any number of processes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from badgeledger.artifacts import (
    Artifact,
    Rendered,
    complete,
    prepare,
    render,
    signature_of,
)
from badgeledger.check import broken_rules
from badgeledger.edition import Edition
from badgeledger.errors import ContentError
from badgeledger.gate import log_of, pass_gate
from badgeledger.jobs import Job, Signed
from badgeledger.keys.signers import Signatures, Signer, signature_text
from badgeledger.ledger.files import read_file, read_templates
from badgeledger.ledger.history import History
from badgeledger.ledger.signers import names_of_signers
from badgeledger.ledger.worktree import read_ledger
from badgeledger.log.gate import Published
from badgeledger.memory import NO_MEMORY, Memory, recorded
from badgeledger.outputs.host_page import HostPage
from badgeledger.outputs.template import Templates, own_templates
from badgeledger.plan import Plan, plan

# Jobs given to a process at a time: enough to hide the way there, few enough to spread evenly.
BATCH = 32

Given = TypeVar("Given")
Made = TypeVar("Made")
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
class Build:
    """A site in the making: what it is of, who signs it, and what there is to make."""

    history: History
    edition: Edition
    signer: Signer
    plan: Plan
    templates: Templates

    @property
    def pages(self) -> Mapping[str, HostPage]:
        """The catalogue's pages, by their paths in the host's docs folder."""
        return self.plan.pages()

    @property
    def signed(self) -> tuple[str, ...]:
        """The paths of what has a signature."""
        return tuple(job.path for job in _signed(self.plan.jobs))

    def rendered(self, executor: Executor | None = None) -> Iterator[Rendered]:
        """Everything else, in a fixed order, without the signatures; see `artifacts`."""
        return _each(render, self.plan.jobs, executor)

    def artifacts(self, executor: Executor | None = None) -> Iterator[Artifact]:
        """Everything else, in a fixed order, rendered by the executor if there is one.

        The signer stays in this process. Raises what rendering and signing raise.
        """
        return (complete(each, self.signer) for each in self.rendered(executor))

    def signatures(self, executor: Executor | None = None) -> Signatures:
        """The signature of every artifact that has one, for a build without the key."""
        made = {
            each.path: signature_text(signature_of(each, self.signer))
            for each in _each(prepare, _signed(self.plan.jobs), executor)
        }
        edition = self.edition
        return Signatures(edition.public_key, edition.log_key, self.history.head or "", made)


def build(
    root: Path, open_edition: OpenEdition, *, now: int, policy: bool = True,
    memory: Memory = NO_MEMORY,
) -> Build:  # fmt: skip
    """The site of the ledger at `root`, ready to be made.

    `open_edition` says as whom and with what the history is signed; `now`, in UTC seconds, only
    bounds the times of commits; for `policy` see `badge_page`, for `memory` see there. Raises
    ContentError with every problem of the ledger, and what reading the history and opening the
    edition raise.
    """
    if problems := broken_rules(read_ledger(root), today=None):
        raise ContentError(problems)
    history, made = recorded(root, now=now, memory=memory)
    opened = open_edition(history)
    log = log_of(made)
    if opened.published:
        pass_gate(root, log, opened.published)
    logo = read_file(root, history.issuer.image) if history.issuer.image else None
    templates = own_templates(read_templates(root))
    to_make = plan(
        history,
        made,
        opened.edition,
        log,
        signers=names_of_signers(root, made.commits) if history.issuer.names_of_staff else {},
        logo=logo,
        fonts={use: read_file(root, name) for use, name in history.issuer.own_fonts.items()},
        templates=templates,
        policy=policy,
    )
    opened.signer.expect(history.head or "", [job.path for job in _signed(to_make.jobs)])
    return Build(history, opened.edition, opened.signer, to_make, templates)


def _signed(jobs: Iterable[Job]) -> Iterator[Signed]:
    return (job for job in jobs if isinstance(job, Signed))


def _each(
    work: Callable[[Given], Made], jobs: Iterable[Given], executor: Executor | None
) -> Iterator[Made]:
    return executor.map(work, jobs, chunksize=BATCH) if executor else map(work, jobs)
