"""History: which versions count, what stands together, where the log begins, what is refused."""

from pathlib import Path
from typing import Any

import pytest

from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.commits import AHEAD, BACKWARDS
from badgeledger.ledger.history import History, Step, read_history
from badgeledger.ledger.reader import read_award, read_keys
from badgeledger.ledger.readings import Readings
from badgeledger.model import AchievementVersion, AwardVersion, Tombstone
from tests.ledger_simulator import (
    DAY,
    KEY_1,
    KEY_2,
    START,
    LedgerSimulator,
    award_id,
    without_git,
)

NOW = START + 10_000 * DAY
COMMITMENT = "C" * 43


def ledger_in(path: Path, **how: Any) -> LedgerSimulator:
    return LedgerSimulator(path / "ledger", **how).issuer().keys().achievement()


def history(ledger: LedgerSimulator, now: int = NOW) -> History:
    return read_history(ledger.root, now=now)


def walked(ledger: LedgerSimulator) -> list[Step]:
    return list(history(ledger).walk())


def problems(ledger: LedgerSimulator, now: int = NOW) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        history(ledger, now)
    return list(caught.value.problems)


def told(step: Step) -> dict[str, Any]:
    """A step in short: slugs, and for each award its number, narrative and achievement's name."""
    awards: dict[int, Any] = {}
    for state in step.awards:
        if isinstance(state.version, AwardVersion):
            achievement = state.version.achievement.achievement.name
            awards[int(state.id[:8], 16)] = (state.version.award.narrative, achievement)
        else:
            awards[int(state.id[:8], 16)] = state.version
    return {"achievements": [each.slug for each in step.achievements], "awards": awards}


def version_of(step: Step, number: int) -> AwardVersion:
    (state,) = [state for state in step.awards if state.id == award_id(number)]
    assert isinstance(state.version, AwardVersion)
    return state.version


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
@pytest.mark.parametrize("folder", ["", "badges/2026"])
def test_each_commit_is_a_step_with_what_it_changed(
    tmp_path: Path, folder: str, object_format: str
) -> None:
    ledger = ledger_in(tmp_path, folder=folder, object_format=object_format).award(1).award(2)
    first = ledger.commit("Two awards", author="Tom Field")
    second = ledger.award(2, narrative="Well done.").award(3).commit("A change and a third")
    read = history(ledger)
    assert [step.commit for step in read.walk()] == [first, second]
    assert [step.time for step in read.walk()] == [START + DAY, START + 2 * DAY]
    name = "Python basics"
    assert [told(step) for step in read.walk()] == [
        {"achievements": ["python-basics"], "awards": {1: (None, name), 2: (None, name)}},
        {"achievements": [], "awards": {2: ("Well done.", name), 3: (None, name)}},
    ]
    one, two = read.walk()
    assert one.awards[0].path == f"credentials/spring/{award_id(1)}.yml"
    assert one.keys
    assert two.keys is None
    assert (read.head, read.time) == (second, ledger.time)
    assert (read.uncommitted, read.changed_elsewhere, read.obstacles) == ((), (), ())
    assert read.issuer.name == "Harbour College"
    assert read.keys
    assert read.keys.current
    assert read.keys.current.key == KEY_1
    assert [each.slug for each in read.achievements] == ["python-basics"]


