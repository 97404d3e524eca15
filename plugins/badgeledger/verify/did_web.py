"""The names of issuers: did:web and did:key.

did:web, section 3.2: `did:web:host` stands for `https://host/.well-known/did.json`, and
`did:web:host:a:b` for `https://host/a/b/did.json`; a port is written `%3A`. This machine itself
is asked by http.
"""

import re
from dataclasses import dataclass

# A domain's name, and no IP address however it is written; this machine's own apart.
DID_WEB = re.compile(
    r"did:web:(?P<host>(?:[A-Za-z0-9-]+\.)*[A-Za-z][A-Za-z0-9-]*|127\.0\.0\.1)"
    r"(?:%3[Aa](?P<port>[0-9]{1,5}))?"
    r"(?P<path>(?::(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)*)"
)
DID_KEY = re.compile(r"did:key:(?P<key>z[1-9A-HJ-NP-Za-km-z]+)")
LOOPBACK = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class WebIssuer:
    """What a did:web stands for."""

    did: str
    origin: str  # scheme, host and port
    domain: str  # as people are told: host, and port and path where there are any
    document: str  # the address of its DID document


def web_issuer(did: str) -> WebIssuer | None:
    """What `did` stands for; None if it is no did:web."""
    match = DID_WEB.fullmatch(did)
    if match is None:
        return None
    steps = match["path"].split(":")[1:]
    if any(step.lower().replace("%2e", ".") in (".", "..") for step in steps):
        return None
    host = match["host"].lower() + (f":{int(match['port'])}" if match["port"] else "")
    origin = f"{'http' if match['host'].lower() in LOOPBACK else 'https'}://{host}"
    path = "".join(f"/{step}" for step in steps)
    document = f"{origin}{path}/did.json" if steps else f"{origin}/.well-known/did.json"
    return WebIssuer(did, origin, host + path, document)


def key_of(did: str) -> str | None:
    """The Multikey that a did:key consists of; None if `did` is no did:key."""
    match = DID_KEY.fullmatch(did)
    return match["key"] if match else None


def domain(issuer: str) -> str:
    """What stands for an issuer in a report: its domain, or, without one, its whole id."""
    web = web_issuer(issuer)
    return web.domain if web else issuer
