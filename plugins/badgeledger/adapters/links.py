"""Symbolic links among the site's own pages: none may lead out of their folder.

Both doors follow links. One in a pull request could otherwise publish what lies elsewhere on the
machine that builds: git's credentials, the environment with its secrets, anybody's files.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from badgeledger.errors import ContentError, Problem, explanations
from badgeledger.ledger.files import shown_path


def refuse_links_out(folder: Path) -> None:
    """Raises ContentError (B0642) with every link below the folder that leads out of it."""
    if problems := [_problem(folder, link) for link in _links(folder) if _is_out(folder, link)]:
        raise ContentError(problems)


def _links(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        paths = (Path(place, name) for name in (*folders, *files))
        yield from (path for path in paths if path.is_symlink())


def _is_out(folder: Path, link: Path) -> bool:
    try:
        return not link.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a circle
        return True


def _problem(folder: Path, link: Path) -> Problem:
    path = shown_path(link.relative_to(folder.parent).as_posix())
    return Problem(
        path, 0, 0, "B0642", "the link leads out of its folder", explanations()["B0642"].mend
    )
