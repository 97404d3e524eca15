"""Files read without YAML say what YAML says of them, to the last refusal."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.ledger import document
from badgeledger.ledger.alike import LONGEST, Alike
from badgeledger.ledger.document import LARGEST, parse
from badgeledger.ledger.reader import read_award

ROOT = Path(__file__).parent.parent
AWARD = """\
# yaml-language-server: $schema=../.badgeledger/schemas/award.json
achievement: python-basics
recipient:
  name: Søren Ó Briain
evidence:
  - name: Repository
    url: https://example.org/numbers?a=1&b=2
results:
- result: score
  value: "93: # and more"
revoked:
"""
DATA = {
    "achievement": "python-basics",
    "recipient": {"name": "Søren Ó Briain"},
    "evidence": [{"name": "Repository", "url": "https://example.org/numbers?a=1&b=2"}],
    "results": [{"result": "score", "value": "93: # and more"}],
    "revoked": "",
}


class Counted:
    """A parser that counts what it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, text: str) -> dict[str, Any] | None:
        self.asked += 1
        with only_yaml():
            return parse(text.encode(), "").data


@contextmanager
def only_yaml() -> Iterator[None]:
    """Every file is read by the parser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "_alike", Alike(lambda _: None))
        yield


def told(data: bytes) -> object:
    """All that reading a file says: fields in their order, places, problems."""
    try:
        read = parse(data, "a.yml")
    except ContentError as error:
        return error.problems
    marks = {at: [(m.line, m.column, m.index) for m in span] for at, span in read.spans.items()}
    return json.dumps(read.data), marks, read.problems


def assert_as_yaml_says(data: bytes) -> None:
    alike = told(data)
    with only_yaml():
        assert told(data) == alike


def test_a_file_of_a_known_shape_is_read_without_the_parser() -> None:
    parser = Counted()
    alike = Alike(parser)
    assert alike.read(AWARD) == DATA
    assert alike.read(AWARD.replace("Repository", '"Essay"').replace("score", "s2")) == DATA | {
        "evidence": [{"name": "Essay", "url": "https://example.org/numbers?a=1&b=2"}],
        "results": [{"result": "s2", "value": "93: # and more"}],
    }
    assert parser.asked == 1


def test_a_long_file_is_left_to_the_parser() -> None:
    alike = Alike(Counted())
    assert alike.read(f"a: {'x' * (LONGEST - 4)}\n") is not None
    assert alike.read(f"a: {'x' * (LONGEST - 3)}\n") is None


def test_a_problem_of_such_a_file_names_its_place() -> None:
    data = AWARD.replace("    url: https:", "    uri: https:").encode()
    with pytest.raises(ContentError) as refusal:
        read_award(data, "a.yml")
    assert "a.yml:7:5: error B0102" in "\n".join(map(str, refusal.value.problems))
    with only_yaml(), pytest.raises(ContentError) as by_yaml:
        read_award(data, "a.yml")
    assert by_yaml.value.problems == refusal.value.problems


GOOD = (
    "",
    " v",
    " Søren Ó B",
    ' "q"',
    ' ""',
    ' "a: b # c "',
    " http://a.b/c",
    " 2026-05-01",
    " yes",
)
ODD = (
    " ", " v ", " a: b", " a:", " a::b", " a #b", " a#b", " #", "  two", "\tt", " a\tb", " 'x'",
    " |", " >", " [a]", " [", " {b: c}", " - x", " -x", " ?", " &a x", " !t x", " *a", " @", " `",
    " % ", ' "a', ' "a"b', ' "a" ', ' "a\\n"', ' "a""b"', ' a"b"', " a'b", " _x", " …", " \u0301a",
    " a\u0301", " a\u00a0b", " a\u2028b", " a\u0085b", " a\ufeffb", " a\u200db", " a\ufffe",
    " a\x00", " 🦉", " a🦉", " null", " <<", " ---", " =", f" {'long ' * 300}x", f' "{"x" * 1100}"',
)  # fmt: skip
ODD_LINES = (
    "", " ", "\t", "---", "...", "%YAML 1.2", "# c", "  # c: d", "#", "    #\tx", "# a\u2028b: c",
    "text", "  text", "    text", "- text", "  - text", "-", "  -", "- - a: b", "- # c", "? a",
    ": b", "a:b", "a : b", "'a': b", '"a": b', "A: b", "a-b: c", "[a]: b", "&x a: b", "!t a: b",
    "*x : b", "<<: b", f"{'k' * 41}: v", f"{'k' * 1030}: v", "{a: b}", "é: b", "xa: v",
    "\ufeffa: b",
)  # fmt: skip
ENDS = ("\r\n", "\r", "", "\n\n", "\u0085", " \n", "\n...\n", "\n---\n")
NAMES = ("a", "b", "c_d")


@st.composite
def fields(draw: st.DrawFn, indent: int = 0, first: str = "") -> str:
    """A mapping as it is written: sound, as a rule."""
    text = ""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=indent % 3 == 0))
    for place, name in enumerate(names):
        start = first if place == 0 and first else " " * indent
        text += f"{start}{name}:" + draw(values(indent))
    return text


@st.composite
def values(draw: st.DrawFn, indent: int) -> str:
    """What follows a name: mostly a scalar, or a mapping or list on lines of its own."""
    kind = draw(st.sampled_from("ssssmlc")) if indent < 8 else "s"
    deeper = indent + draw(st.sampled_from((2, 2, 2, 1, 4, 0)))
    if kind == "m":
        return "\n" + draw(fields(deeper))
    if kind == "l":
        entry = fields(deeper + 2, " " * deeper + "- ")
        return "\n" + "".join(draw(st.lists(entry, min_size=1, max_size=2)))
    comment = f"{' ' * deeper}# c: d\n" if kind == "c" else ""
    return draw(st.sampled_from(GOOD)) + "\n" + comment


@st.composite
def nearly(draw: st.DrawFn) -> str:
    """The same with a few lines changed, moved, or in between."""
    lines = draw(fields()).splitlines()
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(("value", "line", "indent", "twice", "start")))
        if change == "value":
            lines[at] = lines[at].partition(":")[0] + ":" + draw(st.sampled_from(ODD))
        elif change == "line":
            lines.insert(at, draw(st.sampled_from(ODD_LINES)))
        elif change == "indent":
            lines[at] = " " * draw(st.integers(0, 5)) + lines[at].lstrip(" ")
        elif change == "twice":
            lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
        else:
            lines[at] = draw(st.sampled_from(("- ", "\t", "x", "'", "&a ", "? "))) + lines[at]
    return "\n".join(lines) + draw(st.just("\n") | st.sampled_from(ENDS))


@settings(max_examples=1500, deadline=None)
@given(nearly())
def test_what_is_read_is_what_yaml_says(text: str) -> None:
    assert_as_yaml_says(text.encode())


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(("  ", "- ", "a", "b:", " ", ":", "#", '"', "\n", "é", "\t")), max_size=25
    )
)
def test_arbitrary_text_is_what_yaml_says(pieces: list[str]) -> None:
    assert_as_yaml_says("".join(pieces).encode())


@pytest.mark.parametrize("value", ODD)
def test_a_value_beyond_the_usual_is_what_yaml_says(value: str) -> None:
    for text in (f"a:{value}\n", f"a:\n  - b:{value}\n    c: d\n", f"a:{value}\n  b: c\n"):
        assert_as_yaml_says(text.encode())


@pytest.mark.parametrize("line", ODD_LINES)
def test_a_line_beyond_the_usual_is_what_yaml_says(line: str) -> None:
    for text in (f"{line}\n", f"a: b\n{line}\n", f"{line}\na: b\n", f"a:\n{line}\nb: c\n"):
        assert_as_yaml_says(text.encode())


@pytest.mark.parametrize("end", ENDS)
def test_other_ends_of_lines_are_what_yaml_says(end: str) -> None:
    assert_as_yaml_says(AWARD.replace("\n", end).encode())
    assert_as_yaml_says((AWARD.rstrip("\n") + end).encode())


@pytest.mark.parametrize("size", [LONGEST - 1, LONGEST, LONGEST + 1, LARGEST, LARGEST + 1])
def test_long_files_are_what_yaml_says(size: int) -> None:
    start = "a: b\nc: "
    assert_as_yaml_says((start + "x" * (size - len(start) - 1) + "\n").encode())
    assert_as_yaml_says(("#" * (size - len(start) - 2) + "\n" + start + "\n").encode())


def test_files_of_the_example_are_what_yaml_says() -> None:
    files = [
        *ROOT.glob("*.yml"),
        *ROOT.glob("achievements/*.yml"),
        *ROOT.glob("credentials/**/*.yml"),
    ]
    assert len(files) > 20
    for path in files:
        assert_as_yaml_says(path.read_bytes())


def test_files_of_the_log_vectors_are_what_yaml_says() -> None:
    for path in (ROOT / "tests" / "vectors" / "log").glob("*.json"):
        for text in texts(json.loads(path.read_bytes())):
            assert_as_yaml_says(text.encode())


def texts(vector: Any) -> Iterator[str]:
    """All strings of a vector: files of the ledger are among them."""
    if isinstance(vector, str):
        yield vector
    elif isinstance(vector, dict | list):
        for part in vector.values() if isinstance(vector, dict) else vector:
            yield from texts(part)
