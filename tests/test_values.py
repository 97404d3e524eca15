"""Kinds of values that are no scalar of a file."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from badgeledger.values import is_award_id


def is_uuid_4(text: str) -> bool:
    try:
        return str(UUID(text)) == text and UUID(text).version == 4
    except ValueError:
        return False


_digits = st.sampled_from("0123456789abcdefABCDEF-g")
_nearly = st.builds(
    lambda uuid, place, digit: f"{uuid}"[:place] + digit + f"{uuid}"[place + 1 :],
    st.uuids(version=4), st.integers(0, 35), _digits,
)  # fmt: skip


@given(_nearly | st.uuids().map(str) | st.uuids(version=4).map(lambda uuid: f"{uuid}\n"))
def test_an_award_s_id_is_a_uuid_of_version_4_in_its_plain_form(text: str) -> None:
    assert is_award_id(text) == is_uuid_4(text)
