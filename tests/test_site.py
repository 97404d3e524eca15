"""The main job on the example ledger: the same site, byte for byte, whoever builds it and how."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.example import (
    BIN,
    DATE,
    SECRET,
    UNPUBLISHED,
    clone,
    clone_with_key,
    files,
    git,
    run,
    with_key,
)

BADGE_PAGE = re.compile(r"credentials/[0-9a-f-]{36}/index\.html")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clone_with_key(tmp_path_factory.mktemp("ledger") / "clone")


@pytest.fixture(scope="module")
def published(ledger: Path) -> dict[str, bytes]:
    run(BIN / "badgeledger", "build", "--output", "../one", folder=ledger, environ=with_key())
    return files(ledger.parent / "one")


def machine_made(site: dict[str, bytes]) -> dict[str, bytes]:
    """What every door must make alike: endpoints and pages of our own, not the theme's pages."""
    kept = (
        *(
            "achievements.json",
            "issuer.json",
            "issuer.png",
            "status/",
            ".well-known/",
            "verify/",
            "ledger/",
        ),
        *("assets/badgeledger/", "verify.html", "ledger/"),
    )
    return {
        path: data
        for path, data in site.items()
        if path.startswith(kept)
        or path.startswith("credentials/")
        or (path.startswith("achievements/") and not path.endswith(".html"))
    }


def test_another_folder_time_locale_hash_seed_and_number_of_processes_give_the_same_bytes(
    ledger: Path, published: dict[str, bytes], tmp_path: Path
) -> None:
    other = clone(ledger, tmp_path / "elsewhere" / "ledger")
    strange = {
        "TZ": "Pacific/Auckland",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4242",
        "SOURCE_DATE_EPOCH": "1",
    }
    run(
        *(BIN / "badgeledger", "build", "--output", tmp_path / "two", "--jobs", "2"),
        folder=other,
        environ=with_key() | strange,
    )
    assert files(tmp_path / "two") == published


def test_a_build_from_a_signatures_file_is_the_build_with_the_key(
    ledger: Path, published: dict[str, bytes], tmp_path: Path
) -> None:
    signatures = tmp_path / "signatures.json"
    run(BIN / "badgeledger", "sign", "--output", signatures, folder=ledger, environ=with_key())
    assert SECRET.reveal() not in signatures.read_text()
    run(
        *(BIN / "badgeledger", "build", "--signatures", signatures, "--output", tmp_path / "site"),
        folder=ledger,
        environ=UNPUBLISHED,
    )
    assert files(tmp_path / "site") == published


@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_generators_make_the_same_endpoints_and_badge_pages(
    generator: str, ledger: Path, published: dict[str, bytes], tmp_path: Path
) -> None:
    run(
        *(BIN / generator, "build", "--strict", "--config-file", "mkdocs.yml"),
        *("--site-dir", tmp_path / "site"),
        folder=ledger,
        environ=with_key(),
    )
    assert machine_made(files(tmp_path / "site")) == machine_made(published)


def with_mkdocs(ledger: Path, to: Path, seed: str) -> dict[str, bytes]:
    run(
        *(BIN / "mkdocs", "build", "--strict", "--site-dir", to),
        folder=ledger,
        environ=with_key() | {"PYTHONHASHSEED": seed, "TZ": f"Etc/GMT+{seed}"},
    )
    return files(to)


@pytest.fixture(scope="module")
def hosted(ledger: Path) -> dict[str, bytes]:
    return with_mkdocs(ledger, ledger.parent / "hosted", "1")


def test_two_mkdocs_builds_at_different_times_give_the_same_bytes(
    ledger: Path, hosted: dict[str, bytes], tmp_path: Path
) -> None:
    assert with_mkdocs(ledger, tmp_path / "site", "2") == hosted
    dated = re.findall(b"<lastmod>(.*)</lastmod>", hosted["sitemap.xml"])
    assert set(dated) == {DATE[:10].encode()}, "the day is the last commit's, not the clock's"


def test_no_did_document_of_an_earlier_build_is_in_the_way_or_stays_in_a_preview(
    ledger: Path, tmp_path: Path
) -> None:
    other = clone(ledger, tmp_path / "ledger")
    run(BIN / "mkdocs", "build", folder=other, environ=with_key())
    before = files(other / "site")
    run(BIN / "mkdocs", "build", folder=other, environ=with_key())
    assert files(other / "site") == before
    run(BIN / "mkdocs", "build", folder=other)
    assert ".well-known/did.json" not in files(other / "site")


