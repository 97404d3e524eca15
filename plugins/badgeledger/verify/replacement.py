"""Tells a badge that was replaced from one that was withdrawn.

The end of the `status` check. Changing an award ends its old position, so an old download reads
as withdrawn, although the badge lives on at its address. It counts as replaced only if what
stands there is the same issuer's, has the same id, and is itself signed and not withdrawn (expired
it may be: its own page tells); it is looked for nowhere but on the issuer's own site.
"""

from badgeledger.verify.did_web import web_issuer
from badgeledger.verify.document import Credential, read_credential
from badgeledger.verify.fetching import Fetch, body_at
from badgeledger.verify.findings import Ended, Finding
from badgeledger.verify.signature import check_signature
from badgeledger.verify.status import check_entries


def check_status(credential: Credential, fetch: Fetch, now: int) -> Finding:
    """The `status` check of a credential (report.md, "status")."""
    finding = check_entries(credential, fetch, now)
    if finding.code != "WITHDRAWN":
        return finding
    url = _own_address(credential)
    if url is None or not _is_sound(url, credential, fetch, now):
        return finding
    return Finding("fail", "REPLACED", {"url": url})


def _own_address(credential: Credential) -> str | None:
    """The credential's id, if it is an address on its issuer's own site."""
    identifier, web = credential.document.get("id"), web_issuer(credential.issuer)
    if web is None or not isinstance(identifier, str):
        return None
    return identifier if identifier.startswith(f"{web.origin}/") else None


def _is_sound(url: str, credential: Credential, fetch: Fetch, now: int) -> bool:
    body = body_at(url, fetch)
    if body is None:
        return False
    try:
        newer = read_credential(body)
    except Ended:
        return False
    return (
        newer.document.get("id") == url
        and newer.issuer == credential.issuer
        and check_signature(newer, fetch, now).holds
        and check_entries(newer, fetch, now).result == "pass"
    )
