"""Log format 1 is frozen: golden vectors hold every byte of it."""

import json
from pathlib import Path

import pytest

from tests.log_vectors import FOLDER, log

VECTORS = sorted(FOLDER.glob("*.json"))


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_the_log_is_as_it_was(path: Path, tmp_path: Path) -> None:
    vector = json.loads(path.read_text("utf-8"))
    assert log(vector["commits"], tmp_path / "ledger") == vector["log"], (
        f"{path.name}: format 1 would write another log, and contradict what was published; if it "
        "never was released, `python -m tests.log_vectors` writes it anew"
    )
    if "twin" in vector:
        twin = json.loads((FOLDER / f"{vector['twin']}.json").read_text("utf-8"))
        assert vector["log"] == twin["log"]


def test_there_is_a_vector_for_every_act() -> None:
    texts = [path.read_text("utf-8") for path in VECTORS]
    entries = [json.loads(entry) for text in texts for entry in json.loads(text)["log"]["entries"]]
    assert {entry["e"] for entry in entries} == {
        "define", "issue", "change", "reinstate", "revoke", "erase", "key",
    }  # fmt: skip
    assert {entry["s"] for entry in entries if entry["e"] == "key"} == {"from", "withdrawn"}
