"""The browser recomputes from a credential alone what the ledger's log has of it."""

import json
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.credential.achievement import achievement_document, embedded_achievement
from badgeledger.credential.open_badge import claims, claims_of, committed, credential
from badgeledger.ledger.history import read_history
from badgeledger.ledger.reader import read_award
from badgeledger.log.entries import achievement_commitment, award_commitment
from badgeledger.model import Award, AwardVersion
from badgeledger.record import record
from tests import strategies
from tests.example import ROOT
from tests.setup import build_hook

VERIFIER = ROOT / "verifier"
NOW = 2_000_000_000
ISSUER = {"id": "did:web:badges.example.org", "type": ["Profile"], "name": "Example"}
JSON = dict[str, Any]
Browsers = Callable[[JSON, str], str | None]
# Whole numbers as far as documents are read, and fractions; names that sort one way by UTF-16
# and another by code points.
scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text() | st.floats(
    allow_nan=False, allow_infinity=False
)  # fmt: skip
names = st.text(max_size=3) | st.sampled_from(["\ufb33", "\U0001f600", "é", "__proto__"])
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3)
)


@pytest.fixture(scope="module")
def browsers() -> Iterator[Browsers]:
    """The commitment to a credential of a site, as the browser's engine computes it."""
    hook = build_hook()
    hook.install(VERIFIER, for_tests=True)
    command = [hook.node_binary(), "--no-warnings", "tests/commitments.ts"]
    with subprocess.Popen(
        command, cwd=VERIFIER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:
        asked, said = node.stdin, node.stdout
        assert asked and said

        def commitment(document: JSON, site: str) -> str | None:
            print(json.dumps({"credential": document, "site": site}), file=asked, flush=True)
            found: str | None = json.loads(said.readline())
            return found

        yield commitment
        asked.close()


def whole(version: AwardVersion, site: str, position: int) -> JSON:
    """The unsigned credential of an award."""
    achievement = embedded_achievement(version.achievement, site)
    return credential(version, achievement=achievement, issuer=ISSUER, site=site, position=position)


def test_of_every_award_of_the_example(browsers: Browsers) -> None:
    made = record(read_history(ROOT, now=NOW))
    for award_id, content in zip(made.awards, made.awards.read(made.awards), strict=True):
        award, achievement = read_award(content, ""), made.awards[award_id][1]
        assert isinstance(award, Award)
        leaf, version = made.positions[award_id], AwardVersion(award_id, award, achievement)
        document = whole(version, achievement.issuer.site, leaf.index)
        entry = json.loads(made.entries[leaf.index])
        assert browsers(document, achievement.issuer.site) == entry["c"], document["id"]
    assert len(made.awards) > 40


@given(version=strategies.award_versions(), site=strategies.sites)
def test_of_every_award_that_there_can_be(
    browsers: Browsers, version: AwardVersion, site: str
) -> None:
    document = whole(version, site, 7)
    c = achievement_commitment(achievement_document(version.achievement))
    assert browsers(document, site) == award_commitment(claims(version, c))
    assert browsers(document, f"{site}.example") is None


@given(version=strategies.award_versions(), more=anything)
def test_whatever_else_it_holds(browsers: Browsers, version: AwardVersion, more: Any) -> None:
    site = "https://badges.example.org"
    document = whole(version, site, 7)
    document["credentialSubject"]["other"] = more
    own, achievement = claims_of(document, site)
    expected = award_commitment(committed(own, achievement_commitment(achievement)))
    assert browsers(document, site) == expected
