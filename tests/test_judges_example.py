"""Other people's verifiers, and our own, on every badge of the example site."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from badgeledger.verify import Answer, Unreachable, verify
from badgeledger.verify.dates import read_time
from tests.example import BIN, clone_with_key, run, with_key
from tests.judges import (
    Judgement,
    judge_with_digitalbazaar,
    judge_with_openbadgeslib,
    judge_with_schema,
    site_address,
)
from tests.verify_edits import JSON, edited, put, values_of, with_last_byte_changed

NOW = 1_795_392_000  # 2026-11-23T00:00:00Z, after the example's last award
ACCEPTED = Judgement(True, (False,), "")
WITHDRAWN = Judgement(True, (True,), "")


@dataclass(frozen=True)
class Site:
    """A built site and its credentials."""

    folder: Path
    ledger: Path
    credentials: Mapping[Path, JSON]

    def expired(self) -> set[Path]:
        """The credentials that had ended by `NOW`."""
        ends = {path: read_time(it.get("validUntil")) for path, it in self.credentials.items()}
        return {path for path, end in ends.items() if end is not None and end < NOW}

    def withdrawn(self) -> set[str]:
        """Ids of the awards that the ledger has as revoked."""
        files = (self.ledger / "credentials").rglob("*.yml")
        revoked = re.compile("^revoked:", re.MULTILINE)
        return {path.stem for path in files if revoked.search(path.read_text("utf-8"))}


@pytest.fixture(scope="module", params=["preview", "published"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example ledger's site, as a preview and as published."""
    folder = tmp_path_factory.mktemp(request.param)
    ledger = clone_with_key(folder / "ledger")
    environ = with_key() if request.param == "published" else {}
    run(BIN / "badgeledger", "build", "--output", folder / "site", folder=ledger, environ=environ)
    paths = sorted((folder / "site").glob("credentials/*/credential.json"))
    return Site(folder / "site", ledger, {path: json.loads(path.read_bytes()) for path in paths})


def test_the_judge_with_status_check_accepts_all_but_what_was_withdrawn_or_ended(
    site: Site,
) -> None:
    judgements = judge_with_digitalbazaar(site.folder, site.credentials, NOW)
    ended = site.expired()
    assert len(judgements) >= 60
    assert ended
    assert all(not judgements[path].verified for path in ended)
    rest = {path: found for path, found in judgements.items() if path not in ended}
    assert {path.parent.name for path, found in rest.items() if found == WITHDRAWN} == (
        site.withdrawn()
    )
    assert all(found in (ACCEPTED, WITHDRAWN) for found in rest.values())


def test_the_judge_of_form_and_signature_accepts_all_but_what_ended(site: Site) -> None:
    judgements = judge_with_openbadgeslib(site.folder, site.credentials, NOW)
    assert {path for path, found in judgements.items() if not found.verified} == site.expired()


def test_what_ended_is_accepted_before(site: Site) -> None:
    for path in site.expired():
        before = read_time(site.credentials[path]["validUntil"])
        assert before is not None
        assert judge_with_digitalbazaar(site.folder, [path], before)[path] == ACCEPTED
        assert judge_with_openbadgeslib(site.folder, [path], before)[path].verified


def test_the_official_schema_accepts_all(site: Site, reference: Path) -> None:
    judgements = judge_with_schema(reference, site.credentials)
    assert {found.error for found in judgements.values()} == {""}


def test_our_own_verifier_says_the_same(site: Site) -> None:
    address = site_address(site.folder)

    def fetch(url: str) -> Answer | Unreachable:
        return Answer(200, (site.folder / url.removeprefix(f"{address}/")).read_bytes())

    ended, withdrawn = site.expired(), site.withdrawn()
    for path in site.credentials:
        report = verify(path.read_bytes(), fetch=fetch, now=NOW)
        if path.parent.name in withdrawn:
            assert (report.state, report.checks[3].code) == ("revoked", "WITHDRAWN")
        else:
            assert report.state == ("expired" if path in ended else "verified")


def one_change_of_each_kind(credentials: Mapping[Path, JSON]) -> Iterator[JSON]:
    """For each kind of value that the credentials have, one with such a value changed."""
    seen: set[str] = set()
    for document in credentials.values():
        for path, value in values_of(document):
            kind = re.sub(r"\.\d+", "", path)
            if kind not in seen:
                seen.add(kind)
                yield edited(document, put(path, with_last_byte_changed(value)))


def test_no_judge_accepts_a_change(site: Site, tmp_path: Path) -> None:
    changed = []
    for number, document in enumerate(one_change_of_each_kind(site.credentials)):
        changed.append(tmp_path / f"{number}.json")
        changed[-1].write_text(json.dumps(document), "utf-8")
    assert len(changed) > 60
    for judge in (judge_with_digitalbazaar, judge_with_openbadgeslib):
        judgements = judge(site.folder, changed, NOW)
        assert [path.read_text() for path in changed if judgements[path].verified] == []
