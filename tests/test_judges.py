"""What other people's verifiers say of credentials signed here: yes, and no to any changed one."""

import json
from pathlib import Path

import pytest

from tests.judges import (
    Judgement,
    judge_with_digitalbazaar,
    judge_with_openbadgeslib,
    judge_with_schema,
)
from tests.verify_edits import JSON, edited, put, values_of, with_last_byte_changed
from tests.verify_world import (
    AWARD_ID,
    DID,
    NOW,
    POSITION,
    SECRET,
    badge,
    did_json,
    did_key,
    signed,
    status_list,
)

ACCEPTED = Judgement(True, (False,), "")
DIDS = {"published": DID, "preview": did_key(SECRET)}
AFTER = 1_900_000_000  # in 2030, when the badge has expired
FULL = {
    "narrative": "Built a calculator.\n",
    "evidence": [{"name": "Calculator", "url": "https://code.example/calculator"}],
}


def write(folder: Path, address: str, document: JSON) -> Path:
    path = folder / address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document), "utf-8")
    return path


def site(folder: Path, did: str, ended: tuple[int, ...] = ()) -> Path:
    """A site's files, as far as a judge asks for them; the path of its one credential."""
    write(folder, ".well-known/did.json", did_json())
    write(folder, "status/0.json", signed(status_list(ended, did)))
    return write(folder, f"credentials/{AWARD_ID}/credential.json", signed(badge(did, FULL)))


def each_change(folder: Path, document: JSON) -> list[Path]:
    """Files of the document, in each of which one value is changed."""
    changes = [put(path, with_last_byte_changed(value)) for path, value in values_of(document)]
    return [
        write(folder, f"{number}.json", edited(document, change))
        for number, change in enumerate(changes)
    ]


@pytest.mark.parametrize("did", DIDS.values(), ids=DIDS.keys())
def test_the_judges_accept_a_badge(tmp_path: Path, did: str) -> None:
    path = site(tmp_path, did)
    assert judge_with_digitalbazaar(tmp_path, [path], NOW) == {path: ACCEPTED}
    assert judge_with_openbadgeslib(tmp_path, [path], NOW)[path].verified


@pytest.mark.parametrize("did", DIDS.values(), ids=DIDS.keys())
def test_the_judges_refuse_every_change(tmp_path: Path, did: str) -> None:
    path = site(tmp_path, did)
    changed = each_change(tmp_path / "changed", json.loads(path.read_bytes()))
    assert len(changed) > 50
    for judgements in (
        judge_with_digitalbazaar(tmp_path, changed, NOW),
        judge_with_openbadgeslib(tmp_path, changed, NOW),
    ):
        accepted = [path for path in changed if judgements[path].verified]
        assert [json.loads(path.read_bytes()) for path in accepted] == []


@pytest.mark.parametrize("did", DIDS.values(), ids=DIDS.keys())
def test_the_judge_with_status_check_sees_a_withdrawal(tmp_path: Path, did: str) -> None:
    path = site(tmp_path, did, (POSITION,))
    assert judge_with_digitalbazaar(tmp_path, [path], NOW)[path].status == (True,)


def test_the_judge_with_status_check_refuses_a_forged_list(tmp_path: Path) -> None:
    path = site(tmp_path, DID)
    forged = status_list((), DID) | {"proof": signed(status_list((7,), DID))["proof"]}
    write(tmp_path, "status/0.json", forged)
    judgement = judge_with_digitalbazaar(tmp_path, [path], NOW)[path]
    assert (judgement.verified, judgement.status) == (False, None)


def test_the_judges_refuse_a_badge_after_its_time(tmp_path: Path) -> None:
    path = site(tmp_path, DID)
    assert not judge_with_digitalbazaar(tmp_path, [path], AFTER)[path].verified
    assert not judge_with_openbadgeslib(tmp_path, [path], AFTER)[path].verified


def test_the_official_schema_accepts_a_badge_and_refuses_one_without_a_subject(
    tmp_path: Path, reference: Path
) -> None:
    whole = site(tmp_path, DID)
    document = json.loads(whole.read_bytes())
    del document["credentialSubject"]
    without = write(tmp_path, "without.json", document)
    judgements = judge_with_schema(reference, [whole, without])
    assert judgements[whole] == Judgement(True, None, "")
    assert not judgements[without].verified
