"""The folder beside the site: gone at the end, whatever ends the build."""

import subprocess
import sys
from pathlib import Path

from tests.command_line import call

# Part of a build: leaves a note of what lies there, then does what Ctrl-C does.
HOOK = """import os, pathlib, signal

def on_env(env, config, files):
    beside = [path.name for path in pathlib.Path(config.site_dir).parent.glob(".site-*")]
    pathlib.Path("beside.txt").write_text(" ".join(beside))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.kill(os.getpid(), signal.SIGINT)
"""


def test_a_generator_that_is_interrupted_leaves_no_folder(tmp_path: Path) -> None:
    root = tmp_path / "ledger"
    call(
        "init", str(root), "--name", "College", "--url", "https://college.example",
        "--site", "https://badges.college.example",
    )  # fmt: skip
    (root / "stop.py").write_text(HOOK, "utf-8")
    with (root / "mkdocs.yml").open("a") as config:
        config.write("hooks: [stop.py]\n")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=root, capture_output=True, check=False
    )
    assert done.returncode != 0
    assert (root / "beside.txt").read_text("utf-8").startswith(".site-"), done.stderr
    assert list(root.glob("*site*")) + list(root.glob(".site*")) == []
