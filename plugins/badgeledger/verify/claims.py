"""What a credential says of itself: who issued it, what it is, to whom and when.

None of it is believed here. A member that stands in lists is read as well, as a signature holds
for both.
"""

from dataclasses import dataclass
from typing import Any

from badgeledger.verify.did_web import domain
from badgeledger.verify.document import JSON, Credential, kind_of
from badgeledger.verify.members import values_of, within


@dataclass(frozen=True, slots=True)
class Claims:
    """What a document says of itself, as the report tells it."""

    kind: str
    issuer: JSON  # id, domain, name
    credential: JSON  # id, name, recipient, validFrom, validUntil


def claims_of(credential: Credential) -> Claims:
    """The claims of a credential."""
    document = credential.document
    subjects = values_of(document.get("credentialSubject"))
    return Claims(
        kind=kind_of(document),
        issuer={
            "id": credential.issuer,
            "domain": domain(credential.issuer),
            "name": _text(document.get("issuer"), "name"),
        },
        credential={
            "id": _text(document, "id"),
            "name": _text(document, "name") or _text(within(subjects, "achievement"), "name"),
            "recipient": _recipient(within(subjects, "identifier")),
            "validFrom": _text(document, "validFrom") or _text(document, "issuanceDate"),
            "validUntil": _text(document, "validUntil") or _text(document, "expirationDate"),
        },
    )


def _recipient(identifiers: list[Any]) -> str | None:
    return next((_text(each, "identityHash") for each in identifiers if _is_name(each)), None)


def _is_name(entry: Any) -> bool:
    hashed = within([entry], "hashed")
    is_bare = bool(hashed) and all(value is False or value == "false" for value in hashed)
    return _text(entry, "identityType") == "name" and is_bare


def _text(value: Any, name: str) -> str | None:
    """The one text that parts of a document have as the member `name`; None where it is not one.

    NOTE: a signature holds as well where a value stands in a list of its own, or twice in it, and
    where the members of a part with an id are told in two pieces. Who shows somebody else's badge
    could so hide the name of its recipient.
    """
    found = within(values_of(value), name)
    is_one = bool(found) and all(isinstance(each, str) and each == found[0] for each in found)
    return found[0] if is_one else None
