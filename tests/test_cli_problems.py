"""Problems as text, JSON and annotations; whatever a file says stays a quotation."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from badgeledger.adapters.cli.problems import FORMATS, as_github, as_gitlab, as_json, as_text
from badgeledger.errors import Problem, explanations

PLAIN = Problem(
    "credentials/a.yml", 7, 3, "B0102", "unknown field 'isued'", "did you mean 'issued'?"
)
WHOLE = Problem("credentials/b.yml", 0, 0, "B0110", "too large", "shorten it")
NOWHERE = Problem("", 0, 0, "B0305", "missing", "begin")
HOSTILE = Problem(
    "achievements/a,b:c\n::stop.yml",
    1,
    2,
    "B0102",
    "x\r\n::add-mask::100%\x1b[31m",
    "y\n::error::z",
)


def test_text_has_a_line_for_each_and_their_number() -> None:
    assert as_text([PLAIN, WHOLE]) == (
        "credentials/a.yml:7:3: error B0102: unknown field 'isued'; did you mean 'issued'?\n"
        "credentials/b.yml: error B0110: too large; shorten it\n"
        "2 problems\n"
    )
    assert as_text([NOWHERE]) == "error B0305: missing; begin\n1 problem\n"
    assert as_text([]) == "no problems\n"


def test_json_has_every_field() -> None:
    assert json.loads(as_json([PLAIN])) == {
        "format": 1,
        "problems": [
            {
                "path": "credentials/a.yml",
                "line": 7,
                "column": 3,
                "code": "B0102",
                "message": "unknown field 'isued'",
                "mend": "did you mean 'issued'?",
            }
        ],
    }


def test_github_has_a_workflow_command_for_each() -> None:
    assert as_github([PLAIN, WHOLE, NOWHERE]) == (
        "::error file=credentials/a.yml,line=7,col=3,title=B0102 Unknown field"
        "::unknown field 'isued'; did you mean 'issued'?\n"
        "::error file=credentials/b.yml,title=B0110 The file is too large::too large; shorten it\n"
        "::error title=B0305 No issuer.yml::missing; begin\n"
    )
    assert as_github([]) == ""


def test_github_cannot_be_given_commands_by_a_file() -> None:
    assert as_github([HOSTILE]) == (
        "::error file=achievements/a%2Cb%3Ac%0A%3A%3Astop.yml,line=1,col=2,"
        "title=B0102 Unknown field"
        "::x%0D%0A::add-mask::100%25\\x1b[31m; y%0A::error::z\n"
    )


def test_gitlab_has_what_code_quality_reports_need() -> None:
    first, second, third = json.loads(as_gitlab([PLAIN, WHOLE, NOWHERE]))
    assert first == {
        "description": "unknown field 'isued'; did you mean 'issued'?",
        "check_name": "B0102",
        "fingerprint": first["fingerprint"],
        "severity": "major",
        "location": {"path": "credentials/a.yml", "lines": {"begin": 7}},
    }
    assert second["location"] == {"path": "credentials/b.yml", "lines": {"begin": 1}}
    assert third["location"] == {"path": "issuer.yml", "lines": {"begin": 1}}


def test_gitlab_knows_a_problem_again_that_moved_and_tells_twins_apart() -> None:
    moved = Problem(PLAIN.path, 9, 1, PLAIN.code, PLAIN.message, PLAIN.mend)
    prints = [entry["fingerprint"] for entry in json.loads(as_gitlab([PLAIN, moved]))]
    assert json.loads(as_gitlab([moved]))[0]["fingerprint"] == prints[0]
    assert len(set(prints)) == 2


@pytest.mark.parametrize("form", FORMATS)
@example(texts=("\ud800", "\ud800\n", "\x1b[0m"))
@given(texts=st.tuples(*[st.text(st.characters(), max_size=20)] * 3))
def test_no_text_can_leave_its_line(form: str, texts: tuple[str, str, str]) -> None:
    path, message, mend = texts
    problem = Problem(path, 1, 1, "B0102", message, mend)
    output = FORMATS[form]([problem])
    output.encode("utf-8")
    assert all(line.isprintable() for line in output.split("\n"))
    lines = {"text": 2, "github": 1}
    if form in lines:
        assert output.count("\n") == lines[form]
    else:
        json.loads(output)


def test_every_code_has_a_title() -> None:
    assert all(explanation.title for explanation in explanations().values())