def test_search_and_sitemap_know_the_catalogue_and_no_badge(hosted: dict[str, bytes]) -> None:
    page = b"achievements/python-basics/"
    assert page in hosted["sitemap.xml"]
    assert f'"location":"{page.decode()}"'.encode() in hosted["search/search_index.json"]
    ids = [path.split("/")[1].encode() for path in hosted if BADGE_PAGE.fullmatch(path)]
    assert len(ids) >= 60
    for path, data in hosted.items():
        if not path.startswith("credentials/"):
            assert not [award for award in ids if award in data], path


def test_the_verifier_to_keep_is_named_with_its_digest(published: dict[str, bytes]) -> None:
    page, digest = published["verify/index.html"], sha256(published["verify.html"]).hexdigest()
    assert f"<code>{digest}</code>" in page.decode()
    assert b'href="../verify.html"' in page


def test_a_page_and_its_json_together_stay_under_8_kilobytes_on_average(
    published: dict[str, bytes],
) -> None:
    pages = [path for path in published if BADGE_PAGE.fullmatch(path)]
    both = [*pages, *(path.replace("index.html", "credential.json") for path in pages)]
    assert sum(len(published[path]) for path in both) / len(pages) <= 8_000
    every = [data for path, data in published.items() if path.startswith("credentials/")]
    assert len(every) == 3 * len(pages)
    assert sum(map(len, every)) / len(pages) <= 8_400


def test_no_secret_and_no_e_mail_address_of_a_learner_is_published(
    published: dict[str, bytes],
) -> None:
    for path, data in published.items():
        assert SECRET.reveal().encode() not in data, path
        assert b"learners.alderquay.example" not in data, path
        assert b"portfolio was found" not in data, path


def test_published_badges_name_the_institution_and_previews_do_not(
    ledger: Path, published: dict[str, bytes], tmp_path: Path
) -> None:
    did = "did:web:badges.alderquay.example"
    document = json.loads(published[".well-known/did.json"])
    assert document["id"] == did
    assert document["assertionMethod"] == [f"{did}#{SECRET.public_key}"]
    other = clone(ledger, tmp_path / "ledger")
    run(BIN / "badgeledger", "build", folder=other)
    preview = files(other / "site")
    assert ".well-known/did.json" not in preview
    for path, data in machine_made(preview).items():
        assert did.encode() not in data, path
        if BADGE_PAGE.fullmatch(path) or path.endswith("credential.json"):
            assert b"PREVIEW" in data or b"Preview" in data, path
            assert b"PREVIEW" not in published[path], path


def test_a_dirty_tree_a_shallow_clone_and_a_foreign_key_are_refused_with_the_reason(
    ledger: Path, tmp_path: Path
) -> None:
    build = (BIN / "badgeledger", "build", "--output", tmp_path / "site")
    dirty = clone(ledger, tmp_path / "dirty")
    (dirty / "credentials" / "2024-autumn" / "new.txt").write_text("x")
    assert "B0" in run(*build, folder=dirty, environ=with_key(), status=1)

    elsewhere = clone(ledger, tmp_path / "elsewhere")
    (elsewhere / "docs" / "new.md").write_text("# New")
    assert "docs/new.md: error B0407" in run(*build, folder=elsewhere, environ=with_key(), status=3)

    changed = clone(ledger, tmp_path / "changed")
    with (changed / "issuer.yml").open("a") as file:
        file.write("# a remark\n")
    assert "error B0407" in run(*build, folder=changed, environ=with_key(), status=3)

    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", ledger.as_uri(), str(shallow))
    assert "error B0401" in run(*build, folder=shallow, environ=with_key(), status=3)

    foreign = with_key() | {"BADGELEDGER_KEY": type(SECRET)(b"\x07" * 32).reveal()}
    said = run(*build, folder=ledger, environ=foreign, status=3)
    assert "error B0510" in said
    assert foreign["BADGELEDGER_KEY"] not in said
    assert not (tmp_path / "site").exists()


