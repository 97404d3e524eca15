"""The pictures of a site, each drawn once: those that were drawn before are remembered.

Part of `build.py`. To draw one takes as long as hundreds of badges.
"""

from collections.abc import Iterable, Iterator

from badgeledger.artifacts import Artifact, render
from badgeledger.credential.achievement import image_address
from badgeledger.inputs import code_digest, digest_of, version_digest
from badgeledger.jobs import BadgePng, BadgeSvg, Card, EmbeddedPng, Picture, Png
from badgeledger.memory import Memory
from badgeledger.spread import Workers, batches, spread

SHELF = "pictures"
HEAVY = 100  # So many other artifacts are made in the time that one is drawn.


def pictures(jobs: Iterable[Picture], memory: Memory, workers: Workers) -> Iterator[Artifact]:
    """The artifacts of the jobs: what the memory has first, then what is drawn, by `workers`.

    Raises what `render` raises.
    """
    alike: dict[str, list[Picture]] = {}
    for job in jobs:
        alike.setdefault(f"{SHELF}/{_digest(job)}", []).append(job)
    missing: dict[str, str] = {}
    for name, same in alike.items():
        data = memory.load(name)
        if data is None:
            missing[same[0].path] = name
        else:
            yield from _at(same, data)
    firsts = (alike[name][0] for name in missing.values())
    for rendered in spread(render, batches(firsts, 1), workers(HEAVY * len(missing))):
        for artifact in rendered:
            if isinstance(artifact, Artifact):
                name = missing[artifact.path]
                memory.save(name, artifact.data)
                yield from _at(alike[name], artifact.data)
    memory.forget(SHELF, but=set(alike))


def _at(jobs: Iterable[Picture], data: bytes) -> Iterator[Artifact]:
    """The same picture, where each of the jobs has it."""
    return (Artifact(job.path, data) for job in jobs)


def _digest(job: Picture) -> str:
    kind = type(job).__name__
    match job:
        case Png():
            return digest_of(code_digest(), kind, job.source.hex())
        case Card():
            return digest_of(code_digest(), kind, version_digest(job.version), job.issuer_name)
        case BadgePng() | EmbeddedPng() if job.version.image is None:
            # What is drawn of an achievement is what its credentials embed.
            return digest_of(code_digest(), "drawn", image_address(job.version))
        case BadgePng() | EmbeddedPng() | BadgeSvg():
            return digest_of(code_digest(), kind, version_digest(job.version))
