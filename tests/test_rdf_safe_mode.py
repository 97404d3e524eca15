"""JSON-LD safe mode: what a signature would not cover is refused, and named."""

import warnings
from typing import Any

import pytest

from badgeledger.errors import ContentError
from badgeledger.rdf.canonical import canonicalize
from tests.random_badges import CONTEXTS

JSON = dict[str, Any]

BADGE: JSON = {
    "@context": CONTEXTS,
    "id": "urn:uuid:4636eb2f-1b73-4aaa-981e-cfa85a5b13e3",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "https://a.example/", "type": ["Profile"]},
    "validFrom": "2026-05-01T00:00:00Z",
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "https://a.example/1",
            "type": ["Achievement"],
            "criteria": {"narrative": "Work."},
            "description": "What it means.",
            "name": "Python basics",
        },
    },
}


LIST: JSON = {"x": {"@id": "urn:x:y", "@container": "@list"}}


def badge(**members: Any) -> JSON:
    return {**BADGE, **members}


def with_context(context: Any, **members: Any) -> JSON:
    return badge(**{"@context": [*CONTEXTS, context]}, **members)


@pytest.mark.parametrize(
    ("document", "code", "why"),
    [
        (badge(isued="x"), "B0506", "the term isued"),
        (
            badge(credentialSubject=[{"type": ["AchievementSubject"], "hours": 1}]),
            "B0506",
            r"the term credentialSubject\[0\].hours",
        ),
        (badge(type=["VerifiableCredential", "Badge"]), "B0507", r"type\[1\]: 'Badge'"),
        (badge(id="relative"), "B0507", "id: 'relative'"),
        (badge(id="https://a.example/a b"), "B0507", "id: 'https://a.example/a b'"),
        (badge(id="https://a.example/<"), "B0507", "absolute IRI"),
        (badge(id="https://a.example/%zz"), "B0507", "absolute IRI"),
        (badge(id="https://[::1]/"), "B0507", "absolute IRI"),
        (badge(id="https://a.example:port/"), "B0507", "absolute IRI"),
        (badge(id="@reserved"), "B0507", "absolute IRI"),
        (badge(id=""), "B0507", "absolute IRI"),
        (badge(issuer="relative"), "B0507", "issuer: 'relative'"),
        (badge(id=5), "B0505", '"@id" value must be a string'),
        (badge(name={"@value": None}), "B0506", "name states nothing"),
        (badge(name={"@language": "en"}), "B0506", "name states nothing"),
        ({"@context": CONTEXTS, "id": "urn:x:y"}, "B0506", "the document states nothing"),
        (badge(name={"en": "x"}), "B0506", "name.en"),
        (badge(name={"@value": "x", "@direction": "ltr"}), "B0506", "@direction"),
        (badge(name={"@value": "x", "@index": "i"}), "B0506", "@index"),
        (badge(name={"@value": "x", "@type": "y z:"}), "B0505", "B0505"),
        (badge(name={"@value": "x", "@type": "a:<"}), "B0507", "'a:<'"),
        (badge(**{"@foo": 1}), "B0506", "@foo"),
        (badge(**{"@embed": "x"}), "B0506", "@embed"),
        ({"@context": "https://x.example/v1"}, "B0501", "https://x.example/v1"),
        (badge(**{"@context": None}), "B0506", "no context"),
        (with_context("https://x.example/v1"), "B0501", "https://x.example/v1"),
        (with_context({"x": {"@id": "urn:x:y", "@context": "urn:x:z"}}), "B0501", "urn:x:z"),
        (with_context({"@import": CONTEXTS[0]}), "B0506", "@import"),
        (with_context({"x": "@foo"}), "B0506", "@foo"),
        (with_context({"x": {"@reverse": "@foo"}}), "B0506", "@foo"),
        (with_context({"@vocab": ""}, x="y"), "B0506", "term x"),
        (with_context({"@vocab": None}), "B0505", "B0505"),
        (with_context({"@base": "https://a.example/"}, id="y"), "B0507", "'y'"),
        (with_context({"x": "_:x"}, x="y"), "B0506", "'_:x'"),
        (with_context({"x": "urn:a b"}, x="y"), "B0505", "B0505"),
        (with_context({"x": "urn:<"}, x="y"), "B0506", "'urn:<'"),
        (with_context({"@language": "EN"}), "B0504", "'EN'"),
        (with_context({"x": {"@id": "urn:x:y", "@language": "EN"}}), "B0504", "'EN'"),
        (with_context({"lang": "@language"}, name={"@value": "x", "lang": "EN"}), "B0504", "'EN'"),
        (
            with_context({"x": {"@id": "urn:x:y", "@container": "@language"}}, x={"EN": "y"}),
            "B0504",
            "'EN'",
        ),
        (with_context({"name": "urn:x:y"}), "B0505", "protected term"),
        (with_context(LIST, x={"@list": ["a"], "@index": "i"}), "B0506", "@index"),
        (with_context(LIST, x=["a", {"id": "relative"}]), "B0507", "'relative'"),
        (with_context({"x": {"@reverse": "urn:x:y"}}, x={"id": "relative"}), "B0507", "'relative'"),
        (with_context([["x"]]), "B0505", "@context must be an object"),
    ],
)  # fmt: skip
def test_what_would_be_dropped_is_refused_by_name(document: JSON, code: str, why: str) -> None:
    with pytest.raises(ContentError, match=why) as refusal:
        canonicalize(document)
    assert {problem.code for problem in refusal.value.problems} == {code}


