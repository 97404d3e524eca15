"""What is kept from one build to the next is made anew by another code or library."""

from collections.abc import Iterator

import pytest

from badgeledger import inputs
from badgeledger.inputs import code_digest, digest_of, libraries


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    code_digest.cache_clear()
    yield
    code_digest.cache_clear()


def test_every_library_that_decides_about_bytes_is_among_them() -> None:
    found = libraries()
    assert found.keys() >= {"badgeledger", "jinja2", "markupsafe", "pydantic-core", "uharfbuzz"}
    assert found.keys() >= {"fonttools", "font-source-sans-pro", "resvg-py", "nh3", "tzdata"}
    assert "pytest" not in found


@pytest.mark.parametrize("library", ["uharfbuzz", "markupsafe"])
def test_another_version_of_one_is_another_code(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, found = code_digest(), libraries()
    assert library in found
    monkeypatch.setattr(inputs, "libraries", lambda: found | {library: "0"})
    code_digest.cache_clear()
    assert code_digest() != before


def test_texts_are_told_apart() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc") != digest_of("a", "b", "c")
