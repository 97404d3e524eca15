"""Checks that a credential is signed, and by the issuer it names.

The `proof` and `issuer` checks, over all proofs of a proof set (Data Integrity 1.0, section 2.1.1):
it holds if one that can be checked holds, and none that can be checked fails. What others signed
besides the issuer neither helps nor harms.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from badgeledger.verify.dates import Span
from badgeledger.verify.document import Credential, Proof
from badgeledger.verify.fetching import Fetch
from badgeledger.verify.findings import Finding
from badgeledger.verify.proof import check_proof, suite_of


@dataclass(frozen=True, slots=True)
class Signature:
    """How the checks `proof` and `issuer` ended."""

    proof: Finding
    issuer: Finding

    @property
    def holds(self) -> bool:
        """Whether the issuer itself signed exactly this."""
        return self.proof.result == "pass" and self.issuer.result in ("pass", "warn")

    @property
    def broken(self) -> bool:
        """Whether one of the two failed."""
        return "fail" in (self.proof.result, self.issuer.result)

    @property
    def others(self) -> bool:
        """Whether it is not the issuer's."""
        return self.issuer.key in ("OTHER_ISSUER", "OTHER_SIGNER")


@dataclass(frozen=True, slots=True)
class Signed(Signature):
    """How one proof of a set ended."""

    suite: str
    verification_method: str | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Signatures(Signature):
    """How all proofs of a credential ended, and each of them."""

    each: tuple[Signed, ...]


def check_signature(credential: Credential, fetch: Fetch, now: int) -> Signatures:
    """The checks `proof` and `issuer` of a credential (report.md, "proof and issuer")."""
    each = [_signed(credential, proof, fetch, now) for proof in credential.proofs]
    if not all(one.others for one in each):
        each = [_apart(one) if one.others else one for one in each]
    counts: Sequence[Callable[[Signed], bool]] = (
        lambda one: one.broken,
        lambda one: one.holds,
        lambda one: not one.others,
    )
    first = next(one for condition in counts for one in each if condition(one))
    return Signatures(first.proof, first.issuer, tuple(each))


def span_of(credential: Credential, signatures: Signatures) -> Span:
    """When a credential holds: within its own dates, and as long as a proof that holds."""
    holding = [one for one in signatures.each if one.holds] or signatures.each
    ends = [one.end for one in holding if one.end is not None]
    last = max(ends) if len(ends) == len(holding) else None  # one without an end never ends
    both = [end for end in (credential.span.end, last) if end is not None]
    return Span(credential.span.start, min(both, default=None))


def _signed(credential: Credential, proof: Proof, fetch: Fetch, now: int) -> Signed:
    fit, issuer = check_proof(credential, proof.members, fetch, now)
    method = proof.members.get("verificationMethod")
    named = method if isinstance(method, str) else None
    return Signed(fit, issuer, suite_of(proof.members), named, proof.end)


def _apart(one: Signed) -> Signed:
    """A proof of somebody else in a set that has the issuer's as well: it does not count."""
    other = Finding("notchecked", "OTHER_SIGNER", one.issuer.values)
    return replace(one, proof=other, issuer=other)
