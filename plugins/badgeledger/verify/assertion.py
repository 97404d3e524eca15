"""Finds an Open Badges 2.0 assertion in a document.

The `document` check of such a badge: Open Badges 2.0, Assertion. Nothing in it is signed; what it
says counts only if its issuer's site says the same, and the browser's verifier alone asks it.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from badgeledger.verify.claims import Claims
from badgeledger.verify.dates import Span, read_time
from badgeledger.verify.document import JSON, is_named
from badgeledger.verify.findings import Finding, failed
from badgeledger.verify.members import text_of, values_of
from badgeledger.verify.signature import Signed
from badgeledger.verify.strict_json import read_json
from badgeledger.verify.token import read_token

CONTEXT = "https://w3id.org/openbadges/v2"


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion as it was found, before anything in it is believed."""

    document: JSON
    id: str  # its own address
    span: Span


def read_assertion(data: bytes) -> Assertion | None:
    """The assertion that `data` is, as JSON in UTF-8 or a compact JWS; None if it is none.

    Raises `Ended` where it is no JSON, or its dates are no points in time.
    """
    token = read_token(data)
    document = read_json(data) if token is None else token[1]
    identifier = text_of(document, "id")
    if identifier is None or not _is_assertion(document):
        return None
    return Assertion(
        document, identifier, Span(_time(document, "issuedOn"), _time(document, "expires"))
    )


def unchecked_proof(assertion: Assertion) -> Signed:
    """What is to be said of its checks `proof` and `issuer`: the browser alone makes them."""
    finding = Finding("notchecked", "UNSUPPORTED_SUITE", {"suite": _suite(assertion.document)})
    return Signed(finding, finding, _suite(assertion.document), assertion.id, None)


def claims_of_assertion(assertion: Assertion) -> Claims:
    """What an assertion says of itself, as far as it does so without the issuer's site."""
    document, badge = assertion.document, assertion.document.get("badge")
    issuer = badge.get("issuer") if isinstance(badge, dict) else None
    named = issuer if isinstance(issuer, str) else text_of(issuer, "id")
    recipient = document.get("recipient")
    bare = isinstance(recipient, dict) and recipient.get("hashed") is False
    return Claims(
        kind="assertion",
        issuer={
            "id": named or _origin(assertion.id),
            "domain": _host(named or assertion.id) or named or assertion.id,
            "name": text_of(issuer, "name"),
        },
        credential={
            "id": assertion.id,
            "name": text_of(badge, "name"),
            "recipient": text_of(recipient, "identity") if bare else None,
            "validFrom": text_of(document, "issuedOn"),
            "validUntil": text_of(document, "expires"),
        },
    )


def _is_assertion(value: JSON) -> bool:
    """Whether it is an assertion, or what stands in the place of one that was withdrawn."""
    withdrawn = value.get("revoked") is True
    if is_named(value.get("@context"), CONTEXT) and is_named(value.get("type"), "Assertion"):
        return isinstance(value.get("badge"), str | dict) or withdrawn
    return "type" not in value and withdrawn


def _time(document: JSON, member: str) -> int | None:
    value = document.get(member)
    time = None if value is None else read_time(value)
    if value is not None and time is None:
        raise failed("MALFORMED_DATE", member=member)
    return time


def _suite(document: JSON) -> str:
    """How an assertion says it is to be verified."""
    verification = document.get("verification")
    if isinstance(verification, dict):
        named: Any = next(iter(values_of(verification.get("type"))), None)
    else:
        named = text_of(document.get("verify"), "type")
    return named if isinstance(named, str) else "HostedBadge"


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _origin(url: str) -> str:
    return f"{urlsplit(url).scheme}://{_host(url)}" if _host(url) else url
