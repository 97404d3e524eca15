"""What was found, as people and programs are told.

The last step: findings become one state, one headline and a list of checks. The shape, the states
and their order are docs/reference/report.md; the wording is that of the browser's verifier
(`outputs/strings/`). It decides nothing on its own: what could not be checked is told as such.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from badgeledger import __version__
from badgeledger.outputs.wording import strings
from badgeledger.verify.claims import Claims
from badgeledger.verify.dates import stamp, written
from badgeledger.verify.did_web import key_of
from badgeledger.verify.document import JSON
from badgeledger.verify.findings import Finding, Result
from badgeledger.verify.parts import Role
from badgeledger.verify.signature import Signed

# In the order of the documented table.
STATES = (
    "unreadable", "tampered", "wrong-issuer", "revoked", "suspended", "not-yet-valid", "expired",
    "unchecked-signature", "unchecked-status", "log-disagrees", "unrecognised-issuer", "verified",
)  # fmt: skip
CHECKS = ("document", "proof", "issuer", "status", "dates", "registry", "log")
# Control characters, ends of lines, and what turns the direction of writing: they could reword a
# sentence.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
LONGEST_NAME = 100
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
class Report:
    """The outcome of all checks of one document."""

    kind: str | None  # None where there is nothing to read
    state: str
    headline: str
    time: str
    issuer: JSON | None  # id, domain, name
    credential: JSON | None  # id, name, recipient, validFrom, validUntil
    checks: tuple[Check, ...]
    proofs: tuple[ProofSaid, ...]
    parts: tuple["Report", ...]
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
            "parts": [part.to_json() for part in self.parts],
            "version": self.version,
        }


@dataclass(frozen=True, slots=True)
class PartReport:
    """The report on a part, and what the part is to the whole."""

    role: Role
    report: Report


@dataclass(frozen=True, slots=True)
class Found:
    """What the checks found."""

    findings: Findings
    proofs: Sequence[Signed] = ()
    parts: Sequence[PartReport] = ()


def make_report(found: Found, claims: Claims | None, now: int) -> Report:
    """The report of what was found about a document that claims this, or nothing."""
    state, headline = _answer(found, claims, now)
    return Report(
        kind=claims.kind if claims else None,
        state=state,
        headline=headline,
        time=stamp(now),
        issuer=claims.issuer if claims else None,
        credential=claims.credential if claims else None,
        checks=tuple(Check(name, *_said(found.findings[name])) for name in CHECKS),
        proofs=tuple(_proof(signed) for signed in found.proofs),
        parts=tuple(part.report for part in found.parts),
    )


def of_endorsement(report: Report) -> Report:
    """The report on what stands where an endorsement must be, and is none that can be read."""
    none: str = strings()["verifier"]["inside"]["no_endorsement"]
    headline = none if report.state == "unreadable" else report.headline
    return replace(report, kind="endorsement", headline=headline)


def _answer(found: Found, claims: Claims | None, now: int) -> tuple[str, str]:
    """State and headline: of the document itself, or of the worst credential in a sound record."""
    state = state_of(found.findings)
    worst = _worst(found.parts) if claims and is_sound(state) else None
    if claims and worst and STATES.index(worst.report.state) < STATES.index(state):
        return worst.report.state, _inside_headline(worst, state, claims)
    return state, _headline(state, found.findings, claims, now)


def state_of(findings: Findings) -> str:
    """The first state that applies, in the order of the documented table."""
    results = {name: finding.result for name, finding in findings.items()}
    signed = results["proof"] == "pass" and results["issuer"] != "notchecked"
    ended = findings["status"].code if results["status"] == "fail" else ""
    late = findings["dates"].code if results["dates"] == "fail" else ""
    rows = {
        "unreadable": results["document"] == "fail",
        "tampered": results["proof"] == "fail",
        "wrong-issuer": results["issuer"] == "fail",
        "revoked": ended in ("WITHDRAWN", "REPLACED"),
        "suspended": ended == "SUSPENDED",
        # NOTE: "was genuine" is said only of what was signed: without that these two wait.
        "not-yet-valid": late == "NOT_YET_VALID" and signed,
        "expired": late == "EXPIRED" and signed,
        "unchecked-signature": "notchecked" in (results["proof"], results["issuer"]),
        "unchecked-status": results["status"] == "notchecked",
        "log-disagrees": results["log"] == "fail",
        "unrecognised-issuer": False,  # no lists of issuers are asked here
        "verified": True,
    }
    return next(state for state in STATES if rows[state])


def is_sound(state: str) -> bool:
    """Whether a document in this state is itself signed by its issuer, and counts now."""
    return state in ("verified", "unrecognised-issuer")


def _headline(state: str, findings: Findings, claims: Claims | None, now: int) -> str:
    words = strings()["verifier"]
    row = findings["status"].code.lower() if state == "revoked" else state
    if state == "unchecked-signature" and findings["proof"].result == "pass":
        row = "proven-offline"  # by a log proof
    values = {
        "time": written(now),
        "issuer": _issuer_in_words(claims) if claims else "",
        "why": words["why"].get(findings["proof"].code, ""),
        **findings["dates"].values,
    }
    return _fill(words["headlines"][row], values)


@dataclass(frozen=True, slots=True)
class _Worst:
    """One of a record's credentials that is in the first state any of them has, and its place."""

    report: Report
    number: int
    count: int


