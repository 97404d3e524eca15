"""The mapping into the credential is frozen with log format 1: golden vectors hold it."""

import json
from pathlib import Path

import pytest

from tests.credential_vectors import FOLDER, output

VECTORS = sorted(FOLDER.glob("*.json"))


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_the_mapping_is_as_it_was(path: Path) -> None:
    vector = json.loads(path.read_text("utf-8"))
    assert output(vector["input"]) == vector["output"], (
        f"{path.name}: format 1 would map the ledger in a new way, and change logs already "
        "published; if it never was released, `python -m tests.credential_vectors` writes it anew"
    )


def test_there_are_vectors() -> None:
    assert len(VECTORS) >= 8
