"""The verifier's steps, where the shared vectors do not reach: limits, odd input, the network."""

import base64
import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeledger.verify import Answer, Unreachable, verify
from badgeledger.verify.bitstring import MOST_BYTES, read_value
from badgeledger.verify.dates import read_time
from badgeledger.verify.did_web import web_issuer
from badgeledger.verify.findings import Ended
from badgeledger.verify.strict_json import MOST_BYTES as LARGEST
from badgeledger.verify.strict_json import read_json
from tests.make_verify_vectors import table_fetch
from tests.verify_edits import JSON, edited, put
from tests.verify_world import (
    BADGE_ADDRESS,
    DID_ADDRESS,
    LIST_ADDRESS,
    NOW,
    POSITION,
    answers,
    badge,
    did_json,
    packed,
    signed,
    status_list,
)

GOOD = signed(badge())
URL = "https://lists.example/1"
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
FORMS = st.sampled_from(["issuer", "proof", "credentialSubject", "credentialStatus", "validFrom",
    "validUntil", "@context", "type", "id", "name", "proof.verificationMethod", "proof.proofValue",
    "proof.proofPurpose", "proof.expires", "proof.cryptosuite", "issuer.id", "issuer.name",
    "credentialSubject.identifier", "credentialSubject.achievement",
    "credentialStatus.statusListIndex", "credentialStatus.statusListCredential",
    "credentialStatus.type", "credentialStatus.statusPurpose"])  # fmt: skip


def codes(document: bytes, fetched: JSON) -> dict[str, str]:
    report = verify(document, fetch=table_fetch(fetched), now=NOW)
    return {check.check: check.code for check in report.checks}


def code_of(step: Callable[[], object]) -> str:
    with pytest.raises(Ended) as ended:
        step()
    return ended.value.finding.code


def text(document: JSON) -> bytes:
    return json.dumps(document).encode()


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_make_it_raise(data: bytes) -> None:
    assert verify(data, fetch=table_fetch({}), now=NOW).state == "unreadable"


@settings(deadline=None)
@given(FORMS, anything)
def test_no_member_of_a_badge_makes_it_raise(path: str, value: Any) -> None:
    report = verify(text(edited(GOOD, put(path, value))), fetch=table_fetch(answers()), now=NOW)
    # A null member says nothing: only in place of nothing it changes nothing.
    assert report.state != "verified" or (path == "proof.expires" and value is None)


@settings(deadline=None)
@given(st.sampled_from(["id", "verificationMethod", "assertionMethod"]), anything)
def test_no_member_of_a_did_document_makes_it_raise(name: str, value: Any) -> None:
    found = answers(did=edited(did_json(), put(name, value)))
    assert verify(text(GOOD), fetch=table_fetch(found), now=NOW).state != "verified"


@settings(deadline=None)
@given(st.sampled_from(["encodedList", "statusPurpose", "type"]), anything)
def test_no_member_of_a_list_makes_it_raise(name: str, value: Any) -> None:
    found = answers(listed=edited(signed(status_list()), put(f"credentialSubject.{name}", value)))
    assert verify(text(GOOD), fetch=table_fetch(found), now=NOW).state == "unchecked-status"


def test_a_document_of_2_mb_is_read_and_a_byte_more_is_not() -> None:
    assert read_json(b" " * (LARGEST - 2) + b"{}") == {}
    assert code_of(lambda: read_json(b" " * (LARGEST - 1) + b"{}")) == "TOO_LARGE"


@pytest.mark.parametrize(
    "data", [b"\xff", b'"\xed\xa0\x80"', b"\xef\xbb\xbf{}", b"{}{}", b"01", b"'a'"]
)
def test_bytes_that_are_not_json_in_utf_8(data: bytes) -> None:
    assert code_of(lambda: read_json(data)) == "NOT_JSON"


@pytest.mark.parametrize("levels", [65, 1_000, 900_000])
def test_deep_nesting_is_refused_without_much_work(levels: int) -> None:
    assert code_of(lambda: read_json(b"[" * levels + b"]" * levels)) == "TOO_DEEP"


def test_64_levels_are_read() -> None:
    assert read_json(b"[" * 64 + b"]" * 64)


@pytest.mark.parametrize("number", ["9007199254740992", "-9007199254740992", "1" * 5_000, "1e400"])
def test_a_number_that_programs_read_differently_is_refused(number: str) -> None:
    assert code_of(lambda: read_json(number.encode())) == "NUMBER_OUT_OF_RANGE"


@pytest.mark.parametrize("number", ["9007199254740991", "-9007199254740991", "-0", "1.5e300"])
def test_other_numbers_are_read(number: str) -> None:
    assert read_json(number.encode()) == json.loads(number)


@pytest.mark.parametrize(
    ("stamp", "seconds"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1969-12-31T19:00:00.999-05:00", 0),
        ("2024-02-29T00:00:00Z", 1_709_164_800),
        ("0001-01-01T00:00:00Z", -62_135_596_800),
    ],
)
def test_a_point_in_time_is_read(stamp: str, seconds: int) -> None:
    assert read_time(stamp) == seconds