def _worst(parts: Sequence[PartReport]) -> _Worst | None:
    reports = [part.report for part in parts if part.role == "credential"]
    if not reports:
        return None
    index = min(range(len(reports)), key=lambda place: STATES.index(reports[place].state))
    return _Worst(reports[index], index + 1, len(reports))


def _inside_headline(worst: _Worst, state: str, claims: Claims) -> str:
    """The headline of a record in which not all is well: the credential's, and which it is."""
    words, report = strings()["verifier"]["inside"], worst.report
    # A name is repeated only where the part's own issuer signed it.
    signed = any(it.check == "proof" and it.result == "pass" for it in report.checks)
    name = report.credential["name"] if signed and report.credential else None
    place = {"number": str(worst.number), "count": str(worst.count), "name": _shortened(name or "")}
    values = {
        "headline": report.headline,
        "which": _fill(words["which" if name is None else "which_named"], place),
        "issuer": _issuer_in_words(claims),
    }
    return _fill(words["in_genuine" if state == "verified" else "in_unrecognised"], values)


def _said(finding: Finding) -> tuple[Result, str, str]:
    """Result, code and reason."""
    return finding.result, finding.code, reason_of(finding)


def reason_of(finding: Finding) -> str:
    """What a finding says, in a sentence."""
    return _fill(strings()["verifier"]["reasons"][finding.key], finding.values)


def _proof(signed: Signed) -> ProofSaid:
    """How a proof ended: as the worse of its two checks."""
    both = (signed.proof, signed.issuer)
    bad = (each for result in ("fail", "notchecked") for each in both if each.result == result)
    return ProofSaid(signed.suite, signed.verification_method, *_said(next(bad, signed.proof)))


def _fill(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda place: UNSEEN.sub("", values[place[1]]), text)


def _issuer_in_words(claims: Claims) -> str:
    words, issuer = strings()["verifier"]["issuer"], claims.issuer
    # A key of 48 letters tells a person nothing; that nobody answers for it does.
    kind = "domain" if key_of(issuer["id"]) is None else "key"
    if issuer["name"] is None:
        return _fill(words[kind], issuer)
    return _fill(words[f"{kind}_named"], {**issuer, "name": _shortened(issuer["name"])})


def _shortened(name: str) -> str:
    """A name as a headline repeats it: a longer one would push the rest out of sight."""
    seen = UNSEEN.sub("", name)
    return f"{seen[:LONGEST_NAME]}…" if len(seen) > LONGEST_NAME else name
