"""Rows as awards, and the triage of those who have the badge already."""

from datetime import date

import pytest

from badgeledger.model import Achievement, ResultDescription, RubricLevel
from badgeledger.roster.learners import Learner, Prize, read_learners
from badgeledger.roster.table import Row
from badgeledger.roster.triage import triage

ACHIEVEMENT = Achievement(
    name="Sourdough",
    description="Bakes bread.",
    criteria="Bake.",
    results=(
        ResultDescription(id="score", name="Score", type="Percent"),
        ResultDescription(
            id="crumb", name="Crumb", type="RubricCriterionLevel",
            levels=(RubricLevel(id="open", name="Open"),),
        ),
        ResultDescription(id="done", name="Done", type="Status"),
    ),
)  # fmt: skip
PRIZE = Prize("sourdough", ACHIEVEMENT, date(2026, 5, 1))


def learners(**cells: str) -> tuple[list[Learner], list[tuple[str, str]]]:
    read, problems = read_learners([Row(7, cells)], PRIZE, "list.csv")
    assert {(problem.path, problem.line) for problem in problems} <= {("list.csv", 7)}
    return read, [(problem.code, problem.message) for problem in problems]


def test_a_whole_row_becomes_an_award() -> None:
    ((learner,), problems) = learners(
        name="Ada Lovelace",
        email="Ada@example.org",
        evidence="Diary = https://example.org/?a=b\nLoaf=https://example.org/loaf",
        results="score=93|crumb=open | done=Completed|",
        narrative="Baked **nine** loaves.",
        awarded="2026-04-30",
        expires="2029-04-30",
    )
    assert problems == []
    assert (learner.line, learner.email) == (7, "Ada@example.org")
    award = learner.award
    assert award.recipient.name == "Ada Lovelace"
    assert [(entry.name, entry.url) for entry in award.evidence] == [
        ("Diary", "https://example.org/?a=b"),
        ("Loaf", "https://example.org/loaf"),
    ]
    assert [(entry.result, entry.value, entry.level, entry.status) for entry in award.results] == [
        ("score", "93", None, None),
        ("crumb", None, "open", None),
        ("done", None, None, "Completed"),
    ]
    assert (award.awarded, award.expires) == (date(2026, 4, 30), date(2029, 4, 30))
    assert (award.achievement, award.narrative) == ("sourdough", "Baked **nine** loaves.")


def test_the_list_gives_the_day_where_no_cell_does() -> None:
    ((learner,), _problems) = learners(email="a@example.org")
    assert learner.award.awarded == date(2026, 5, 1)
    assert learner.award.recipient.name is None


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"name": "Ada"}, [("B0710", "the learner has no e-mail address")]),
        ({"email": "ada"}, [("B0218", "email: 'ada' is not an e-mail address")]),
        ({"email": "a@b", "awarded": "1.5.2026"},
         [("B0208", "awarded: '1.5.2026' is not a day written as YYYY-MM-DD")]),
        ({"email": "a@b", "evidence": "https://example.org/?a=b"},
         [("B0706", "evidence: 'https://example.org/?a=b' is not NAME=URL")]),
        ({"email": "a@b", "evidence": "Diary=javascript:x"},
         [("B0206", "evidence: 'javascript:x' is not a link of http, https, mailto")]),
        ({"email": "a@b", "results": "score"}, [("B0706", "results: 'score' is not RESULT=VALUE")]),
        ({"email": "a@b", "results": "scor=1"},
         [("B0707", "results: the achievement has no result 'scor'")]),
    ],
)  # fmt: skip
def test_a_row_at_fault_is_told_by_column(
    cells: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert learners(**cells) == ([], expected)


def test_all_faults_of_a_row_are_told_at_once() -> None:
    _read, problems = learners(name="a\x07b", evidence="x", results="y=1|done=Soon", expires="?")
    assert sorted(code for code, _message in problems) == [
        "B0117", "B0201", "B0208", "B0706", "B0707", "B0710",
    ]  # fmt: skip


def test_an_unknown_result_is_told_with_those_there_are() -> None:
    _read, (near, far) = read_learners(
        [Row(2, {"email": "a@b", "results": "scor=1|zzz=2"})], PRIZE, ""
    )
    assert near.mend == "did you mean 'score'?"
    assert far.mend == "its results are score, crumb, done"
    bare = Achievement(name="A", description="B", criteria="C")
    _read, (problem,) = read_learners(
        [Row(2, {"email": "a@b", "results": "score=1"})], Prize("a", bare, date(2026, 1, 1)), ""
    )
    assert "describe it" in problem.mend


def test_triage_keeps_each_learner_once_and_leaves_out_who_has_the_badge() -> None:
    emails = ("a@example.org", "A@Example.org", "b@example.org", "c@example.org")
    rows = [Row(line, {"email": email}) for line, email in enumerate(emails, 2)]
    read, problems = read_learners(rows, PRIZE, "list.csv")
    assert not problems
    holding = {"b@example.org": "credentials/x/1.yml"}
    accepted, problems = triage(read, holding.get, "list.csv")
    assert [learner.email for learner in accepted] == ["a@example.org", "c@example.org"]
    assert [(problem.code, problem.line) for problem in problems] == [("B0708", 3), ("B0709", 4)]
    assert "line 2" in problems[0].message
    assert "credentials/x/1.yml" in problems[1].message
    assert not any("@" in str(problem) for problem in problems)