@pytest.mark.parametrize(
    "stamp",
    [
        None, 0, "", "2026-05-01", "2026-05-01T00:00Z", "2026-05-01T00:00:00",
        "2026-05-01 00:00:00Z",
        "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-05-01T24:00:00Z",
        "2026-05-01T00:00:60Z", "2026-05-01T00:00:00z", "2026-05-01T00:00:00+0100",
        "2026-05-01T00:00:00+25:00", "2026-05-01T00:00:00.Z", "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
        "٢٠٢٦-05-01T00:00:00Z", "2026-05-01T00:00:00Z\n",
    ],
)  # fmt: skip
def test_what_is_no_point_in_time_is_refused(stamp: object) -> None:
    assert read_time(stamp) is None


@pytest.mark.parametrize(
    ("did", "document", "domain"),
    [
        ("did:web:a.example", "https://a.example/.well-known/did.json", "a.example"),
        ("did:web:A.Example", "https://a.example/.well-known/did.json", "a.example"),
        ("did:web:a.example:b:c", "https://a.example/b/c/did.json", "a.example/b/c"),
        (
            "did:web:a.example%3A8443",
            "https://a.example:8443/.well-known/did.json",
            "a.example:8443",
        ),
        ("did:web:a.example:%7Eada", "https://a.example/%7Eada/did.json", "a.example/%7Eada"),
        ("did:web:localhost%3a8000:b", "http://localhost:8000/b/did.json", "localhost:8000/b"),
        ("did:web:127.0.0.1", "http://127.0.0.1/.well-known/did.json", "127.0.0.1"),
    ],
)
def test_a_did_web_stands_for_an_address(did: str, document: str, domain: str) -> None:
    web = web_issuer(did)
    assert web and (web.document, web.domain) == (document, domain)
    assert document.startswith(f"{web.origin}/")


@pytest.mark.parametrize(
    "did",
    [
        "did:web:", "did:web:a.example:", "did:web:a.example::b", "did:web:a.example/b",
        "did:web:a.example:..", "did:web:a.example:%2e%2E:b", "did:web:a.example:b%2",
        "did:web:user@a.example", "did:web:a.example%3A", "did:web:a.example%2Fb",
        "did:web:bücher.example", "did:key:z6Mk",
        "did:web:a.example:b?c", "did:web:a.example\n", "https://a.example",
        "did:web:192.168.0.1", "did:web:2130706433", "did:web:0x7f000001", "did:web:a..example",
        "did:web:a.example.",
    ],
)  # fmt: skip
def test_what_is_no_did_web_is_refused(did: str) -> None:
    assert web_issuer(did) is None


@settings(deadline=None)
@given(st.sets(st.integers(0, 131_071), max_size=20), st.integers(0, 131_071))
def test_a_bit_is_counted_from_the_left(ended: set[int], index: int) -> None:
    assert read_value(packed(ended, 131_072), index, 1, URL) == (index in ended)


def test_a_list_that_unpacks_to_more_than_16_mib_is_refused() -> None:
    bomb = gzip.compress(bytes(MOST_BYTES + 1), 9, mtime=0)
    assert code_of(lambda: read_value(_encoded(bomb), 0, 1, URL)) == "MALFORMED_VALUE_ERROR"
    whole = gzip.compress(bytes(MOST_BYTES), 9, mtime=0)
    assert read_value(_encoded(whole), MOST_BYTES * 8 - 1, 1, URL) == 0


def _encoded(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def test_each_address_is_asked_once_and_no_other() -> None:
    asked: list[str] = []
    network = table_fetch(answers(listed=signed(status_list([POSITION]))))

    def fetch(url: str) -> Answer | Unreachable:
        asked.append(url)
        return network(url)

    assert verify(text(GOOD), fetch=fetch, now=NOW).state == "revoked"
    assert asked == [DID_ADDRESS, LIST_ADDRESS, BADGE_ADDRESS]


def test_nothing_is_asked_for_a_document_that_is_no_badge_or_names_another_issuer() -> None:
    def fetch(url: str) -> Answer | Unreachable:
        raise AssertionError(url)

    for document in (b"{}", text(edited(GOOD, put("issuer.id", "did:web:other.example")))):
        assert verify(document, fetch=fetch, now=NOW).state in ("unreadable", "wrong-issuer")


def test_a_tampered_badge_is_not_asked_for_its_status() -> None:
    def fetch(url: str) -> Answer | Unreachable:
        assert url == DID_ADDRESS
        return table_fetch(answers())(url)

    changed = text(edited(GOOD, put("name", "Other")))
    assert verify(changed, fetch=fetch, now=NOW).state == "tampered"


def test_a_key_that_is_no_point_of_the_curve_is_not_known() -> None:
    method = did_json()["verificationMethod"][0]["id"]
    entry = {"id": method, "controller": did_json()["id"], "type": "Multikey",
             "publicKeyMultibase": "z6Mkeb4rtEhc8DUtvt5ehaVjdx3TLbQPpnTArkXhqfb1Mq75"}  # fmt: skip
    found = codes(text(GOOD), answers(did=edited(did_json(), put("verificationMethod", [entry]))))
    assert (found["proof"], found["issuer"]) == ("UNSUPPORTED_KEY", "ISSUER_OK")
