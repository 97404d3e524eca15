"""The issuer as Profile and as did:web."""

from typing import Any

import pytest
from hypothesis import given
from pydantic import TypeAdapter

from badgeledger.credential.did_document import (
    did_document,
    did_document_address,
    did_web,
    issuer_did,
)
from badgeledger.credential.profile import profile, published_profile
from badgeledger.model import Issuer, Keys
from badgeledger.values import Did
from tests import strategies


def issuer(**fields: Any) -> Issuer:
    given_fields = {
        "name": "College",
        "url": "https://college.example",
        "site": "https://b.example",
    }
    return Issuer(**(given_fields | fields))


@pytest.mark.parametrize(
    ("site", "did", "address"),
    [
        ("https://badges.example", "did:web:badges.example", ".well-known/did.json"),
        ("https://Badges.Example", "did:web:badges.example", ".well-known/did.json"),
        ("http://localhost:8000", "did:web:localhost%3A8000", ".well-known/did.json"),
        ("https://forge.example/org/repo", "did:web:forge.example:org:repo", "did.json"),
        ("https://forge.example:8443/Repo", "did:web:forge.example%3A8443:Repo", "did.json"),
        ("https://a.example/~ada/a%20b/x:y", "did:web:a.example:%7Eada:a%20b:x%3Ay", "did.json"),
        ("https://[::1]/x", "did:web:%5B%3A%3A1%5D:x", "did.json"),
    ],
)
def test_an_address_as_did_web(site: str, did: str, address: str) -> None:
    assert did_web(site) == did
    assert did_document_address(site) == address


@given(strategies.sites)
def test_every_site_gives_a_well_formed_did(site: str) -> None:
    TypeAdapter(Did).validate_python(did_web(site))


def test_the_issuers_own_id_goes_before() -> None:
    assert issuer_did(issuer()) == "did:web:b.example"
    assert issuer_did(issuer(id="did:web:college.example")) == "did:web:college.example"


@given(strategies.keys)
def test_retired_keys_stay_listed_and_withdrawn_ones_do_not(keys: Keys) -> None:
    document = did_document("did:web:b.example", keys)
    methods = document["verificationMethod"]
    listed = [method["publicKeyMultibase"] for method in methods]
    assert listed == [entry.key for entry in keys.signing if entry.withdrawn is None]
    assert document["assertionMethod"] == [f"did:web:b.example#{key}" for key in listed]
    assert [method["id"] for method in methods] == document["assertionMethod"]
    assert all(method["controller"] == document["id"] for method in methods)
    assert all(
        set(method) == {"id", "type", "controller", "publicKeyMultibase"} for method in methods
    )


def test_a_profile_says_what_issuer_yml_says() -> None:
    full = issuer(email="badges@college.example", description="We teach.\n", image="Logo.PNG")
    assert profile(full, "did:web:b.example", preview=False) == {
        "id": "did:web:b.example",
        "type": ["Profile"],
        "name": "College",
        "url": "https://college.example",
        "email": "badges@college.example",
        "description": "We teach.",
        "image": {"id": "https://b.example/issuer.png", "type": "Image"},
    }


def test_a_bare_profile_leaves_out_what_is_not_said() -> None:
    assert set(profile(issuer(), "did:web:b.example", preview=False)) == {
        "id",
        "type",
        "name",
        "url",
    }


def test_a_preview_says_so_in_the_issuers_name() -> None:
    found = profile(issuer(), "did:key:z6Mk", preview=True)
    assert found["name"] == "PREVIEW – College"


def test_the_published_profile_has_its_context_first() -> None:
    found = published_profile(profile(issuer(), "did:web:b.example", preview=False))
    assert next(iter(found)) == "@context"
    assert found["@context"] == ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
