"""Opens a published site for an audit: at its address, or as a folder that holds a built one.

A folder is read as if it stood at the address that its log names, and nothing else is asked. Then
the issuer's document is the folder's own: that it is the issuer's, only its address can tell.
"""

import json
from pathlib import Path
from urllib.parse import unquote

from badgeledger.adapters.fetch import LOOPBACK, WebFetch
from badgeledger.auditing.published_log import CHECKPOINT
from badgeledger.auditing.site import Each, Site
from badgeledger.credential.did_document import did_document_address
from badgeledger.errors import ContentError
from badgeledger.progress import Watch
from badgeledger.verify import Answer, Fetch, Unreachable
from badgeledger.verify.did_web import web_issuer


def site_at(place: str, *, each: Each, watch: Watch) -> Site:
    """The site at an address or in a folder; for `each` and `watch` see `Site`.

    Raises ContentError (B0850) for a folder without a log.
    """
    if is_address(place):
        return Site(place.rstrip("/"), WebFetch(), each, watch)
    folder = Path(place)
    address = _address(folder)
    return Site(address, _inside(folder, address), each, watch)


def is_address(place: str) -> bool:
    """Whether a place is on the web."""
    return place.startswith(("https://", "http://"))


def _address(folder: Path) -> str:
    """The site's address, as the first line of its checkpoint has it, without the scheme."""
    try:
        origin = (folder / CHECKPOINT).read_bytes().partition(b"\n")[0].decode()
    except (OSError, UnicodeDecodeError):
        raise ContentError.because(
            "B0850",
            "there is no log in the folder",
            "give the folder of a whole site",
            path=str(folder / CHECKPOINT),
        ) from None
    host = origin.removesuffix("/ledger").replace("%2B", "+")
    local = host.partition("/")[0].partition(":")[0] in LOOPBACK
    return f"{'http' if local else 'https'}://{host}"


def _inside(folder: Path, address: str) -> Fetch:
    places = {_issuer_document(folder): did_document_address(address)}

    def fetch(url: str) -> Answer | Unreachable:
        name = places.get(url)
        if name is None and not url.startswith(f"{address}/"):
            return Unreachable("B0804", f"{url} is not asked, since a folder is audited")
        path = (folder / (name or unquote(url.removeprefix(f"{address}/")))).resolve()
        inside = path.is_relative_to(folder.resolve()) and path.is_file()
        return Answer(200, path.read_bytes()) if inside else Answer(404, b"")

    return fetch


def _issuer_document(folder: Path) -> str:
    """The address of the document of the issuer that the folder names, if it names one."""
    try:
        web = web_issuer(json.loads((folder / "issuer.json").read_bytes())["id"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    return web.document if web else ""
