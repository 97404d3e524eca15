"""The door to MkDocs, and to any generator that loads its plugins.

The catalogue enters as Markdown that the host renders with its theme and search. Everything else is
made before MkDocs empties its folder, so that a ledger at fault costs nobody the last good site,
and is moved in when the host has finished.
"""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from badgeledger.adapters import editions, folder
from badgeledger.adapters.links import refuse_links_out
from badgeledger.build import Build, build
from badgeledger.errors import BadgeLedgerError, ContentError
from badgeledger.outputs.template import preview_note
from badgeledger.outputs.wording import language_for

WATCHED = ("achievements", "credentials", "issuer.yml", "keys.yml")


class BadgeLedgerConfig(Config):
    """The plugin's options in mkdocs.yml."""

    # The ledger's folder, seen from mkdocs.yml.
    ledger = config_options.Type(str, default=".")


class BadgeLedgerPlugin(BasePlugin[BadgeLedgerConfig]):
    """Builds the ledger's part of a site."""

    def __init__(self) -> None:
        self._serving = False
        self._open = ExitStack()
        self._build: Build
        self._staged: Path

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember whether pages go to the development server, whose reload script is inline."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the ledger and make every artifact, or refuse with all that is wrong."""
        root = _root(config, self.config.ledger)
        by = editions.preview(root) if self._serving else editions.by_environment(root, os.environ)
        with _as_plugin_error():
            refuse_links_out(Path(config.docs_dir))
            self._build = build(root, by, now=int(time.time()), policy=not self._serving)
            if not self._serving:
                _require_signed_addresses(config, self._build.history.issuer.site)
            self._open.close()
            _require_free_addresses(config, self._build)
            self._staged = self._open.enter_context(folder.staging(Path(config.site_dir)))
            folder.write(self._build.artifacts(), self._staged)
        config.extra_css.append(self._build.plan.assets["catalogue.css"])
        # MkDocs dates its sitemap by the clock otherwise.
        os.environ["SOURCE_DATE_EPOCH"] = str(self._build.history.time)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Add the catalogue's pages."""
        for path, markdown in self._build.pages.items():
            files.append(File.generated(config, path, content=markdown))

    def on_page_content(
        self,
        html: str,
        *,
        page: Page,  # noqa: ARG002
        config: MkDocsConfig,  # noqa: ARG002
        files: Files,  # noqa: ARG002
    ) -> str:
        """Say on every page of a preview that it is one."""
        language = language_for(self._build.history.issuer.language)
        return preview_note(language) + html if self._build.edition.preview else html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Move the artifacts into the finished site."""
        with _as_plugin_error(), self._open:
            folder.merge(self._staged, Path(config.site_dir))

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Leave no half of a site behind."""
        self._open.close()

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: object,  # noqa: ARG002
    ) -> None:
        """Build again when the ledger changes."""
        root = _root(config, self.config.ledger)
        for path in WATCHED:
            if (root / path).exists():
                server.watch(str(root / path))


def _root(config: MkDocsConfig, ledger: str) -> Path:
    return (Path(config.config_file_path).parent / ledger).resolve()


def _require_signed_addresses(config: MkDocsConfig, site: str) -> None:
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


def _require_free_addresses(config: MkDocsConfig, build: Build) -> None:
    """Refuse a file of docs/ at an address that the ledger takes, while the old site stands."""
    taken = {job.path for job in build.plan.jobs} | set(build.pages)
    for file in get_files(config):
        if {file.src_uri, file.dest_uri} & taken:
            raise folder.collision(file.src_uri)


@contextmanager
def _as_plugin_error() -> Iterator[None]:
    """MkDocs shows a PluginError as it is, without a traceback."""
    try:
        yield
    except BadgeLedgerError as error:
        raise PluginError(str(error)) from None
