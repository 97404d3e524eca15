"""What the badge pages of an achievement have in common: made once for them, and for no other's."""

from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.reduction import ForkingPickler
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeledger.credential.profile import profile
from badgeledger.log.entries import Act, Leaf
from badgeledger.model import Achievement, AchievementVersion, Award, AwardVersion, Issuer
from badgeledger.outputs import badge_page as pages
from badgeledger.outputs.badge_page import badge_page
from badgeledger.outputs.template import own_templates
from tests.around import around
from tests.parsed_page import Page

ASSETS = {"badge.css": "a/badge.css", "badge.js": "a/badge.js"}
ISSUER = Issuer(name="Alder Quay", url="https://quay.example/", site="https://badges.quay.example")
IDENTITY = "sha256$" + "ab" * 32
OTHER_FOOTER = (
    b'{% extends "badgeledger/badge.html" %}{% block footer %}{{ super() }}{{ tag }}{% endblock %}'
)
ACHIEVEMENT: dict[str, Any] = {
    "name": "Rye",
    "description": "Bakes.",
    "criteria": "Bake it.",
    "builds_on": ["wheat"],
}
# Each differs from the plain one in a single thing.
ACHIEVEMENTS: list[dict[str, Any]] = [
    {},
    {"name": "Oats"},
    {"description": "Bakes well."},
    {"criteria": "Bake two."},
    {"assessment": "By taste."},
    {"hours": "3"},
    {"language": "es"},
    {"language": "ar"},
    {"builds_on": ["rice"]},
    {"skills": [{"name": "Baking", "url": "https://s.example/"}]},
]
SITES: list[dict[str, Any]] = [
    {},
    {"preview": True},
    {"preview": True, "issuer": profile(ISSUER, "did:web:x", preview=False)},
    {"policy": False},
    {"names": {}},
    {"names": {"wheat": "Wheat!"}},
    {"leads_to": {"rye": ("wheat",)}},
    {"assets": ASSETS | {"text.woff2": "a/text.woff2"}},
    {"site": "https://quay.example/badges"},
    {"issuer": profile(ISSUER, "did:web:x", preview=False) | {"name": "Elder Quay"}},
    {"templates": own_templates({"badge.html": OTHER_FOOTER})},
]


def award(achievement: dict[str, Any], **own: Any) -> AwardVersion:
    value = Achievement.model_validate(ACHIEVEMENT | achievement)
    recipient = {"name": "Ada", "identity": IDENTITY}
    given = {"achievement": "rye", "recipient": recipient, "awarded": "2026-05-01"} | own
    version = AchievementVersion("rye", value, None, ISSUER)
    return AwardVersion(
        "3fa85f64-5717-4562-b3fc-2c963f66afa6", Award.model_validate(given), version
    )


def page(version: AwardVersion, site: dict[str, Any]) -> bytes:
    here: dict[str, Any] = {"names": {"wheat": "Wheat", "rice": "Rice"}, "assets": ASSETS, **site}
    place = around(ISSUER, "did:web:x", here.pop("assets"), **here)
    return badge_page(version, acts=[Act("issue", Leaf(5, 1777766400))], by={}, around=place)


def alone(version: AwardVersion, site: dict[str, Any]) -> bytes:
    pages._common.cache_clear()
    return page(version, site)


VARIANTS = [
    *((award(each), {}) for each in ACHIEVEMENTS),
    *((award({}), each) for each in SITES[1:]),
    (replace(award({}), achievement=replace(award({}).achievement, slug="spelt")), {}),
    (
        replace(award({}), achievement=replace(award({}).achievement, image=b"\x89PNG\r\n\x1a\n")),
        {},
    ),
]
ALONE = [alone(*each) for each in VARIANTS]


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    pages._common.cache_clear()
    yield
    pages._common.cache_clear()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(range(len(VARIANTS))), min_size=30, max_size=60))
def test_a_page_is_the_same_whatever_was_made_before(order: list[int]) -> None:
    assert len(set(ALONE)) == len(VARIANTS)
    for number in order:
        assert page(*VARIANTS[number]) == ALONE[number]


def test_it_is_made_once_for_all_awards_and_for_copies_of_what_they_share() -> None:
    awards = [award({}, recipient={"name": name, "identity": IDENTITY}) for name in "ABC"]
    copies = ForkingPickler.loads(ForkingPickler.dumps(awards))
    made = [page(each, {}) for each in (*awards, *copies)]
    assert made[:3] == made[3:]
    assert len(set(made)) == 3
    assert pages._common.cache_info()[:2] == (5, 1)


def test_what_is_kept_is_bounded() -> None:
    for number in range(pages.MOST_KEPT + 20):
        page(award({"name": f"Badge {number}"}), {})
    assert pages._common.cache_info().currsize == pages.MOST_KEPT


HOSTILE = st.text("<>&\"'/={}%#! ab", min_size=1, max_size=20).filter(lambda text: text.strip())
KNOWN = {
    "html", "head", "meta", "title", "link", "script", "body", "main", "section", "article",
    "header", "div", "img", "dl", "dt", "dd", "span", "bdi", "time", "data", "footer", "h1", "h2",
    "b", "a", "p", "ul", "ol", "li", "small", "strong", "aside",
}  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(HOSTILE, min_size=20, max_size=20), st.booleans())
def test_hostile_texts_in_every_field_stay_texts(texts: list[str], preview: bool) -> None:
    """Markdown's fields have tests of their own: `test_outputs_markdown.py`."""
    name, description, version, skill, told, framework, code, level, measured, reached = texts[:10]
    person, work, of_work, value, reason, issuer, other, signer, bare, kind = texts[10:]
    shown = {
        "name": name, "description": description, "version": version,
        "skills": [{"name": skill, "description": told, "url": "https://s.example/?a&b",
                    "framework": framework, "code": code}],
        "level": {"name": level, "url": "https://l.example/"},
        "results": [{"id": "m", "name": measured, "type": "RubricCriterionLevel",
                     "levels": [{"id": "r", "name": reached, "description": kind}]},
                    {"id": "v", "name": "V", "type": "Percent", "required": bare}],
        "builds_on": ["other"],
    }  # fmt: skip
    made = award(
        shown,
        recipient={"name": person, "identity": IDENTITY},
        evidence=[{"name": work, "url": "https://w.example/", "description": of_work}],
        results=[{"result": "m", "level": "r"}, {"result": "v", "value": value}],
        revoked={"on": "2026-06-01", "public_reason": reason},
    )
    own = profile(ISSUER, "did:web:x", preview=preview) | {"name": issuer}
    place = around(ISSUER, "did:web:x", ASSETS, names={"other": other}, issuer=own, preview=preview)
    acts = [Act("issue", Leaf(5, 1777766400))]
    found = Page.of(badge_page(made, acts=acts, by={5: signer}, around=place))
    assert found.tags <= KNOWN
    for _, attributes in found.elements:
        assert not [each for each in attributes if each.startswith("on") or each == "style"]
    for text in texts:
        assert " ".join(text.split()) in found.text
