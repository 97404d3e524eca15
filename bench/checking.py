"""Whether what was built is right: other people's verifier on a sample, our own on every badge.

Both read the built site from its folder and ask nothing else. Ours makes all its checks of each
badge (proof, issuer, status, dates, log); what the ledger withdrew has to read so, and everything
else has to verify.
"""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from tests.chance import chance
from tests.judges import Judgement, judge_with_digitalbazaar

from badgeledger.adapters.published_site import site_at
from badgeledger.verify import Fetch, verify
from bench.ledgers import AFTERWARDS

SAMPLE = 500
BATCH = 200


@dataclass(frozen=True)
class Checked:
    """How many badges were checked, by whom, and the seconds that ours took."""

    sample: int
    all: int
    withdrawn: int
    seconds: float


def check(root: Path, seed: int) -> Checked:
    """Checks the site of the ledger at `root`; what is not as it has to be is an AssertionError."""
    site = root / "site"
    expected = {path.stem: "revoked:" in path.read_text("utf-8") for path in awards(root)}
    sample = chance(seed).sample(sorted(expected), min(SAMPLE, len(expected)))
    paths = {award_id: credential(site, award_id) for award_id in sample}
    said = judge_with_digitalbazaar(site, paths.values(), AFTERWARDS)
    for award_id, path in paths.items():
        assert agrees(said[path], withdrawn=expected[award_id]), f"{award_id}: {said[path]}"
    begin = time.perf_counter()
    for award_id, state in states(site, sorted(expected)):
        assert state == ("revoked" if expected[award_id] else "verified"), f"{award_id}: {state}"
    seconds = time.perf_counter() - begin
    return Checked(len(sample), len(expected), sum(expected.values()), seconds)


def awards(root: Path) -> Iterator[Path]:
    return (root / "credentials").rglob("*.yml")


def credential(site: Path, award_id: str) -> Path:
    return site / "credentials" / award_id / "credential.json"


def agrees(said: Judgement, *, withdrawn: bool) -> bool:
    """Whether the verifier read the status, and took the badge unless it is withdrawn."""
    return said.status == (withdrawn,) and (said.verified or withdrawn)


def states(site: Path, award_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What our verifier says of each badge, over all processors."""
    parts = [award_ids[start : start + BATCH] for start in range(0, len(award_ids), BATCH)]
    with ProcessPoolExecutor(os.cpu_count()) as executor:
        for part, said in zip(parts, executor.map(partial(states_of, site), parts), strict=True):
            yield from zip(part, said, strict=True)


def states_of(site: Path, award_ids: Sequence[str]) -> list[str]:
    """The states of some, in this process."""
    files = (credential(site, award_id).read_bytes() for award_id in award_ids)
    return [verify(data, fetch=reading(site), now=AFTERWARDS).state for data in files]


@cache
def reading(site: Path) -> Fetch:
    """What answers for the site's address."""
    return site_at(str(site), each=map, watch=lambda items, _doing, _total: iter(items)).fetch
