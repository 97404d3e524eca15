"""What a build costs beside time, which no test depends on: how it grows with the ledger."""

import json
from collections.abc import Set
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from bench.ledgers import SECRET, make_ledger
from git import Git

from badgeledger import artifacts
from badgeledger.adapters.processes import processes
from badgeledger.artifacts import Artifact
from badgeledger.badge_paths import BADGE_FILES, badge_paths
from badgeledger.build import Build, Means, build
from badgeledger.keys.signers import FileSigner
from badgeledger.pictures import SHELF
from badgeledger.rdf.compiled import Canonicalizer
from badgeledger.spread import Workers, alone
from tests.publishing import LOG_SECRET, by_key

NOW = 2_000_000_000
COMMITS = 20


class Drawn:
    """Remembers every picture, of which these tests ask nothing, and nothing else."""

    def load(self, name: str) -> bytes | None:
        return b"" if name.startswith(SHELF) else None

    def save(self, name: str, data: bytes) -> None:
        """Nothing is kept."""

    def forget(self, shelf: str, *, but: Set[str]) -> None:
        """Nothing is forgotten."""


def site(root: Path, workers: Workers = alone) -> Build:
    return build(root, by_key(SECRET), now=NOW, means=Means(Drawn(), workers))


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Ledgers by their numbers of awards."""
    folder = tmp_path_factory.mktemp("ledgers")
    made = {awards: folder / str(awards) for awards in (60, 600)}
    for awards, root in made.items():
        make_ledger(root, awards, COMMITS)
    return made


def test_ten_times_the_awards_cost_no_more_calls_of_git_and_few_runs_of_the_reference(
    ledgers: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Any] = []
    execute = Git.execute

    def counted(self: Git, command: Any, *rest: Any, **how: Any) -> Any:
        calls.append(command)
        return execute(self, command, *rest, **how)

    canonicalizer = Canonicalizer()
    monkeypatch.setattr(artifacts, "canonicalize", canonicalizer.canonicalize)
    monkeypatch.setattr(Git, "execute", counted)
    cost = {}
    for awards, root in ledgers.items():
        calls.clear()
        before = canonicalizer.reference_runs
        number = sum(1 for _ in site(root).artifacts())
        runs = canonicalizer.reference_runs - before
        cost[awards] = number > len(BADGE_FILES) * awards, len(calls), runs
    (all_made, git, runs), (all_of_ten_times, git_of_ten_times, more_runs) = cost.values()
    assert all_made
    assert all_of_ten_times
    assert git == git_of_ten_times <= 16
    assert runs + more_runs <= 120  # two for each shape of awards, subjects and achievements


def test_where_all_badges_are_finished_no_other_process_is_asked(ledgers: dict[int, Path]) -> None:
    amounts: list[int] = []
    made = site(ledgers[60], amounts.append)
    amounts.clear()
    finished = frozenset(made.plan.badges)
    paths = {artifact.path for artifact in made.artifacts(finished=finished)}
    assert "ledger/checkpoint" in paths
    assert not any(path in paths for award_id in finished for path in badge_paths(award_id))
    assert not any(amounts)
    assert len([*made.artifacts()]) == len(made.plan)
    assert max(amounts) == len(BADGE_FILES) * 60


def test_a_badge_takes_less_than_8_kb_on_average(ledgers: dict[int, Path]) -> None:
    made = site(ledgers[600])
    sizes: dict[str, int] = {}
    for artifact in made.artifacts():
        folder, _, name = artifact.path.rpartition("/")
        if folder.startswith("credentials/") and name != "oembed.json":
            sizes[folder] = sizes.get(folder, 0) + len(artifact.data)
    assert len(sizes) == 600
    assert mean(sizes.values()) < 8000


def test_order_and_bytes_are_those_of_one_process(
    ledgers: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("badgeledger.build.BATCH", 3)  # more batches than are under way at a time
    one = [*site(ledgers[60]).artifacts()]
    with processes(3) as workers:
        made = site(ledgers[60], workers)
        other = [*made.artifacts()]
        signatures = made.signatures(workers(1))
    assert one == other
    signed = {
        each.path: _signature(each)
        for each in one
        if each.path.endswith(".json") and b'"proofValue"' in each.data
    }
    assert signatures.signatures.items() >= signed.items()
    assert len(signatures.signatures) == len(signed) + 1  # and the log's checkpoint
    FileSigner(signatures).expect(signatures.commit, made.signed)
    assert signatures.key == SECRET.public_key
    assert signatures.log_key == LOG_SECRET.public_key


def _signature(artifact: Artifact) -> str:
    value: str = json.loads(artifact.data)["proof"]["proofValue"]
    return value
