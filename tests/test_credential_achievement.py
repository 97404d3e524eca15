"""An achievement as the Open Badges Achievement that awards embed."""

import dataclasses
import hashlib
from typing import Any

import pytest
from hypothesis import given

from badgeledger.credential.achievement import (
    achievement_document,
    design,
    image_address,
    image_source,
    published_achievement,
)
from badgeledger.credential.wording import ASSESSMENT, HOURS, trimmed
from badgeledger.model import Achievement, AchievementVersion, Colours, Issuer
from tests import strategies

ISSUER = Issuer(name="College", url="https://college.example", site="https://badges.example")


def version(**fields: Any) -> AchievementVersion:
    image = fields.pop("bytes", None)
    issuer = fields.pop("issuer", ISSUER)
    given_fields = {"name": "Baking", "description": "Bakes.", "criteria": "Bake."} | fields
    return AchievementVersion("baking", Achievement(**given_fields), image, issuer)


def narrative(**fields: Any) -> str:
    found: str = achievement_document(version(**fields))["criteria"]["narrative"]
    return found


def test_criteria_alone_stay_as_they_are_but_for_the_end_of_a_block() -> None:
    assert narrative(criteria="    code\n\nBake.\n\n") == "    code\n\nBake."


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "Bake.\n\n**Assessment**\n\nTaste it.\n\n**Hours of learning:** 7.5"),
        ("es", "Bake.\n\n**Evaluación**\n\nTaste it.\n\n**Horas de aprendizaje:** 7.5"),
        ("pt-BR", "Bake.\n\n**Avaliação**\n\nTaste it.\n\n**Horas de aprendizagem:** 7.5"),
        ("zh-Hant-TW", "Bake.\n\n**Assessment**\n\nTaste it.\n\n**Hours of learning:** 7.5"),
    ],
)
def test_assessment_and_hours_join_the_criteria(language: str, expected: str) -> None:
    assert narrative(assessment="Taste it.\n", hours="7.5", language=language) == expected


def test_no_hours_are_something_else_than_zero_hours() -> None:
    listed = narrative(outcomes=["Knead", "Bake"], assessment="Taste.")
    outcomes = "**Learning outcomes**\n\n- Knead\n- Bake"
    assert listed == f"Bake.\n\n{outcomes}\n\n**Assessment**\n\nTaste."
    assert narrative(hours="0") == "Bake.\n\n**Hours of learning:** 0"
    assert achievement_document(version(credits="0"))["creditsAvailable"] == 0
    assert "creditsAvailable" not in achievement_document(version())


def test_the_wording_has_the_same_languages_throughout() -> None:
    assert ASSESSMENT.keys() == HOURS.keys()


def test_the_language_is_the_issuers_where_none_is_given() -> None:
    spanish = ISSUER.model_copy(update={"language": "es"})
    assert achievement_document(version(issuer=spanish))["inLanguage"] == "es"
    assert achievement_document(version(issuer=spanish, language="fr"))["inLanguage"] == "fr"


def test_what_passes_is_a_level_where_it_names_one_and_else_a_value() -> None:
    rubric = {
        "id": "taste", "name": "Taste", "type": "RubricCriterionLevel", "required": "good",
        "levels": [{"id": "good", "name": "Good"}],
    }  # fmt: skip
    [level] = achievement_document(version(results=[rubric]))["resultDescription"]
    assert level["requiredLevel"] == level["rubricCriterionLevel"][0]["id"]
    assert "requiredValue" not in level
    [value] = achievement_document(version(results=[rubric | {"required": "7"}]))[
        "resultDescription"
    ]
    assert value["requiredValue"] == "7"
    assert "requiredLevel" not in value


def test_no_two_ids_meet_however_slugs_are_hyphenated() -> None:
    def rubric(result: str, level: str) -> dict[str, Any]:
        levels = [{"id": level, "name": "Good"}]
        return {"id": result, "name": "Taste", "type": "Result", "levels": levels}

    document = achievement_document(version(results=[rubric("a-b", "c"), rubric("a", "b-c")]))
    ids = [item["id"] for item in document["resultDescription"]]
    ids += [
        level["id"]
        for item in document["resultDescription"]
        for level in item["rubricCriterionLevel"]
    ]
    assert len(set(ids)) == 4


def test_a_committed_image_is_named_by_its_bytes() -> None:
    found = version(image="cake.png", bytes=b"cake")
    assert image_source(found) == b"cake"
    digest = hashlib.sha256(b"cake").hexdigest()
    assert image_address(found) == f"achievements/baking/{digest[:32]}.png"


def test_a_drawn_image_is_named_by_all_that_it_is_drawn_from() -> None:
    drawn = version()
    red = ISSUER.model_copy(update={"colours": Colours(primary="#ff0000")})
    others = [version(name="Cooking"), version(type="Course"), version(issuer=red)]
    assert len({image_address(other) for other in [drawn, *others]}) == 4
    assert image_address(version(description="Bakes well.")) == image_address(drawn)
    assert set(design(drawn)) == {"design", "name", "primary", "secondary", "type"}


def test_an_empty_committed_image_is_not_taken_for_a_drawn_one() -> None:
    assert image_source(version(image="cake.png", bytes=b"")) == b""


@given(found=strategies.achievement_versions(), site=strategies.sites)
def test_only_its_addresses_and_context_tell_a_published_achievement(
    found: AchievementVersion, site: str
) -> None:
    published = published_achievement(found, site)
    assert published.pop("@context") == [
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    ]
    assert published["id"] == f"{site}/achievements/{found.slug}/achievement.json"
    assert published["criteria"]["id"] == f"{site}/achievements/{found.slug}/"
    assert published["image"]["id"] == f"{site}/{image_address(found)}"
    assert published.keys() == achievement_document(found).keys()


@given(found=strategies.achievement_versions(), site=strategies.sites)
def test_no_domain_of_the_issuer_enters_the_achievement(
    found: AchievementVersion, site: str
) -> None:
    moved = found.issuer.model_copy(update={"site": site, "id": None, "name": "Renamed"})
    assert achievement_document(dataclasses.replace(found, issuer=moved)) == achievement_document(
        found
    )


def test_the_end_of_a_yaml_block_is_no_part_of_a_text() -> None:
    assert trimmed("  a\n b \t\n\n") == "  a\n b"
