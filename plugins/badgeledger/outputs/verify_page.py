"""`verify/`: the page where visitors check badges of any issuer, in their own browser.

Flow: the issuer as it stands now → a whole HTML page: two ways in, a link and files, and whose page
it is. `verifier/src/verify-page.ts` does the rest. Nothing is asked of other sites until somebody
hands in a badge.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from badgeledger.outputs.surroundings import Surroundings
from badgeledger.outputs.wording import strings
from badgeledger.values import JSON

ADDRESS = "verify/index.html"
# A verifier that nobody of this project runs.
ELSEWHERE = {"name": "VerifierPlus", "url": "https://verifierplus.org/"}


def verify_page(
    around: Surroundings, *, registries: Sequence[JSON], keep: Mapping[str, str]
) -> bytes:
    """The page as UTF-8, in the issuer's language.

    `registries` are the lists of issuers it goes by, `keep` the `address` and `sha256` of the same
    as one file.
    """
    words = strings(around.language)
    return around.page(
        "verify.html",
        language=around.language,
        domain=urlsplit(around.site).hostname,
        registries=registries,
        elsewhere=ELSEWHERE,
        keep=keep,
        unloaded=words["verifier"]["inputs"]["NOT_LOADED"],
        t=words["verify"],
    )
