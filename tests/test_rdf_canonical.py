"""RDFC-1.0: the official vectors, and another processor's opinion."""

import hashlib
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.rdf.canonical import canonical_nquads, canonicalize
from tests.random_badges import CONTEXTS, badges, second_opinion

JSON = dict[str, Any]

ALIKE = {"type": ["Result"], "value": "1"}


def badge(**subject: Any) -> JSON:
    return {
        "@context": CONTEXTS,
        "id": "urn:uuid:4636eb2f-1b73-4aaa-981e-cfa85a5b13e3",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "credentialSubject": {"type": ["AchievementSubject"], **subject},
    }


def dataset(nquads: str) -> dict[str, list[JSON]]:
    """N-Quads, read by Oxigraph, as PyLD holds them."""
    graphs: dict[str, list[JSON]] = {"@default": []}
    for quad in pyoxigraph.parse(nquads, format=pyoxigraph.RdfFormat.N_QUADS):
        graph = quad.graph_name
        name = "@default" if isinstance(graph, pyoxigraph.DefaultGraph) else term(graph)["value"]
        triple = {"subject": quad.subject, "predicate": quad.predicate, "object": quad.object}
        graphs.setdefault(name, []).append({place: term(part) for place, part in triple.items()})
    return graphs


def term(part: Any) -> JSON:
    if isinstance(part, pyoxigraph.NamedNode):
        return {"type": "IRI", "value": part.value}
    if isinstance(part, pyoxigraph.BlankNode):
        return {"type": "blank node", "value": f"_:{part.value}"}
    literal = {"type": "literal", "value": part.value, "datatype": part.datatype.value}
    return {**literal, "language": part.language} if part.language else literal


@pytest.mark.parametrize("number", ["001", "003", "010", "020", "033", "060"])
def test_the_vectors_of_rdf_canon(number: str, reference: Path) -> None:
    folder = reference / "vectors" / "rdf-canon"
    given_quads = (folder / f"test{number}-in.nq").read_text("utf-8")
    canonical = (folder / f"test{number}-rdfc10.nq").read_text("utf-8")
    assert canonical_nquads(dataset(given_quads)) == canonical


def test_the_poison_of_rdf_canon_is_refused_at_once(reference: Path) -> None:
    poison = (reference / "vectors" / "rdf-canon" / "test044-in.nq").read_text("utf-8")
    with pytest.raises(ContentError, match="B0508"):
        canonical_nquads(dataset(poison))


def test_every_character_is_escaped_as_rdfc_has_it() -> None:
    text = "".join(map(chr, [*range(0x21), 0x22, 0x5C, 0x7F, 0x80, 0x1F600]))
    quad = {
        "subject": {"type": "IRI", "value": "urn:s"},
        "predicate": {"type": "IRI", "value": "urn:p"},
        "object": {
            "type": "literal",
            "value": text,
            "datatype": "http://www.w3.org/2001/XMLSchema#string",
        },
    }
    low = "".join(f"\\u{code:04X}" for code in range(8)) + r"\b\t\n\u000B\f\r"
    low += "".join(f"\\u{code:04X}" for code in range(14, 32))
    assert canonical_nquads({"@default": [quad]}) == (
        f'<urn:s> <urn:p> "{low} \\"\\\\\\u007F\x80\U0001f600" .\n'
    )


@settings(max_examples=60, deadline=None)
@given(badges)
def test_another_processor_reads_a_badge_alike_or_it_is_refused(document: JSON) -> None:
    """STANDARDS.md: what processors read differently is refused before it is signed."""
    try:
        ours = canonicalize(document)
    except ContentError as refusal:
        assert {problem.code for problem in refusal.problems} <= {"B0504", "B0508"}
    else:
        assert ours == second_opinion(document)


@settings(max_examples=30, deadline=None)
@given(st.permutations([{**ALIKE, "status": state} for state in ("Failed", "OnHold", "Failed")]))
def test_the_order_of_parts_does_not_count(parts: list[JSON]) -> None:
    text = canonicalize(badge(result=parts))
    assert hashlib.sha256(text.encode()).hexdigest() == (
        "85942b5bd95fd541c64b150c658f5c7b9d24904c7d797603e044a08a24ff1ec1"
    )


@pytest.mark.parametrize("count", [1, 2, 3])
def test_parts_that_look_alike_are_brought_into_an_order(count: int) -> None:
    document = badge(id="urn:x:learner", result=[ALIKE] * count)
    assert canonicalize(document) == second_opinion(document)


@pytest.mark.parametrize("depth", [2, 3])
def test_what_most_verifiers_give_up_on_is_refused(depth: int) -> None:
    part: JSON = {"type": ["Profile"], "name": "x"}
    for _ in range(depth):
        part = {"type": ["Profile"], "parentOrg": [part, part, part]}
    with pytest.raises(ContentError, match="B0508"):
        canonicalize(badge(source=part))


def test_a_crowd_around_two_nodes_is_refused_at_once() -> None:
    """Forty graphs that state the same of two blank nodes could be 40! orders."""
    crowd = "".join(
        f"_:a <urn:p> _:b <urn:g{n}> .\n_:b <urn:p> _:a <urn:g{n}> .\n" for n in range(40)
    )
    with pytest.raises(ContentError, match="B0508"):
        canonical_nquads(dataset(crowd))


@pytest.mark.parametrize("tags", list(permutations(["\U0001f600", "\uff08"])))
def test_an_order_that_javascript_has_otherwise_is_refused(tags: tuple[str, str]) -> None:
    achievement = {"id": "urn:x:a", "type": ["Achievement"], "tag": list(tags)}
    with pytest.raises(ContentError, match=r"B0504.*sort two of its values"):
        canonicalize(badge(achievement=achievement))


def test_two_values_that_become_one_are_refused() -> None:
    document = badge()
    integer = {"@id": "urn:x:n", "@type": "http://www.w3.org/2001/XMLSchema#integer"}
    document["@context"] = [*CONTEXTS, {"n": integer, "m": "urn:x:n"}]
    assert canonicalize({**document, "n": "1", "m": 2})
    with pytest.raises(ContentError, match=r"B0504.*one and the same in RDF"):
        canonicalize({**document, "n": "1", "m": 1})


def test_the_official_badge_becomes_its_official_quads(reference: Path) -> None:
    folder = reference / "vectors" / "ob-v3p0-eddsa-rdfc-2022"
    document = json.loads((folder / "credential.json").read_text("utf-8"))
    assert canonicalize(document) == (folder / "document-canon.txt").read_text("utf-8")
