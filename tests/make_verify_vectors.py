"""The vectors that hold the verifiers together: tests/vectors/verify, one file per case.

Each file is named after the one thing wrong with it. `document` (or `text`, where it is no JSON)
is what is verified, `fetch` what the network answers by address (an address not in it does not
answer; bytes that are no text stand in base64), `proofs` the log proofs handed in with it, in
base64, `now` the time in UTC seconds, and `expect` what every verifier must say. States and codes
are written below by hand; headlines and reasons in `expect.report` are the Python verifier's.

`python -m tests.make_verify_vectors` writes all of them again.
"""

import base64
import json
from dataclasses import replace
from pathlib import Path

from badgeledger.adapters.cli.tables import csv_of
from badgeledger.verify import COLUMNS, Answer, Fetch, Unreachable, row_of, verify
from tests.verify_cases import Case, all_cases
from tests.verify_world import JSON, Fetched, body_of

FOLDER = Path(__file__).parent / "vectors" / "verify"
TABLE = FOLDER.parent / "verify-table.csv"
# The vectors that the table shows, by their names.
SHOWN = (
    "verified", "verified-name-that-turns-the-writing", "verified-names-that-need-quoting",
    "tampered-byte-in-name", "wrong-issuer-purpose", "unreadable-empty", "revoked-withdrawn",
    "tampered-record-with-one-tampered-with", "verified-without-dates",
)  # fmt: skip
UNSEEN = (0x7F, 0x202E, 0x2069, 0xFEFF)
SOUND = {
    "document": "pass DOCUMENT_OK",
    "proof": "pass PROOF_OK",
    "issuer": "pass ISSUER_OK",
    "status": "pass STATUS_OK",
    "dates": "pass DATES_OK",
    "registry": "notchecked NO_REGISTRY",
    "log": "notchecked LOG_NOT_NAMED",
}


def table_fetch(answers: Fetched) -> Fetch:
    """A network that answers from a vector's `fetch`."""

    def fetch(url: str) -> Answer | Unreachable:
        found = answers.get(url, {"error": "no answer"})
        if "error" in found:
            return Unreachable("B0804", found["error"])
        return Answer(found["status"], body_of(found))

    return fetch


def document_of(vector: JSON) -> bytes:
    """What a vector gives to be verified."""
    text = vector["text"] if "text" in vector else json.dumps(vector["document"])
    return bytes(text, "utf-8")


def report_on(vector: JSON) -> JSON:
    """The Python verifier's report, without the version of the program."""
    fetch = table_fetch(vector["fetch"])
    proofs = [base64.b64decode(proof) for proof in vector.get("proofs", [])]
    report = verify(document_of(vector), fetch=fetch, now=vector["now"], proofs=proofs)
    return without_version(report.to_json())


def without_version(report: JSON) -> JSON:
    """A report, and those inside it, without the version of the program."""
    parts = [without_version(part) for part in report["parts"]]
    return {name: value for name, value in report.items() if name != "version"} | {"parts": parts}


def vector_of(case: Case) -> JSON:
    """The vector of a case, with what is expected by hand and the whole report."""
    kind = "text" if isinstance(case.document, str) else "document"
    vector: JSON = {"name": case.name, kind: case.document, "fetch": case.fetch, "now": case.now}
    if case.proofs:
        vector["proofs"] = [base64.b64encode(proof).decode("ascii") for proof in case.proofs]
    findings = {check: found.split(" ") for check, found in (SOUND | case.checks).items()}
    expect = {
        "state": case.state,
        "checks": {check: result for check, (result, _) in findings.items()},
        "codes": {check: code for check, (_, code) in findings.items()},
        "parts": list(case.parts),
        "report": report_on(vector),
    }
    return {**vector, "expect": expect}


def written(vector: JSON) -> str:
    """A vector as its file has it: characters that cannot be seen are escaped."""
    text = json.dumps(vector, ensure_ascii=False, indent=1)
    return text.translate({code: f"\\u{code:04x}" for code in UNSEEN}) + "\n"


def table_text() -> str:
    """The table of some vectors' reports, by a program of version 0: the browser's is the same."""
    rows = []
    for name in SHOWN:
        vector = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        fetch = table_fetch(vector["fetch"])
        report = verify(document_of(vector), fetch=fetch, now=vector["now"])
        rows.append(row_of(f"{name}.json", replace(report, version="0")))
    return csv_of(COLUMNS, rows)


def main() -> None:
    """Write all vectors, and remove those that have no case; and their table."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for case in all_cases():
        (FOLDER / f"{case.name}.json").write_text(written(vector_of(case)), "utf-8")
    TABLE.write_bytes(table_text().encode())


if __name__ == "__main__":
    main()
