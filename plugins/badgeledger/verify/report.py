"""What was found, as people and programs are told.

The last step: findings become one state, one headline and a list of checks. The shape, the states
and their order are docs/reference/report.md; the wording is that of the browser's verifier
(`outputs/strings/`). It decides nothing on its own: what could not be checked is told as such.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from badgeledger import __version__
from badgeledger.outputs.wording import strings
from badgeledger.verify.dates import stamp, written
from badgeledger.verify.did_web import domain, key_of
from badgeledger.verify.document import JSON, Credential, kind_of
from badgeledger.verify.findings import Finding, Result
from badgeledger.verify.signature import Signed

CHECKS = ("document", "proof", "issuer", "status", "dates", "registry", "log")
# Control characters, and those that turn the direction of writing: they could reword a sentence.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
Findings = Mapping[str, Finding]


@dataclass(frozen=True, slots=True)
class Check:
    """How one check ended."""

    check: str
    result: Result
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProofSaid:
    """How one proof of a set ended."""

    suite: str
    verification_method: str | None
    result: Result
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the checks found."""

    findings: Findings
    proofs: Sequence[Signed]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of all checks of one document."""

    kind: str | None  # of document.KINDS; None where there is nothing to read
    state: str
    headline: str
    time: str
    issuer: JSON | None  # id, domain, name
    credential: JSON | None  # id, name, recipient, validFrom, validUntil
    checks: tuple[Check, ...]
    proofs: tuple[ProofSaid, ...]
    version: str = __version__

    def to_json(self) -> JSON:
        """The report in the documented JSON shape, format 1."""
        return {
            "format": 1,
            "kind": self.kind,
            "state": self.state,
            "headline": self.headline,
            "time": self.time,
            "issuer": self.issuer,
            "credential": self.credential,
            "checks": [asdict(check) for check in self.checks],
            "proofs": [
                {
                    "suite": proof.suite,
                    "verificationMethod": proof.verification_method,
                    "result": proof.result,
                    "code": proof.code,
                    "reason": proof.reason,
                }
                for proof in self.proofs
            ],
            "parts": [],
            "version": self.version,
        }


def make_report(found: Found, credential: Credential | None, now: int) -> Report:
    """The report of what was found about a credential, or about none."""
    findings = found.findings
    state = state_of(findings)
    return Report(
        kind=kind_of(credential.document) if credential else None,
        state=state,
        headline=_headline(state, findings, credential, now),
        time=stamp(now),
        issuer=_issuer(credential) if credential else None,
        credential=_claims(credential) if credential else None,
        checks=tuple(Check(name, *_said(findings[name])) for name in CHECKS),
        proofs=tuple(_proof(signed) for signed in found.proofs),
    )


def state_of(findings: Findings) -> str:
    """The first state that applies, in the order of the documented table."""
    results = {name: finding.result for name, finding in findings.items()}
    ended = findings["status"].code if results["status"] == "fail" else ""
    late = findings["dates"].code if results["dates"] == "fail" else ""
    rows = (
        (results["document"] == "fail", "unreadable"),
        (results["proof"] == "fail", "tampered"),
        (results["issuer"] == "fail", "wrong-issuer"),
        (ended in ("WITHDRAWN", "REPLACED"), "revoked"),
        (ended == "SUSPENDED", "suspended"),
        # NOTE: "was genuine" is said only of what was signed: without that these two wait.
        (late == "NOT_YET_VALID" and results["proof"] == "pass", "not-yet-valid"),
        (late == "EXPIRED" and results["proof"] == "pass", "expired"),
        ("notchecked" in (results["proof"], results["issuer"]), "unchecked-signature"),
        (results["status"] == "notchecked", "unchecked-status"),
    )
    return next((state for applies, state in rows if applies), "verified")


def _headline(state: str, findings: Findings, credential: Credential | None, now: int) -> str:
    words = strings()["verifier"]
    row = findings["status"].code.lower() if state == "revoked" else state
    values = {
        "time": written(now),
        "issuer": _issuer_in_words(credential) if credential else "",
        "why": words["why"].get(findings["proof"].code, ""),
        **findings["dates"].values,
    }
    return _fill(words["headlines"][row], values)


def _said(finding: Finding) -> tuple[Result, str, str]:
    """Result, code and reason."""
    reason = strings()["verifier"]["reasons"][finding.key]
    return finding.result, finding.code, _fill(reason, finding.values)


def _proof(signed: Signed) -> ProofSaid:
    """How a proof ended: as the worse of its two checks."""
    both = (signed.proof, signed.issuer)
    bad = (each for result in ("fail", "notchecked") for each in both if each.result == result)
    return ProofSaid(signed.suite, signed.verification_method, *_said(next(bad, signed.proof)))


def _fill(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda place: UNSEEN.sub("", values[place[1]]), text)


def _issuer(credential: Credential) -> JSON:
    issuer = credential.document["issuer"]
    name = _text(issuer, "name")
    return {"id": credential.issuer, "domain": domain(credential.issuer), "name": name}


def _issuer_in_words(credential: Credential) -> str:
    words, issuer = strings()["verifier"]["issuer"], _issuer(credential)
    # A key of 48 letters tells a person nothing; that nobody answers for it does.
    kind = "domain" if key_of(credential.issuer) is None else "key"
    return _fill(words[kind if issuer["name"] is None else f"{kind}_named"], issuer)


def _claims(credential: Credential) -> JSON:
    document = credential.document
    subjects = _parts(document.get("credentialSubject"))
    return {
        "id": _text(document, "id"),
        "name": _text(document, "name") or _text(_within(subjects, "achievement"), "name"),
        "recipient": _recipient(_within(subjects, "identifier")),
        "validFrom": _text(document, "validFrom") or _text(document, "issuanceDate"),
        "validUntil": _text(document, "validUntil") or _text(document, "expirationDate"),
    }


def _recipient(identifiers: list[Any]) -> str | None:
    return next((_text(each, "identityHash") for each in identifiers if _is_name(each)), None)


def _is_name(entry: Any) -> bool:
    hashed = _within([entry], "hashed")
    is_bare = bool(hashed) and all(value is False or value == "false" for value in hashed)
    return _text(entry, "identityType") == "name" and is_bare


def _text(value: Any, name: str) -> str | None:
    """The one text that parts of a document have as the member `name`; None where it is not one.

    NOTE: a signature holds as well where a value stands in a list of its own, or twice in it, and
    where the members of a part with an id are told in two pieces. Who shows somebody else's badge
    could so hide the name of its recipient.
    """
    found = _within(_parts(value), name)
    is_one = bool(found) and all(isinstance(each, str) and each == found[0] for each in found)
    return found[0] if is_one else None


def _within(parts: list[Any], name: str) -> list[Any]:
    """All that some parts have as the member `name`."""
    return [each for part in parts if isinstance(part, dict) for each in _parts(part.get(name))]


def _parts(value: Any) -> list[Any]:
    """The values of a member, out of all lists."""
    if isinstance(value, list):
        return [part for item in value for part in _parts(item)]
    return [] if value is None else [value]
