"""The door to MkDocs, and to any generator that loads its plugins.

The catalogue enters as Markdown that the host renders with its theme and search. Everything else is
made before MkDocs empties its folder, so that a ledger at fault costs nobody the last good site,
and is moved in when the host has finished.
"""

import os
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from threading import Semaphore

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from badgeledger.adapters import editions, folder, published
from badgeledger.adapters.aside import Aside
from badgeledger.adapters.cache import memory_of
from badgeledger.adapters.compiled import Compiled
from badgeledger.adapters.finished import Earlier, Finished
from badgeledger.adapters.links import refuse_links_out
from badgeledger.adapters.material import with_named_search
from badgeledger.adapters.noticing import notice_at_once, watch_ledger
from badgeledger.adapters.places import require_free_addresses, require_signed_addresses
from badgeledger.adapters.processes import processes, without_secret
from badgeledger.adapters.refusals import refusals_as
from badgeledger.adapters.stages import in_lines, timings
from badgeledger.build import Build, Means, build
from badgeledger.outputs.host_page import HostPage
from badgeledger.outputs.template import preview_note
from badgeledger.outputs.wording import language_for

LOG = get_plugin_logger("badgeledger")


class BadgeLedgerConfig(Config):
    """The plugin's options in mkdocs.yml."""

    # The ledger's folder, seen from mkdocs.yml.
    ledger = config_options.Type(str, default=".")


class BadgeLedgerPlugin(BasePlugin[BadgeLedgerConfig]):
    """Builds the ledger's part of a site."""

    def __init__(self) -> None:
        self._serving, self._environ = False, without_secret()
        self._open, self._turn = ExitStack(), Semaphore()
        self._compiled = Compiled()
        self._build: Build
        self._pages: Mapping[str, HostPage]
        self._staged: Path
        self._finished: Finished
        self._aside: Aside

    def on_startup(self, *, command: str, **_: object) -> None:
        """Remember whether pages go to the development server, whose reload script is inline."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the ledger and make every artifact, or refuse with all that is wrong."""
        self._open.close()
        self._open.enter_context(self._turn)
        site = Path(config.site_dir).resolve()
        self._aside = Aside(site)
        self._open.callback(self._aside.show)
        root = _root(config, self.config.ledger)
        # What the development server shows is a preview, whatever keys there are.
        environ = {} if self._serving else self._environ
        with refusals_as(PluginError):  # MkDocs shows it as it is, without a traceback
            refuse_links_out(Path(config.docs_dir))
            by = editions.by_environment(root, environ, published.by_environment(environ))
            workers, policy = self._open.enter_context(processes()), not self._serving
            means = Means(memory_of(root, environ), workers, in_lines(LOG.info))
            earlier = Earlier(self._aside.badges, means)
            self._build = build(root, by, now=int(time.time()), policy=policy, means=means)
            self._pages = self._build.pages
            if not self._serving:
                at = self._build.history.issuer.site
                require_signed_addresses(config.site_url, at, directories=config.use_directory_urls)
            require_free_addresses(get_files(config), self._build.plan, self._pages)
            self._staged = self._open.enter_context(folder.staging(site))
            self._finished = Finished(self._build, earlier)
            self._finished.make_others(self._staged)
        config.extra_css.append(self._build.plan.assets["catalogue.css"])
        script = ExtraScriptValue(self._build.plan.assets["catalogue.js"])
        script.type = "module"
        config.extra_javascript.append(script)
        # MkDocs dates its sitemap by the clock otherwise.
        os.environ["SOURCE_DATE_EPOCH"] = str(self._build.history.time)

    def on_pre_build(self, **_: object) -> None:
        """Keep badges: MkDocs empties its folder next, but for dot-names."""
        self._aside.hide()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Add the catalogue's pages."""
        self._aside.clear(self._build)
        for path, page in self._pages.items():
            files.append(File.generated(config, path, content=page.markdown))

    def on_env(self, env: Environment, **_: object) -> None:
        """Remember what the theme's templates are compiled to."""
        env.bytecode_cache = self._compiled

    def on_page_content(self, html: str, **_: object) -> str:
        """Say on every page of a preview that it is one."""
        language = language_for(self._build.history.issuer.language)
        return preview_note(language) + html if self._build.edition.preview else html

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Add what an achievement's page says to programs, and what the theme leaves out."""
        found = self._pages.get(page.file.src_uri)
        head = found.head if found else ""
        return with_named_search(output.replace("</head>", f"{head}</head>", 1))

    def on_post_build(self, **_: object) -> None:
        """Move the artifacts into the finished site."""
        with refusals_as(PluginError), self._open:
            self._aside.join(self._staged, self._finished.ids)
            self._finished.remember(self._aside.badges)
        LOG.info("Badges took\n%s", timings(self._build.means.progress.seconds))

    def on_build_error(self, **_: object) -> None:
        """Leave no half of a site behind."""
        self._open.close()

    @event_priority(100)  # first: nobody else may have had it watch anything
    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> None:
        """Build again when the ledger changes."""
        theirs = (config.docs_dir, config.config_file_path, *config.theme.dirs)
        notice_at_once(server, theirs, self._turn)
        watch_ledger(server, _root(config, self.config.ledger), self._build.history.issuer)


def _root(config: MkDocsConfig, ledger: str) -> Path:
    return (Path(config.config_file_path).parent / ledger).resolve()
