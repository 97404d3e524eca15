"""Canonical JSON of the log: what the quick encoder writes is what `rfc8785` writes."""

from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from badgeledger.log.jcs import canonical

numbers = st.integers() | st.floats() | st.sampled_from((0, -0.0, 1.0, 1e21, 2**53 - 1, 2**53))
texts = st.text(st.characters()) | st.text('aeE.IN019"\\\n\x7f\u2028é퟿\ue000\ud800\U0001f989')
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def outcome(encode: Any, document: Any) -> bytes | str:
    try:
        return bytes(encode(document))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        return str(error)


@given(st.dictionaries(texts, values, max_size=5))
@example({"\ue000": 1, "\U0001f989": 2})
@example({"n": 1e16, "m": 1.0, "l": 0.1})
@example({"text": '1.5 and 1e9, NaN, \\" Infinity', "n": 9007199254740991})
def test_every_document_is_written_as_rfc8785_writes_it(document: dict[str, Any]) -> None:
    assert outcome(canonical, document) == outcome(rfc8785.dumps, document)


@pytest.mark.parametrize(
    "value", ["1.5, 1e9, NaN, 9007199254740993", 7, True, ["x", {"é": "\x01"}]]
)
def test_what_a_ledger_holds_is_not_left_to_the_slow_one(
    value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = {"b": value, "a": "x"}
    expected = rfc8785.dumps(document)
    monkeypatch.delattr(rfc8785, "dumps")
    assert canonical(document) == expected
