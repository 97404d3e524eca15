"""The folder beside the site: gone at the end, whatever ends the build."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.command_line import call


def test_a_generator_that_is_interrupted_leaves_no_folder(tmp_path: Path) -> None:
    root = tmp_path / "ledger"
    call(
        "init", str(root), "--name", "College", "--url", "https://college.example",
        "--site", "https://badges.college.example",
    )  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"], cwd=root, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    ) as process:  # fmt: skip
        while not list(root.glob(".site-*")):
            assert process.poll() is None
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
    assert process.returncode != 0
    assert list(root.glob("*site*")) + list(root.glob(".site*")) == []
