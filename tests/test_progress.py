"""What long work tells: how far it is, how long it will take, how long its stages took."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from badgeledger.adapters import stages
from badgeledger.adapters.stages import in_lines, timings
from badgeledger.progress import UNWATCHED
from tests.command_line import call
from tests.ledger_simulator import LedgerSimulator


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which goes on by what is told to."""
    now = [100.0]
    monkeypatch.setattr(stages, "EVERY", 5)
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


@pytest.fixture
def ledger(tmp_path: Path) -> LedgerSimulator:
    ledger = LedgerSimulator(tmp_path / "ledger").issuer().achievement().keys().award(1)
    ledger.commit()
    return ledger


def test_work_tells_now_and_then_how_far_it_is_and_how_long_it_will_take(
    clock: list[float],
) -> None:
    said: list[str] = []
    watched = in_lines(said.append).watch(range(4), "Building", 4)
    for _ in watched:
        clock[0] += 3
    assert said == ["Building: 2 of 4, about 6 s to go"]


def test_short_work_tells_nothing(clock: list[float]) -> None:
    said: list[str] = []
    assert [*in_lines(said.append).watch("abc", "Building", 3)] == ["a", "b", "c"]
    assert (said, clock) == ([], [100.0])


def test_a_first_item_that_takes_long_makes_no_guess(clock: list[float]) -> None:
    def slow() -> Iterator[int]:
        clock[0] += 6
        yield 1

    said: list[str] = []
    assert [*in_lines(said.append).watch(slow(), "Reading", 1200)] == [1]
    assert said == ["Reading: 0 of 1,200"]


def test_stages_add_up(clock: list[float]) -> None:
    progress = in_lines(print)
    for seconds in (2.5, 1):
        with progress.stage("plan"):
            clock[0] += seconds
    with pytest.raises(KeyError), progress.stage("gate"):
        clock[0] += 0.25
        raise KeyError
    assert progress.seconds == {"plan": 3.5, "gate": 0.25}
    assert timings(progress.seconds).splitlines() == [
        "plan     3.50 s",
        "gate     0.25 s",
        "all      3.75 s",
    ]
    assert [*UNWATCHED.watch("ab", "Nothing", 2)] == ["a", "b"]


def test_a_build_and_signing_tell_their_stages(
    ledger: LedgerSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ledger.root)
    told = call("build", "--timings").err.splitlines()
    names = [line.rsplit(maxsplit=2)[0].strip() for line in told if line.endswith(" s")]
    assert names == [
        "ledger and history",
        "log and gate",
        "plan",
        "finished badges",
        "pages",
        "badges and files",
        "exchange of the sites",
        "all",
    ]
    assert not [line for line in call("build").err.splitlines() if line.endswith(" s")]
