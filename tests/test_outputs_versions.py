"""What changed between an achievement's versions: every field, in words, and never as markup."""

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from badgeledger.log.entries import Leaf
from badgeledger.model import Achievement, AchievementVersion
from badgeledger.outputs.catalogue import achievement_page
from badgeledger.outputs.versions import Defined, marked, shown_versions
from tests.test_outputs_pages import ACHIEVEMENT, ISSUER

MAY = 1777766400  # 3 May 2026
SKILL = {"name": "SQL", "url": "https://esco.example/sql", "framework": "ESCO"}


def version(**changed: Any) -> AchievementVersion:
    achievement = Achievement.model_validate(ACHIEVEMENT | changed)
    return AchievementVersion("sql", achievement, None, ISSUER)


def page_of(*versions: AchievementVersion) -> str:
    """The page of the last one."""
    defined = [
        Defined(each, Leaf(number * 10, MAY + number * 86_400))
        for number, each in enumerate(versions)
    ]
    return achievement_page(versions[-1], catalogue={}, versions=defined, awards=0).markdown


def test_the_first_version_is_told_with_its_entry() -> None:
    page = page_of(version())
    assert "Since" in page
    assert '<a data-p="entry" href="../../ledger/#0">0</a>' in page
    assert "What changed" not in page


def test_the_latest_version_stands_first_with_the_words_that_changed() -> None:
    page = page_of(
        version(),
        version(description="Writes small, tested programs."),
        version(description="Writes small, tested programs.", hours="40"),
    )
    assert page.index("ledger/#20") < page.index("ledger/#10") < page.index("ledger/#0")
    assert "Writes <del>small</del><ins>small, tested</ins> programs." in page
    assert "<ins>40</ins>" in page
    assert page.count("Old and new words") == 2


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"name": "SQL Basics"}, "versions.fields.name"),
        ({"description": "Other."}, "versions.fields.description"),
        ({"criteria": "Hand in two."}, "facts.criteria"),
        ({"assessment": "By a tutor."}, "facts.assessment"),
        ({"outcomes": ["Query data"]}, "facts.outcomes"),
        ({"skills": [SKILL]}, "facts.skills"),
        ({"results": [{"id": "t", "name": "Test", "type": "Percent"}]}, "badge.results"),
        ({"type": "Badge"}, "facts.type"),
        ({"hours": "3"}, "facts.hours"),
        ({"credits": "1"}, "facts.credits"),
        ({"level": {"name": "EQF 4", "url": "https://eqf.example/4"}}, "facts.level"),
        ({"version": "2"}, "facts.version"),
        ({"valid_for": "3 years"}, "catalogue.valid_for"),
        ({"tags": ["data"]}, "versions.fields.tags"),
        ({"language": "es"}, "catalogue.any_language"),
    ],
)
def test_each_field_that_changed_is_named(changed: dict[str, Any], name: str) -> None:
    defined = [Defined(version(), Leaf(0, MAY)), Defined(version(**changed), Leaf(1, MAY))]
    changes = dict(shown_versions(defined, "UTC")[0].changes)
    assert "<ins>" in changes.pop(name)
    assert set(changes) <= {"versions.fields.image"}, "a drawn badge shows its name"


def test_another_image_is_named() -> None:
    defined = [
        Defined(replace(version(image="a.png"), image=image), Leaf(0, MAY))
        for image in (b"one", b"other")
    ]
    assert shown_versions(defined, "UTC")[0].changes == (("versions.fields.image", Markup("")),)


def test_texts_with_little_in_common_stand_one_after_the_other() -> None:
    told = marked(["One", " ", "thing"], ["Quite", " ", "another"])
    assert told == "<del>One thing</del> <ins>Quite another</ins>"


def test_nothing_in_a_version_becomes_markup() -> None:
    page = page_of(version(), version(criteria="<script>`{{ 7 }}`</script>", tags=["<b>"]))
    assert "<script" not in page.partition("versions.title")[2]
    assert "<b>" not in page
    assert "{{" not in page


@given(st.lists(st.text(max_size=4)), st.lists(st.text(max_size=4)))
def test_both_versions_can_be_read_out_of_what_is_marked(old: list[str], new: list[str]) -> None:
    told = marked(old, new)
    parts = Marked(str(told))
    joined = "".join(old).strip(), "".join(new).strip()
    assert (parts.without("ins").strip(), parts.without("del").strip()) == joined


class Marked:
    """Marked text, read back."""

    def __init__(self, html: str) -> None:
        self.html = html

    def without(self, element: str) -> str:
        kept, rest = "", self.html
        while f"<{element}>" in rest:
            before, _, rest = rest.partition(f"<{element}>")
            kept, rest = kept + before, rest.partition(f"</{element}>")[2]
        other = "del" if element == "ins" else "ins"
        text = (kept + rest).replace(f"<{other}>", "").replace(f"</{other}>", "")
        return unescape(text)
