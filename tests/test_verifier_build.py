"""The build hook: contexts and scripts into the package, with the Node of a build requirement."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import badgeledger
from badgeledger.outputs.assets import INLINE, SCRIPTS
from tests.setup import ROOT, build_hook

PACKAGE = ROOT / "plugins" / "badgeledger"
ASSETS = PACKAGE / "outputs" / "assets"


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    return build_hook()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what the build reads; the installed npm packages are shared with it."""
    ignored = shutil.ignore_patterns("node_modules", "build", "tests", "__pycache__")
    shutil.copytree(ROOT / "verifier", tmp_path / "verifier", ignore=ignored)
    (tmp_path / "verifier" / "node_modules").symlink_to(ROOT / "verifier" / "node_modules")
    package = tmp_path / "plugins" / "badgeledger"
    shutil.copytree(PACKAGE / "outputs" / "strings", package / "outputs" / "strings")
    (package / "rdf").mkdir()
    shutil.copy(PACKAGE / "rdf" / "contexts.toml", package / "rdf")
    return tmp_path


def built(tree: Path) -> dict[str, bytes]:
    """What a build left in the package, by its path there."""
    package = tree / "plugins" / "badgeledger"
    files = [*(package / "rdf").glob("*.json"), *(package / "outputs" / "assets").iterdir()]
    return {path.relative_to(package).as_posix(): path.read_bytes() for path in files}


def test_builds_once_and_again_only_after_a_change(hook: ModuleType, tree: Path) -> None:
    assert hook.build(tree)
    first = built(tree)
    assert not hook.build(tree)
    assert built(tree) == first
    source = tree / "verifier" / "src" / "page" / "answer.ts"
    text = source.read_text()
    assert '"strong"' in text
    source.write_text(text.replace('"strong"', '"em"'))
    assert hook.build(tree)
    assert built(tree).keys() != first.keys()  # an older chunk does not stay beside its successor


def test_builds_again_what_was_deleted_or_altered(hook: ModuleType, tree: Path) -> None:
    assert hook.build(tree)
    first = built(tree)
    package = tree / "plugins" / "badgeledger"
    (package / "rdf" / "contexts.json").unlink()
    assert hook.build(tree)
    (package / "outputs" / "assets" / "badge.js").write_text("altered")
    assert hook.build(tree)
    (package / "outputs" / "assets" / "manifest.json").write_text("[]")
    assert hook.build(tree)
    assert built(tree) == first


def test_the_folder_does_not_show(hook: ModuleType, tree: Path, tmp_path: Path) -> None:
    assert hook.build(tree)
    other = tmp_path / "else where" / "deeper"
    shutil.copytree(tree / "verifier", other / "verifier", symlinks=True)
    shutil.copytree(tree / "plugins", other / "plugins")
    shutil.rmtree(other / "plugins" / "badgeledger" / "outputs" / "assets")
    assert hook.build(other)
    assert built(other) == built(tree)
    assert not any(str(tmp_path).encode() in data for data in built(tree).values())


def test_a_context_that_is_not_the_pinned_one(hook: ModuleType, tree: Path) -> None:
    pins = tree / "plugins" / "badgeledger" / "rdf" / "contexts.toml"
    text = pins.read_text()
    pins.write_text(text.replace('sha256 = "b463c8d6', 'sha256 = "c463c8d6'))
    with pytest.raises(hook.BuildError, match=r"credentials/v2 in npm:.* is not the one pinned"):
        hook.build(tree)
    pins.write_text(text.replace("contexts/v2.jsonld", "contexts/v9.jsonld"))
    with pytest.raises(hook.BuildError, match="a context cannot be read"):
        hook.build(tree)


def test_sources_that_do_not_build(hook: ModuleType, tree: Path) -> None:
    (tree / "verifier" / "src" / "badge.ts").write_text("const = 1;")
    with pytest.raises(hook.BuildError, match=r"(?s)badge\.ts:1.*`node build.mjs` failed; the sou"):
        hook.build(tree)


def test_npm_that_fails_tells_what_to_do(hook: ModuleType, tree: Path) -> None:
    (tree / "verifier" / "node_modules").unlink()
    wanted = tree / "verifier" / "package.json"
    wanted.write_text(wanted.read_text().replace('"jsonld": "', '"jsonld": "0.'))
    with pytest.raises(hook.BuildError, match=r"`node npm-cli\.js ci .*` failed; npm must reach"):
        hook.build(tree)


def test_missing_build_requirement(hook: ModuleType) -> None:
    with pytest.raises(hook.BuildError, match="no-such-thing is not installed; install with build"):
        hook.locate("no_such_thing", "no-such-thing")


