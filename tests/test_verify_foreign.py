"""Badges that only the browser checks: the command line says whose they are, and no more."""

import base64
import json
from typing import Any

import pytest

from badgeledger.verify import Report, verify
from tests.make_verify_vectors import table_fetch
from tests.verify_edits import JSON, dropped, edited, put
from tests.verify_world import NOW, POSITION, answers, badge, signed, status_list

ASSERTION = {
    "@context": "https://w3id.org/openbadges/v2",
    "id": "https://badges.example.org/assertions/1",
    "type": "Assertion",
    "recipient": {"type": "email", "hashed": False, "identity": "ada@example.org"},
    "badge": "https://badges.example.org/badges/1",
    "verification": {"type": "HostedBadge"},
    "issuedOn": "2026-05-01T00:00:00Z",
}
PROFILE = {"id": "https://example.org/issuer", "name": "Example Institute"}


def token(payload: Any, header: Any = None) -> bytes:
    """A compact JWT, with a signature of nothing."""
    parts = (
        {"alg": "ES256", "kid": "did:web:example.org#1"} if header is None else header,
        payload,
    )
    packed = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts]
    return b".".join([*packed, b"AAAA"])


def report_on(document: bytes | JSON, fetched: JSON | None = None) -> Report:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return verify(data, fetch=table_fetch(fetched or {}), now=NOW)


def codes(report: Report) -> dict[str, str]:
    return {check.check: f"{check.result} {check.code}" for check in report.checks}


def test_an_assertion_of_open_badges_2_is_told_and_not_checked() -> None:
    report = report_on(ASSERTION)
    found = codes(report)
    assert (report.kind, report.state) == ("assertion", "unchecked-signature")
    assert found["document"] == "pass DOCUMENT_OK"
    assert {found[check] for check in ("proof", "issuer", "status")} == {
        "notchecked UNSUPPORTED_SUITE"
    }
    assert report.issuer is not None and report.issuer["domain"] == "badges.example.org"
    assert report.credential is not None and report.credential["recipient"] == "ada@example.org"
    assert [proof.suite for proof in report.proofs] == ["HostedBadge"]


def test_an_assertion_that_has_all_inside_tells_its_issuer() -> None:
    inside = {"name": "Python Basics", "issuer": PROFILE}
    report = report_on({**ASSERTION, "badge": inside, "expires": "2026-06-01T00:00:00Z"})
    assert report.issuer == {**PROFILE, "domain": "example.org"}
    assert report.credential is not None and report.credential["name"] == "Python Basics"
    assert codes(report)["dates"] == "fail EXPIRED"
    assert report.state == "unchecked-signature"


@pytest.mark.parametrize("document", [
    {"id": "https://badges.example.org/assertions/1", "revoked": True},
    {**ASSERTION, "@context": ["https://w3id.org/openbadges/v2"], "type": ["Assertion"]},
    {**ASSERTION, "verification": {"type": ["hosted"]}},
    edited(ASSERTION, dropped("verification")),
    {**ASSERTION, "id": "https://[", "badge": {"issuer": 7}},
])  # fmt: skip
def test_these_are_assertions_too(document: JSON) -> None:
    assert report_on(document).kind == "assertion"


@pytest.mark.parametrize("document", [
    edited(ASSERTION, dropped("badge")),
    edited(ASSERTION, dropped("id")),
    {**ASSERTION, "badge": 7},
    {**ASSERTION, "type": "BadgeClass"},
    {**ASSERTION, "@context": "https://w3id.org/openbadges/v1"},
    {**ASSERTION, "issuedOn": "2026-02-30T00:00:00Z"},
    {**ASSERTION, "expires": 7},
])  # fmt: skip
def test_these_are_none(document: JSON) -> None:
    assert report_on(document).state == "unreadable"


def test_a_token_is_told_and_its_signature_not_checked() -> None:
    report = report_on(token(badge()), answers())
    found = codes(report)
    assert (report.kind, report.state) == ("badge", "unchecked-signature")
    assert found["proof"] == found["issuer"] == "notchecked UNSUPPORTED_SUITE"
    assert found["status"] == "pass STATUS_OK"
    assert report.issuer is not None and report.issuer["domain"] == "badges.example.org"
    assert [(proof.suite, proof.verification_method) for proof in report.proofs] == [
        ("ES256", "did:web:example.org#1")
    ]


def test_a_token_that_was_withdrawn_is_told_as_such() -> None:
    ended = signed(status_list([POSITION]))
    fetched = answers(listed=ended, current=edited(signed(badge()), put("id", "urn:x")))
    assert report_on(token(badge()), fetched).state == "revoked"


def test_claims_of_a_token_stand_for_members_of_the_credential() -> None:
    said = edited(badge(), dropped("issuer"), dropped("id"), dropped("validFrom"))
    payload = {
        "vc": edited(said, dropped("validUntil")),
        "iss": "did:web:example.org",
        "jti": "urn:uuid:1",
        "nbf": 1_777_593_600,
        "exp": 1_780_272_000,
    }
    report = report_on(token(payload))
    assert report.issuer is not None and report.issuer["id"] == "did:web:example.org"
    assert report.credential is not None
    assert report.credential["id"] == "urn:uuid:1"
    assert report.credential["validFrom"] == "2026-05-01T00:00:00Z"
    assert codes(report)["dates"] == "fail EXPIRED"


def test_a_token_in_an_envelope_is_read() -> None:
    envelope = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "type": "EnvelopedVerifiableCredential",
        "id": "data:application/vc+jwt," + token(badge()).decode(),
    }
    assert report_on(envelope).kind == "badge"


@pytest.mark.parametrize("data", [
    token([]), token(7), token({}), token(badge(), []), token({"vc": 7}), b"a.b.c", b"YQ.YQ.YQ",
    token({"exp": 1e30, "vc": badge()}), token({"exp": 1e30, "vc": {}}), b"." * 9,
    b"AA" * 2_000_000,
])  # fmt: skip
def test_no_token_makes_it_raise(data: bytes) -> None:
    assert report_on(data).state in ("unreadable", "unchecked-signature")
