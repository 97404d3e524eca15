"""What processors read differently, refused before RDF comes into it."""

from typing import Any

import pytest

from badgeledger.errors import ContentError
from badgeledger.rdf.ambiguity import DEEPEST, find, refuse_ambiguous


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("bell \x07", "a: control character U\\+0007"),
        ("\x08", "U\\+0008"),
        ("\x0c", "U\\+000C"),
        ("\x7f", "U\\+007F"),
        ("\ud83d", "surrogate"),
        ({"\x00": 1}, "U\\+0000"),
        (2**53, "too large"),
        (-(2.0**70), "too large"),
        (float("nan"), "too large"),
        (8.95, "rounded"),
        (1e-7, "rounded"),
        (0.1 + 0.2, "rounded"),
        ({"@language": "en-GB"}, "upper case"),
        ([["x", b"x"]], "a\\[0\\]\\[1\\]: bytes is no JSON value"),
    ],
)
def test_what_processors_read_differently_is_refused(value: Any, why: str) -> None:
    with pytest.raises(ContentError, match=f"B0504.*{why}"):
        refuse_ambiguous({"a": value})


def test_every_problem_is_named() -> None:
    with pytest.raises(ContentError) as refusal:
        refuse_ambiguous({"a": "\x01", "b": [{"c": 2**60}]})
    assert [problem.message.split(":")[0] for problem in refusal.value.problems] == ["a", "b[0].c"]


@pytest.mark.parametrize(
    "value",
    ["\t\n\r", "é李😀", "\x80\x9f", 2**53 - 1, 4.0, 0.5, 12.25, True, None, {"@language": "en"}],
)
def test_what_they_read_alike_is_accepted(value: Any) -> None:
    refuse_ambiguous({"a": [value]})


def test_nesting_has_an_end() -> None:
    value: Any = "x"
    for _ in range(DEEPEST - 1):
        value = [value]
    refuse_ambiguous({"a": value})
    with pytest.raises(ContentError, match=r"nested deeper"):
        refuse_ambiguous({"a": [value]})


def test_a_value_is_found_by_its_text_or_its_identity() -> None:
    inner = {"c": "text"}
    document = {"a": [{"c": "text"}, inner]}
    assert find(document, inner) == "a[1]"
    assert find(document, "text") == "a[0].c"
    assert find(document, document) == ""
    assert find(document, "nowhere") == ""
