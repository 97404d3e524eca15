"""The addresses of a site that a generator makes: those that badges name, and none twice.

For `mkdocs.py`, before anything is made.
"""

from collections.abc import Container, Iterable
from typing import Protocol

from badgeledger.adapters import folder
from badgeledger.errors import ContentError


class Source(Protocol):
    """A file of docs/."""

    @property
    def src_uri(self) -> str:
        """Its path in docs/."""

    @property
    def dest_uri(self) -> str:
        """Its path in the site."""


def require_signed_addresses(site_url: str | None, site: str, *, directories: bool) -> None:
    """Refuse pages at other addresses than every badge, which is signed, says.

    `site_url` and `directories` (`use_directory_urls`) are those of mkdocs.yml, `site` that of
    issuer.yml.
    """
    if (site_url or "").rstrip("/") != site:
        raise ContentError.because(
            "B0641",
            f"site_url is {site_url!r}, but issuer.yml says {site!r}",
            f"set it to {site + '/'!r}: the address is part of every badge",
            path="mkdocs.yml",
        )
    if not directories:
        raise ContentError.because(
            "B0643",
            "use_directory_urls is off, but badges name pages such as achievements/<slug>/",
            "remove the line",
            path="mkdocs.yml",
        )


def require_free_addresses(
    files: Iterable[Source], artifacts: Container[str], pages: Container[str]
) -> None:
    """Refuse a file of docs/ at an address that the ledger takes, while the old site stands.

    `artifacts` are made in the site, `pages` in docs/.
    """
    for file in files:
        if file.dest_uri in artifacts or file.src_uri in pages:
            raise folder.collision(file.src_uri)
