"""`issuer/`: who awards the badges, how to check them without asking, and what is kept of whom.

Flow: the issuer and its keys as they stand → a page for whatever renders the site, in the issuer's
language where it is one of five. Learners find here whom to ask, employers the domain and the keys.
"""

from urllib.parse import urlsplit

from markupsafe import Markup

from badgeledger.credential.did_document import did_document_address
from badgeledger.credential.profile import ISSUER_IMAGE
from badgeledger.model import Issuer, Keys
from badgeledger.outputs.host_page import HostPage, front_matter, markdown_text, neutral
from badgeledger.outputs.template import NONE_OWN, Templates
from badgeledger.outputs.verify_page import ELSEWHERE
from badgeledger.outputs.wording import language_for, page_tag, strings

ADDRESS = "issuer/index.md"


def issuer_page(
    issuer: Issuer, keys: Keys | None, *, did: str, preview: bool, templates: Templates = NONE_OWN
) -> HostPage:
    """The page; `did` is the identifier under which badges are signed."""
    tag = page_tag(issuer.language)
    language = language_for(tag)
    words = strings(language)["issuer"]
    document = did_document_address(issuer.site)
    body = templates.render(
        "issuer.md",
        language=language,
        tag=tag,
        issuer=issuer,
        logo=ISSUER_IMAGE if issuer.image else None,
        domain=urlsplit(issuer.site).hostname,
        did=did,
        document=_link(f"../{document}", document),
        keys=keys.signing if keys else (),
        current=keys.current if keys else None,
        registries=issuer.registries,
        command=Markup("<code>badgeledger verify</code>"),
        file=_link("../verify.html", "verify.html"),
        elsewhere=_link(ELSEWHERE["url"], ELSEWHERE["name"]),
        preview=preview,
        outside=lambda url: _link(url, url),
        mail=lambda address: _link(f"mailto:{address}", address),
    )
    title = issuer.name
    head = front_matter(title, words["description"], hide="[navigation]")
    return HostPage(f"{head}# {markdown_text(title)}\n\n{neutral(body)}")


def _link(address: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, text)
