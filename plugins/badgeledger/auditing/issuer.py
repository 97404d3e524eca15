"""Who publishes a site, by which keys, and the key of its log: from the issuer's own document.

The site's `issuer.json` only says under which DID it publishes; that the DID is published at this
site, its document says in turn, by the log it names. A preview's issuer is a key, which signs its
log as well (DESIGN.md, "Preview and publish").
"""

from dataclasses import dataclass

from badgeledger.auditing.site import Site, read_url
from badgeledger.errors import ContentError
from badgeledger.keys.multikey import decode_public_key
from badgeledger.log.checkpoint import origin_of
from badgeledger.log.note import Vkey
from badgeledger.values import JSON, shown
from badgeledger.verify.did_web import key_of, web_issuer
from badgeledger.verify.fetching import Fetch, Remembering
from badgeledger.verify.findings import Ended
from badgeledger.verify.log import log_of
from badgeledger.verify.report import reason_of
from badgeledger.verify.strict_json import read_object

PROFILE = "issuer.json"
_MEND = "give the address that the issuer's badges name, or tell the issuer"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuer of a site: the Multikeys that it lists, and the key of its log."""

    did: str
    keys: tuple[str, ...]
    vkey: Vkey

    def __str__(self) -> str:
        if key_of(self.did):
            return f"{self.did}: a preview, for which nobody answers"
        return f"{self.did} names this log"


def find_issuer(site: Site) -> Issuer:
    """The issuer of a site.

    Raises what `Site.read` raises, and ContentError (B0851) where no issuer names a log here.
    """
    did = (read_object(site.read(PROFILE)) or {}).get("id")
    if not isinstance(did, str):
        raise _nameless("it names no issuer", PROFILE)
    if key := key_of(did):
        return Issuer(did, (key,), Vkey(origin_of(site.address), decode_public_key(key)))
    web = web_issuer(did)
    if web is None:
        raise _nameless(f"the issuer {shown(did)} is no did:web", PROFILE)
    fetch = Remembering(site.fetch)
    document = read_object(read_url(web.document, fetch)) or {}
    if document.get("id") != did:
        raise _nameless(f"what stands at {web.document} is not the document of {did}")
    return Issuer(did, tuple(_keys(document, did)), _vkey(did, site, fetch))


def _keys(document: JSON, did: str) -> list[str]:
    """The keys for assertions, as their ids name them: `<did>#<Multikey>`."""
    listed = document.get("assertionMethod")
    methods = listed if isinstance(listed, list) else []
    ids = [each.get("id") if isinstance(each, dict) else each for each in methods]
    return [each.removeprefix(f"{did}#") for each in ids if isinstance(each, str)]


def _vkey(did: str, site: Site, fetch: Fetch) -> Vkey:
    """The key of the log that verifiers ask, which is to be the one at this site."""
    try:
        log = log_of(did, fetch)
    except Ended as ended:
        raise _nameless(reason_of(ended.finding)) from None
    vkey = Vkey.read(log.vkey)
    if log.site != site.address or vkey.name != origin_of(site.address):
        raise _nameless(f"the issuer's log is {log.url}, with the key {vkey.text}")
    return vkey


def _nameless(message: str, path: str = "") -> ContentError:
    return ContentError.because("B0851", message, _MEND, path=path)