def test_failure_ends_the_build_without_a_traceback(
    hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    class App:
        def abort(self, message: str) -> None:
            said.append(message)

    kind: Any = type("Hook", (hook.VerifierBuildHook,), {"app": App(), "root": str(tree)})
    door = kind.__new__(kind)
    (tree / "plugins" / "badgeledger" / "rdf" / "contexts.toml").unlink()
    door.initialize("standard", {})
    monkeypatch.setattr(hook, "locate", lambda *_: Path("/nonexistent"))
    (tree / "plugins" / "badgeledger" / "rdf" / "contexts.toml").write_text("")
    door.initialize("standard", {})
    assert all(text.startswith("badgeledger: ") and "Traceback" not in text for text in said)
    assert len(said) == 2


def test_contexts_are_the_official_ones(reference: Path) -> None:
    official = {
        json.dumps(json.loads(path.read_bytes()), sort_keys=True)
        for path in (reference / "contexts").iterdir()
    }
    contexts: dict[str, Any] = json.loads((PACKAGE / "rdf" / "contexts.json").read_bytes())
    unofficial = [u for u, c in contexts.items() if json.dumps(c, sort_keys=True) not in official]
    assert unofficial == []
    older: dict[str, Any] = json.loads((PACKAGE / "rdf" / "older-contexts.json").read_bytes())
    assert all(json.dumps(copy, sort_keys=True) in official for copy in older.values())
    assert all(contexts[url] != copy for url, copy in older.items())
    pins = tomllib.loads((PACKAGE / "rdf" / "contexts.toml").read_text())
    assert contexts.keys() == pins.keys()
    assert older.keys() == {url for url, pin in pins.items() if "older" in pin}


def test_manifest_holds_what_was_built() -> None:
    manifest = json.loads((ASSETS / "manifest.json").read_bytes())
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((PACKAGE / name).read_bytes()).hexdigest() == digest


def test_chunks_do_not_name_the_first_scripts() -> None:
    chunks = [path for path in ASSETS.glob("*.js") if path.name not in (*SCRIPTS, INLINE)]
    assert chunks
    assert not any(name in path.read_text() for path in chunks for name in SCRIPTS)


def loaded_by(script: str, *, unless: tuple[str, ...]) -> set[str]:
    """The scripts that `script` loads, itself included, but for some that it may never need."""
    found, new = set[str](), {script}
    while new:
        found |= new
        texts = [(ASSETS / name).read_text() for name in new]
        named = {
            name for text in texts for name in re.findall(r"""["']\./([\w.-]+\.js)["']""", text)
        }
        new = {name for name in named if not name.startswith(unless)} - found
    return found


# Only where WebCrypto has no Ed25519, or a badge has such a key, context or version.
RARE = (
    "ed25519",
    "hosted",
    "jws",
    "p256",
    "rarer-contexts",
    "older-contexts",
    "withdrawn",
    "offline",
)
# After the answer: what can be done with the badge.
AFTERWARDS = ("offer",)


def weighed(scripts: set[str]) -> tuple[int, int]:
    """What scripts weigh, and what the words of the heaviest language add to them."""
    sizes = {name: len(gzip.compress((ASSETS / name).read_bytes(), 9)) for name in scripts}
    languages: dict[str, int] = {}
    for name in [name for name in scripts if "strings-" in name]:
        language = name.split("strings-")[1][:2]
        languages[language] = languages.get(language, 0) + sizes.pop(name)
    assert len(languages) == 5
    return sum(sizes.values()), max(languages.values())


def test_a_page_loads_little_to_check_its_badge() -> None:
    needed = loaded_by("badge.js", unless=RARE + AFTERWARDS)
    assert len(gzip.compress((ASSETS / "badge.js").read_bytes(), 9)) < 1_000
    assert len(needed) > 8
    assert sum(weighed(needed)) < 69_000  # of which what reads the log is a tenth


def test_what_can_be_done_with_a_badge_adds_little() -> None:
    first = loaded_by("badge.js", unless=RARE + AFTERWARDS)
    both = loaded_by("badge.js", unless=RARE)
    assert sum(weighed(both - first)) < 15_000


def test_licences_of_the_packages_are_there() -> None:
    licences = (ASSETS / "licences.txt").read_text()
    for name in ("jsonld", "rdf-canonize", "@noble/ed25519", "@scure/base"):
        assert f"\n{name}\n\n" in f"\n{licences}"


def test_lock_file_names_no_registry() -> None:
    lock = json.loads((ROOT / "verifier" / "package-lock.json").read_bytes())
    packages = [package for name, package in lock["packages"].items() if name]
    assert all("integrity" in package and "resolved" not in package for package in packages)


def test_one_version() -> None:
    package = json.loads((ROOT / "verifier" / "package.json").read_bytes())
    assert package["version"] == badgeledger.__version__


def test_archives_carry_everything(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        check=True,
        capture_output=True,
    )
    manifest = json.loads((ASSETS / "manifest.json").read_bytes())
    wanted = {*manifest["files"], "outputs/assets/manifest.json", "rdf/contexts.toml"}
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert {f"badgeledger/{name}" for name in wanted} <= set(archive.namelist())
    (sdist,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"plugins/badgeledger/{name}" for name in wanted} <= names
    assert {"verifier/hatch_build.py", "verifier/src/badge.ts", "verifier/.npmrc"} <= names
    assert not any("node_modules" in name for name in names)
