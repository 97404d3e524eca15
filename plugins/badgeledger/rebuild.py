"""The site built again without its keys, to the byte: what an auditor with the ledger can prove.

    ledger ─ what is signed ─ published signatures ─ build ─ each artifact beside the published one

Clause: DESIGN.md, "Reproducible". The signatures are taken out of the published files and handed to
the signer that takes them from a signatures file otherwise, which verifies each against what the
ledger makes. Cosigners sign a checkpoint after it was built: their lines are left out.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from badgeledger.artifacts import Artifact, Rendered, complete
from badgeledger.auditing.evidence import Evidence
from badgeledger.auditing.faults import Faults
from badgeledger.auditing.published_log import CHECKPOINT, counted
from badgeledger.auditing.site import Answered
from badgeledger.build import Build, Means, Opened, build
from badgeledger.edition import preview_edition, published_edition
from badgeledger.errors import BadgeLedgerError, ContentError
from badgeledger.keys.ed25519 import Secret
from badgeledger.keys.signers import FileSigner, KeySigner, Signatures, Signer, signature_text
from badgeledger.ledger.history import History
from badgeledger.log.note import note, open_note, signature_in
from badgeledger.spread import Workers
from badgeledger.verify.did_web import key_of

Pages = Callable[[Build], Iterable[Artifact]]
_MEND = "check out the commit that was published, or look at how the two files differ"


def rebuild(root: Path, evidence: Evidence, *, pages: Pages, workers: Workers, now: int) -> str:
    """Everything that a build of the ledger at `root` publishes is published, the same to the byte.

    `pages` makes those of `badgeledger build`; another generator's are not compared. `workers`
    gives processes for a number of artifacts. Raises ContentError (B0859) with every file that
    differs, what `build` raises, and what `Site.read` does.
    """
    if key_of(evidence.issuer.did):
        raise _other("", "it is a preview, which every machine signs with a key of its own")
    signed = list(build(root, _throwaway, now=now, means=Means(workers=workers)).signed)
    signatures = dict(_published_signatures(evidence, signed))
    made = build(root, partial(_opened, signatures), now=now, means=Means(workers=workers))
    faults = Faults()
    _compare_artifacts(made, evidence, workers(len(made.plan)), faults)
    said = _compare_pages(list(pages(made)), evidence, faults)
    faults.settle()
    return (
        f"{counted(len(made.plan), 'file')} made again, the same to the byte,"
        f" {len(signed):,} of them signed; {said}"
    )


def _throwaway(_history: History) -> Opened:
    """An edition that tells what is signed, and with nobody's key."""
    secret = Secret.generate()
    return Opened(preview_edition(secret.public_key), KeySigner(secret, secret), None)


def _opened(signatures: Mapping[str, str], history: History) -> Opened:
    """The published edition, with its published signatures."""
    current = history.keys.current if history.keys else None
    key = current.key if current else ""
    log_key = (history.keys.log if history.keys else None) or ""
    signer = FileSigner(Signatures(key, log_key, history.head or "", signatures))
    return Opened(published_edition(history, key, log_key), signer, None)


def _published_signatures(evidence: Evidence, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The signature in each published file; an empty one where there is none to be found."""
    listed = list(paths)
    for answer in evidence.site.read_all(listed, "Reading signatures", len(listed)):
        try:
            yield answer.path, _signature(answer, evidence)
        except (BadgeLedgerError, ValueError, KeyError, TypeError, RecursionError):
            yield answer.path, ""  # the comparison tells what is wrong with the file


def _signature(answer: Answered, evidence: Evidence) -> str:
    if answer.path == CHECKPOINT:
        return signature_text(signature_in(answer.data, evidence.issuer.vkey))
    return str(json.loads(answer.data)["proof"]["proofValue"])


def _compare_artifacts(
    made: Build, evidence: Evidence, executor: Executor | None, faults: Faults
) -> None:
    published = evidence.site.read_all(made.paths, "Comparing", len(made.plan))
    for rendered, answer in zip(made.rendered(executor), published, strict=True):
        with faults.gathered():
            _require_same(_completed(rendered, made.signer), answer, evidence)


def _completed(rendered: Rendered, signer: Signer) -> Artifact:
    try:
        return complete(rendered, signer)
    except ContentError:
        raise _other(rendered.path, "its signature is not of what the ledger makes") from None


def _require_same(artifact: Artifact, answer: Answered, evidence: Evidence) -> None:
    data = answer.data
    if answer.path == CHECKPOINT:
        vkey = evidence.issuer.vkey
        data = note(open_note(data, vkey), vkey, signature_in(data, vkey))
    if artifact.data != data:
        raise _other(answer.path, f"{_first_other(artifact.data, data)} is not what is published")


def _compare_pages(pages: list[Artifact], evidence: Evidence, faults: Faults) -> str:
    """Compare the site's own pages, if one of them at least is ours."""
    own = Faults()
    html = sum(page.path.endswith(".html") for page in pages)
    paths = [page.path for page in pages]
    published = evidence.site.read_all(paths, "Comparing pages", len(paths))
    for page, answer in zip(pages, published, strict=True):
        with own.gathered():
            _require_same(page, answer, evidence)
    if sum(problem.path.endswith(".html") for problem in own.problems) == html:
        return f"{counted(html, 'page')} of another site generator not compared"
    faults.problems += own.problems
    return f"{counted(len(pages), 'page or file', 'pages and files')} of docs/ likewise"


def _first_other(one: bytes, other: bytes) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    place = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    return f"what the ledger makes, from byte {place} of {len(one)} on,"


def _other(path: str, message: str) -> ContentError:
    return ContentError.because("B0859", message, _MEND, path=path)
