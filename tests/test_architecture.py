"""The house keeps its plan: ranks, doors to libraries, sizes of files."""

import ast
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGE = Path(__file__).parent.parent / "plugins" / "badgeledger"
FILES = sorted(PACKAGE.rglob("*.py"))

# Lowest first; rooms within one rank do not import each other.
RANKS = (
    {"errors"},
    {"values", "fetching", "progress"},
    {"model"},
    {"rdf", "keys"},
    {"ledger", "policy", "roster", "log", "credential"},
    {"proof", "outputs"},
    {"verify"},
    {"auditing"},
    {
        "build",
        "gate",
        "host_pages",
        "log_jobs",
        "plan",
        "badges",
        "badge_paths",
        "jobs",
        "artifacts",
        "edition",
        "record",
        "memory",
        "inputs",
        "pictures",
        "spread",
        "signable",
        "drawable",
        "linkable",
        "check",
        "award",
        "reissue",
        "erasure",
        "purge",
        "audit",
        "rebuild",
    },
    {"adapters"},
)
FLOWS = RANKS[-2]
DOORS = {
    "mkdocs": {"adapters/mkdocs.py"},
    "watchdog": {"adapters/noticing.py"},
    "git": {"ledger"},
    "yaml": {"ledger"},
    "nacl": {"keys"},
    "cryptography": {"keys"},
    "pyld": {"rdf"},
    "click": {"adapters/cli"},
}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rank(name: str) -> int:
    return next(number for number, rooms in enumerate(RANKS) if name in rooms)


def imports(path: Path) -> Iterator[str]:
    """Absolute names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where a name comes from"
            assert node.module
            yield node.module
            if node.module == "badgeledger":
                yield from (f"badgeledger.{alias.name}" for alias in node.names)


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_imports_lower_ranks_and_its_own_room_only(path: Path) -> None:
    own = room(path)
    if own == "__init__":
        assert not list(imports(path))
        return
    for module in imports(path):
        if not module.startswith("badgeledger."):
            continue
        other = module.split(".")[1]
        if other in (own, "__version__"):
            continue
        same_flow_rank = own in FLOWS and other in FLOWS
        assert rank(other) < rank(own) or same_flow_rank, f"{named(path)} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_library_is_imported_behind_its_door_only(path: Path) -> None:
    for module in imports(path):
        allowed = DOORS.get(module.split(".")[0])
        if allowed is not None:
            assert any(named(path).startswith(door) for door in allowed), (
                f"{named(path)} imports {module}"
            )


def test_compiled_canonicalisation_is_for_what_we_sign_alone() -> None:
    """docs/compiled-canonicalisation.md: verification keeps to the reference."""
    users = {
        named(path)
        for path in FILES
        for module in imports(path)
        if module.startswith("badgeledger.rdf.compiled") and room(path) != "rdf"
    }
    assert users == {"artifacts.py", "signable.py"}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_is_one_room(path: Path) -> None:
    limit = 149 if named(path) == "adapters/mkdocs.py" else 350
    assert len(path.read_text("utf-8").splitlines()) <= limit


def test_flows_do_not_import_each_other_in_a_circle() -> None:
    edges = {
        room(path): {
            module.split(".")[1]
            for module in imports(path)
            if module.startswith("badgeledger.") and module.split(".")[1] in FLOWS
        }
        for path in FILES
        if room(path) in FLOWS
    }

    def reach(name: str, seen: tuple[str, ...]) -> None:
        assert name not in seen, " imports ".join((*seen, name))
        for other in edges.get(name, set()):
            reach(other, (*seen, name))

    for name in edges:
        reach(name, ())


def test_no_path_or_host_of_a_machine_stands_in_a_lock_file() -> None:
    root = PACKAGE.parent.parent
    locks = [*root.glob("requirements/*.lock"), *root.glob("*/package-lock.json")]
    locks += root.glob("tests/*/package-lock.json")
    assert len(locks) >= 3
    for lock in locks:
        text = lock.read_text("utf-8")
        assert '"resolved"' not in text
        assert "--index-url" not in text
        assert "--find-links" not in text
        assert " @ http" not in text


@pytest.mark.parametrize("name", ["site", "test"])
def test_what_is_asked_for_with_extras_is_locked_with_them(name: str) -> None:
    """Where it is not, a pip before 23.3 takes the newest version, and refuses its hash."""
    text = (PACKAGE.parent.parent / "requirements" / f"{name}.lock").read_text("utf-8")
    pins = re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==.+ \\$", text, re.MULTILINE)
    locked = {pin.name: pin for pin in map(Requirement, pins)}
    assert len(locked) > 50
    for pin in locked.values():
        for needed in needs(pin):
            own = locked.get(canonicalize_name(needed.name))
            assert own is None or needed.extras <= own.extras, f"{pin} needs {needed}"


def needs(pin: Requirement) -> Iterator[Requirement]:
    """What a package that is installed here needs with its extras."""
    for needed in map(Requirement, installed(pin.name)):
        extras = pin.extras or {""}
        if any(needed.marker is None or needed.marker.evaluate({"extra": e}) for e in extras):
            yield needed


def installed(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []
