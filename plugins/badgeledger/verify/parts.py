"""Finds the credentials inside a credential: those of a record, and endorsements.

Comprehensive Learner Record 2.0 (ClrSubject: verifiableCredential) and Open Badges 3.0
(EndorsementCredential). Each is checked like a credential of its own, as it stands in its place,
JSON or a compact JWT. What lies deeper than three levels, or beyond a hundred in all, is not
looked at: one more part stands for it, so that it is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from badgeledger.verify.document import JSON, Credential, credential_in, read_credential
from badgeledger.verify.findings import Ended, Finding, failed
from badgeledger.verify.members import text_of, values_of, within

MOST_LEVELS = 3
MOST_PARTS = 100
Role = Literal["credential", "endorsement"]  # only credentials bear on the state of a record
# In a record stands any credential; an endorsement is of one kind.
TYPES: dict[Role, tuple[str, ...]] = {
    "credential": ("VerifiableCredential",),
    "endorsement": ("EndorsementCredential",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A credential inside another, or why there is none."""

    role: Role
    read: Credential | Finding
    parts: Sequence["Part"] = ()


@dataclass(frozen=True, slots=True)
class _Inside:
    """What is found where a credential must be."""

    role: Role
    value: Any
    endorsed: str | None = None  # the id of what an endorsement must be about


@dataclass(slots=True)
class _Budget:
    left: int = field(default=MOST_PARTS)


def parts_of(credential: Credential) -> list[Part]:
    """The parts of a credential, in the order of report.md, "parts"."""
    return _parts_within(credential, 1, _Budget())


def _parts_within(credential: Credential, level: int, budget: _Budget) -> list[Part]:
    document = credential.document
    return [
        part
        for inside in (_credentials(document), _endorsements(document))
        for part in _parts(inside, level, budget)
    ]


def _parts(inside: list[_Inside], level: int, budget: _Budget) -> list[Part]:
    parts: list[Part] = []
    for found in inside:
        if level > MOST_LEVELS or budget.left == 0:
            return [*parts, _unseen(found.role, len(inside) - len(parts))]
        budget.left -= 1
        read = _read_part(found)
        below = () if isinstance(read, Finding) else _parts_within(read, level + 1, budget)
        parts.append(Part(found.role, read, below))
    return parts


def _credentials(document: JSON) -> list[_Inside]:
    """The credentials of a record: of each of its subjects, as they may be several."""
    subjects = values_of(document.get("credentialSubject"))
    return [_Inside("credential", value) for value in within(subjects, "verifiableCredential")]


def _endorsements(document: JSON) -> list[_Inside]:
    """The endorsements of a credential, of its issuer, and of what was achieved."""
    achievements = within(values_of(document.get("credentialSubject")), "achievement")
    return [
        _Inside("endorsement", value, text_of(place, "id"))
        for place in (document, *values_of(document.get("issuer")), *achievements)
        for name in ("endorsement", "endorsementJwt")
        for value in within([place], name)
        if not _is_address(value)
    ]


def _is_address(value: Any) -> bool:
    """Whether an endorsement is only referred to. It is not inside, and nobody is asked for it."""
    return isinstance(value, str) and ":" in value


def _read_part(inside: _Inside) -> Credential | Finding:
    types = TYPES[inside.role]
    try:
        credential = (  # a text is a compact JWT
            read_credential(inside.value.encode(), types)
            if isinstance(inside.value, str)
            else credential_in(inside.value, types)
        )
        if inside.role == "endorsement":
            _require_subject(credential.document, inside.endorsed)
    except Ended as ended:
        return ended.finding
    return credential


def _require_subject(document: JSON, endorsed: str | None) -> None:
    subjects = [text_of(subject, "id") for subject in values_of(document.get("credentialSubject"))]
    if endorsed is None or set(subjects) != {endorsed}:
        raise failed("OTHER_SUBJECT")


def _unseen(role: Role, count: int) -> Part:
    """The part that stands for `count` others."""
    values = {"count": str(count), "limit": str(MOST_PARTS), "levels": str(MOST_LEVELS)}
    return Part(role, Finding("notchecked", "NOT_LOOKED_AT", values))
