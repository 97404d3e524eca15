"""The browser's verifier in Node: its own tests, its types and its lint."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.setup import ROOT, build_hook

VERIFIER = ROOT / "verifier"
FULL = 100  # most lines of a failing run that are worth showing


@pytest.fixture(scope="module")
def node() -> Path:
    """Node, with the data that the sources import made ready."""
    hook = build_hook()
    hook.install(VERIFIER, for_tests=True)
    hook.run(["build.mjs", "--data"], VERIFIER, "")
    return Path(hook.node_binary())


def run(node: Path, *arguments: str) -> None:
    process = subprocess.run(
        [str(node), *arguments],
        cwd=VERIFIER,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (process.stdout + process.stderr).splitlines()
    assert process.returncode == 0, "\n".join(lines[-FULL:])


def test_types(node: Path) -> None:
    run(node, "node_modules/typescript/bin/tsc", "--noEmit")


def test_lint(node: Path) -> None:
    run(node, "node_modules/eslint/bin/eslint.js", "--max-warnings", "0", ".")


def test_the_verifier(node: Path) -> None:
    run(node, "--test", *sorted(str(path) for path in (VERIFIER / "tests").glob("*.test.ts")))
