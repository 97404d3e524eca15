"""The Python verifier says of every vector what is expected; the browser's does too."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from badgeledger.outputs.wording import strings
from tests.make_verify_vectors import FOLDER, report_on, vector_of, written
from tests.verify_cases import Case, all_cases
from tests.verify_world import JSON

CASES = {case.name: case for case in all_cases()}
FILES = sorted(FOLDER.glob("*.json"))
STATES = {
    "unreadable", "tampered", "wrong-issuer", "revoked", "suspended", "not-yet-valid", "expired",
    "unchecked-signature", "unchecked-status", "log-disagrees", "verified",
}  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_vector_gets_the_report_it_expects(path: Path) -> None:
    vector = json.loads(path.read_text("utf-8"))
    report = report_on(vector)
    checks = report["checks"]
    assert report["state"] == vector["expect"]["state"]
    assert {check["check"]: check["result"] for check in checks} == vector["expect"]["checks"]
    assert {check["check"]: check["code"] for check in checks} == vector["expect"]["codes"]
    assert [part["state"] for part in report["parts"]] == vector["expect"]["parts"]
    assert report == vector["expect"]["report"]


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.name)
def test_a_vector_is_what_its_case_makes(case: Case) -> None:
    path = FOLDER / f"{case.name}.json"
    stale = "the vectors are stale: run  python -m tests.make_verify_vectors"
    assert path.is_file() and path.read_text("utf-8") == written(vector_of(case)), stale


def test_every_vector_has_a_case() -> None:
    assert {path.stem for path in FILES} == set(CASES)


def test_every_state_that_can_be_reached_has_a_vector() -> None:
    assert {case.state for case in CASES.values()} == STATES


def test_every_code_and_state_is_documented() -> None:
    text = (FOLDER.parent.parent.parent / "docs/reference/report.md").read_text("utf-8")
    words = strings()["verifier"]
    codes = {key.partition("/")[0] for key in words["reasons"]}
    states = set(words["headlines"]) - {"withdrawn", "replaced", "proven-offline"} | {"revoked"}
    assert [word for word in sorted(codes | states) if f"`{word}`" not in text] == []


def all_of(report: JSON) -> Iterator[JSON]:
    """A report, and all those inside it."""
    yield report
    for part in report["parts"]:
        yield from all_of(part)


def test_every_code_that_keeps_a_signature_unchecked_has_its_why() -> None:
    said = [json.loads(path.read_text("utf-8"))["expect"] for path in FILES]
    unchecked = {
        check["code"]
        for report in (part for it in said for part in all_of(it["report"]))
        for check in report["checks"]
        if check["check"] == "proof" and check["result"] == "notchecked"
        if report["state"] == "unchecked-signature"
    }
    assert unchecked <= set(strings()["verifier"]["why"])
