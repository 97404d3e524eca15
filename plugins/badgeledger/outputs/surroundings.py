"""What all pages of our own share: whose they are, where they stand, and how they are filled.

`badge_page`, `verify_page`, `embed_page`, `erased_page` and `ledger_page` are each given one, and
add what is theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2.environment import TemplateModule

from badgeledger.credential.profile import ISSUER_IMAGE
from badgeledger.outputs.template import NONE_OWN, Templates
from badgeledger.values import JSON


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The site around a page.

    `issuer` is the Profile that the site's credentials name, and `language` its own among
    `outputs.wording.LANGUAGES`. `names` gives the present name of each achievement that has a page,
    `leads_to` those that build on one, by slug; `assets` are the addresses of `outputs.assets`.
    Without `policy` a page has no Content-Security-Policy: a development server's reload script is
    inline.
    """

    issuer: JSON
    site: str
    language: str
    names: Mapping[str, str]
    leads_to: Mapping[str, tuple[str, ...]]
    assets: Mapping[str, str]
    preview: bool
    policy: bool
    templates: Templates = NONE_OWN

    def __hash__(self) -> int:
        return hash(self.site)  # mappings have no hash; they are compared all the same

    def page(self, template: str, *, language: str, **values: object) -> bytes:
        """The page that a template makes, as UTF-8, in one of `outputs.wording.LANGUAGES`."""
        return self.templates.render(template, language=language, **self._values, **values).encode()

    def parts(self, template: str, *, language: str, **values: object) -> TemplateModule:
        """The parts of a page that a template sets, as `Templates.parts` has them."""
        return self.templates.parts(template, language=language, **self._values, **values)

    @property
    def _values(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "site": self.site,
            "logo": ISSUER_IMAGE if "image" in self.issuer else None,
            "assets": self.assets,
            "preview": self.preview,
            "policy": self.policy,
        }
