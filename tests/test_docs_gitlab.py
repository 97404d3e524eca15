"""The GitLab file in the documentation: it can be read, and every command in it exists."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command_line import call

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "gitlab.md"


@pytest.fixture(scope="module")
def pipeline() -> dict[str, Any]:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    read: dict[str, Any] = yaml.safe_load(text)
    return read


def test_every_job_has_its_stage_and_every_command_exists(pipeline: dict[str, Any]) -> None:
    jobs = {name: job for name, job in pipeline.items() if "script" in job}
    assert {job["stage"] for job in jobs.values()} == set(pipeline["stages"])
    lines = [line for job in jobs.values() for line in job["script"] + job.get("after_script", [])]
    lines += pipeline["default"]["before_script"]
    assert all(isinstance(line, str) for line in lines)
    calls = [line.partition(" > ")[0].split() for line in lines if line.startswith("badgeledger ")]
    assert {words[1] for words in calls} == {"check", "sign", "verify"}
    for words in calls:
        assert call(*words[1:], "--help").code == 0


def test_signing_is_a_job_of_its_own_on_the_default_branch(pipeline: dict[str, Any]) -> None:
    assert pipeline["variables"] == {"GIT_DEPTH": "0"}
    sign = pipeline["sign"]
    assert sign["environment"] == "signing"
    assert sign["script"] == ["badgeledger sign --output signatures.json"]
    assert [name for name, job in pipeline.items() if "environment" in job] == ["sign"]
    (rule,) = sign["rules"]
    assert "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule["if"]
    assert "--require-hashes" in pipeline["default"]["before_script"][-1]
