"""What every test may ask for."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def reference() -> Path:
    """The official schemas, contexts and vectors, which are not part of this project."""
    folder = os.environ.get("BADGELEDGER_REFERENCE")
    if folder is None:
        pytest.skip("BADGELEDGER_REFERENCE is not set: it names the folder of official vectors")
    path = Path(folder).resolve()
    assert (path / "CONTEXTS.sha256").is_file(), f"BADGELEDGER_REFERENCE points nowhere: {path}"
    return path
