"""What the benchmark makes and how it watches; what it measures, no test depends on."""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from bench.builds import stages
from bench.checking import Checked, agrees
from bench.ledgers import Cohorts, change, make_ledger, stream
from bench.likeness import require_same
from bench.pictures import builds_picture, signing_picture, spread
from bench.results import Results, Size, median_cost, read_results, tables
from bench.watching import Cost, run

from badgeledger.check import check
from badgeledger.ledger.reader import read_award
from badgeledger.memory import NO_MEMORY, recorded
from badgeledger.model import Award
from tests.judges import Judgement
from tests.parsed_svg import parsed_svg

AWARDS, COMMITS = 600, 600
NOW = 2_000_000_000
FACTORS = {"cold": 1, "Hugo": 0.5, "unchanged": 0.1, "one changed": 0.2}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "ledger"
    make_ledger(root, AWARDS, COMMITS)
    return root


def test_a_made_ledger_is_always_the_same() -> None:
    first, second = (b"".join(stream(Cohorts(50, 20))) for _ in range(2))
    assert first == second


def test_a_made_ledger_keeps_every_rule(root: Path) -> None:
    assert check(root, today=None) == []


def test_a_made_ledger_has_what_real_ones_have(root: Path) -> None:
    _, made = recorded(root, now=NOW, memory=NO_MEMORY)
    acts = Counter(act.name for name in made.awards for act in made.acts[name])
    read = (read_award(data, "") for data in made.awards.read(made.awards))
    awards = [award for award in read if isinstance(award, Award)]
    achievements = made.achievements.values()
    assert len(awards) == AWARDS
    assert set(acts) == {"issue", "change", "revoke", "reinstate"}
    assert len(made.versions) > len(achievements)
    assert {each.achievement.language for each in achievements} == {"en", "es", "pt", "fr", "de"}
    assert {each.image is None for each in achievements} == {True, False}
    for part in ("narrative", "evidence", "results", "expires", "revoked"):
        assert 0 < sum(bool(getattr(award, part)) for award in awards) < AWARDS
    for part in ("name", "id"):
        assert 0 < sum(bool(getattr(award.recipient, part)) for award in awards) < AWARDS
    levels = {bool(result.level) for award in awards for result in award.results}
    assert levels == {True, False}


def test_a_change_is_of_one_award_and_another_at_each_turn(tmp_path: Path) -> None:
    root = tmp_path / "ledger"
    make_ledger(root, 60, 20)

    def texts() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (root / "credentials").rglob("*.yml")}

    changed: list[Path] = []
    for turn in range(3):
        before = texts()
        change(root, turn)
        changed += [path for path, text in texts().items() if text != before[path]]
        assert check(root, today=None) == []
    assert len(changed) == len(set(changed)) == 3


def test_the_memory_of_a_process_below_is_seen(tmp_path: Path) -> None:
    large = "import time; text = b'x' * 200_000_000; time.sleep(0.2)"
    above = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {large!r}])"
    (tmp_path / "work").mkdir()
    cost, _ = run([sys.executable, "-c", above], tmp_path / "work", os.environ)
    assert 200 < cost.memory < 300


def test_what_fails_is_told(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    with pytest.raises(Exception, match="status 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "work", os.environ)


def results() -> Results:
    sizes = [
        Size(
            awards=awards,
            commits=awards // 10,
            runs=1,
            costs={kind: Cost(seconds * factor, seconds, 90) for kind, factor in FACTORS.items()},
            stages={"plan": seconds / 2},
            files=3 * awards,
            page=4100,
            credential=3200,
        )
        for awards, seconds in ((1_000, 1.0), (10_000, 8.0))
    ]
    signing = {"Badge Ledger": 0.1, "Node, @digitalbazaar/vc": 3.2}
    checked = Checked(sample=500, all=10_000, withdrawn=50, seconds=40)
    return Results("2026-11-25", "2 cores", {"Python": "3.11"}, 6, sizes, signing, checked)


def test_results_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    file.write_text(results().to_json(), "utf-8")
    assert read_results(file) == results()


def test_the_median_counts_for_each_figure() -> None:
    costs = [Cost(1, 9, 50), Cost(3, 2, 70), Cost(2, 4, 60)]
    assert median_cost(costs) == Cost(2, 4, 60)


def test_the_tables_have_the_ratios() -> None:
    said = tables(results())
    assert "10,000 over 1,000 awards, cold: 8.0 times" in said
    assert "over Hugo's unsigned build: 2.00 times the seconds" in said
    assert "Node's signing over ours: 32 times" in said
    assert "| 10,000 | cold | 8.0 | 8.0 | 90 MB | 1 |" in said
    assert "| plan | 0.50 | 4.00 |" in said


def test_the_pictures_say_their_numbers_and_no_label_covers_another() -> None:
    for picture, numbers in (
        (builds_picture(results()), ("8.0 s", "4.0 s", "0.8 s", "1.6 s")),
        (signing_picture(results()), ("0.100 ms", "3.200 ms")),
    ):
        root = parsed_svg(picture)
        texts = [each for each in root.iter() if each.tag.endswith("text")]
        assert all(any(number in (each.text or "") for each in texts) for number in numbers)
        places = [(each.get("x"), each.get("y")) for each in texts]
        assert len(places) == len(set(places))
    near = spread({"a": 100.0, "b": 100.0, "c": 110.0, "d": 300.0})
    assert near == {"a": 100, "b": 120, "c": 140, "d": 300}


def test_a_builds_stages_are_read_from_its_log() -> None:
    said = (
        "INFO - Badges took\nplan             0.02 s\nlog and gate     1.50 s\nall   1.52 s\nINFO"
    )
    assert stages(said) == {"plan": 0.02, "log and gate": 1.5}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("index.html", "Ada", "Eve"),
        ("index.html", "<b>", '<b class="long">'),
        ("credential.json", "Ada", "Eve"),
        ("oembed.json", "1.0", "2.0"),
    ],
)
def test_what_hugo_renders_otherwise_is_seen(
    tmp_path: Path, name: str, before: str, after: str
) -> None:
    files = {
        "index.html": "<p>\n<b>Ada</b></p>",
        "credential.json": '{"name": "Ada", "proof": {}}',
        "oembed.json": '{"version": "1.0"}',
    }
    for site in ("ours", "hugo"):
        folder = tmp_path / site / "credentials" / "1"
        folder.mkdir(parents=True)
        for file, text in files.items():
            (folder / file).write_text(text, "utf-8")
    require_same(tmp_path / "ours", tmp_path / "hugo", seed=1)
    (folder / name).write_text(files[name].replace(before, after), "utf-8")
    with pytest.raises(AssertionError):
        require_same(tmp_path / "ours", tmp_path / "hugo", seed=1)


def test_a_verifier_has_to_see_what_was_withdrawn() -> None:
    sound, ended = Judgement(True, (False,), ""), Judgement(False, (True,), "revoked")
    assert agrees(sound, withdrawn=False)
    assert agrees(ended, withdrawn=True)
    assert not agrees(sound, withdrawn=True)
    assert not agrees(ended, withdrawn=False)
    assert not agrees(Judgement(False, (False,), "tampered"), withdrawn=False)
    assert not agrees(Judgement(True, None, ""), withdrawn=False)
