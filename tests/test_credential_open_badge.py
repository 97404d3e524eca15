"""An award as an Open Badge, and the way back to what the log commits to."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft201909Validator, FormatChecker

from badgeledger.credential.achievement import (
    achievement_document,
    embedded_achievement,
    published_achievement,
)
from badgeledger.credential.open_badge import (
    BESIDES,
    claims,
    claims_of,
    committed,
    credential,
)
from badgeledger.credential.profile import profile, published_profile
from badgeledger.credential.status_list import status_list_credential
from badgeledger.errors import ContentError
from badgeledger.model import AwardVersion
from badgeledger.rdf.canonical import canonicalize
from tests import strategies

JSON = dict[str, Any]
SITE = "https://badges.example"
DID = "did:web:badges.example"
SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def made(version: AwardVersion, site: str = SITE) -> JSON:
    issuer = profile(version.achievement.issuer, DID, preview=False)
    achievement = embedded_achievement(version.achievement, site)
    return credential(version, achievement=achievement, issuer=issuer, site=site, position=131073)


@pytest.fixture(scope="module")
def schemas(reference: Path) -> dict[str, Draft201909Validator]:
    """The official JSON Schemas by name, with formats checked."""
    folder = reference / "schemas" / "ob-v3p0"
    checker = FormatChecker()
    assert {"date-time", "date"} <= set(checker.checkers)
    return {
        name: Draft201909Validator(
            json.loads((folder / f"ob_v3p0_{name}_schema.json").read_text("utf-8")),
            format_checker=checker,
        )
        for name in ("achievementcredential", "profile")
    }


def faults(validator: Draft201909Validator, document: JSON) -> list[str]:
    return [error.message for error in validator.iter_errors(document)]


@SLOW
@given(version=strategies.award_versions(), site=strategies.sites)
def test_every_credential_is_valid_against_the_official_schema(
    schemas: dict[str, Draft201909Validator], version: AwardVersion, site: str
) -> None:
    document = made(version, site)
    assert faults(schemas["achievementcredential"], document) == []
    embedded = published_profile(document["issuer"])
    assert faults(schemas["profile"], embedded) == []


def test_the_schema_in_use_refuses(schemas: dict[str, Draft201909Validator]) -> None:
    document = json.loads(
        (Path(__file__).parent / "vectors" / "credential" / "full.json").read_text("utf-8")
    )["output"]["credential"]
    assert faults(schemas["achievementcredential"], document) == []
    assert faults(schemas["achievementcredential"], document | {"validFrom": "2026-05-01"})
    assert faults(schemas["achievementcredential"], document | {"credentialStatus": []})


def leaves(document: Any) -> Iterator[Any]:
    """Every scalar of a JSON document but those of its contexts."""
    if isinstance(document, dict):
        for member, value in document.items():
            if member != "@context":
                yield from leaves(value)
    elif isinstance(document, list):
        for item in document:
            yield from leaves(item)
    else:
        yield document


@SLOW
@given(version=strategies.award_versions())
def test_every_term_of_every_document_is_defined(version: AwardVersion) -> None:
    document = made(version)
    for published in (
        document,
        published_achievement(version.achievement, SITE),
        published_profile(document["issuer"]),
        status_list_credential(0, [7], issuer=document["issuer"], site=SITE, time=0),
    ):
        try:
            assert canonicalize(published)  # which refuses what a JSON-LD processor would drop
        except ContentError as error:
            # Two values may be unclear together; `check` says so, and every term is defined.
            assert {problem.code for problem in error.problems} == {"B0504"}


def test_all_that_the_ledger_says_of_an_award_is_in_its_statements() -> None:
    path = Path(__file__).parent / "vectors" / "credential" / "full.json"
    document = json.loads(path.read_text("utf-8"))["output"]["credential"]
    statements = canonicalize(document)
    for value in leaves(document):
        text = "1.5E0" if value == 1.5 else str(value).replace("\n", "\\n")
        assert text in statements or text.lower() in statements, value


@given(version=strategies.award_versions(), site=strategies.sites)
def test_the_way_back_from_any_site_gives_the_claims(version: AwardVersion, site: str) -> None:
    own, achievement = claims_of(made(version, site), site)
    assert achievement == achievement_document(version.achievement)
    assert committed(own, "c") == claims(version, "c")


@given(strategies.award_versions(), st.dates())
def test_the_day_of_a_reissue_is_in_no_credential(version: AwardVersion, day: date) -> None:
    award = version.award.model_copy(update={"reissued": day})
    assert made(replace(version, award=award)) == made(version)


@given(version=strategies.award_versions())
def test_the_claims_hold_no_address_of_ours_but_relative_ones(version: AwardVersion) -> None:
    found = claims(version, "c")
    assert not set(found) & set(BESIDES)
    assert found["id"] == f"credentials/{version.id}/credential.json"
    assert found["credentialSubject"]["achievement"] == "c"
    assert all(
        item["resultDescription"].startswith("achievements/")
        for item in found["credentialSubject"].get("result", [])
    )


@given(version=strategies.award_versions(), data=st.data())
def test_whatever_changes_in_a_credential_changes_what_is_committed(
    version: AwardVersion, data: st.DataObject
) -> None:
    document = made(version)
    changed = copy.deepcopy(document)
    member = data.draw(
        st.sampled_from([key for key in document if key not in BESIDES and key != "id"])
    )
    place: Any = changed[member]
    while isinstance(place, dict | list):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list):
            place[key] = f"{place[key]}x"
            break
        place = place[key]
    else:
        changed[member] = "2001-01-01T00:00:00Z"
    assert claims_of(changed, SITE) != claims_of(document, SITE)


def minimal() -> JSON:
    path = Path(__file__).parent / "vectors" / "credential" / "minimal.json"
    found: JSON = json.loads(path.read_text("utf-8"))["output"]["credential"]
    return found


OWN_SITE = "https://badges.alderquay.example"


@pytest.mark.parametrize(
    "site",
    ["https://badges.alderquay.example.evil", "https://badges.alderquay", "https://other.example"],
)
def test_a_credential_of_another_site_is_refused(site: str) -> None:
    with pytest.raises(ContentError, match="B0602"):
        claims_of(minimal(), site)


def test_an_address_that_is_no_text_is_refused() -> None:
    with pytest.raises(ContentError, match="B0602"):
        claims_of(minimal() | {"id": {"a": 1}}, OWN_SITE)


@pytest.mark.parametrize("subject", [None, "did:a:b", [], {}, {"achievement": "c"}, [{}, {}]])
def test_a_credential_without_one_achievement_is_refused(subject: object) -> None:
    with pytest.raises(ContentError, match="B0603"):
        claims_of(minimal() | {"credentialSubject": subject}, OWN_SITE)


@pytest.mark.parametrize("member", BESIDES)
def test_what_is_no_claim_does_not_count(member: str) -> None:
    document = minimal() | {member: {"id": "https://elsewhere.example"}}
    assert claims_of(document, OWN_SITE) == claims_of(minimal(), OWN_SITE)


def test_a_member_that_we_never_write_counts() -> None:
    document = minimal() | {"awardedDate": "2026-05-01T00:00:00Z"}
    assert claims_of(document, OWN_SITE) != claims_of(minimal(), OWN_SITE)


def test_the_way_back_leaves_the_credential_as_it_was() -> None:
    document = minimal()
    claims_of(document, OWN_SITE)
    assert document == minimal()


def test_a_link_of_staff_stays_as_written_also_where_it_leads_to_the_site() -> None:
    path = Path(__file__).parent / "vectors" / "credential" / "full.json"
    vector = json.loads(path.read_text("utf-8"))["output"]
    link = "https://badges.alderquay.example/achievements/x/"
    assert vector["claims"]["evidence"][2]["id"] == link
    assert vector["credential"]["evidence"][2]["id"] == link
