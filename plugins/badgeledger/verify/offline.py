"""What a log proof (C2SP tlog-proof) shows of a badge where the issuer cannot be asked.

The signature fits the key that it names, and a log has the badge. Whose the key and the log are is
not known then, nor whether the badge was withdrawn: `issuer` and `status` stay unchecked.
"""

from collections.abc import Sequence
from dataclasses import replace

from badgeledger.errors import ContentError
from badgeledger.log.merkle import leaf_hash
from badgeledger.log.note import Vkey
from badgeledger.log.tlog_proof import LogProof, read_proof, verify_proof
from badgeledger.verify.dates import written
from badgeledger.verify.document import JSON, Credential
from badgeledger.verify.findings import Finding
from badgeledger.verify.inclusion import (
    Place,
    commitment_to,
    issue_of,
    leaf_of,
    time_of_content,
)
from badgeledger.verify.members import text_of
from badgeledger.verify.proof import fit_by_named_key
from badgeledger.verify.signature import Signatures


def check_offline(
    credential: Credential, found: Signatures, proofs: Sequence[bytes]
) -> tuple[Signatures, Finding]:
    """The signature and the `log` check of a credential, with what the proofs show."""
    places = (_place(credential.document, file) for file in proofs)
    place = next((place for place in places if place), None)
    proof = _fit(credential) if place else None
    if place is None or proof is None:
        return found, Finding("notchecked", "LOG_NOT_CHECKED/proof")
    values = {"leaf": str(place.leaf), "time": written(place.time), "size": str(place.size)}
    each = tuple(replace(one, proof=proof) for one in found.each)
    return replace(found, proof=proof, each=each), Finding("pass", "LOG_OK/proof", values)


def _place(document: JSON, file: bytes) -> Place | None:
    """Where a proof of the log that it names has a credential; None where it proves nothing of it.

    Whether that log is the issuer's own, only the issuer can say.
    """
    try:
        proof = read_proof(file)
        line, _, entered = proof.extra.decode("utf-8", "replace").partition("\n")
        return _proven(document, proof, Vkey.read(line), entered.encode())
    except ContentError:
        return None


def _proven(document: JSON, proof: LogProof, vkey: Vkey, entered: bytes) -> Place | None:
    """The same by a proof of the log with this key. `entered` is the entry, if the proof has it.

    Raises ContentError for a proof of something else.
    """
    site = _site(vkey.name, text_of(document, "id") or "")
    c = commitment_to(document, site)
    if c is None or leaf_of(document, site) != proof.index:
        return None
    entry = entered or issue_of(c, document) or b""
    time = time_of_content(entry, c)
    if time is None:
        return None
    return Place(proof.index, time, verify_proof(proof, leaf_hash(entry), vkey).size)


def _site(origin: str, address: str) -> str:
    """The site whose log has this origin, with the scheme of one of its addresses."""
    scheme = address.partition("://")[0]
    return f"{scheme}://{origin.replace('%2B', '+').removesuffix('/ledger')}"


def _fit(credential: Credential) -> Finding | None:
    """Whether the only proof fits the key that its method names; None where it names none."""
    if len(credential.proofs) != 1:
        return None
    finding = fit_by_named_key(credential, credential.proofs[0].members)
    is_fit = finding is not None and finding.result == "pass"
    return Finding("pass", "PROOF_OK/named") if is_fit else finding
