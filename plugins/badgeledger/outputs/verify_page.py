"""`verify/`: the page where visitors check badges of any issuer, in their own browser.

Flow: the issuer as it stands now → a whole HTML page: two ways in, a link and files, and whose page
it is. `verifier/src/verify-page.ts` does the rest. Nothing is asked of other sites until somebody
hands in a badge.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from badgeledger.outputs.template import NONE_OWN, Templates
from badgeledger.outputs.wording import strings
from badgeledger.values import JSON

ADDRESS = "verify/index.html"
# A verifier that nobody of this project runs.
ELSEWHERE = {"name": "VerifierPlus", "url": "https://verifierplus.org/"}


def verify_page(
    *,
    issuer: JSON,
    site: str,
    language: str,
    registries: Sequence[JSON],
    assets: Mapping[str, str],
    keep: Mapping[str, str],
    preview: bool,
    policy: bool,
    templates: Templates = NONE_OWN,
) -> bytes:
    """The page as UTF-8.

    `issuer` is the Profile that the site's credentials name, `language` the one of
    `outputs.wording.LANGUAGES` that the page comes in, `registries` the lists of issuers it
    goes by, `assets` the addresses of `outputs.assets`, `keep` the `address` and `sha256` of the
    same as one file. Without `policy` the page has no Content-Security-Policy, as in `badge_page`.
    """
    text = templates.render(
        "verify.html",
        issuer=issuer,
        domain=urlsplit(site).hostname,
        registries=registries,
        elsewhere=ELSEWHERE,
        keep=keep,
        assets=assets,
        preview=preview,
        policy=policy,
        language=language,
        unloaded=strings(language)["verifier"]["inputs"]["NOT_LOADED"],
        t=strings(language)["verify"],
    )
    return text.encode()