@pytest.mark.parametrize(
    ("document", "line"),
    [
        (badge(image=None), "Python basics"),
        (badge(name={"@value": "x", "@language": "en"}), '"x"@en'),
        (with_context({"x": "urn:x:y"}, x="z"), '<urn:x:y> "z"'),
        (with_context({"x": {"@id": "urn:x:y", "@container": "@language"}}, x={"en": "z"}),
         '<urn:x:y> "z"@en'),
        ({"@context": CONTEXTS[0], "id": "urn:x:y", "name": "z"}, '<https://schema.org/name> "z"'),
        (with_context({"@vocab": "urn:x:"}, x="z"), '<urn:x:x> "z"'),
        (with_context({"x": {"@id": "urn:x:y", "@type": "@json"}}, x={"b": 1, "a": "é"}),
         r'"{\"a\":\"é\",\"b\":1}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>'),
        (with_context(LIST, x=["a", "b"]),
         '<http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "b"'),
        (with_context({"x": {"@reverse": "urn:x:y"}}, x={"id": "urn:x:z"}), "<urn:x:z> <urn:x:y>"),
        (badge(**{"@included": [{"id": "urn:x:z", "type": ["Profile"]}]}), "<urn:x:z>"),
        (badge(id="did:web:a.example%3A8080:b#c?d/e"), "<did:web:a.example%3A8080:b#c?d/e>"),
        (badge(id="https://me@bücher.example:80/ü?ü#ü"), "<https://me@bücher.example:80/ü?ü#ü>"),
        (badge(id="_:b7"), "_:c14n0"),
    ],
)  # fmt: skip
def test_what_is_defined_is_kept(document: JSON, line: str) -> None:
    assert line in canonicalize(document)


def test_named_graphs_are_kept_and_checked() -> None:
    inner = {"@context": CONTEXTS, "id": "urn:x:z", "type": ["Profile"], "name": "x"}
    presentation = {"@context": CONTEXTS, "type": ["VerifiablePresentation"]}
    text = canonicalize({**presentation, "verifiableCredential": [inner]})
    assert '<urn:x:z> <https://schema.org/name> "x" _:c14n' in text
    with pytest.raises(ContentError, match="'relative'"):
        canonicalize({**presentation, "verifiableCredential": [{**inner, "id": "relative"}]})


@pytest.mark.parametrize("stray", ["free-floating", "urn:x:y", {"id": "urn:x:y"}, {}, 5])
def test_what_a_named_graph_would_drop_is_refused(stray: Any) -> None:
    presentation = {"@context": CONTEXTS, "type": ["VerifiablePresentation"]}
    inner = {"@context": CONTEXTS, **stray} if isinstance(stray, dict) else stray
    with pytest.raises(ContentError, match="states nothing that could be signed"):
        canonicalize({**presentation, "verifiableCredential": [inner]})


def test_a_document_cannot_change_a_context_for_the_next_one() -> None:
    before = canonicalize(BADGE)
    canonicalize(with_context({"hours": "urn:x:hours"}, hours=1))
    assert canonicalize(BADGE) == before
    with pytest.raises(ContentError, match="the term hours"):
        canonicalize(badge(hours=1))


def test_the_document_itself_is_left_as_it_was() -> None:
    document = badge(name="x")
    before = repr(document)
    canonicalize(document)
    assert repr(document) == before


def test_nothing_is_warned_about_and_passed_over() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        canonicalize(BADGE)
