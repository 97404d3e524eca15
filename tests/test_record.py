"""From a history to its log: commitments, places, and the same bytes however the log is rebuilt."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from badgeledger.credential.achievement import achievement_document
from badgeledger.credential.open_badge import claims
from badgeledger.errors import ContentError
from badgeledger.ledger.history import AwardState, Step, read_history
from badgeledger.ledger.reader import read_award
from badgeledger.log.entries import Leaf, achievement_commitment, award_commitment
from badgeledger.model import AchievementVersion, Award, AwardVersion
from badgeledger.record import Record, Recorder, record
from tests import strategies
from tests.ledger_simulator import DAY, KEY_1, KEY_2, START, LedgerSimulator, award_id

NOW = START + 10_000 * DAY


def ledger_in(path: Path, **how: Any) -> LedgerSimulator:
    return LedgerSimulator(path / "ledger", **how).issuer().keys().achievement()


def recorded(ledger: LedgerSimulator) -> Record:
    return record(read_history(ledger.root, now=NOW))


def acts(made: Record) -> list[str]:
    return [json.loads(entry)["e"] for entry in made.entries]


def test_a_step_is_entered_by_path_achievements_awards_keys(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).achievement("another").award(1)
    ledger.commit("First")
    made = recorded(ledger)
    assert acts(made) == ["define", "define", "issue", "key"]
    assert made.positions == {award_id(1): Leaf(2, START + DAY)}
    assert made.key_times == {KEY_1: START + DAY}
    assert list(made.achievements) == ["another", "python-basics"]
    assert made.time == START + DAY


def test_an_award_s_entry_commits_to_its_claims_and_its_own_achievement(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    ledger.achievement(name="New").award(1, narrative="Changed").commit("Second")
    made = recorded(ledger)
    (content,) = made.awards.read([award_id(1)])
    _, entered = made.awards[award_id(1)]
    award = read_award(content, "")
    assert isinstance(award, Award)
    first, _, _, second, change = map(json.loads, made.entries)
    own = achievement_commitment(achievement_document(entered))
    assert first["c"] == own != second["c"]
    assert change["c"] == award_commitment(claims(AwardVersion(award_id(1), award, entered), own))
    assert list(made.versions) == [first["c"], second["c"]]
    assert made.versions[own] is entered
    assert made.achievements["python-basics"] is made.versions[second["c"]]


def test_an_achievement_is_defined_only_where_its_commitment_changes(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.commit("First")
    ledger.issuer(name="Haven College").commit("In no commitment")
    ledger.issuer(language="es").commit("In every commitment")
    assert acts(recorded(ledger)) == ["define", "key", "define"]


def test_what_stands_at_the_end(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1).award(2).award(3).award(4)
    ledger.commit("First")
    made = recorded(ledger)
    c = json.loads(made.entries[made.positions[award_id(3)].index])["c"]
    ledger.revoke(2).tombstone(3, commitment=c, erased="2026-03-01").tombstone(4, commitment=c)
    ledger.commit("Ends")
    made = recorded(ledger)
    assert {name: name in made.revoked for name in made.awards} == {
        award_id(1): False,
        award_id(2): True,
    }
    assert made.positions.keys() == {award_id(number) for number in (1, 2, 3, 4)}
    assert acts(made)[6:] == ["revoke", "erase", "change"]
    assert made.ended == {made.positions[award_id(2)].index, made.positions[award_id(3)].index, 4}


def test_keys_are_entered_and_withdrawn(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.commit("First")
    ledger.keys(KEY_1, KEY_2, withdrawn={KEY_1: 1}).commit("Withdrawn")
    made = recorded(ledger)
    assert [json.loads(entry) for entry in made.entries[1:]] == [
        {"e": "key", "k": KEY_1, "s": "from", "t": START + DAY, "v": 1},
        {"e": "key", "i": 1, "k": KEY_1, "s": "withdrawn", "t": START + 2 * DAY, "v": 1},
        {"e": "key", "k": KEY_2, "s": "from", "t": START + 2 * DAY, "v": 1},
    ]
    assert made.key_times == {KEY_1: START + DAY, KEY_2: START + 2 * DAY}


def test_an_empty_history_makes_an_empty_log(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a").issuer()
    ledger.commit("Only an issuer")
    made = recorded(ledger)
    assert (made.entries, made.time, dict(made.awards)) == ((), 0, {})


def test_moves_and_comments_are_no_act(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    before = recorded(ledger).entries
    ledger.move(ledger.path(1), f"credentials/autumn/{award_id(1)}.yml").commit("Moved")
    ledger.write(ledger.path(1), b"# Checked.\n" + ledger.read(ledger.path(1))).commit("Comment")
    assert recorded(ledger).entries == before


def test_the_log_says_nothing_of_where_the_site_or_the_repository_is(tmp_path: Path) -> None:
    entries = []
    for name, how in (("a", {}), ("b", {"folder": "x/y", "object_format": "sha256"})):
        ledger = ledger_in(tmp_path / name, **how)
        ledger.issuer(site=f"https://{name}.example/badges").award(1)
        ledger.commit("First", author=f"Author {name}")
        entries.append(recorded(ledger).entries)
    assert entries[0] == entries[1]


numbers = st.integers(1, 3)
edits = st.one_of(
    st.tuples(st.just("narrative"), numbers, st.sampled_from("xyz")),
    st.tuples(st.just("revoke"), numbers),
    st.tuples(st.just("reinstate"), numbers),
    st.tuples(st.just("slug"), numbers, st.sampled_from(("python-basics", "a", "never"))),
    st.tuples(st.just("break"), numbers),
    st.tuples(st.just("move"), numbers, st.sampled_from(("b", "c", "d"))),
    st.tuples(st.just("define"), st.sampled_from(("python-basics", "a")), st.sampled_from("PQ")),
    st.tuples(st.just("issuer"), st.sampled_from(("en", "es"))),
    st.tuples(st.just("keys"), st.sampled_from((KEY_1, KEY_2))),
)


def edit(ledger: LedgerSimulator, change: Any) -> None:
    match change:
        case ("narrative", number, text):
            ledger.award(number, narrative=text)
        case ("revoke", number):
            ledger.revoke(number)
        case ("reinstate", number):
            ledger.reinstate(number)
        case ("slug", number, slug):
            ledger.award(number, achievement=slug)
        case ("break", number):
            ledger.award(number).write(ledger.path(number), "no: award\n")
        case ("move", number, folder):
            ledger.award(number)
            ledger.move(ledger.path(number), f"credentials/{folder}/{award_id(number)}.yml")
        case ("define", slug, name):
            ledger.achievement(slug, name=name)
        case ("issuer", language):
            ledger.issuer(language=language)
        case ("keys", key):
            ledger.keys(key)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(edits, min_size=1, max_size=4), min_size=1, max_size=6))
def test_a_log_only_grows_and_is_rebuilt_byte_for_byte(commits: list[list[Any]]) -> None:
    """Each commit extends the log; a clone, and the disk before the commit, make the same one."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = ledger_in(Path(folder))
        ledger.commit("First", at=START)
        published: tuple[bytes, ...] = ()
        for changes in commits:
            for change in changes:
                edit(ledger, change)
            try:
                previewed = recorded(ledger)
            except ContentError:  # an award moved and broken at once: its file is gone
                reject()
            ledger.commit("Next", days=0)
            made = recorded(ledger)
            assert made.entries[: len(published)] == published
            assert made.entries == previewed.entries
            assert made.ended == previewed.ended
            published = made.entries
        assert recorded(ledger.clone(Path(folder) / "clone")).entries == published
        times = [json.loads(entry)["t"] for entry in published]
        assert times == sorted(times)
        for name in made.awards:
            leaf = made.positions[name]
            assert (leaf.index in made.ended) == (name in made.revoked)
            assert json.loads(published[leaf.index])["t"] == leaf.t


@given(strategies.award_versions())
def test_whatever_an_award_holds_is_entered(version: AwardVersion) -> None:
    step = Step(
        "", START, (version.achievement,), (AwardState(version.id, "credentials/a", version),), None
    )
    recorder = Recorder()
    recorder.take(step)
    entered = [json.loads(entry)["e"] for entry in recorder.register.entries]
    assert entered == ["define", "issue", "revoke"][: 3 if version.award.revoked else 2]


def test_an_achievement_s_commitment_is_computed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[AchievementVersion] = []

    def counted(version: AchievementVersion) -> dict[str, Any]:
        seen.append(version)
        return {"name": version.slug}

    monkeypatch.setattr("badgeledger.record.achievement_document", counted)
    ledger = ledger_in(tmp_path).award(1).award(2)
    ledger.commit("First")
    ledger.award(3).commit("Second")
    recorded(ledger)
    assert len(seen) == 1
