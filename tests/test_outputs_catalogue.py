"""The catalogue: whatever renders it, what staff wrote shows as text, and nothing of it runs."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from badgeledger.credential.profile import profile
from badgeledger.model import Achievement, AchievementVersion, Issuer
from badgeledger.outputs.catalogue import achievement_page, achievements_json, catalogue_page
from badgeledger.outputs.documents import json_bytes
from tests.parsed_page import Page
from tests.strategies import achievement_versions

ISSUER = Issuer(name="Alder Quay", url="https://quay.example/", site="https://badges.quay.example")
# Extensions of a host that do something to plain characters.
HOST = ("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html",
        "pymdownx.emoji", "pymdownx.magiclink", "pymdownx.snippets", "pymdownx.superfences",
        "smarty", "tables", "toc")  # fmt: skip
MARKUP = (
    '<script>alert("1")</script> {{ 7*7 }} {% x %} *a* _b_ `c` [d](e) ![f](g) :smile: {: id=x }'
)


def achieved(slug: str, **members: Any) -> AchievementVersion:
    own = {"name": slug.title(), "description": "What it means.", "criteria": "A **project**."}
    return AchievementVersion(slug, Achievement.model_validate(own | members), None, ISSUER)


def page_of(version: AchievementVersion, *others: AchievementVersion, awards: int = 3) -> str:
    catalogue = {other.slug: other for other in (version, *others)}
    return achievement_page(version, catalogue=catalogue, versions=(), awards=awards).markdown


def front_matter(text: str) -> dict[str, str]:
    matter: dict[str, str] = yaml.safe_load(text.split("---\n")[1])
    return matter


def hosted(text: str) -> Page:
    converter = Markdown(extensions=HOST)
    return Page(converter.convert(text.split("---\n", 2)[2]))


@settings(max_examples=25, deadline=None)
@given(st.lists(achievement_versions(), min_size=1, max_size=3))
def test_nothing_that_staff_write_leaves_its_place(versions: list[AchievementVersion]) -> None:
    texts = [catalogue_page(versions, "en").markdown, page_of(versions[0], *versions[1:])]
    for text in texts:
        assert set(front_matter(text)) == {"title", "description", "hide"}
        assert not set("{}`") & set(text)
        page = hosted(text)
        assert "script" not in page.tags
        for _, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
        name = " ".join(versions[0].achievement.name.split())
        assert name in page.text


def test_markup_shows_as_it_was_typed() -> None:
    version = achieved("x", name=MARKUP, description=MARKUP, tags=[MARKUP], version=MARKUP)
    text = page_of(version)
    page = hosted(text)
    assert page.text.count(MARKUP) == 4
    assert page.tags == {"h1", "h2", "div", "img", "p", "dl", "dt", "dd", "strong", "span", "a"}
    assert hosted(catalogue_page([version], "en").markdown).text.count(MARKUP) == 2


def test_the_front_matter_is_html_as_themes_print_it() -> None:
    matter = front_matter(
        page_of(achieved("x", name='<b>"\\n {{ x', description="a\n\u2028\ufeffb"))
    )
    assert matter["title"] == "&lt;b&gt;&#34;&#92;n &#123;&#123; x"
    assert matter["description"] == "a b" or matter["description"] == "a \ufeffb"


def test_the_catalogue_is_in_order_of_names() -> None:
    text = catalogue_page([achieved("b", name="beta"), achieved("a", name="Alpha")], "en").markdown
    assert hosted(text).links() == ["a/", "b/"]
    assert "# Badges" in text


def test_all_that_an_achievement_can_say() -> None:
    version = achieved(
        "stack",
        type="MicroCredential",
        hours="120",
        credits="5",
        level={"name": "EQF 5", "url": "https://eqf.example/5"},
        assessment="A panel.",
        skills=[{"name": "SQL", "url": "https://esco.example/sql", "framework": "ESCO"}],
        tags=["data"],
        valid_for="3 years",
        version="2",
        builds_on=["base", "gone"],
        results=[
            {"id": "p", "name": "Verdict", "type": "LetterGrade", "allowed": ["Pass", "Merit"]},
            {"id": "s", "name": "Score", "type": "Percent", "minimum": "0", "maximum": "100"},
            {"id": "o", "name": "Outcome", "type": "Status"},
            {
                "id": "r", "name": "Argument", "type": "RubricCriterionLevel", "required": "low",
                "levels": [
                    {"id": "low", "name": "Low", "description": "Has one.", "points": "1"},
                    {"id": "high", "name": "High"},
                ],
            },
        ],
    )  # fmt: skip
    others = (achieved("base"), achieved("next", builds_on=["stack"]))
    page = hosted(page_of(version, *others, awards=7))
    for words in ("Micro-credential", "120 hours", "Credits5", "EQF 5", "Valid for3 years",
                  "Awards7", "A project.", "A panel.", "SQL ESCO", "data",
                  "From low to high: Pass · Merit", "on a scale from 0% to 100%",
                  "Low needed to pass", "Builds on Base", "Leads to Next"):  # fmt: skip
        assert words in page.text
    assert page.links() == [
        "https://eqf.example/5", "https://esco.example/sql", "../base/", "../next/",
        "../", "../../verify/", "../../ledger/", "achievement.json",
    ]  # fmt: skip
    assert len(page.all("td")) == 4
    assert page.all("img")[0]["src"] == "badge.svg"


def test_points_are_a_column_only_where_there_are_any() -> None:
    levels = [{"id": "low", "name": "Low"}]
    result = {"id": "r", "name": "R", "type": "RubricCriterionLevel", "levels": levels}
    page = hosted(page_of(achieved("x", results=[result])))
    assert "Points" not in page.text
    assert len(page.all("td")) == 1


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    text = hosted(page_of(achieved("x"))).text
    for words in ("How it is assessed", "Results", "Skills", "Builds on", "Leads to",
                  "In other languages", "Learning", "Credits", "Valid for"):  # fmt: skip
        assert words not in text


def test_translations_find_each_other() -> None:
    first, second = achieved("en"), achieved("es", translation_of="en", language="es")
    third = achieved("pt", translation_of="en", language="pt")
    assert {"../es/", "../pt/"} < set(hosted(page_of(first, second, third)).links())
    assert {"../en/", "../pt/"} < set(hosted(page_of(second, first, third)).links())
    assert {"lang": "es", "dir": "auto"} in hosted(page_of(first, second)).all("span")


def test_the_data() -> None:
    level = {"name": "EQF 5", "url": "https://eqf.example/5", "code": "5", "description": "d"}
    versions = [
        achieved("b", hours="0", level=level, builds_on=["a"], valid_for="1 year", tags=["x"]),
        achieved("a", skills=[level], language="es", translation_of="b"),
    ]
    issuer = profile(ISSUER, "did:web:badges.quay.example", preview=False)
    data = achievements_json(versions, issuer=issuer, site=ISSUER.site, awards={"b": 2})
    site = "https://badges.quay.example/achievements"
    framework = {"name": "EQF 5", "url": "https://eqf.example/5", "code": "5"}
    assert data == {
        "format": 1,
        "issuer": {
            "id": "did:web:badges.quay.example", "name": "Alder Quay", "url": "https://quay.example/"
        },
        "achievements": [
            {
                "id": f"{site}/a/achievement.json", "slug": "a", "name": "A",
                "description": "What it means.", "language": "es", "type": "Achievement",
                "page": f"{site}/a/", "image": f"{site}/a/badge.png", "skills": [framework],
                "translationOf": "b", "awards": 0,
            },
            {
                "id": f"{site}/b/achievement.json", "slug": "b", "name": "B",
                "description": "What it means.", "language": "en", "type": "Achievement",
                "page": f"{site}/b/", "image": f"{site}/b/badge.png", "hours": 0,
                "level": framework, "tags": ["x"], "validFor": "1 year", "buildsOn": ["a"],
                "awards": 2,
            },
        ],
    }  # fmt: skip


def test_json_is_compact_utf8_with_a_last_line_break() -> None:
    document = {"b": "André \u2028", "a": [1, None]}
    assert json_bytes(document) == '{"b":"André \u2028","a":[1,null]}\n'.encode()
    assert json.loads(json_bytes(document)) == document


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_bytes({"a": float("nan")})


def test_what_stands_in_the_catalogue_alone() -> None:
    version = achieved(
        "x",
        outcomes=["Reads files", "Answers <b>"],
        how_to_earn="Every **autumn**.",
        approved_by=[
            {"name": "Quality Board", "url": "https://qb.example/", "date": "2026-02-01"},
            {"name": "Harbour Trust"},
        ],
    )
    page = hosted(page_of(version))
    for words in ("What holders can doReads files", "Answers <b>", "Every autumn.",
                  "Quality Board, 1 February 2026", "Harbour Trust"):  # fmt: skip
        assert words.replace(" ", "") in page.text.replace(" ", "")
    entry = achievements_json(
        [version], issuer=profile(ISSUER, "did:web:x", preview=False), site="s", awards={}
    )["achievements"][0]
    assert entry["outcomes"] == ["Reads files", "Answers <b>"]
    assert entry["approvedBy"][0]["date"] == "2026-02-01"


def test_search_engines_are_told_in_their_words() -> None:
    version = achieved(
        "x",
        name="</script><b>",
        valid_for="6 months",
        level={"name": "EQF 5", "url": "https://eqf.example/5", "code": "5"},
        skills=[{"name": "SQL", "url": "https://esco.example/sql", "framework": "ESCO"}],
    )
    head = achievement_page(version, catalogue={}, versions=(), awards=0).head
    page = Page(head)
    assert page.tags == {"meta", "script"}
    data = json.loads("".join(page.parts))
    assert data["@type"] == "EducationalOccupationalCredential"
    assert data["name"] == "</script><b>"
    assert data["validFor"] == "P6M"
    assert data["educationalLevel"]["termCode"] == "5"
    assert data["competencyRequired"][0]["inDefinedTermSet"] == "ESCO"
    assert data["recognizedBy"]["name"] == "Alder Quay"
    metas = {meta.get("property", meta.get("name")): meta["content"] for meta in page.all("meta")}
    assert metas["og:image"] == "https://badges.quay.example/achievements/x/card.png"
