"""Random documents shaped like Open Badges, and a second processor to compare with.

Text covers all of Unicode but what is refused; parts without an `id` repeat, so that blank nodes
look alike; numbers have fractions.
"""

import json
from typing import Any

import pyoxigraph
from hypothesis import strategies as st

from badgeledger.rdf.contexts import load_context

JSON = dict[str, Any]

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]

texts = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters=[
        character for character in map(chr, [*range(0x20), 0x7F]) if character not in "\t\n\r"
    ]),
    max_size=12,
)  # fmt: skip
few = st.sampled_from(["", "a", "é", "\\", '"', "\n", "李", "😀", "a\\nb"])
anything = st.one_of(texts, few)
addresses = st.builds("https://{}.example/{}".format, st.sampled_from("abc"), st.integers(0, 9))
numbers = st.one_of(
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.integers(-999_999, 999_999).map(lambda hundredths: hundredths / 100),
)


def _some(required: JSON, optional: JSON) -> st.SearchStrategy[JSON]:
    return st.fixed_dictionaries(required, optional=optional)


alignments = _some(
    {"type": st.just(["Alignment"]), "targetName": anything, "targetUrl": addresses},
    {"targetFramework": few, "targetCode": few, "targetDescription": anything},
)
evidence = _some(
    {"type": st.just(["Evidence"])},
    {"id": addresses, "name": anything, "narrative": anything, "description": few},
)
results = _some(
    {"type": st.just(["Result"])},
    {"value": few, "status": st.sampled_from(["Failed", "OnHold"]), "resultDescription": addresses},
)
achievements = _some(
    {
        "id": addresses,
        "type": st.just(["Achievement"]),
        "name": anything,
        "description": anything,
        "criteria": st.fixed_dictionaries({"narrative": anything}),
    },
    {
        "tag": st.lists(anything, max_size=4),
        "creditsAvailable": numbers,
        "inLanguage": st.sampled_from(["en", "pt-BR"]),
        "alignment": st.lists(alignments, max_size=3),
        "image": st.fixed_dictionaries({"id": addresses, "type": st.just("Image")}),
    },
)
subjects = _some(
    {"type": st.just(["AchievementSubject"]), "achievement": achievements},
    {
        "id": st.just("did:example:learner"),
        "creditsEarned": numbers,
        "result": st.lists(results, max_size=2),
        "identifier": st.lists(
            st.fixed_dictionaries({
                "type": st.just("IdentityObject"), "hashed": st.booleans(),
                "identityHash": anything, "identityType": st.just("name"),
            }),
            max_size=2,
        ),
    },
)  # fmt: skip
badges = _some(
    {
        "@context": st.just(CONTEXTS),
        "id": st.uuids(version=4).map("urn:uuid:{}".format),
        "type": st.just(["VerifiableCredential", "OpenBadgeCredential"]),
        "issuer": _some({"id": addresses, "type": st.just(["Profile"])}, {"name": anything}),
        "validFrom": st.just("2026-05-01T00:00:00Z"),
        "credentialSubject": subjects,
    },
    {"name": anything, "evidence": st.lists(evidence, max_size=3)},
)


def second_opinion(document: JSON) -> str:
    """The canonical N-Quads of the document by Oxigraph (Rust): its own JSON-LD and RDFC-1.0."""
    contexts = document["@context"]
    inlined = [load_context(c)["@context"] if isinstance(c, str) else c for c in contexts]
    text = json.dumps({**document, "@context": inlined})
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))
