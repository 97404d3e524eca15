"""Whether Hugo's pages are ours: else it would be measured at something else.

Of a sample, every element with its attributes and the whole text have to be the same, in the same
order, and the JSON beside it but for our proof. White space is nobody's.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.chance import chance
from tests.parsed_page import Page

from badgeledger.values import JSON

SAMPLE = 200


def require_same(ours: Path, hugos: Path, seed: int) -> None:
    """Compares a sample of two sites' badges, and their number; raises AssertionError."""
    award_ids = sorted(path.name for path in (hugos / "credentials").iterdir())
    assert award_ids == sorted(path.name for path in (ours / "credentials").iterdir())
    chosen = chance(seed).sample(award_ids, min(SAMPLE, len(award_ids)))
    for award_id in chosen:
        one, other = (site / "credentials" / award_id for site in (ours, hugos))
        assert list(seen(one)) == list(seen(other)), f"Hugo's page of {award_id} is another"
        for name in ("credential.json", "oembed.json"):
            assert unsigned(one / name) == unsigned(other / name), f"{award_id}: {name}"


def seen(folder: Path) -> Iterator[object]:
    """What there is on a badge's page."""
    page = Page.of((folder / "index.html").read_bytes())
    yield page.text
    for tag, attributes in page.elements:
        yield tag, {name: value.split() for name, value in attributes.items()}


def unsigned(path: Path) -> JSON:
    document: JSON = json.loads(path.read_bytes())
    document.pop("proof", None)
    return document
