"""The badge page: every fact of an award, nothing that is not public, and no foreign code."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeledger.credential.achievement import drawing_address
from badgeledger.credential.profile import profile
from badgeledger.log.entries import Act, Leaf
from badgeledger.model import Achievement, AchievementVersion, Award, AwardVersion, Issuer
from badgeledger.outputs.badge_page import badge_page
from badgeledger.outputs.wording import day, fill, number, said, strings, type_name
from tests.around import around
from tests.parsed_page import Page
from tests.strategies import award_versions

ASSETS = {
    "badge.css": "assets/badgeledger/badge.1.css",
    "badge.js": "assets/badgeledger/badge.2.js",
}
ISSUER = Issuer(name="Alder Quay", url="https://quay.example/", site="https://badges.quay.example")
DID = "did:web:badges.quay.example"
ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
HASH = "sha256$" + "ab" * 32
ISSUED = (Act("issue", Leaf(57, 1777766400)),)  # 3 May 2026
MARKUP = '</p><script>alert("1")</script>{{ 7 * 7 }}&lt;'
ACHIEVEMENT: dict[str, Any] = {
    "name": "Python Basics",
    "description": "Writes small programs.",
    "criteria": "Hand in a **project**.",
    "type": "Course",
}
AWARD: dict[str, Any] = {
    "achievement": "python-basics",
    "recipient": {"name": "Ada Lovelace", "identity": HASH},
    "awarded": "2026-05-01",
}


def page_of(
    version: AwardVersion,
    acts: Iterable[Act] = ISSUED,
    by: Mapping[int, str] = MappingProxyType({}),
    **changes: Any,
) -> Page:
    here = around(ISSUER, DID, ASSETS, **changes)
    return Page.of(badge_page(version, acts=acts, by=by, around=here))


def version(achievement: dict[str, Any] | None = None, **award: Any) -> AwardVersion:
    achieved = Achievement.model_validate(ACHIEVEMENT | (achievement or {}))
    own = AchievementVersion("python-basics", achieved, None, ISSUER)
    return AwardVersion(ID, Award.model_validate(AWARD | award), own)


@settings(max_examples=60, deadline=None)
@given(award_versions(), st.booleans())
def test_whatever_stands_in_an_award_stays_text(version: AwardVersion, preview: bool) -> None:
    page = page_of(version, preview=preview)
    known = {
        "html", "head", "meta", "title", "link", "script", "body", "aside", "main", "section",
        "article", "header", "div", "img", "dl", "dt", "dd", "span", "meter", "small", "bdi",
        "time", "data", "footer", "h1", "h2", "b", "a", "blockquote", "br", "code", "em", "h3",
        "li", "ol", "p", "pre", "strong", "ul", "table", "thead", "tbody", "tr", "th", "td",
        "h4", "h5", "h6", "hr",
    }  # fmt: skip
    assert page.tags <= known
    assert [attributes["src"] for attributes in page.all("script")] == [
        "../../assets/badgeledger/badge.2.js"
    ]
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    award = version.award
    assert " ".join((award.recipient.name or "").split()) in page.text
    assert " ".join(version.achievement.achievement.description.split()) in page.text
    html = badge_page_text(version)
    assert (award.recipient.identity or HASH) not in html
    assert (award.recipient.email or "nobody@nowhere") not in html


def badge_page_text(version: AwardVersion) -> str:
    here = around(ISSUER, DID, ASSETS)
    return badge_page(version, acts=ISSUED, by={}, around=here).decode()


def test_the_head() -> None:
    page = page_of(version())
    metas = {meta["name"]: meta["content"] for meta in page.all("meta") if "name" in meta}
    assert metas["robots"] == "noindex"
    assert metas["referrer"] == "no-referrer"
    policies = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
    assert policies == [
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self' https:; base-uri 'none'; form-action 'none'"
    ]
    assert {"rel": "alternate", "type": "application/vc+ld+json", "href": "credential.json"} in (
        page.all("link")
    )
    assert page.all("html") == [{"lang": "en"}]
    assert "Python Basics – Ada Lovelace" in page.text


def test_no_policy_where_a_development_server_reloads() -> None:
    assert not [
        meta for meta in page_of(version(), policy=False).all("meta") if "http-equiv" in meta
    ]


def test_who_awarded_what_to_whom_and_when() -> None:
    page = page_of(version())
    assert "Awarded to Ada Lovelace" in page.text
    assert "Issued by Alder Quay (badges.quay.example)" in page.text
    assert "Issued on 1 May 2026 by badges.quay.example" in page.text
    assert "valid until" not in page.text
    assert {"datetime": "2026-05-01"} in page.all("time")
    assert page.all("img")[0]["src"] == f"../../{drawing_address(version().achievement)}"
    assert "https://quay.example/" in page.links()
    assert {"credential.json", "../../achievements/python-basics/"} <= set(page.links())


@pytest.mark.parametrize(("letters", "classes"), [(60, []), (61, ["long"])])
def test_a_long_name_is_set_smaller(letters: int, classes: list[str]) -> None:
    recipient = {"name": "B" * letters, "identity": HASH}
    page = page_of(version({"name": "A" * letters}, recipient=recipient))
    for place in ("h1", "b"):
        assert [had["class"] for had in page.all(place) if "class" in had] == classes


def test_a_holder_without_a_name() -> None:
    page = page_of(version(recipient={"identity": HASH}))
    assert "Awarded to a person whom this page does not name" in page.text
    assert "Python Basics – Alder Quay" in page.text


@pytest.mark.parametrize(
    ("achievement", "award", "last"),
    [
        ({"valid_for": "3 years"}, {}, "1 May 2029"),
        ({"valid_for": "3 years"}, {"expires": "2027-01-02"}, "2 January 2027"),
    ],
)
def test_the_last_day(achievement: dict[str, Any], award: dict[str, Any], last: str) -> None:
    assert f"valid until {last}" in page_of(version(achievement, **award)).text


def test_a_withdrawn_award_says_so_and_gives_only_the_public_reason() -> None:
    revoked = {"on": "2026-06-01", "reason": "Copied from Bob", "public_reason": "Not <own> work."}
    page = page_of(version(revoked=revoked))
    answer = {"id": "check", "class": "answer", "data-state": "revoked", "data-sign": "bad"}
    assert answer in page.all("section")
    assert "Withdrawn by badges.quay.example" in page.text
    assert "issued on 1 May 2026 and withdrawn on 1 June 2026." in page.text
    assert "Reason given: Not <own> work." in page.text
    assert "Bob" not in page.text


def test_a_withdrawn_award_without_public_reason() -> None:
    page = page_of(version(revoked={"on": "2026-06-01"}))
    assert "withdrawn on 1 June 2026" in page.text
    assert "Reason given" not in page.text


def test_the_history_of_an_award_and_where_the_log_has_it() -> None:
    page = page_of(version())
    assert (
        "History Awarded on 1 May 2026, recorded on 3 May 2026 as entry 57 of the public log"
        in page.text
    )
    assert "../../ledger/#57" in page.links()


def test_all_that_can_happen_to_an_award() -> None:
    day = 86_400
    acts = [
        *ISSUED,
        *(
            Act(name, Leaf(100 + days, ISSUED[0].leaf.t + days * day))
            for days, name in enumerate(("change", "revoke", "erase", "reinstate"), 1)
        ),
    ]
    page = page_of(version(), acts=acts)
    for words in (
        "Replaced by a newer version on 4 May 2026: entry 101",
        "Withdrawn on 5 May 2026: entry 102",
        "Erased on 6 May 2026: entry 103",
        "Put back into force on 7 May 2026: entry 104",
    ):
        assert words in page.text
    numbers = [link.partition("#")[2] for link in page.links() if "ledger" in link]
    assert numbers == ["57", "101", "102", "103", "104"]


def test_staff_are_named_where_that_is_known() -> None:
    again = Act("change", Leaf(101, ISSUED[0].leaf.t))
    page = page_of(version(), acts=(*ISSUED, again), by={57: "Mira <Holt>"})
    assert page.text.count("(by Mira <Holt>)") == 1
    assert "as entry 57 of the public log (by" in page.text


@pytest.mark.parametrize(
    ("timezone", "recorded"), [("Pacific/Auckland", "3 May"), ("Pacific/Honolulu", "2 May")]
)
def test_the_day_of_recording_is_the_institutions(timezone: str, recorded: str) -> None:
    there = ISSUER.model_copy(update={"timezone": timezone})
    own = version()
    own = replace(own, achievement=replace(own.achievement, issuer=there))
    assert f"recorded on {recorded} 2026" in page_of(own).text


def test_an_award_in_force_waits_for_its_check() -> None:
    page = page_of(version())
    assert page.all("section") == [{"id": "check", "class": "answer"}, {"id": "share"}]
    assert "Not checked yet" in page.text


def test_a_preview_says_so_twice() -> None:
    preview = profile(ISSUER, "did:key:z6Mk", preview=True)
    page = page_of(version(), issuer=preview, preview=True)
    assert "Preview: this is not a badge of the institution" in page.text
    assert "Issued by PREVIEW – Alder Quay" in page.text
    assert "Issued on 1 May 2026 by a key that no web address vouches for" in page.text
    assert "(badges.quay.example)" not in page.text
    assert page.all("aside") and not page_of(version()).all("aside")


def test_all_that_an_achievement_can_say() -> None:
    level = {"name": "EQF level 4", "url": "https://eqf.example/4"}
    skills = [
        {"name": "SQL", "url": "https://esco.example/sql", "framework": "ESCO", "code": "S5"},
        {"name": "Tests", "url": "https://esco.example/t", "description": "Writes tests."},
    ]
    page = page_of(
        version(
            {
                "hours": "40", "credits": "1.5", "level": level, "skills": skills, "version": "2",
                "assessment": "By *two* tutors.", "builds_on": ["start", "gone"],
            },
        ),
        names={"start": "Digital Start"},
    )  # fmt: skip
    for words in ("Course", "40 hours", "1.5", "EQF level 4", "SQL ESCO, S5", "Tests Writes tests.",
                  "How it is assessed By two tutors.", "Hand in a project.",
                  "Builds on Digital Start"):  # fmt: skip
        assert words in page.text
    assert "gone" not in page.text
    links = {"https://eqf.example/4", "https://esco.example/sql", "../../achievements/start/"}
    assert links <= set(page.links())


def test_an_hour_and_a_free_badge() -> None:
    page = page_of(version({"hours": "1", "credits": "0"}))
    assert "Learning1 hour" in page.text
    assert "Credits0" in page.text


def test_evidence_and_narrative() -> None:
    evidence = [
        {"name": "Essay", "url": "https://work.example/essay", "description": "On <tides>."},
        {"name": "Conversation"},
    ]
    page = page_of(version(evidence=evidence, narrative="Wrote **it**."))
    assert "What was done for it Wrote it." in page.text
    assert "On <tides>." in page.text
    assert "Conversation" in page.text
    assert {"href": "https://work.example/essay", "rel": "nofollow"} in (page.all("a"))


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    text = page_of(version()).text
    for key in ("narrative", "evidence", "results"):
        assert strings()["badge"][key] not in text
    for key in ("skills", "assessment", "builds_on", "hours", "credits", "level", "version"):
        assert strings()["facts"][key] not in text


@pytest.mark.parametrize(
    ("content", "page", "awarded"),
    [("es", "es", "Otorgada"), ("pt-BR", "pt-BR", "Atribuído"), ("en", "en", "Awarded")],
)
def test_a_page_speaks_the_language_of_its_achievement(
    content: str, page: str, awarded: str
) -> None:
    found = page_of(version({"language": content}))
    assert found.all("html") == [{"lang": page}]
    assert found.all("h1") == [{}]
    assert awarded in found.text


def test_a_language_without_words_stands_on_a_page_in_the_issuers() -> None:
    page = page_of(version({"language": "ar"}))
    assert page.all("html") == [{"lang": "en"}]
    assert page.all("h1") == [{"lang": "ar", "dir": "auto"}]
    assert "Awarded" in page.text


LEVELS = [
    {"id": "low", "name": "Low"},
    {"id": "high", "name": "High", "description": "Argues from evidence."},
]


@pytest.mark.parametrize(
    ("described", "result", "words"),
    [
        (
            {"type": "Percent", "minimum": "0", "maximum": "100", "required": "60"},
            {"value": "93"},
            "93% on a scale from 0% to 100%, 60% needed to pass",
        ),
        ({"type": "Percent"}, {"value": "most"}, "Test most"),
        ({"type": "RawScore", "minimum": "0", "maximum": "40"}, {"value": "7"}, "7 on a scale"),
        ({"type": "LetterGrade", "allowed": ["Pass", "Merit"]}, {"value": "Merit"}, "Pass Merit"),
        (
            {"type": "RubricCriterionLevel", "levels": LEVELS, "required": "low"},
            {"level": "high"},
            "High Low needed to pass Low High Argues from evidence.",
        ),
        ({"type": "Status"}, {"status": "InProgress"}, "Test In progress"),
        ({"type": "Result"}, {}, "Test"),
    ],
)
def test_results_on_their_scale(
    described: dict[str, Any], result: dict[str, Any], words: str
) -> None:
    results = [{"id": "test", "name": "Test"} | described]
    page = page_of(version({"results": results}, results=[{"result": "test"} | result]))
    assert words in page.text


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({"value": "7"}, "gone 7"),
        ({"level": "high"}, "gone high"),
        ({"status": "Failed"}, "Failed"),
    ],
)
def test_a_result_that_the_achievement_does_not_describe(
    result: dict[str, Any], words: str
) -> None:
    assert words in page_of(version(results=[{"result": "gone"} | result])).text


@pytest.mark.parametrize(
    ("scale", "value", "shown"),
    [
        (("0", "100"), "93", True),
        (("0", "100"), "93.5", True),
        (("-1", "1"), "0", True),
        (("0", "100"), "101", False),
        (("0", "100"), "A", False),
        (("100", "0"), "50", False),
        (("0", None), "1", False),
    ],
)
def test_a_meter_only_where_all_three_are_numbers(
    scale: tuple[str, str | None], value: str, shown: bool
) -> None:
    described = {"id": "t", "name": "T", "type": "RawScore", "minimum": scale[0]}
    described |= {"maximum": scale[1]} if scale[1] else {}
    page = page_of(version({"results": [described]}, results=[{"result": "t", "value": value}]))
    meter = {"min": scale[0], "max": scale[1], "value": value, "aria-label": "T"}
    meters = [meter] if shown else []
    assert page.all("meter") == meters


def test_the_value_reached_is_marked() -> None:
    described = {"id": "t", "name": "T", "type": "RubricCriterionLevel", "levels": LEVELS}
    page = page_of(version({"results": [described]}, results=[{"result": "t", "level": "high"}]))
    assert page.all("li")[:2] == [{}, {"aria-current": "true"}]


def test_a_page_leaves_room_for_its_credential() -> None:
    evidence = [{"name": "Essay", "url": "https://work.example/essay"}]
    text = badge_page_text(version(evidence=evidence, narrative="Wrote it."))
    assert len(text) < 3200
    assert "\n " not in text


def test_days_numbers_and_kinds_in_words() -> None:
    assert day("en", date(2026, 12, 9)) == '<time datetime="2026-12-09">9 December 2026</time>'
    assert number("en", 0.75) == '<data value="0.75">0.75</data>'
    assert number("fr", 0.75) == '<data value="0.75">0,75</data>'
    kind = '<span data-t="types.MicroCredential">Micro-credential</span>'
    assert type_name("en", "MicroCredential", "span") == kind
    assert type_name("en", "ext:A & B", "b") == "<b>A &amp; B</b>"
    assert fill("<{x}>", x="&") == "&lt;&amp;&gt;"


def test_a_text_names_itself_and_what_fills_it() -> None:
    hours = said("de", 'dd class="x"', "facts.hours_of", number=number("de", 1.5))
    value = '<data data-p="number" value="1.5">1,5</data>'
    assert hours == f'<dd class="x" data-t="facts.hours_of">{value} Stunden</dd>'
    scale = said("en", "i", "results.required", value='"><b>')
    asked = "&#34;&gt;&lt;b&gt;"
    assert scale == f'<i data-t="results.required" data-value="{asked}">{asked} needed to pass</i>'
    assert said("fr", "h2", "catalogue.awards").startswith('<h2 data-t="catalogue.awards">')
    assert said("fr", "h2", "badge.results") == '<h2 data-t="results">Résultats</h2>'


@pytest.mark.parametrize(
    "field",
    [
        "achievement.name", "achievement.description", "achievement.criteria",
        "achievement.assessment", "achievement.version", "recipient.name", "narrative",
        "evidence.name", "evidence.description", "results.value", "revoked.public_reason",
        "skills.name", "skills.description", "skills.framework", "skills.code", "level.name",
        "results.name", "levels.name", "levels.description", "issuer.name", "builds_on",
    ],
)  # fmt: skip
def test_markup_shows_as_it_was_typed(field: str) -> None:
    page, typed = page_with_markup_in(field)
    assert typed in page.text
    assert len(page.all("script")) == 1


def page_with_markup_in(field: str) -> tuple[Page, str]:
    def text(name: str) -> str:
        return MARKUP if name == field else "plain"

    alignment = {
        name: text(f"skills.{name}") for name in ("name", "description", "framework", "code")
    }
    levels = [{"id": "a", "name": text("levels.name"), "description": text("levels.description")}]
    described = [
        {"id": "t", "name": text("results.name"), "type": "Result", "allowed": ["x"]},
        {"id": "r", "name": "r", "type": "RubricCriterionLevel", "levels": levels},
    ]
    achievement = {
        name: text(f"achievement.{name}")
        for name in ("name", "description", "criteria", "assessment", "version")
    } | {
        "skills": [alignment | {"url": "https://s.example/"}],
        "level": {"name": text("level.name"), "url": "https://l.example/"},
        "results": described,
        "builds_on": ["before"],
    }
    revoked = {"on": "2026-06-01", "public_reason": text("revoked.public_reason")}
    award = version(
        achievement,
        recipient={"name": text("recipient.name"), "identity": HASH},
        narrative=text("narrative"),
        evidence=[{"name": text("evidence.name"), "description": text("evidence.description")}],
        results=[{"result": "t", "value": text("results.value")}, {"result": "r", "level": "a"}],
        revoked=revoked,
    )
    issuer = profile(ISSUER, "did:web:x", preview=False) | {"name": text("issuer.name")}
    markdown = field in ("achievement.criteria", "achievement.assessment", "narrative")
    typed = MARKUP.replace("&lt;", "<") if markdown else MARKUP
    return page_of(award, issuer=issuer, names={"before": text("builds_on")}), typed
