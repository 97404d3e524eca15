"""The shared files of a site, and the words of its interface."""

import hashlib
import re
from importlib import resources
from pathlib import Path

import pytest

from badgeledger.errors import MachineError
from badgeledger.model import Colours, Issuer, Result
from badgeledger.outputs.assets import FOLDER, INLINE, SCRIPTS, STYLES, shared_assets, style
from badgeledger.outputs.wording import strings
from badgeledger.values import ACHIEVEMENT_TYPES

OUTPUTS = Path(str(resources.files("badgeledger.outputs")))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package's assets as they are when the scripts are built."""
    folder = tmp_path / "assets"
    folder.mkdir()
    for name in {part for parts in STYLES.values() for part in parts}:
        (folder / name).write_bytes((OUTPUTS / "assets" / name).read_bytes())
    (folder / "badge.js").write_text('import("./jsonld-AB12.js")')
    (folder / "verify.js").write_text('import("./jsonld-AB12.js") ')
    (folder / "catalogue.js").write_text('import("./jsonld-AB12.js")    ')
    (folder / "ledger.js").write_text("6")
    (folder / "embed.js").write_text('import("./jsonld-AB12.js")   ')
    (folder / "worker.js").write_text('import("./jsonld-AB12.js")  ')
    (folder / INLINE).write_text("all in one")
    (folder / "jsonld-AB12.js").write_text("export {}")
    (folder / "licences.txt").write_text("MIT")
    (folder / "manifest.json").write_text("{}")
    monkeypatch.setattr("badgeledger.outputs.assets.resources.files", lambda _: tmp_path)
    return folder


def issuer(primary: str = "#17494d") -> Issuer:
    colours = Colours(primary=primary, secondary="#e0a526")
    return Issuer(name="I", url="https://i.example/", site="https://b.example", colours=colours)


def test_names_carry_the_digest_of_the_bytes(package: Path) -> None:
    shared = shared_assets(issuer())
    assert set(shared.names) == {*STYLES, *SCRIPTS}
    for name, address in shared.names.items():
        stem, suffix = name.split(".")
        digest = hashlib.sha256(shared.files[address]).hexdigest()[:8]
        assert address == f"{FOLDER}/{stem}.{digest}.{suffix}"


def test_chunks_keep_the_names_that_scripts_import(package: Path) -> None:
    files = shared_assets(issuer()).files
    assert files[f"{FOLDER}/jsonld-AB12.js"] == b"export {}"
    assert files[f"{FOLDER}/licences.txt"] == b"MIT"
    assert len(files) == len(STYLES) + len(SCRIPTS) + 2


def test_other_colours_are_another_style_sheet(package: Path) -> None:
    one, other = shared_assets(issuer()), shared_assets(issuer("#aa0000"))
    assert one.names["badge.css"] != other.names["badge.css"]
    assert one.names["badge.js"] == other.names["badge.js"]
    assert b"--brand:#aa0000" in other.files[other.names["badge.css"]]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_package_without_its_scripts_is_refused(name: str, package: Path) -> None:
    (package / name).unlink()
    with pytest.raises(MachineError, match="B0630"):
        shared_assets(issuer())


@pytest.mark.parametrize("name", STYLES)
def test_style_sheets_fetch_nothing(name: str) -> None:
    css = style(name, Colours()).decode()
    assert "url(" not in css
    assert "@import" not in css
    used = set(re.findall(r"var\((--[\w-]+)\)", css))
    defined = set(re.findall(r"(--[\w-]+):", css))
    themes = {name for name in used if name.startswith("--md-")}  # of Material for MkDocs
    assert used - themes <= defined


def test_every_kind_and_status_has_words() -> None:
    assert set(strings()["types"]) == set(ACHIEVEMENT_TYPES)
    annotation = str(Result.model_fields["status"].annotation)
    assert set(strings()["results"]["status"]) == set(re.findall(r"'(\w+)'", annotation))
    assert len(strings()["days"]["months"]) == 12


def test_templates_hold_no_words() -> None:
    """Letters between tags would be words that no translation reaches."""
    for path in (OUTPUTS / "templates").iterdir():
        text = re.sub(
            r"\{[%#].*?[%#]\}|\{\{.*?\}\}|<[^<>]*>", " ", path.read_text("utf-8"), flags=re.S
        )
        assert not re.findall(r"[A-Za-z]+(?!=)\b", text), path.name
