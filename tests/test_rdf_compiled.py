"""Compiled canonicalisation: byte for byte what the reference gives, or the same refusal."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeledger import signable
from badgeledger.errors import ContentError
from badgeledger.ledger.worktree import read_awards, read_ledger
from badgeledger.rdf import canonical, contexts
from badgeledger.rdf.compiled import Canonicalizer, canonicalizer
from badgeledger.rdf.compiled.filling import fill
from badgeledger.rdf.compiled.frame import Frame, table_of
from badgeledger.rdf.compiled.learning import learn
from badgeledger.rdf.compiled.shape import Reading, Unusual
from badgeledger.rdf.compiled.terms import terms_of
from tests.example import ROOT
from tests.random_badges import CONTEXTS, badges
from tests.rdf_corpus import Several, compare, documents, filled, outcome, structure, text

JSON = dict[str, Any]

UUID = "urn:uuid:4636eb2f-1b73-4aaa-981e-cfa85a5b13e3"
ALIKE = {"type": ["Result"], "value": "1"}


def badge(**members: Any) -> JSON:
    return {
        "@context": CONTEXTS,
        "id": UUID,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "A",
        **members,
    }


def told(canonicalize: Callable[[JSON], str], document: JSON) -> Any:
    """The outcome; of a document that no JSON gives, what the reference stumbles with."""
    try:
        return outcome(canonicalize, document)
    except Exception as stumble:
        return type(stumble)


def same(canonicalizer: Canonicalizer, *documents: JSON) -> None:
    """Each document comes out as the reference has it, and again once its shape is known."""
    for document in (*documents, *documents):
        expected = told(canonical.canonicalize, document)
        assert told(canonicalizer.canonicalize, document) == expected


def runs(canonicalizer: Canonicalizer, document: JSON) -> int:
    """The reference runs that a document takes."""
    before = canonicalizer.reference_runs
    outcome(canonicalizer.canonicalize, document)
    return canonicalizer.reference_runs - before


def test_four_processors_canonicalise_a_corpus_alike() -> None:
    compiled = Canonicalizer()
    made = list(documents(seed=6, count=250))
    assert compare(made, compiled) > 220
    assert compiled.reference_runs < 125  # two for each of 40 structures, and those with twins


@settings(max_examples=60, deadline=None)
@given(st.lists(badges, min_size=1, max_size=3))
def test_random_badges_come_out_as_the_reference_has_them(documents: list[JSON]) -> None:
    same(Canonicalizer(), *documents)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.randoms(use_true_random=True), st.data())
def test_spoilt_badges_come_out_as_the_reference_has_them(
    seed: int, chance: Random, data: st.DataObject
) -> None:
    document = filled(structure(seed), chance)
    spoilt = filled(structure(seed), chance)
    holders = [each for each in _containers(spoilt) if each]
    holder = data.draw(st.sampled_from(holders))
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    holder[data.draw(st.sampled_from(keys))] = data.draw(st.sampled_from(ODD))
    same(Canonicalizer(), document, spoilt)


def _containers(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [value, *(part for each in value.values() for part in _containers(each))]
    if isinstance(value, list):
        return [value, *(part for each in value for part in _containers(each))]
    return []


ODD: list[Any] = [
    None, True, 0, 1, 1.0, -0.0, 2.5, 8.95, 2**53, float("nan"), 10**5000, [], {}, [[]], [None],
    [["a"], "a"], ["a", "a"], ["a", 1, None, {}], ["a"] * 1001, "", "relative", "rela tive", "_:b0",
    "id", "@id", "@type", "id:x", "schema:name", "https://a.example/ b", "https://[::1]/", "\x00",
    "urn:x:\u202e", "\x7f", "\ud800", "😀", "x" * 70_000, {"id": "urn:x:1"}, {"id": "x"}, {1: "a"},
    {"@id": "urn:x:1"}, {"@value": 1}, {"@value": "a", "@language": "EN"}, {"@list": ["a"]},
    {"@set": ["a"]}, {"@graph": []}, {"@context": {"a": "urn:a"}, "a": "b"}, {"type": "Image"},
    {"type": ["Image", "Image"]}, {"type": "Nothing"}, {"unknown": "a"}, ("a",), {True: "a"}, b"a",
    ALIKE, [ALIKE, ALIKE], {"issuer": {"achievement": {"id": "urn:x:1", "name": "a"}}},
]  # fmt: skip


@pytest.mark.parametrize("place", ["name", "id", "type", "issuer", "evidence", "@context"])
def test_odd_values_come_out_as_the_reference_has_them(place: str) -> None:
    plain = badge(issuer={"id": "urn:x:i", "type": ["Profile"]}, evidence=[{"name": "a"}])
    compiled = Canonicalizer()
    for odd in ODD:
        same(compiled, plain, {**plain, place: odd})
        same(compiled, {**plain, "evidence": [{"name": "b"}, {"name": odd}, odd]})


WILD: JSON = {
    "id": "@id", "self": "@id", "type": "@type", "kind": {"@id": "@type", "@container": "@set"},
    "text": "urn:t:text", "note": {"@id": "urn:t:text"},
    "es": {"@id": "urn:t:text", "@language": "es"},
    "double": {"@id": "urn:t:n", "@type": "http://www.w3.org/2001/XMLSchema#double"},
    "integer": {"@id": "urn:t:n", "@type": "http://www.w3.org/2001/XMLSchema#integer"},
    "date": {"@id": "urn:t:date", "@type": "http://www.w3.org/2001/XMLSchema#date"},
    "ref": {"@id": "urn:t:ref", "@type": "@id"}, "word": {"@id": "urn:t:ref", "@type": "@vocab"},
    "plain": {"@id": "urn:t:text", "@type": "@none"},
    "json": {"@id": "urn:t:json", "@type": "@json"},
    "list": {"@id": "urn:t:list", "@container": "@list"},
    "refs": {"@id": "urn:t:refs", "@container": "@list", "@type": "@id"},
    "set": {"@id": "urn:t:set", "@container": "@set"},
    "lang": {"@id": "urn:t:text", "@container": "@language"},
    "back": {"@reverse": "urn:t:back", "@type": "@id"}, "nest": "@nest", "incl": "@included",
    "graph": {"@id": "urn:t:graph", "@container": "@graph"},
    "byid": {"@id": "urn:t:part", "@container": "@id"},
    "bytype": {"@id": "urn:t:part", "@container": "@type"},
    "first": "http://www.w3.org/1999/02/22-rdf-syntax-ns#first",
    "rest": {"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest", "@type": "@id"},
    "isa": {"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "@type": "@id"},
    "part": {"@id": "urn:t:part", "@context": {"text": {"@id": "urn:t:other", "@type": "@id"}}},
    "issuer": "urn:t:issuer", "achievement": "urn:t:part", "credentialSubject": "urn:t:subject",
    "Typed": {"@id": "urn:t:Typed", "@context": {
        "text": {"@id": "urn:t:typed", "@type": "@id"},
        "achievement": {"@id": "urn:t:part", "@context": {"text": "urn:t:typed"}},
        "credentialSubject": {"@id": "urn:t:part", "@context": {"text": "urn:t:typed"}},
    }},
    "Word": "urn:t:Word", "p": {"@id": "urn:p:", "@prefix": True},
}  # fmt: skip
PLAIN = [
    "text",
    "note",
    "es",
    "date",
    "ref",
    "word",
    "list",
    "set",
    "part",
    "issuer",
    "achievement",
    "credentialSubject",
]
NAMES = PLAIN * 3 + [name for name in WILD if name[0].islower() and name not in ("type", "p")]
VALUES = ["urn:x:1", "urn:x:2", "p:x", "Word", "Typed", "a", "b", "1", "2.0", "2", "_:b", "@id", ""]


def wild_value(chance: Random) -> str:
    return chance.choice(VALUES if chance.random() < 0.2 else VALUES[:2])


wild_leaves = st.sampled_from([*(wild_value,) * 8, text, 1, 1.0, 2.5, True, None])
wild_types = st.sampled_from(["Typed", "Word", ["Word"], ["Word", "Typed"], "urn:x:1"])


def _objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[JSON]:
    members = st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=4)
    own = st.fixed_dictionaries({}, optional={"id": st.just(wild_value), "type": wild_types})
    return st.builds(lambda members, own: {**members, **own}, members, own)


def _around(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    objects = _objects(inner)
    several = st.lists(inner | objects, min_size=1, max_size=2).map(tuple).map(Several)
    return objects | several | st.lists(inner, max_size=2)


wild = _objects(st.recursive(wild_leaves, _around, max_leaves=6))


@pytest.fixture(scope="module")
def wild_context() -> Iterator[str]:
    """Every feature of JSON-LD that bends what a member means, as a context that is known."""
    url = "https://wild.example/context"
    with pytest.MonkeyPatch.context() as patch:
        digest = hashlib.sha256(rfc8785.dumps({"@context": WILD})).hexdigest()
        patch.setitem(contexts.CONTEXTS, url, digest)
        patch.setitem(contexts._packaged(), url, {"@context": WILD})
        yield url


@settings(max_examples=400, deadline=None)
@given(template=wild, chance=st.randoms(use_true_random=True))
def test_whatever_a_context_does_comes_out_as_the_reference_has_it(
    wild_context: str, template: JSON, chance: Random
) -> None:
    made = [{"@context": [wild_context], **filled(template, chance)} for _ in range(4)]
    same(Canonicalizer(), *made)


@settings(max_examples=400, deadline=None)
@given(template=wild, chance=st.randoms(use_true_random=True))
def test_what_is_learned_is_right_before_anything_is_compared(
    wild_context: str, template: JSON, chance: Random
) -> None:
    for _ in range(3):
        document = filled(template, chance)
        found = unproven(document, wild_context)
        whole = {"@context": [wild_context], **document}
        assert found in (None, outcome(canonical.canonicalize, whole))


def unproven(document: JSON, context: str) -> str | None:
    """The canonical form by a table made for this document alone, which nobody compared."""
    terms = terms_of((context,))
    reading = Reading(terms, {})
    try:
        shape, content = reading.document(document)
        apart = tuple(reading.apart)
        return fill(table_of(learn(shape, apart, terms), terms.names), content)
    except (Unusual, ContentError):
        return None


def test_twins_and_repetitions() -> None:
    subject = {"type": ["AchievementSubject"], "narrative": "x"}
    same(
        Canonicalizer(),
        badge(credentialSubject={**subject, "result": [ALIKE]}),
        badge(credentialSubject={**subject, "result": [ALIKE, ALIKE]}),
        badge(credentialSubject={**subject, "result": [ALIKE, {**ALIKE, "value": "2"}]}),
        badge(evidence=[{"id": "urn:x:e", "name": "a"}, {"id": "urn:x:e", "name": "a"}]),
        badge(evidence=[{"id": "urn:x:e", "name": "a"}, {"id": UUID, "name": "b"}]),
        badge(evidence=[{"name": "a"}], credentialSubject={**subject, "evidence": {"name": "a"}}),
    )


def test_twins_in_two_parts() -> None:
    def owned(name: str) -> JSON:
        return {"id": "urn:x:i", "alignment": [{"type": ["Alignment"], "targetName": name}]}

    def both(one: str, other: str) -> JSON:
        subject = {"type": ["AchievementSubject"], "achievement": owned(other)}
        return badge(issuer=owned(one), credentialSubject=subject)

    same(Canonicalizer(), both("a", "b"), both("a", "a"), both("b", "b"), both("b", "a"))


def test_a_part_is_proven_once_for_its_place() -> None:
    """Each award with each achievement: shapes add up, and do not multiply."""
    awards = [{}, {"narrative": "x"}, {"id": "urn:x:learner"}]
    optional: list[JSON] = [{}, {"tag": ["a"]}, {"creditsAvailable": 1}, {"inLanguage": "en"}]
    achievement = {"id": "urn:x:a", "type": ["Achievement"], "name": "a"}
    compiled = Canonicalizer()
    for award, more in product(awards, optional):
        part = {"achievement": achievement | more}
        same(compiled, badge(credentialSubject={"type": ["AchievementSubject"], **award, **part}))
    assert compiled.reference_runs == 2 * (len(awards) + len(optional) - 1)


def test_a_section_is_proven_once_for_its_place() -> None:
    """Each subject with each that surrounds it."""
    evidence = {"type": ["Evidence"], "name": "a"}
    around: list[JSON] = [{}, {"validUntil": "2029-05-01T00:00:00Z"}, {"evidence": [evidence]}]
    within: list[JSON] = [{}, {"id": "urn:x:learner"}, {"result": [ALIKE]}]
    part = {"id": "urn:x:a", "type": ["Achievement"], "name": "a"}
    compiled = Canonicalizer()
    for outer, inner in product(around, within):
        subject = {"type": ["AchievementSubject"], "narrative": "x", **inner, "achievement": part}
        same(compiled, badge(**outer, credentialSubject=subject))
    assert compiled.reference_runs == 2 * (len(around) + len(within) - 1)


def test_sections_and_parts_are_found_in_whatever_order() -> None:
    """What was proven in one document is used in another that has more, or fewer, before it."""
    issuer = {"id": "urn:x:i", "type": ["Profile"], "name": "i"}
    part = {"achievement": {"id": "urn:x:a", "type": ["Achievement"], "name": "a"}}
    subject = {"type": ["AchievementSubject"], "narrative": "x"}
    same(
        Canonicalizer(),
        badge(credentialSubject=subject | part),
        badge(credentialSubject=subject, issuer=issuer),
        badge(credentialSubject=subject | part, issuer=issuer),
        badge(issuer=issuer, credentialSubject=subject | part),
    )


def test_a_part_elsewhere_is_another() -> None:
    part = {"id": "urn:x:a", "type": ["Achievement"], "name": "a", "tag": ["x"]}
    subject = {"type": ["AchievementSubject"], "narrative": "x", "achievement": part}
    compiled = Canonicalizer()
    same(compiled, badge(credentialSubject=subject))
    same(compiled, badge(credentialSubject={**subject, "type": ["Achievement"]}))
    same(compiled, badge(credentialSubject={**subject, "type": ["Profile"]}))
    same(compiled, badge(issuer=part), badge(achievement=part), badge(issuer={"achievement": part}))


def test_a_number_that_repeats_a_text_is_refused_as_the_reference_does() -> None:
    def identified(hashed: Any) -> JSON:
        identity = {"type": "IdentityObject", "identityHash": "a", "hashed": hashed}
        return badge(credentialSubject={"type": ["AchievementSubject"], "identifier": [identity]})

    compiled = Canonicalizer()
    same(
        compiled, identified([True, "false"]), identified([True, "no"]), identified([True, "true"])
    )
    same(compiled, identified(True), identified(1), identified(1.0), identified("true"))


def test_two_empty_lists_of_one_node_are_refused_as_the_reference_does() -> None:
    def described(values: list[str], other: str) -> JSON:
        descriptions = [
            {"id": each, "type": ["ResultDescription"], "allowedValue": values, "name": "a"}
            for each in ("urn:x:d", other)
        ]
        part = {"id": "urn:x:a", "type": ["Achievement"], "resultDescription": descriptions}
        return badge(credentialSubject={"type": ["AchievementSubject"], "achievement": part})

    for values in ([], ["a"]):
        same(Canonicalizer(), described(values, "urn:x:e"), described(values, "urn:x:d"))


def test_orders_that_javascript_has_otherwise_are_refused_as_the_reference_does() -> None:
    compiled = Canonicalizer()
    for one, other in (("a", "b"), ("\U0001f600", "b"), ("\U0001f600", "\uff08")):
        achievement = {"id": "urn:x:a", "type": ["Achievement"], "tag": [one, other]}
        part = {"type": ["AchievementSubject"], "achievement": achievement, "narrative": "x"}
        same(compiled, badge(credentialSubject=part))
        same(compiled, badge(credentialSubject={**part, "achievement": achievement | {"id": UUID}}))
        evidence = [{"type": ["Evidence"], "id": f"urn:x:{each}"} for each in (one, other)]
        same(compiled, badge(evidence=evidence))
        same(compiled, badge(type=["VerifiableCredential", f"urn:x:{one}", f"urn:x:{other}"]))


def test_an_ordered_list_keeps_its_order_and_its_repetitions() -> None:
    def allowed(values: Any) -> JSON:
        description = {"id": "urn:x:d", "type": ["ResultDescription"], "allowedValue": values}
        part = {"id": "urn:x:a", "type": ["Achievement"], "resultDescription": [description]}
        return badge(credentialSubject={"type": ["AchievementSubject"], "achievement": part})

    compiled = Canonicalizer()
    same(compiled, *(allowed(values) for values in (["a"], ["b", "a"], ["a", "b"], ["c"] * 3, "d")))
    assert runs(compiled, allowed(["p", "q", "r"])) == 0
    same(compiled, *(allowed(values) for values in ([], ["a", 1], [1, 2], [["a"], "b"], ["c"] * 4)))


@pytest.mark.parametrize("depth", [5, 15, 30, 31, 32, 62, 63, 64, 65, 200, 1500])
def test_depth_is_refused_as_the_reference_does(depth: int) -> None:
    def nested(name: str) -> JSON:
        part: JSON = {"id": "urn:x:0", "type": ["Profile"], "name": name}
        for number in range(depth):
            part = {"id": f"urn:x:{number}", "type": ["Profile"], "name": name, "parentOrg": part}
        return part

    same(Canonicalizer(), *(badge(issuer=nested(name)) for name in "ab"))
    same(Canonicalizer(), *(badge(source=nested(name)) for name in "ab"))


def test_excess_is_refused_as_the_reference_does() -> None:
    def crowd(parts: int) -> JSON:
        related = [{"id": f"urn:x:{number}", "type": ["Related"]} for number in range(parts)]
        achievements = [
            {"id": f"urn:y:{n}", "type": ["Achievement"], "related": related} for n in range(10)
        ]
        return badge(
            credentialSubject={"type": ["AchievementSubject"], "achievement": achievements}
        )

    same(Canonicalizer(), crowd(1), crowd(600), crowd(1001))


def test_a_document_that_changes_later_is_not_mistaken_for_what_it_was() -> None:
    profile: JSON = {"id": "urn:x:i", "type": ["Profile"], "name": "a"}
    document = badge(issuer=profile)
    compiled = Canonicalizer()
    same(compiled, document)
    for name in ("b", "true", True, 1, 1.0, "1"):
        profile["name"] = name
        same(compiled, document)


def test_a_ledger_takes_few_runs_of_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = Canonicalizer()
    monkeypatch.setattr(signable, "canonicalize", compiled.canonicalize)
    ledger = read_ledger(ROOT)
    sound, problems = signable.sound_part(ledger)
    assert sound and not problems
    of_achievements = compiled.reference_runs
    awards = read_awards(ROOT, ledger.awards).sources
    assert not list(signable.unsignable([*awards] * 5, sound))
    assert len(awards) >= 79
    assert compiled.reference_runs - of_achievements <= 28  # two for each new shape


def test_a_shape_takes_two_runs_of_the_reference_whatever_the_lengths_of_arrays() -> None:
    compiled = Canonicalizer()
    for number in range(40):
        evidence = [{"name": f"{number} {part}"} for part in range(number % 4 + 1)]
        compiled.canonicalize(badge(name=f"N {number}", evidence=evidence))
    assert compiled.reference_runs == 2


def test_contexts_in_another_order_are_another_shape() -> None:
    compiled = Canonicalizer()
    assert runs(compiled, badge()) == 2
    assert runs(compiled, badge()) == 0
    assert runs(compiled, badge() | {"@context": [*CONTEXTS, CONTEXTS[1]]}) == 2
    assert runs(compiled, badge() | {"@context": CONTEXTS[0]}) == 1


def test_of_shapes_by_the_thousand_the_latest_are_remembered() -> None:
    compiled = Canonicalizer(tables=3)
    kinds = [badge(evidence={"name": "a", "id": "urn:x:e", "type": [kind]}) for kind in KINDS]
    for document in kinds:
        assert runs(compiled, document) == 2
    assert [runs(compiled, document) for document in kinds[-3:]] == [0, 0, 0]
    assert runs(compiled, kinds[0]) == 2


KINDS = ["Evidence", "Image", "Profile", "Alignment", "Related"]


def test_a_table_that_gives_something_else_is_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*known: Any) -> tuple[Frame, ...]:
        root, *parts = learn(*known)
        return replace(root, constants=()), *parts

    monkeypatch.setattr(canonicalizer, "learn", wrong)
    compiled = Canonicalizer()
    same(compiled, badge(), badge(name="B"))
    assert runs(compiled, badge(name="C")) == 1


def test_a_table_is_used_once_a_document_was_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A first document that only the reference can tell proves nothing of its shape."""
    compiled = Canonicalizer()
    subject = {"type": ["AchievementSubject"], "narrative": "x"}
    twins = badge(credentialSubject={**subject, "result": [ALIKE, ALIKE]})
    single = badge(credentialSubject={**subject, "result": [ALIKE]})
    assert [runs(compiled, each) for each in (twins, twins, single, single)] == [2, 1, 1, 0]


