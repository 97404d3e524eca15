"""Templates of an institution's own: they take the place of ours; faults are told in place."""

from pathlib import Path

import pytest
from jinja2 import Environment

from badgeledger.errors import ContentError
from badgeledger.ledger.files import read_templates
from badgeledger.outputs.compiler import Compiler
from badgeledger.outputs.template import NONE_OWN, Templates, own_templates
from tests.example import BIN, UNPUBLISHED, clone_with_key, git, run, with_key

FOOTER = b"""{% extends "badgeledger/badge.html" %}
{% block footer %}{{ super() }}
<a href="/jobs">Work with {{ issuer.name }}</a>{% endblock %}
"""


def fault(files: dict[str, bytes]) -> tuple[str, str, int]:
    with pytest.raises(ContentError) as caught:
        own_templates(files)
    [problem] = caught.value.problems
    return problem.code, problem.path, problem.line


def test_a_template_takes_the_place_of_ours_and_extends_it() -> None:
    own = own_templates({"embed.html": b"{{ tag }} {{ issuer.name }} {{ words.badge.to }}"})
    text = own.render("embed.html", language="de", tag="de", issuer={"name": "<A>"})
    assert text == "de &lt;A&gt; Vergeben an"
    assert NONE_OWN == own_templates({}) == Templates()


def test_a_name_that_is_none_of_ours_is_told_with_one_that_is() -> None:
    assert fault({"bagde.html": b""}) == ("B0660", "templates/bagde.html", 0)
    with pytest.raises(ContentError, match=r"did you mean 'badge\.html'"):
        own_templates({"bagde.html": b""})
    assert fault({"verify-file.html": b""})[0] == "B0660"


def test_what_jinja_cannot_read_is_told_at_its_line() -> None:
    assert fault({"badge.html": b"a\nb {% if %}"}) == ("B0661", "templates/badge.html", 2)


@pytest.mark.parametrize(
    "text",
    [
        "\n{{ nothing }}",
        "\n{{ tag.nothing.more }}",
        "\n{{ 1 / 0 }}",
        "\n{{ tag + 1 }}",
        "\n{{ ''.__class__.__mro__ }}",
        "\n{% include 'badgeledger/none.html' %}",
    ],
)
def test_what_cannot_be_filled_is_told_at_its_line(text: str) -> None:
    own = own_templates({"embed.html": text.encode()})
    with pytest.raises(ContentError) as caught:
        own.render("embed.html", language="en", tag="en")
    [problem] = caught.value.problems
    assert (problem.code, problem.path, problem.line) == ("B0661", "templates/embed.html", 2)


def test_what_pages_have_in_common_is_told_at_its_line_and_names_no_award() -> None:
    text = b"{% set facts = 1 %}\n{{ award.recipient.name }}"
    own = own_templates({"badge-achievement.html": text})
    with pytest.raises(ContentError, match="'award' is undefined") as caught:
        own.parts("badge-achievement.html", language="en")
    [problem] = caught.value.problems
    assert (problem.path, problem.line) == ("templates/badge-achievement.html", 2)


def test_what_a_template_says_comes_in_the_language_of_each_page() -> None:
    own = own_templates({"embed.html": b'{{ say("b", "badge.to") }}{{ say("i", *["badge.by"]) }}'})
    said = [own.render("embed.html", language=language) for language in ("en", "de", "en")]
    assert said[0] == said[2] == '<b data-t="to">Awarded to</b><i data-t="by">Issued by</i>'
    assert said[1] == '<b data-t="to">Vergeben an</b><i data-t="by">Ausgestellt von</i>'


def test_what_is_said_with_texts_alone_is_asked_for_once() -> None:
    asked: list[tuple[object, ...]] = []

    def say(*texts: object, **values: object) -> str:
        asked.append((*texts, *values.values()))
        return "<b>"

    environment = Environment(autoescape=True)
    environment.code_generator_class = Compiler
    environment.globals["say"] = say
    text = '{{ say("a", "b") }}{{ say("c", n=1) }}{{ say("d", name) }}'
    template = environment.from_string(text)
    assert [template.render(name=name) for name in "xy"] == ["&lt;b&gt;" * 3] * 2
    assert asked == [("a", "b"), ("c", 1), ("d", "x"), ("c", 1), ("d", "y")]


@pytest.mark.parametrize("call", ['say("b", "badge.nothing")', 'say("b")', "say(1, 2)"])
def test_what_cannot_be_said_is_told_at_its_line_when_it_is_to_be(call: str) -> None:
    own = own_templates({"embed.html": f"{{% if tag %}}\n{{{{ {call} }}}}{{% endif %}}".encode()})
    assert own.render("embed.html", language="en", tag="") == ""
    with pytest.raises(ContentError) as caught:
        own.render("embed.html", language="en", tag="en")
    [problem] = caught.value.problems
    assert (problem.code, problem.path, problem.line) == ("B0661", "templates/embed.html", 2)


def test_a_template_reaches_nothing_but_its_values() -> None:
    reach = b"{{ say.func.__globals__ }}"
    own = own_templates({"embed.html": reach})
    with pytest.raises(ContentError, match="B0661"):
        own.render("embed.html", language="en")


def test_the_folder_holds_small_texts_alone(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    assert read_templates(tmp_path) == {}
    folder.mkdir()
    (folder / ".DS_Store").write_bytes(b"\xff")
    (folder / "badge.html").write_bytes(FOOTER)
    assert read_templates(tmp_path) == {"badge.html": FOOTER}
    (folder / "plain.html").write_bytes(b"\xff")
    with pytest.raises(ContentError, match="B0662"):
        read_templates(tmp_path)
    (folder / "plain.html").write_bytes(b" " * 65_537)
    with pytest.raises(ContentError, match="B0662"):
        read_templates(tmp_path)
    (folder / "plain.html").unlink()
    (folder / "plain.html").symlink_to(folder / "badge.html")
    with pytest.raises(ContentError, match="B0307"):
        read_templates(tmp_path)


def test_a_site_is_made_with_them_and_signing_runs_none(tmp_path: Path) -> None:
    ledger = clone_with_key(tmp_path / "ledger")
    (ledger / "templates").mkdir()
    (ledger / "templates" / "badge.html").write_bytes(FOOTER)
    (ledger / "templates" / "issuer.md").write_text("{{ nothing }}")
    git(ledger, "add", ".")
    git(ledger, "commit", "--quiet", "--message", "Templates")
    signatures = tmp_path / "signatures.json"
    run(BIN / "badgeledger", "sign", "--output", signatures, folder=ledger, environ=with_key())
    build = (BIN / "badgeledger", "build", "--signatures", signatures, "--output", tmp_path / "one")
    said = run(*build, folder=ledger, environ=UNPUBLISHED, status=1)
    assert "templates/issuer.md:1" in said
    assert "B0661" in said
    assert "Traceback" not in said
    git(ledger, "rm", "--quiet", "templates/issuer.md")
    git(ledger, "commit", "--quiet", "--message", "One less")
    run(
        *(BIN / "badgeledger", "build", "--jobs", "2", "--output", tmp_path / "two"),
        folder=ledger,
        environ=with_key(),
    )
    [page, *_] = (tmp_path / "two" / "credentials").glob("*/index.html")
    assert 'href="/jobs">Work with Alder Quay College</a>' in page.read_text("utf-8")
