"""The reference pages say what the program says: every error code and every field."""

import ast
import re
from pathlib import Path

from badgeledger.errors import explanations
from tests.reference_docs import COMMAND, REFERENCE, TABLE, errors_page, formats_page, models

PACKAGE = Path(__file__).parent.parent / "plugins" / "badgeledger"
CODE = re.compile(r"B0[1-9]\d\d")


def test_the_errors_page_is_made_from_the_explanations() -> None:
    page = (REFERENCE / "errors.md").read_text("utf-8")
    assert page == errors_page(), f"docs/reference/errors.md is stale: run `{COMMAND}`"


def test_the_formats_page_has_the_models_fields() -> None:
    page = (REFERENCE / "formats.md").read_text("utf-8")
    assert page == formats_page(page), f"docs/reference/formats.md is stale: run `{COMMAND}`"


def test_the_formats_page_has_a_table_for_every_model() -> None:
    page = (REFERENCE / "formats.md").read_text("utf-8")
    missing = set(models()) - {part[1] for part in TABLE.findall(page)}
    assert not missing, (
        f"docs/reference/formats.md lacks a heading and `<!-- fields of NAME -->` and "
        f"`<!-- end -->` for {missing}; add them, then run `{COMMAND}`"
    )


def codes_raised() -> set[str]:
    """Every code that stands as a text of its own in the package's Python files."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if CODE.fullmatch(node.value) else set()
    return found


def test_every_code_is_explained_and_every_explanation_used() -> None:
    assert codes_raised() - set(explanations()) == set(), "add them to errors.toml"
    assert set(explanations()) - codes_raised() == set(), "no part of the program raises these"


def test_explanations_are_whole_sentences_and_mends_are_not() -> None:
    for code, entry in explanations().items():
        assert entry.explanation.endswith("."), code
        assert not entry.mend.endswith("."), code
        assert not entry.title.endswith("."), code
