"""The public API is the one that is documented, name by name and parameter by parameter."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parent.parent / "docs" / "reference" / "python.md"
ROW = re.compile(r"^\| `(badgeledger[\w.]*)\.(\w+)\(([^)]*)\)` \| (.+) \|$", re.MULTILINE)
DOCUMENTED = ROW.findall(DOCUMENT.read_text("utf-8"))


def test_there_is_an_api() -> None:
    assert len(DOCUMENTED) >= 10


@pytest.mark.parametrize(
    ("module", "name", "parameters"), [row[:3] for row in DOCUMENTED], ids=lambda part: part
)
def test_what_is_documented_is_what_there_is(module: str, name: str, parameters: str) -> None:
    found = getattr(importlib.import_module(module), name)
    assert inspect.getdoc(found)
    signature = inspect.signature(found).parameters.values()
    assert [one.name for one in signature] == re.findall(r"\w+", parameters)
    keywords = [one.name for one in signature if one.kind is one.KEYWORD_ONLY]
    assert keywords == re.findall(r"\w+", parameters.partition("*")[2])


def test_the_example_uses_the_documented_api_only() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    used = {
        (node.module, alias.name)
        for node in ast.walk(ast.parse(example))
        if isinstance(node, ast.ImportFrom) and node.module and "badgeledger" in node.module
        for alias in node.names
    }
    assert used <= {row[:2] for row in DOCUMENTED}