def test_a_preview_says_so_on_every_page_of_a_theme(
    ledger: Path, published: dict[str, bytes], tmp_path: Path
) -> None:
    other = clone(ledger, tmp_path / "ledger")
    run(BIN / "mkdocs", "build", "--strict", folder=other)
    for path, data in files(other / "site").items():
        if path.endswith("index.html"):
            assert re.search(rb'class="(bl-)?preview"', data), path
            assert not re.search(rb'class="(bl-)?preview"', published[path]), path


def test_a_fault_in_the_ledger_leaves_the_last_good_site_as_it_was(
    ledger: Path, tmp_path: Path
) -> None:
    other = clone(ledger, tmp_path / "ledger")
    run(BIN / "mkdocs", "build", "--strict", folder=other)
    before = files(other / "site")
    bad = next((other / "credentials").rglob("*.yml"))
    bad.write_text(bad.read_text() + "expries: 2029-01-01\n")
    said = run(BIN / "mkdocs", "build", "--strict", folder=other, status=1)
    assert "B0102" in said
    assert "Traceback" not in said
    assert files(other / "site") == before
    assert run(BIN / "badgeledger", "build", folder=other, status=1).count("B0102") == 1
    assert files(other / "site") == before


def test_the_address_of_mkdocs_must_be_the_issuers(ledger: Path, tmp_path: Path) -> None:
    other = clone(ledger, tmp_path / "ledger")
    config = (other / "mkdocs.yml").read_text()
    (other / "mkdocs.yml").write_text(config.replace("badges.alderquay", "badge.alderquay"))
    said = run(BIN / "mkdocs", "build", folder=other, status=1)
    assert "B0641" in said
    assert "https://badges.alderquay.example/" in said


def test_pages_at_other_addresses_than_badges_name_are_refused(
    ledger: Path, tmp_path: Path
) -> None:
    other = clone(ledger, tmp_path / "ledger")
    with (other / "mkdocs.yml").open("a") as file:
        file.write("use_directory_urls: false\n")
    assert "mkdocs.yml: error B0643" in run(BIN / "mkdocs", "build", folder=other, status=1)
    assert not (other / "site").exists()


def test_a_page_of_the_host_at_the_address_of_an_artifact_is_refused(
    ledger: Path, tmp_path: Path
) -> None:
    other = clone(ledger, tmp_path / "ledger")
    run(BIN / "mkdocs", "build", "--strict", folder=other)
    before = files(other / "site")
    for taken in ("issuer.json", "achievements/index.md"):
        file = other / "docs" / taken
        file.parent.mkdir(exist_ok=True)
        file.write_text("{}")
        said = run(BIN / "mkdocs", "build", folder=other, status=1)
        assert f"{taken}: error B0640" in said
        assert files(other / "site") == before
        file.unlink()
    (other / "docs" / "issuer.json").write_text("{}")
    assert "B0640" in run(BIN / "badgeledger", "build", folder=other, status=1)
    assert files(other / "site") == before


def test_a_link_that_leads_out_of_the_pages_is_refused(ledger: Path, tmp_path: Path) -> None:
    """Both doors would publish what it leads to: the credentials of git, or the environment."""
    other = clone(ledger, tmp_path / "ledger")
    (other / "docs" / "inside.md").symlink_to("index.md")
    (other / "docs" / "environ.txt").symlink_to("/proc/self/environ")
    (other / "docs" / "more").symlink_to("../.git")
    (other / "docs" / "circle").symlink_to("circle")
    for build in (("mkdocs", "build"), ("badgeledger", "build")):
        said = run(BIN / build[0], build[1], folder=other, status=1)
        links = ("circle", "environ.txt", "more")
        assert all(f"docs/{link}: error B0642" in said for link in links)
        assert "inside" not in said
        assert not (other / "site").exists()


def test_a_file_of_a_theme_at_the_address_of_an_artifact_is_refused(
    ledger: Path, tmp_path: Path
) -> None:
    other = clone(ledger, tmp_path / "ledger")
    (other / "theme" / "status").mkdir(parents=True)
    (other / "theme" / "status" / "0.json").write_text("{}")
    config = (other / "mkdocs.yml").read_text()
    (other / "mkdocs.yml").write_text(
        config.replace("  name: material\n", "  name: material\n  custom_dir: theme\n")
    )
    said = run(BIN / "mkdocs", "build", folder=other, status=1)
    assert "status/0.json: error B0640" in said
