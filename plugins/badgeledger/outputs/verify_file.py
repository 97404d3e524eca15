"""`verify.html`: the verifier as one file to keep, the same at every site of this version.

Flow: the package's styles and the script `verify-file.js` → a whole HTML page that loads nothing
beside itself and belongs to no issuer, so that nobody has to trust the page of the issuer whose
badge is checked. Its bytes depend on the package alone.
"""

import base64
import hashlib
from functools import cache

from markupsafe import Markup

import badgeledger
from badgeledger.model import Colours
from badgeledger.outputs.assets import read_asset, style
from badgeledger.outputs.template import NONE_OWN
from badgeledger.outputs.trusted import trusted
from badgeledger.outputs.verify_page import ELSEWHERE
from badgeledger.outputs.wording import strings

ADDRESS = "verify.html"


@cache
def verify_file() -> bytes:
    """The page as UTF-8.

    Raises MachineError (B0630) where the package was installed without its scripts.
    """
    text = NONE_OWN.render(
        "verify-file.html",
        style=_inline(style("verify.css", Colours())),
        script=_inline(read_asset("verify-file.js")),
        digest=_digest,
        version=badgeledger.__version__,
        elsewhere=ELSEWHERE,
        language="en",
        t=strings()["verify"],
    )
    return text.encode()


def _inline(data: bytes) -> Markup:
    """Trusted text of our own, to stand in an element whose content is not escaped."""
    return trusted(data.decode())


def _digest(text: str) -> str:
    """SHA-256 as Content Security Policy, section 2.3.1, writes it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
