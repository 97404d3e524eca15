"""Finished badges kept aside while a generator empties its folder.

MkDocs deletes all that is in the site's folder before it builds, but for names that begin with a
full stop. So the folder of badges has such a name in the meantime. If a build is interrupted there,
the next one finds it by that name.
"""

from collections.abc import Set
from pathlib import Path

from badgeledger.adapters import folder
from badgeledger.badge_paths import FOLDER

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
