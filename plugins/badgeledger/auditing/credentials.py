"""Single badges, against their entries in the log.

Whoever has a badge can recompute what the log says of it, and nobody else can (DESIGN.md, "The
log"). A badge signed with a key that was withdrawn counts only where the log has it before that.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from badgeledger.auditing.evidence import Evidence
from badgeledger.auditing.faults import Faults
from badgeledger.auditing.published_log import counted
from badgeledger.auditing.site import Site
from badgeledger.credential.open_badge import credential_address
from badgeledger.errors import ContentError
from badgeledger.keys.multikey import decode_public_key
from badgeledger.values import shown
from badgeledger.verify.did_web import key_of
from badgeledger.verify.document import Credential, read_credential
from badgeledger.verify.findings import Ended
from badgeledger.verify.inclusion import commitment_to, leaf_of
from badgeledger.verify.members import text_of
from badgeledger.verify.proof import check_fit
from badgeledger.verify.report import reason_of
from badgeledger.verify.signature import check_signature

_MEND = "keep the badge, and ask the issuer: every badge that it signs has an entry in its log"


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge to look for: its bytes, what it is called, and its leaf where a ledger tells it."""

    name: str
    data: bytes
    leaf: int | None = None


def check_handed(evidence: Evidence, badges: Iterable[Badge]) -> str:
    """Each badge is signed by the issuer and has its entry. Raises ContentError (B0858)."""
    return _check(evidence, badges, Faults())


def check_published(evidence: Evidence, leaves: Mapping[str, int]) -> str:
    """The same of the badges that the site publishes, of a ledger's awards and their leaves.

    Raises what `check_handed` does, and what `Site.read` raises.
    """
    faults = Faults()
    return _check(evidence, _published(evidence.site, leaves, faults), faults)


def _check(evidence: Evidence, badges: Iterable[Badge], faults: Faults) -> str:
    found = Counter[str]()
    for badge in badges:
        with faults.gathered():
            found[_standing(badge, evidence)] += 1
    faults.settle()
    states = "".join(f", {number:,} {state}" for state, number in sorted(found.items()))
    return f"{counted(found.total(), 'badge')}, each with its entry in the log{states}"


def _published(site: Site, leaves: Mapping[str, int], faults: Faults) -> Iterator[Badge]:
    places = {credential_address(award_id): leaf for award_id, leaf in leaves.items()}
    for answer in site.read_all(places, "Reading badges", len(places)):
        with faults.gathered():
            yield Badge(answer.path, answer.data, places[answer.path])


def _standing(badge: Badge, evidence: Evidence) -> str:
    """Whether the badge is current, replaced or withdrawn. Raises ContentError (B0858)."""
    seen, site = evidence.seen, evidence.site.address
    credential = _read(badge)
    if credential.issuer != evidence.issuer.did:
        raise _refused(badge, f"its issuer is {shown(credential.issuer)}, not this site's")
    leaf = leaf_of(credential.document, site)
    if leaf is None:
        raise _refused(badge, "its status is not on a list of this site")
    if objection := _objection(credential, leaf, evidence):
        raise _refused(badge, objection)
    if seen.awards.get(leaf, "") != commitment_to(credential.document, site):
        raise _refused(badge, f"leaf {leaf} of the log, which it names, is not about it")
    if badge.leaf not in (None, leaf):
        raise _refused(badge, f"it is that of leaf {leaf}, and leaf {badge.leaf} is its latest")
    if leaf in seen.replaced:
        return "replaced"
    return "withdrawn" if leaf in seen.ended else "current"


def _objection(credential: Credential, leaf: int, evidence: Evidence) -> str:
    """Why a badge does not count as signed by the issuer; the empty string where it does."""
    proof = credential.proofs[0].members
    name = (text_of(proof, "verificationMethod") or "").partition("#")[2]
    key = evidence.seen.keys.get(name)
    if key is None and key_of(evidence.issuer.did) is None:
        return f"it is signed with the key {shown(name)}, of which the log knows nothing"
    if key and not key.counts_for(leaf):
        return f"it is signed with a key that counts only for leaves before {key.void_from}"
    if key and key.void_from is not None:
        fit = check_fit(credential.document, proof, decode_public_key(name))
        return "" if fit.result == "pass" else reason_of(fit)
    signature = check_signature(credential, evidence.signatures, evidence.now)
    return "" if signature.holds else f"{reason_of(signature.proof)} {reason_of(signature.issuer)}"


def _read(badge: Badge) -> Credential:
    try:
        return read_credential(badge.data)
    except Ended as ended:
        raise _refused(badge, reason_of(ended.finding)) from None


def _refused(badge: Badge, message: str) -> ContentError:
    return ContentError.because("B0858", message, _MEND, path=badge.name)
