"""What is published of the log: its files, its keys, and the page that shows it to people.

Flow: a log and its record → jobs. Addresses and formats: DESIGN.md, "The log"; the checkpoint is
signed when the job is completed.
"""

from collections.abc import Iterator
from functools import cache

from badgeledger.credential.dates import day_of
from badgeledger.jobs import Copy, LedgerPage, Other, PlainDocument, SignedCheckpoint
from badgeledger.log.checkpoint import Checkpoint
from badgeledger.log.gate import Log
from badgeledger.log.note import Vkey
from badgeledger.log.summary import Summary, summary
from badgeledger.log.tiles import log_files
from badgeledger.outputs import ledger_page
from badgeledger.outputs.ledger_page import Told
from badgeledger.outputs.log_keys import log_keys
from badgeledger.outputs.surroundings import Surroundings
from badgeledger.record import Record


def log_jobs(log: Log, key: Vkey, record: Record) -> Iterator[Other]:
    """Tiles, bundles, keys and the checkpoint, which the log's `key` signs."""
    for path, data in log_files(log.entries, log.tree):
        yield Copy(f"ledger/{path}", data)
    yield Copy("ledger/vkey", f"{key.text}\n".encode())
    yield PlainDocument("ledger/keys.json", log_keys(key.name, key.text, record.key_leaves))
    checkpoint = Checkpoint(key.name, log.tree.size, log.tree.root())
    yield SignedCheckpoint("ledger/checkpoint", checkpoint, key)


def summarised(record: Record, timezone: str) -> Summary:
    """What the log says, by months of a timezone."""
    # Entries of one commit have one time.
    return summary(
        record.entries, cache(lambda t: day_of(t, timezone).isoformat()[: len("2026-01")])
    )


def ledger_page_job(
    record: Record, told: Summary, timezone: str, surroundings: Surroundings
) -> LedgerPage:
    """The page for people; an achievement has the name of its last version."""
    achievements = (
        Told(slug, record.versions[each[-1].c].achievement.name, slug in record.achievements)
        for slug, each in told.definitions.items()
    )
    return LedgerPage(ledger_page.ADDRESS, told, tuple(achievements), timezone, surroundings)
