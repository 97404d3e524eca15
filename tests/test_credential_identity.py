"""Recipients as IdentityObjects."""

import json

from hypothesis import given

from badgeledger.credential.identity import hash_identity, identifiers
from badgeledger.model import Recipient
from tests import strategies

SALT = "0f8fad5b-d9cb-469f-a165-70867728950e"


def test_the_known_answer_of_the_specification() -> None:
    known = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
    assert hash_identity("a@example.com", "Kosher") == known


def test_an_address_is_the_same_in_capitals() -> None:
    assert hash_identity("A@Example.COM", "Kosher") == hash_identity("a@example.com", "Kosher")


def test_a_written_hash_and_a_written_address_give_the_same_identity() -> None:
    hashed = Recipient(identity=hash_identity("ada@work.example", SALT))
    assert identifiers(hashed, SALT) == identifiers(Recipient(email="Ada@work.example"), SALT)
    assert identifiers(hashed, SALT) == [
        {
            "type": "IdentityObject",
            "identityHash": hashed.identity,
            "identityType": "emailAddress",
            "hashed": True,
            "salt": SALT,
        }
    ]


def test_a_name_is_shown_as_it_is() -> None:
    [found] = identifiers(Recipient(name="李雷", id="did:web:lei.example"), SALT)
    assert found == {
        "type": "IdentityObject",
        "identityHash": "李雷",
        "identityType": "name",
        "hashed": False,
    }


def test_a_learners_own_identifier_alone_needs_no_identity_object() -> None:
    assert identifiers(Recipient(id="did:web:lei.example"), SALT) == []


@given(strategies.recipients())
def test_no_address_leaves_in_the_clear(recipient: Recipient) -> None:
    text = json.dumps(identifiers(recipient, SALT), ensure_ascii=False).lower()
    assert not (recipient.email and recipient.email.lower() in text)