@pytest.mark.parametrize("name", ["achievement", "credentialSubject"])
@pytest.mark.parametrize("own", [{"id": "urn:x:1"}, {}])
def test_the_same_object_means_something_else_elsewhere(
    wild_context: str, name: str, own: JSON
) -> None:
    def around(value: JSON) -> list[JSON]:
        return [
            {"type": "Word", name: value},
            {"type": "Typed", name: value},
            {"set": {name: value}},
            {"part": {name: value}},
            {"part": {"type": "Typed", name: value}},
            {"credentialSubject": {"type": "Typed", name: value}},
            {"credentialSubject": {name: value}},
        ]

    values = [{**own, "text": "urn:x:2"}, {**own, "text": "urn:x:2", "note": "a"}]
    pairs = zip(*map(around, values), strict=True)
    # Each place is met with one of the values first, so that the other is known from elsewhere.
    orders = [pair if number % 2 else pair[::-1] for number, pair in enumerate(pairs)]
    compiled = Canonicalizer()
    for turn in (0, 1):
        for pair in orders:
            same(compiled, {"@context": [wild_context], **pair[turn]})


def test_an_order_that_a_constant_decides_is_refused_as_the_reference_does(
    wild_context: str,
) -> None:
    compiled = Canonicalizer()
    for other in ("urn:x:b", "urn:x:\uff08"):
        document = {"id": "urn:x:1", "word": "urn:x:\U0001f600", "ref": other}
        same(compiled, {"@context": [wild_context], **document})


def test_an_array_in_a_json_literal_keeps_its_length_and_order(wild_context: str) -> None:
    compiled = Canonicalizer()
    for literal in ([1], [1, 1], [1, 2], [2, 1], {"a": [1]}, {"a": [1, 1]}):
        same(compiled, {"@context": [wild_context], "text": "a", "json": literal})


def test_a_type_that_is_stated_as_a_type_and_as_a_part_is_refused(wild_context: str) -> None:
    document = {"@context": [wild_context], "id": "urn:x:1", "type": "urn:x:2"}
    compiled = Canonicalizer()
    for part in ("urn:x:3", "urn:x:2"):
        same(compiled, {**document, "isa": [{"id": part, "text": "a"}]})


def test_addresses_that_a_context_may_bend_are_left_to_the_reference(wild_context: str) -> None:
    def referring(value: str) -> JSON:
        return {"@context": [wild_context], "id": "urn:x:1", "ref": value}

    compiled = Canonicalizer()
    assert runs(compiled, referring("urn:x:2")) == 2
    assert runs(compiled, referring("urn:x:3")) == 0
    for bent in ("p:x", "text:x", "relative", "_:b", "urn:x:<"):
        assert runs(compiled, referring(bent)) == 1
        same(compiled, referring(bent))
