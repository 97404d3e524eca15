"""The JSON-LD contexts that Badge Ledger knows, each pinned by its digest.

They are never fetched: `contexts.json` beside this file is built into the package from the list in
`contexts.toml` (VC Data Model 2.0, appendix B.1, has implementations keep the contexts and check
their digests). This module refuses unknown addresses and contexts that were altered.
"""

import copy
import hashlib
import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import rfc8785

from badgeledger.errors import ContentError, MachineError

JSON = dict[str, Any]


def _pins() -> dict[str, str]:
    text = resources.files("badgeledger.rdf").joinpath("contexts.toml").read_text(encoding="utf-8")
    return {url: pin["sha256"] for url, pin in tomllib.loads(text).items()}


# SHA-256, in hex, of the RFC 8785 form of each context: packages carry them with other spacing.
CONTEXTS = _pins()


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
