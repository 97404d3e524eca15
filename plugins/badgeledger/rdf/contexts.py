"""The JSON-LD contexts that Badge Ledger knows, each pinned by its digest.

They are never fetched: `contexts.json` beside this file is built into the package, and a context
that is not in it is an error (VC Data Model 2.0, section 5.3: well-known contexts may be cached, and
their digests checked). This module refuses unknown addresses and contexts that were altered.
"""

import copy
import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any

import rfc8785

from badgeledger.errors import ContentError, MachineError

JSON = dict[str, Any]

# SHA-256, in hex, of the RFC 8785 form of each context: packages carry them with other spacing.
CONTEXTS = {
    "https://www.w3.org/2018/credentials/v1": (
        "b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247"
    ),
    "https://www.w3.org/ns/credentials/v2": (
        "b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf"
    ),
    "https://www.w3.org/ns/credentials/status/v1": (
        "b2fcebfbaf4e6beae2be370fda8a5f9f99c28540c798a75a8cdccc0fb1a12492"
    ),
    "https://www.w3.org/ns/did/v1": (
        "a7e146c40fcec005d3f0f14ae745665f446da58d7914a9d8f733746686fad82b"
    ),
    "https://w3id.org/security/data-integrity/v1": (
        "9505bf85338a4c2121ad03992ac90061bc85d43bcfa34d9d47b779381cf08b5f"
    ),
    "https://w3id.org/security/data-integrity/v2": (
        "7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305"
    ),
    "https://w3id.org/security/multikey/v1": (
        "be20c3ee6af6e9c4102e66a85c26617831218e32216bdf050f870e389e737cdc"
    ),
    "https://w3id.org/security/suites/ed25519-2020/v1": (
        "fb517f09d990829aed734c9bad8cbbb2ac3d5063b865c7e3d81f246074bf5691"
    ),
    # The context of Open Badges 3.0.0 has no number in its address.
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json": (
        "2c54acaa1cffda2420be32ab61f0a2082051211131c6337686f36f2537aa859b"
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": (
        "8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5"
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": (
        "bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c"
    ),
    # The newer of the two copies that circulate.
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": (
        "04b1136ddc4eda9a8966bc7ef182789f233a26739473140ef75d6968c29a2966"
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": (
        "15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7"
    ),
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": (
        "7defe702c102faf14108579b7d65ef39ecf4c3bbef925b803e15bd77cd6e3394"
    ),
}


def load_context(url: str) -> JSON:
    """The context document of `url`, as a copy that the caller may change.

    Raises ContentError (B0501) for an address that is not in `CONTEXTS`, and MachineError (B0502)
    where the packaged copy is missing or not the one pinned.
    """
    if url not in CONTEXTS:
        raise ContentError.because(
            "B0501",
            f"the context {url!r} is not one that Badge Ledger knows",
            "use the contexts of Open Badges 3.0 and Verifiable Credentials 2.0",
        )
    return copy.deepcopy(_checked(url))


@cache
def _checked(url: str) -> JSON:
    document = _packaged().get(url)
    if document is None or hashlib.sha256(rfc8785.dumps(document)).hexdigest() != CONTEXTS[url]:
        raise MachineError.because(
            "B0502",
            f"the packaged copy of the context {url} is missing or was altered",
            "install Badge Ledger again",
        )
    return document


@cache
def _packaged() -> dict[str, JSON]:
    try:
        text = resources.files("badgeledger.rdf").joinpath("contexts.json").read_bytes()
        packaged: dict[str, JSON] = json.loads(text)
    except (OSError, ValueError):
        return {}
    return packaged