def test_awards_of_a_merged_branch_are_issued_by_the_merge(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.commit("First")
    ledger.branch("side").award(1).commit("One", author="Tom Field")
    ledger.award(1, narrative="Corrected in review.").award(2).commit("Two", author="Tom Field")
    ledger.switch("main").achievement(name="New").award(3).commit("Three")
    merge = ledger.merge("side")
    last = walked(ledger)[-1]
    assert last.commit == merge
    assert told(last)["awards"] == {1: ("Corrected in review.", "New"), 2: (None, "New")}


def test_an_award_keeps_the_achievement_of_the_commit_that_issued_it(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    ledger.achievement(name="Second edition").award(2).commit("Second edition")
    ledger.issuer(name="Haven College").award(1, narrative="Late").commit("Changes")
    ledger.award(1, achievement="other").achievement("other").commit("Another achievement")
    ledger.achievement(name="Third edition").commit("Third edition")
    ledger.award(1, achievement="python-basics").commit("Back to the first, as it stands now")
    steps = walked(ledger)
    assert version_of(steps[0], 1).achievement.achievement.name == "Python basics"
    assert version_of(steps[1], 2).achievement.achievement.name == "Second edition"
    late = version_of(steps[2], 1)
    assert late.award.narrative == "Late"
    assert late.achievement is version_of(steps[0], 1).achievement
    assert late.achievement.issuer.name == "Harbour College"
    assert [each.issuer.name for each in steps[2].achievements] == ["Haven College"]
    assert version_of(steps[3], 1).achievement.slug == "other"
    assert version_of(steps[5], 1).achievement is steps[4].achievements[0]


def test_an_award_that_is_reissued_takes_the_achievement_of_that_commit(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    ledger.achievement(name="Second").award(1, reissued="2026-02-01").commit("With its text")
    ledger.achievement(name="Third").award(1, narrative="Late").commit("The same day: kept")
    ledger.award(1, reissued="2026-01-31").commit("An earlier day: kept")
    ledger.award(1, reissued=None).commit("None: kept")
    ledger.award(1, reissued="2026-01-31").commit("Again")
    ledger.achievement(name="Fourth").award(1, reissued="2026-02-01").commit("A later day")
    steps = walked(ledger)
    names = [version_of(step, 1).achievement.achievement.name for step in steps]
    assert names == ["Python basics", "Second", "Second", "Second", "Second", "Third", "Fourth"]


def test_a_reissued_award_waits_for_its_achievement(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    ledger.remove("achievements/python-basics.yml").award(1, reissued="2026-02-01").commit("Gone")
    ledger.achievement(name="Second").commit("There")
    ledger.achievement(name="Third").award(1, narrative="Late").commit("Kept")
    steps = walked(ledger)
    assert steps[1].awards == ()
    assert [version_of(steps[n], 1).achievement.achievement.name for n in (2, 3)] == ["Second"] * 2


def test_a_tombstone_first_and_content_later_keep_the_achievement_too(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1).award(2, achievement="later")
    ledger.tombstone(1, commitment=COMMITMENT).tombstone(2, commitment=COMMITMENT).commit("First")
    ledger.achievement(name="Second edition").achievement("later").commit("New")
    ledger.award(1).award(2).commit("Content")
    ledger.tombstone(1, commitment=COMMITMENT, erased="2026-03-01").commit("Erased")
    steps = walked(ledger)
    assert told(steps[0])["awards"][2] == Tombstone(commitment=COMMITMENT)
    assert told(steps[2])["awards"] == {1: (None, "Python basics"), 2: (None, "Later")}
    assert told(steps[3])["awards"][1].erased.isoformat() == "2026-03-01"


def test_a_new_image_or_issuer_makes_achievements_new(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).achievement("drawn").achievement("painted", image="a.png")
    ledger.write("achievements/a.png", b"one").write("achievements/b.png", b"").commit("First")
    ledger.write("achievements/a.png", b"two").write("achievements/b.png", b"-").commit("Image")
    ledger.issuer(language="es").commit("Issuer")
    ledger.write("achievements/notes.md", "Nothing").commit("Notes")
    ledger.remove("achievements/a.png").award(1, achievement="painted").commit("No image")
    steps = walked(ledger)

    def images(versions: tuple[AchievementVersion, ...]) -> list[tuple[str, bytes | None]]:
        return [(each.slug, each.image) for each in versions]

    others = [("drawn", None), ("python-basics", None)]
    assert sorted(images(steps[0].achievements)) == sorted([*others, ("painted", b"one")])
    assert images(steps[1].achievements) == [("painted", b"two")]
    assert sorted(images(steps[2].achievements)) == sorted([*others, ("painted", b"two")])
    assert images(steps[3].achievements) == []
    assert images(steps[4].achievements) == []
    assert version_of(steps[4], 1).achievement.image == b"two"


def test_achievements_and_awards_are_in_the_order_of_their_paths(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).achievement("a").achievement("a-b")
    ledger.award(2, folder="a").award(1, folder="b").award(3, folder="Z").commit("First")
    read = history(ledger)
    (step,) = read.walk()
    slugs = ["a-b", "a", "python-basics"]  # "a-b.yml" is before "a.yml"
    assert [each.slug for each in step.achievements] == slugs
    assert [each.slug for each in read.achievements] == slugs
    assert [state.id for state in step.awards] == [award_id(n) for n in (3, 2, 1)]


def test_of_one_award_in_two_folders_the_first_path_counts(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1, folder="m", narrative="m")
    ledger.commit("First")
    twin = ledger.read(ledger.path(1)).replace(b"narrative: m", b"narrative: z")
    ledger.write(f"credentials/z/{award_id(1)}.yml", twin).commit("A twin")
    ledger.remove(ledger.path(1)).commit("The first goes")
    steps = walked(ledger)
    assert [version_of(step, 1).award.narrative for step in steps] == ["m", "m", "z"]


def test_what_cannot_be_read_counts_as_not_written(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1).award(2, achievement="later")
    ledger.write(f"credentials/spring/{award_id(3)}.yml", "awarded: never\n").commit("First")
    ledger.award(1, surprise="!").write("issuer.yml", "name: 1\n")
    ledger.write("keys.yml", b"\xff").achievement(hours="many").commit("Nothing to read")
    ledger.award(4).award(1, surprise=None, narrative="Mended").commit("Read with the old ones")
    ledger.symlink(ledger.path(1), "elsewhere").symlink("issuer.yml", "x").commit("Links")
    ledger.write("credentials/spring/notes.yml", "a: b").commit("Not an award")
    ledger.award(3).achievement("later").commit("Readable now, and an award that waited")
    short = [told(step) for step in walked(ledger)]
    name = "Python basics"
    assert short == [
        {"achievements": ["python-basics"], "awards": {1: (None, name)}},
        {"achievements": ["python-basics"], "awards": {}},
        {"achievements": [], "awards": {1: ("Mended", name), 4: (None, name)}},
        {"achievements": [], "awards": {}},
        {"achievements": [], "awards": {}},
        {"achievements": ["later"], "awards": {2: (None, "Later"), 3: (None, name)}},
    ]


def test_a_submodule_in_the_ledger_is_not_read(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    first = ledger.commit("First")
    place = f"160000,{first},credentials/spring/{award_id(2)}.yml"
    ledger.git("update-index", "--add", "--cacheinfo", place)
    ledger.git("commit", "--quiet", "--message=A submodule")
    (ledger.root / f"credentials/spring/{award_id(2)}.yml").mkdir()
    assert [told(step)["awards"].keys() for step in walked(ledger)] == [{1}, set()]


def test_an_award_waits_for_its_achievement(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.remove("achievements/python-basics.yml").commit("No achievement")
    ledger.award(1, narrative="Corrected").commit("Still waiting")
    ledger.achievement().commit("Now")
    ledger.remove("achievements/python-basics.yml").award(2).commit("It goes")
    ledger.award(1, narrative="Kept").achievement("other").commit("The award stays")
    read = history(ledger)
    name = "Python basics"
    assert [told(step)["awards"] for step in read.walk()] == [
        {}, {}, {1: ("Corrected", name)}, {}, {1: ("Kept", name)},
    ]  # fmt: skip
    assert [each.slug for each in read.achievements] == ["other"]
    ledger.achievement().commit("It comes back, and the second award has waited")
    assert told(walked(ledger)[-1])["awards"] == {2: (None, name)}


def test_the_log_begins_with_the_first_readable_keys(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a").issuer().achievement(name="Draft")
    ledger.award(1).award(2).commit("A draft")
    ledger.remove(ledger.path(2)).achievement(name="Final").commit("Trials end")
    ledger.write("keys.yml", "signing: soon\n").symlink("issuer.yml", "x").commit("Not yet")
    begin = ledger.keys().issuer().commit("Keys")
    ledger.award(2).commit("Issued now")
    steps = walked(ledger)
    assert [step.commit for step in steps] == [begin, ledger.head()]
    assert told(steps[0]) == {"achievements": ["python-basics"], "awards": {1: (None, "Final")}}


def test_what_is_a_link_when_the_log_begins_does_not_stand(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a").issuer().achievement().award(1)
    ledger.commit("First")
    ledger.symlink(ledger.path(1), "x").keys().commit("Keys")
    assert told(walked(ledger)[0])["awards"] == {}


def test_without_keys_the_log_begins_at_once_and_trials_may_go(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a").issuer().achievement().award(1).award(2)
    first = ledger.commit("First")
    ledger.remove(ledger.path(2)).commit("A trial goes")
    read = history(ledger)
    assert [(step.commit, told(step)["awards"].keys()) for step in read.walk()] == [
        (first, {1}),
        (ledger.head(), set()),
    ]
    assert read.keys is None


def test_a_deleted_award_is_refused_with_its_commit(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1).award(2).award(3)
    ledger.commit("First")
    path = ledger.path(1)
    commit = ledger.remove(path).remove(ledger.path(2)).commit("Gone")
    ledger.award(2).commit("One is restored")
    ledger.remove(ledger.path(3))
    deleted, uncommitted = problems(ledger)
    assert (deleted.code, deleted.path) == ("B0402", path)
    assert commit in deleted.message
    assert f"git checkout {commit}^ -- {path}" in deleted.mend
    assert (uncommitted.code, uncommitted.path) == ("B0402", ledger.path(3))
    assert "git checkout HEAD --" in uncommitted.mend
    ledger.git("checkout", f"{commit}^", "--", path)
    ledger.git("checkout", "HEAD", "--", ledger.path(3))
    assert len(walked(ledger)) == 4


def test_a_moved_award_is_not_deleted(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    new = f"credentials/a/b/{award_id(1)}.yml"
    ledger.move(ledger.path(1), new).commit("Moved")
    moved = walked(ledger)[1].awards
    assert [(state.id, state.path) for state in moved] == [(award_id(1), new)]


def test_deleting_what_was_never_issued_is_fine(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1, achievement="never")
    ledger.write(f"credentials/spring/{award_id(2)}.yml", "unreadable").commit("First")
    ledger.remove(ledger.path(1)).remove(f"credentials/spring/{award_id(2)}.yml").commit("Gone")
    assert [step.awards for step in walked(ledger)] == [(), ()]


def test_times_are_clamped(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.commit("First", at=START)
    ledger.award(1).commit("A day back is the limit", at=START - BACKWARDS)
    ledger.award(2).commit("On", at=START + 5)
    ledger.award(3)
    assert [step.time for step in walked(ledger)] == [START, START, START + 5, START + 5]


def test_a_time_too_far_back_is_refused(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.commit("First", at=START)
    ledger.award(1).commit("On", at=START + 7)
    commit = ledger.award(2).commit("Back", at=START + 7 - BACKWARDS - 1)
    (problem,) = problems(ledger)
    assert problem.code == "B0403"
    assert commit in problem.message
    assert "24 hours" in problem.message


def test_a_time_in_the_future_is_refused(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    commit = ledger.commit("First", at=START)
    ledger.award(1)  # not committed: it has HEAD's time, and is no problem of its own
    (problem,) = problems(ledger, now=START - AHEAD - 1)
    assert problem.code == "B0404"
    assert commit in problem.message
    assert history(ledger, now=START - AHEAD).time == START


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    ledger.remove(ledger.path(1)).commit("Gone", at=START + 90 * DAY)
    ledger.award(2).commit("Back", at=START + 88 * DAY)
    codes = [problem.code for problem in problems(ledger, now=START + 30 * DAY)]
    assert sorted(codes) == ["B0402", "B0403", "B0404", "B0404"]


def test_what_is_not_committed_is_the_last_step(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1).award(2)
    head = ledger.commit("First")
    ledger.award(1, narrative="Not yet").move(ledger.path(2), f"credentials/x/{award_id(2)}.yml")
    ledger.award(3).symlink(f"credentials/x/{award_id(4)}.yml", "x").keys(KEY_1, KEY_2)
    ledger.write("docs/index.md", "Hello").write("achievements/photo.png", b"")
    read = history(ledger)
    step = list(read.walk())[-1]
    assert (step.commit, step.time) == ("", ledger.time)
    name = "Python basics"
    assert told(step)["awards"] == {1: ("Not yet", name), 2: (None, name), 3: (None, name)}
    assert read.keys
    assert len(read.keys.signing) == 2
    assert read.head == head
    assert read.uncommitted[0] == "achievements/photo.png"
    assert len(read.uncommitted) == 7
    assert read.changed_elsewhere == ("docs/index.md",)
    (problem,) = read.obstacles
    assert problem.code == "B0407"
    assert "6 more" in problem.message


def test_links_that_are_not_committed_are_not_read(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1).award(2).award(3, narrative="Another's")
    ledger.commit("First")
    ledger.symlink(ledger.path(1), f"{award_id(3)}.yml").symlink(ledger.path(2), "nowhere")
    assert walked(ledger)[-1].awards == ()


def test_one_file_that_is_not_committed_is_named(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.commit("First")
    ledger.award(1)
    (problem,) = history(ledger).obstacles
    assert problem.path == ledger.path(1)
    assert problem.message == "the file is not in the last commit, or differs from it"


def test_a_ledger_not_in_git_can_be_previewed(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path, git=False).award(1).symlink("credentials/x.yml", "y")
    read = history(ledger)
    (step,) = read.walk()
    assert (step.commit, step.time, read.head, read.time) == ("", 0, None, 0)
    assert told(step)["awards"] == {1: (None, "Python basics")}
    assert [problem.code for problem in read.obstacles] == ["B0406"]


def test_a_ledger_before_its_first_commit_can_be_previewed(tmp_path: Path) -> None:
    read = history(ledger_in(tmp_path).award(1))
    assert [step.commit for step in read.walk()] == [""]
    assert [problem.code for problem in read.obstacles] == ["B0406"]


def test_with_and_without_git_the_same_stands(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1).achievement("other", image="a.png")
    ledger.write("achievements/a.png", b"image").commit("First")
    (with_git,) = walked(ledger)
    (without,) = walked(without_git(ledger))
    assert without.achievements == with_git.achievements
    assert without.awards == with_git.awards
    assert without.keys == with_git.keys


def test_replace_refs_are_read_past_and_forbid_publishing(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path).award(1)
    first = ledger.commit("First")
    second = ledger.award(1, narrative="True").commit("Second")
    ledger.replace(second, first)
    read = history(ledger)
    assert told(list(read.walk())[-1])["awards"][1][0] == "True"
    assert [problem.code for problem in read.obstacles] == ["B0405"]


def test_an_issuer_that_never_could_be_read_is_told(tmp_path: Path) -> None:
    ledger = LedgerSimulator(tmp_path / "a")
    assert [problem.code for problem in problems(ledger)] == ["B0410"]
    ledger.write("issuer.yml", "nmae: Harbour College\n").keys().achievement().commit("First")
    assert "B0102" in [problem.code for problem in problems(ledger)]
    ledger.write("x", "nmae: Harbour College\n").symlink("issuer.yml", "x").commit("A link")
    assert [problem.code for problem in problems(ledger)] == ["B0410"]


def test_paths_that_are_not_utf8_are_shown_with_escapes(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.commit("First")
    ledger.award(1, folder="spr\udcffing").commit("A folder named in Latin-1")
    path = f"credentials/spr\\xffing/{award_id(1)}.yml"
    assert [state.path for state in walked(ledger)[-1].awards] == [path]


def test_each_distinct_content_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = ledger_in(tmp_path).award(1)
    ledger.commit("First")
    ledger.award(1, narrative="x").commit("Second")
    ledger.award(1, narrative=None).achievement("two").commit("As at first")
    seen: list[str] = []
    for name, read in {"read_award": read_award, "read_keys": read_keys}.items():

        def counted(data: bytes, path: str, name: str = name, read: Any = read) -> object:
            seen.append(name)
            return read(data, path)

        monkeypatch.setattr(f"badgeledger.ledger.readings.{name}", counted)
    assert len(walked(ledger)) == 3
    assert sorted(seen) == ["read_award", "read_award", "read_keys"]


@pytest.mark.parametrize("at_a_time", [1, 2, 5])
def test_awards_are_read_some_at_a_time_and_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    ledger = ledger_in(tmp_path).award(1, folder="b").award(2, achievement="later")
    ledger.commit("First")
    ledger.award(3).award(4).award(5).commit("Three more")
    ledger.write(f"credentials/a/{award_id(1)}.yml", "unreadable").commit("No version of it")
    ledger.achievement("later").commit("What one waits for")
    ledger.award(1, narrative="x").commit("Changed")
    whole = walked(ledger)
    held: list[int] = []

    def noting(readings: Readings) -> None:
        held.append(len(readings._awards))
        forget(readings)

    forget = Readings.forget_awards
    monkeypatch.setattr(Readings, "forget_awards", noting)
    monkeypatch.setattr("badgeledger.ledger.walk.AT_A_TIME", at_a_time)
    read = history(ledger)
    held.clear()
    assert list(read.walk()) == whole
    assert (len(held), max(held)) == {1: (5, 3), 2: (4, 3), 5: (3, 5)}[at_a_time]
