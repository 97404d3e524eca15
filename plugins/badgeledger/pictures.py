"""The pictures of a site, each drawn once: those that were drawn before are remembered.

Part of `build.py`. To draw one takes as long as hundreds of badges.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor

from badgeledger.artifacts import Artifact, render
from badgeledger.inputs import code_digest, digest_of, version_digest
from badgeledger.jobs import BadgePng, BadgeSvg, Card, EmbeddedPng, Picture, Png
from badgeledger.memory import Memory
from badgeledger.spread import batches, spread

SHELF = "pictures"


def pictures(
    jobs: Iterable[Picture], memory: Memory, executor: Executor | None
) -> Iterator[Artifact]:
    """The artifacts of the jobs: what the memory has first, then what is drawn.

    Raises what `render` raises.
    """
    names: dict[str, str] = {}
    missing: list[Picture] = []
    for job in jobs:
        names[job.path] = f"{SHELF}/{_digest(job)}"
        data = memory.load(names[job.path])
        if data is None:
            missing.append(job)
        else:
            yield Artifact(job.path, data)
    for rendered in spread(render, batches(missing, 1), executor):
        for artifact in rendered:
            if isinstance(artifact, Artifact):
                memory.save(names[artifact.path], artifact.data)
                yield artifact
    memory.forget(SHELF, but=set(names.values()))


def _digest(job: Picture) -> str:
    kind = type(job).__name__
    match job:
        case Png():
            return digest_of(code_digest(), kind, job.source.hex())
        case Card():
            return digest_of(code_digest(), kind, version_digest(job.version), job.issuer_name)
        case BadgePng() | EmbeddedPng() | BadgeSvg():
            return digest_of(code_digest(), kind, version_digest(job.version))
