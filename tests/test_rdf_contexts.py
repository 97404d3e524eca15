"""Contexts: known by address and digest, copied out, never fetched."""

import hashlib
import json
from pathlib import Path

import pytest
import rfc8785

from badgeledger.errors import ContentError, MachineError
from badgeledger.rdf import contexts
from badgeledger.rdf.contexts import CONTEXTS, load_context

OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


@pytest.mark.parametrize("url", CONTEXTS)
def test_every_listed_context_is_packaged(url: str) -> None:
    assert load_context(url)["@context"]


def test_a_copy_can_be_changed_without_harm() -> None:
    load_context(OPEN_BADGES)["@context"].clear()
    assert load_context(OPEN_BADGES)["@context"]


def test_an_unknown_context_is_refused() -> None:
    with pytest.raises(ContentError, match=r"B0501.*'https://x\.example/v1'"):
        load_context("https://x.example/v1")


@pytest.mark.parametrize("packaged", [{}, {OPEN_BADGES: {"@context": {"name": "urn:x:y"}}}])
def test_an_altered_or_missing_context_is_refused(
    packaged: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contexts, "_packaged", lambda: packaged)
    contexts._checked.cache_clear()
    with pytest.raises(MachineError, match="B0502"):
        load_context(OPEN_BADGES)


@pytest.mark.parametrize("text", [None, "{"])
def test_a_package_without_its_contexts_is_told(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text is not None:
        (tmp_path / "contexts.json").write_text(text)
    monkeypatch.setattr("badgeledger.rdf.contexts.resources.files", lambda _package: tmp_path)
    contexts._packaged.cache_clear()
    assert contexts._packaged() == {}
    contexts._packaged.cache_clear()


def test_the_digests_are_those_of_the_official_copies(reference: Path) -> None:
    official = {
        hashlib.sha256(rfc8785.dumps(json.loads(path.read_bytes()))).hexdigest()
        for path in (reference / "contexts").iterdir()
    }
    assert set(CONTEXTS.values()) <= official
