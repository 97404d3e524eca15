"""The addresses of a site that MkDocs makes: those that badges name, and none twice.

For `mkdocs.py`, before anything is made.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from badgeledger.adapters import folder
from badgeledger.build import Build
from badgeledger.errors import ContentError


def require_signed_addresses(config: MkDocsConfig, site: str) -> None:
    """Refuse pages at other addresses than every badge, which is signed, says."""
    if (config.site_url or "").rstrip("/") != site:
        raise ContentError.because(
            "B0641",
            f"site_url is {config.site_url!r}, but issuer.yml says {site!r}",
            f"set it to {site + '/'!r}: the address is part of every badge",
            path="mkdocs.yml",
        )
    if not config.use_directory_urls:
        raise ContentError.because(
            "B0643",
            "use_directory_urls is off, but badges name pages such as achievements/<slug>/",
            "remove the line",
            path="mkdocs.yml",
        )


def require_free_addresses(config: MkDocsConfig, build: Build) -> None:
    """Refuse a file of docs/ at an address that the ledger takes, while the old site stands."""
    taken = {job.path for job in build.plan.jobs} | set(build.pages)
    for file in get_files(config):
        if {file.src_uri, file.dest_uri} & taken:
            raise folder.collision(file.src_uri)
