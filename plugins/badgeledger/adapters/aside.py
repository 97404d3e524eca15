"""Finished badges kept aside while a generator empties its folder.

MkDocs deletes all that is in the site's folder before it builds, but for names that begin with a
full stop. So the folder of badges has such a name in the meantime. If a build is interrupted there,
the next one finds it by that name. Nor does it delete anything where it is told `--dirty`.
"""

from collections.abc import Set
from contextlib import suppress
from pathlib import Path

from badgeledger.adapters import folder
from badgeledger.badge_paths import FOLDER
from badgeledger.build import Build
from badgeledger.credential.did_document import did_document_address

HIDDEN = f".{FOLDER}"


class Aside:
    """The folder of badges of an earlier build in the folder `site`."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._shown = site / FOLDER
        self._hidden = site / HIDDEN

    @property
    def badges(self) -> Path:
        """Where it is now."""
        return self._hidden if self._hidden.is_dir() else self._shown

    def hide(self) -> None:
        """Before the generator empties the site."""
        if self.badges == self._shown and self._shown.is_dir():
            self._shown.rename(self._hidden)

    def clear(self, build: Build) -> None:
        """Delete what the generator left where the build has something besides badges.

        So is a DID document deleted, which a preview has not. What is no file is refused by `join`.
        """
        did_document = did_document_address(build.history.issuer.site)
        for path in (*(job.path for job in build.plan.jobs), did_document):
            with suppress(OSError):
                (self._site / path).unlink()

    def join(self, staged: Path, names: Set[str]) -> None:
        """Put all that is staged, and the badges of these names, into the generator's site.

        Raises what `folder.merge` and `folder.adopt` raise; then the badges are still aside.
        """
        folder.merge(staged, self._site)
        folder.adopt(self._hidden, self._shown, names)

    def show(self) -> None:
        """Where the build failed: put it back, if its place is free."""
        if self._hidden.is_dir() and not self._shown.exists():
            self._hidden.rename(self._shown)
