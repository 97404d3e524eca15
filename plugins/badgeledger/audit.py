"""From a published site to one verdict: whether its log is whole, and all that it says fits to it.

    issuer ─ checkpoint, entries ┬─ tree
                                 ├─ kept checkpoints, a clone's history
                                 └─ replayed ─ status lists, keys, badges ─ verdict

Needs no key and no ledger. What is wrong is told all at once; where the issuer's document or the
log cannot be had there is nothing to compare with, and the rest is left out. A site that is
published anew while it is read has parts that do not fit: it is then read once more.
"""

from collections.abc import Sequence
from functools import partial

from badgeledger.auditing.credentials import Badge, check_handed, check_published
from badgeledger.auditing.evidence import Evidence
from badgeledger.auditing.issuer import find_issuer
from badgeledger.auditing.keys import check_keys
from badgeledger.auditing.published_log import (
    CHECKPOINT,
    Kept,
    PublishedLog,
    check_entries,
    check_kept,
    check_tree,
    read_log,
)
from badgeledger.auditing.site import Site
from badgeledger.auditing.status import check_status
from badgeledger.auditing.verdict import Verdict
from badgeledger.errors import ContentError
from badgeledger.gate import log_of
from badgeledger.log.replayed import replay
from badgeledger.record import Record
from badgeledger.verify.fetching import Remembering


def audit(
    site: Site, *, kept: Sequence[Kept], badges: Sequence[Badge], record: Record | None, now: int
) -> Verdict:
    """All that can be asked of a site and its log, at `now` in UTC seconds.

    `kept` are checkpoints kept from earlier audits, `badges` what is looked for in the log, and
    `record` that of the site's own ledger, in a clone. Never raises for what the site answers.
    """
    ask = partial(_audit, site, kept, badges, record, now)
    before = site.fetch(f"{site.address}/{CHECKPOINT}")
    verdict = ask()
    if verdict.result == "fail" and site.fetch(f"{site.address}/{CHECKPOINT}") != before:
        return ask()
    return verdict


def _audit(
    site: Site, kept: Sequence[Kept], badges: Sequence[Badge], record: Record | None, now: int
) -> Verdict:
    verdict = Verdict(site.address)
    issuer = verdict.ask("issuer", partial(find_issuer, site))
    log = verdict.ask("log", partial(read_log, site, issuer)) if issuer else None
    if issuer is None or log is None:
        return verdict
    seen = replay(log.entries)
    evidence = Evidence(site, issuer, log, seen, Remembering(site.fetch), now)
    verdict.evidence = evidence
    verdict.ask("tree", partial(check_tree, site, log))
    verdict.ask("entries", partial(check_entries, seen))
    if kept:
        keys = (issuer.vkey, *(log_of(record).keys if record else ()))
        verdict.ask("earlier", partial(check_kept, log, kept, keys))
    verdict.ask("status", partial(check_status, evidence))
    verdict.ask("keys", partial(check_keys, evidence))
    if badges:
        verdict.ask("badges", partial(check_handed, evidence, badges))
    if record:
        verdict.ask("history", partial(check_history, log, record))
        verdict.ask("published", partial(check_published, evidence, _leaves(record, log)))
    return verdict


def check_history(log: PublishedLog, record: Record) -> str:
    """The ledger's history makes the published entries, and perhaps more.

    Raises ContentError (B0854) with the first that it does not make, and the commit it is at.
    """
    pairs = enumerate(zip(log.entries, record.entries, strict=False))
    shorter = min(len(log.entries), len(record.entries))
    leaf = next((place for place, (one, other) in pairs if one != other), shorter)
    if leaf == len(log.entries):
        more = len(record.entries) - leaf
        return f"the ledger makes the same entries{f', and {more:,} more' if more else ''}"
    if leaf == len(record.entries):
        message, mend = f"its history ends before leaf {leaf}", "fetch the commits that are missing"
    else:
        where = (
            f"commit {record.commits[leaf]}" if record.commits[leaf] else "what is not committed"
        )
        message = f"its history makes another leaf {leaf}, in {where}"
        mend = "check out the branch that is published; if this is it, it was rewritten"
    raise ContentError.because("B0854", message, mend)


def _leaves(record: Record, log: PublishedLog) -> dict[str, int]:
    """The leaf of every award that is published."""
    leaves = {award_id: record.positions[award_id].index for award_id in record.awards}
    return {award_id: leaf for award_id, leaf in leaves.items() if leaf < len(log.entries)}
